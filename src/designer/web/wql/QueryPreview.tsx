import { Play, Square } from 'lucide-react'
import { queryText } from '../../../base/texts/designer-query.js'
import type { Output, Place } from '../../api/index.js'
import { DataGrid } from '../grid/DataGrid.js'
import { useRows } from '../grid/use-rows.js'
import { startJob } from '../state/api.js'
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
  const { columns, rows, running, end, failure, start, cancel } = useRows<Output<'wql.preview'>>()
  const said = () => {
    if (!end) return ''
    const { count, more, milliseconds } = end
    const first = queryText('rows', { count, time: Math.round(milliseconds) })
    return [first, more ? queryText('more') : '', end.notice].filter(text => text !== '').join(' ')
  }
  return (
    <section className={styles.preview} aria-label={queryText('result')}>
      <div className={styles.previewBar}>
        {running ? (
          <Button icon={<Square size={14} />} onClick={cancel}>
            {queryText('stop')}
          </Button>
        ) : (
          <Button
            icon={<Play size={14} />}
            disabled={text.trim() === ''}
            onClick={() => start(take => startJob('wql.preview', { place, text, limit }, take))}
          >
            {queryText('preview')}
          </Button>
        )}
        <span role="status">
          {running && queryText(task === 'watcher' ? 'waiting' : 'asking', { count: rows.length })}
          {said()}
        </span>
      </div>
      {failure && (
        <Notice tone="error">
          {failure.name ? `${failure.name}: ` : ''}
          {failure.message} {failure.hint}
        </Notice>
      )}
      {columns.length > 0 && <DataGrid columns={columns} rows={rows} label={queryText('result')} />}
    </section>
  )
}
