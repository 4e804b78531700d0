// Runs that are over.
import { useEffect, useState } from 'react'
import { runPageText } from '../../../base/texts/designer-run-page.js'
import type { Output } from '../../api/index.js'
import { call } from '../state/api.js'
import { emptyRun, type RunView, withEvent } from '../state/runs.js'

export type ReportHead = Output<'run.reports'>['reports'][number]

/** The reports that the server keeps of a document, and the one that was chosen. @param latest a run whose end brings another report */
export function useReports(document: string, latest: RunView | undefined) {
  const [heads, setHeads] = useState<readonly ReportHead[]>([])
  const [former, setFormer] = useState<RunView>()
  const ended = latest?.result?.report
  const running = latest?.running ?? false
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ends brings a report
  useEffect(() => {
    let gone = false
    call('run.reports', { document }).then(
      ({ reports }) => {
        if (!gone) setHeads(reports)
      },
      () => {},
    )
    return () => {
      gone = true
    }
  }, [document, ended])
  useEffect(() => {
    if (running) setFormer(undefined)
  }, [running])
  const choose = (report: string) => {
    if (report === '') setFormer(undefined)
    else
      call('run.report', { report }).then(
        ({ head, events }) => setFormer(runOf(head, events)),
        () => {},
      )
  }
  return { heads, former, choose }
}

/** A report as the run that it was. */
export function runOf(head: ReportHead, events: Output<'run.report'>['events']): RunView {
  const run = events.reduce(
    withEvent,
    emptyRun(head.startedAt, () => {}),
  )
  return { ...run, running: false, result: head.result }
}

/** When it was and how it ended. */
export function headText({ startedAt, result }: ReportHead): string {
  return runPageText('formerRun', {
    time: new Date(startedAt).toLocaleString(document.documentElement.lang),
    outcome: runPageText(result.outcome),
    seconds: secondsText(result.milliseconds),
  })
}

export function secondsText(milliseconds: number): string {
  return runPageText('seconds', { count: (milliseconds / 1000).toFixed(1) })
}
