import { Table2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { runPageText } from '../../../base/texts/designer-properties.js'
import type { RowsEvent, TableView } from '../../api/index.js'
import { ProblemLine } from '../app/ProblemsPanel.js'
import { startJob } from '../state/api.js'
import { type RunView, useRun } from '../state/runs.js'
import { Badge, Button, Dialog, EmptyState, Spinner, type Tone } from '../ui/index.js'
import styles from './run.module.css'

const tones: Readonly<Record<'succeeded' | 'failed' | 'cancelled', Tone>> = {
  succeeded: 'ok',
  failed: 'error',
  cancelled: 'warning',
}

/** What is shown of a table at a time. */
const mostRows = 1000

/** The run of a package: its state, messages, events and tables. */
export default function RunPanel({ document }: { readonly document: string }) {
  const run = useRun(document)
  const [table, setTable] = useState<TableView>()
  if (!run) return <EmptyState title={runPageText('none')} text={runPageText('noneText')} />
  return (
    <div className={styles.panel}>
      <div className={styles.head} role="status">
        <Outcome run={run} />
        {run.tables.map(each => (
          <Button key={each.table} icon={<Table2 size={14} />} onClick={() => setTable(each)}>
            {each.title} ({runPageText('rows', { count: each.count })})
          </Button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <ul className={styles.lines} aria-label={runPageText('messages')} tabIndex={0}>
        {run.messages.map(({ problem, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
          <li key={index} className={styles.line}>
            <time>{timeOf(at)}</time>
            <ProblemLine {...problem} />
          </li>
        ))}
        {run.events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added
          <li key={`event ${index}`} className={styles.line}>
            <time>{timeOf(event.at)}</time>
            <details className={styles.event}>
              <summary>{event.name}</summary>
              <pre>{event.text}</pre>
            </details>
          </li>
        ))}
      </ul>
      {table && <TableDialog table={table} onClose={() => setTable(undefined)} />}
    </div>
  )
}

function Outcome({ run }: { readonly run: RunView }) {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (!run.running) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [run.running])
  if (run.running)
    return (
      <>
        <Spinner /> {runPageText('running')} {seconds(Math.max(0, now - run.startedAt))}
      </>
    )
  if (!run.result) return <Badge tone="warning">{runPageText('notStarted')}</Badge>
  const { outcome, milliseconds } = run.result
  return (
    <>
      <Badge tone={tones[outcome]}>{runPageText(outcome)}</Badge> {seconds(milliseconds)}
    </>
  )
}

function TableDialog({ table, onClose }: { readonly table: TableView; onClose(): void }) {
  const [rows, setRows] = useState<readonly (readonly unknown[])[]>([])
  useEffect(() => {
    const take = (event: RowsEvent) => {
      if (event.kind === 'rows') setRows(before => [...before, ...event.rows.map(({ values }) => values)])
    }
    setRows([])
    const job = startJob('run.table', { table: table.table, limit: mostRows }, take)
    job.done.catch(() => {})
    return job.cancel
  }, [table.table])
  return (
    <Dialog title={runPageText('table', { title: table.title })} size="large" onClose={onClose}>
      {table.count > mostRows && <p>{runPageText('more', { count: mostRows })}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            {table.columns.map(({ name, type }) => (
              <th key={name} scope="col">
                {name} <span className={styles.type}>{type}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
            <tr key={at}>
              {row.map((value, column) => (
                <td key={table.columns[column]?.name ?? column}>{String(value ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}

function seconds(milliseconds: number): string {
  return runPageText('seconds', { count: (milliseconds / 1000).toFixed(1) })
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString(document.documentElement.lang)
}
