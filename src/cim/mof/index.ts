export * from './document.js'
export * from './format.js'
export * from './format-instance.js'
export * from './parse.js'
