import { useEffect, useRef, useState } from 'react'
import type { Column, Failure, RowsEvent } from '../../api/index.js'
import { ApiError } from '../state/api.js'
import type { Row } from './rows.js'

/** A job that tells rows. */
export interface RowsJob<End> {
  readonly done: Promise<End>
  cancel(): void
}

export interface Rows<End> {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Object paths of the rows, where they have one. */
  readonly paths: readonly string[]
  readonly running: boolean
  readonly end: End | undefined
  readonly failure: Failure | undefined
  start(begin: (take: (event: RowsEvent) => void) => RowsJob<End>): void
  cancel(): void
}

/** Milliseconds between two looks at rows that come fast; the first ones are shown at once. */
const pause = 60

/** The rows of one job after the other; a new one takes the place of the one before. */
export function useRows<End>(): Rows<End> {
  const [shown, setShown] = useState<Pick<Rows<End>, 'columns' | 'rows' | 'paths'>>({
    columns: [],
    rows: [],
    paths: [],
  })
  const [running, setRunning] = useState(false)
  const [end, setEnd] = useState<End>()
  const [failure, setFailure] = useState<Failure>()
  const job = useRef<RowsJob<End>>(undefined)
  useEffect(() => () => job.current?.cancel(), [])
  const start = (begin: (take: (event: RowsEvent) => void) => RowsJob<End>) => {
    if (running) job.current?.cancel()
    let columns: readonly Column[] = []
    const [rows, paths]: [Row[], string[]] = [[], []]
    let timer: ReturnType<typeof setTimeout> | undefined
    let told = false
    const tell = () => {
      timer = undefined
      told = rows.length > 0
      if (job.current === own) setShown({ columns, rows: [...rows], paths: [...paths] })
    }
    const own = begin(event => {
      if (event.kind === 'columns') columns = event.columns
      else
        for (const { values, path } of event.rows) {
          rows.push(values)
          paths.push(path)
        }
      if (told || rows.length === 0) timer ??= setTimeout(tell, pause)
      else {
        clearTimeout(timer)
        tell()
      }
    })
    job.current = own
    setShown({ columns: [], rows: [], paths: [] })
    setRunning(true)
    setEnd(undefined)
    setFailure(undefined)
    own.done
      .then(
        answer => {
          if (job.current === own) setEnd(answer)
        },
        error => {
          if (job.current === own && error instanceof ApiError && error.failure.kind !== 'cancelled')
            setFailure(error.failure)
        },
      )
      .finally(() => {
        clearTimeout(timer)
        tell()
        if (job.current === own) setRunning(false)
      })
  }
  return { ...shown, running, end, failure, start, cancel: () => job.current?.cancel() }
}
