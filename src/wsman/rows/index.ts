// Pages of rows.
export type { FragmentContext, RowContext } from '../values/context.js'
export { ItemsPage, type PageRow } from './page.js'
