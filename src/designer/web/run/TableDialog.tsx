import { useEffect } from 'react'
import { runPageText } from '../../../base/texts/designer-run-page.js'
import type { Output, TableView } from '../../api/index.js'
import { DataGrid } from '../grid/DataGrid.js'
import { useRows } from '../grid/use-rows.js'
import { startJob } from '../state/api.js'
import { Dialog, Notice } from '../ui/index.js'
import styles from './run.module.css'

/** Rows that a page can hold. */
const most = 1_000_000

/** All rows of a table that a run made. */
export default function TableDialog({ table, onClose }: { readonly table: TableView; onClose(): void }) {
  const { rows, columns, running, failure, start } = useRows<Output<'run.table'>>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: one table is read once
  useEffect(() => {
    start(take => startJob('run.table', { table: table.table, limit: most }, take))
  }, [table.table])
  return (
    <Dialog title={runPageText('table', { title: table.title })} size="large" onClose={onClose}>
      <div className={styles.tableDialog}>
        {running && <p role="status">{runPageText('loading', { count: rows.length, all: table.count })}</p>}
        {failure && (
          <Notice tone="error">
            {failure.message} {failure.hint}
          </Notice>
        )}
        <DataGrid columns={columns.length > 0 ? columns : table.columns} rows={rows} label={table.title} />
      </div>
    </Dialog>
  )
}
