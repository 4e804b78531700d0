// The CIM meta-model: types, classes, instances, datetimes, object paths.
export * from './class.js'
export * from './datetime.js'
export * from './instance.js'
export * from './path.js'
export * from './types.js'
export * from './value.js'
