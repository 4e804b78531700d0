export * from './connect.js'
export * from './connection-string.js'
export * from './diagnose.js'
export * from './errors.js'
