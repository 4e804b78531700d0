export * from './connect.js'
export * from './connection-string.js'
export * from './errors.js'
export * from './diagnose.js'
