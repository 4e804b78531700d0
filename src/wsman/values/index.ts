// Values of WS-Management in both directions.
export type { FragmentContext, RowContext } from './context.js'
export { lenientXml } from './lenient.js'
export { readInstance, readValues } from './read.js'
export {
  instanceWriter,
  RowWriter,
  type ValuesByName,
  type WriteOptions,
  writeFragment,
  writeInstance,
  writeValues,
} from './write.js'
