import { Table2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { runPageText } from '../../../base/texts/designer-run-page.js'
import type { TableView } from '../../api/index.js'
import { type RunView, useRun } from '../state/runs.js'
import { Badge, Button, EmptyState, Select, Spinner, type Tone } from '../ui/index.js'
import { RunLines, type Wanted, wantedKinds } from './RunLines.js'
import styles from './run.module.css'
import { headText, secondsText, useReports } from './use-reports.js'

const TableDialog = lazy(() => import('./TableDialog.js'))

const tones: Readonly<Record<'succeeded' | 'failed' | 'cancelled', Tone>> = {
  succeeded: 'ok',
  failed: 'error',
  cancelled: 'warning',
}

/** The run of a package, or a former one: its state, messages, events and tables. */
export default function RunPanel({ document }: { readonly document: string }) {
  const latest = useRun(document)
  const { heads, former, choose } = useReports(document, latest)
  const [wanted, setWanted] = useState<Wanted>('everything')
  const [table, setTable] = useState<TableView>()
  const run = former ?? latest
  if (!run && heads.length === 0) return <EmptyState title={runPageText('none')} text={runPageText('noneText')} />
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <span className={styles.outcome} role="status">
          {run && <Outcome run={run} />}
        </span>
        {run?.tables.map(each => (
          <Button key={each.table} icon={<Table2 size={14} />} onClick={() => setTable(each)}>
            {each.title} ({runPageText('rows', { count: each.count })})
          </Button>
        ))}
        <span className={styles.choices}>
          {heads.length > (latest?.result ? 1 : 0) && (
            <Select
              label={runPageText('runs')}
              hideLabel
              value={former?.result?.report ?? ''}
              onChange={choose}
              options={[
                ...(latest
                  ? [{ value: '', label: runPageText('thisRun') }]
                  : [{ value: '', label: runPageText('runs') }]),
                ...heads
                  .filter(({ result }) => result.report !== latest?.result?.report)
                  .map(head => ({ value: head.result.report, label: headText(head) })),
              ]}
            />
          )}
          <Select
            label={runPageText('show')}
            hideLabel
            value={wanted}
            onChange={value => setWanted(value as Wanted)}
            options={wantedKinds.map(value => ({ value, label: runPageText(value) }))}
          />
        </span>
      </div>
      {run && <RunLines run={run} wanted={wanted} />}
      {table && (
        <Suspense>
          <TableDialog table={table} onClose={() => setTable(undefined)} />
        </Suspense>
      )}
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
        <Spinner /> {runPageText('running')} {secondsText(Math.max(0, now - run.startedAt))}
      </>
    )
  if (!run.result) return <Badge tone="warning">{runPageText('notStarted')}</Badge>
  const { outcome, milliseconds } = run.result
  return (
    <>
      <Badge tone={tones[outcome]}>{runPageText(outcome)}</Badge> {secondsText(milliseconds)}
    </>
  )
}
