export * from './call.js'
export * from './failure.js'
export * from './rows.js'
export * from './services.js'
