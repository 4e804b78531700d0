import { Play, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { queryText } from '../../../base/texts/designer-query.js'
import type { Column, Place } from '../../api/index.js'
import { DataGrid } from '../grid/DataGrid.js'
import type { Row } from '../grid/rows.js'
import { ApiError, startJob } from '../state/api.js'
import { Button, Notice } from '../ui/index.js'
import styles from './wql.module.css'

/** Rows that are asked for. */
const limit = 500

/** The first rows of a query, or the events that it brings until it is stopped. */
export function QueryPreview(props: {
  readonly place: Place
  readonly text: string
  readonly task: 'reader' | 'watcher'
}) {
  const { place, text, task } = props
  const [columns, setColumns] = useState<readonly Column[]>([])
  const [rows, setRows] = useState<readonly Row[]>([])
  const [running, setRunning] = useState(false)
  const [end, setEnd] = useState<{ readonly text: string; readonly hint: string; readonly failed: boolean }>()
  const cancel = useRef(() => {})
  useEffect(() => () => cancel.current(), [])
  const start = async () => {
    setRunning(true)
    setRows([])
    setColumns([])
    setEnd(undefined)
    const job = startJob('wql.preview', { place, text, limit }, event => {
      if (event.kind === 'columns') setColumns(event.columns)
      else setRows(before => [...before, ...event.rows.map(({ values }) => values)])
    })
    cancel.current = job.cancel
    try {
      const { count, more, milliseconds, notice } = await job.done
      const said = queryText('rows', { count, time: Math.round(milliseconds) })
      setEnd({ text: more ? `${said} ${queryText('more')}` : said, hint: notice, failed: false })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { kind, name, message, hint = '' } = error.failure
      if (kind !== 'cancelled') setEnd({ text: name ? `${name}: ${message}` : message, hint, failed: true })
    } finally {
      setRunning(false)
    }
  }
  return (
    <section className={styles.preview} aria-label={queryText('result')}>
      <div className={styles.previewBar}>
        {running ? (
          <Button icon={<Square size={14} />} onClick={() => cancel.current()}>
            {queryText('stop')}
          </Button>
        ) : (
          <Button icon={<Play size={14} />} disabled={text.trim() === ''} onClick={() => void start()}>
            {queryText('preview')}
          </Button>
        )}
        <span role="status">
          {running && queryText(task === 'watcher' ? 'waiting' : 'asking', { count: rows.length })}
          {end && !end.failed && end.text}
        </span>
      </div>
      {end?.failed && (
        <Notice tone="error">
          {end.text} {end.hint}
        </Notice>
      )}
      {columns.length > 0 && <DataGrid columns={columns} rows={rows} label={queryText('result')} />}
    </section>
  )
}
