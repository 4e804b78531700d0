// Runs before one's eyes.
import { create } from 'zustand'
import type { Output, RunEvent, RunState, TableView } from '../../api/index.js'
import { ApiError, follow, startJob } from './api.js'
import { toast } from './toasts.js'

export interface NodeRun {
  readonly state: RunState
  readonly count?: number
  readonly rounds?: number
  /** Milliseconds since 1970. */
  readonly startedAt?: number
  readonly endedAt?: number
  /** 0 to 100. */
  readonly percent?: number
}

type Message = Extract<RunEvent, { readonly kind: 'message' }>
type WmiEvent = Extract<RunEvent, { readonly kind: 'event' }>

export interface RunView {
  readonly running: boolean
  readonly startedAt: number
  readonly states: ReadonlyMap<string, NodeRun>
  readonly messages: readonly Message[]
  readonly events: readonly WmiEvent[]
  readonly tables: readonly TableView[]
  readonly result: Output<'run.start'> | null
  cancel(): void
}

const useRuns = create<Readonly<Record<string, RunView>>>(() => ({}))

/** The run of a document that goes on, or the last one. */
export function useRun(document: string): RunView | undefined {
  return useRuns(all => all[document])
}

/** The state of one node in the run. */
export function useNodeRun(document: string, key: string): NodeRun | undefined {
  return useRuns(all => all[document]?.states.get(key))
}

const ended: ReadonlySet<RunState> = new Set(['succeeded', 'failed', 'cancelled', 'skipped'])

/** A run with one event more. */
export function withEvent(run: RunView, event: RunEvent): RunView {
  switch (event.kind) {
    case 'state': {
      const { object, state, at, count, rounds } = event
      const before = run.states.get(object)
      const again = state === 'running' && before?.state !== 'running'
      const node: NodeRun = {
        ...(again ? {} : before),
        state,
        ...(count === undefined ? {} : { count }),
        ...(rounds === undefined ? {} : { rounds }),
        ...(again ? { startedAt: at } : {}),
        ...(ended.has(state) ? { endedAt: at } : {}),
      }
      return { ...run, states: new Map(run.states).set(object, node) }
    }
    case 'progress': {
      const before = run.states.get(event.object)
      if (!before) return run
      return { ...run, states: new Map(run.states).set(event.object, { ...before, percent: event.percent }) }
    }
    case 'message':
      return { ...run, messages: [...run.messages, event] }
    case 'event':
      return { ...run, events: [...run.events, event] }
    case 'table': {
      const others = run.tables.filter(({ table }) => table !== event.table.table)
      return { ...run, tables: [...others, event.table] }
    }
  }
}

export function emptyRun(startedAt: number, cancel: () => void): RunView {
  return { running: true, startedAt, states: new Map(), messages: [], events: [], tables: [], result: null, cancel }
}

/** Starts a run. @param only keys of executables: just these */
export function startRun(document: string, only?: readonly string[]): Promise<void> {
  const job = startJob('run.start', { document, ...(only ? { only: [...only] } : {}) }, event => take(document, event))
  return watch(document, job.done, job.cancel)
}

/** Goes on showing a run that the server has, after the page was loaded anew. */
export function resumeRun(document: string, job: string, cancel: () => void): Promise<void> {
  return watch(
    document,
    follow('run.start', job, event => take(document, event)),
    cancel,
  )
}

export function cancelRun(document: string): void {
  useRuns.getState()[document]?.cancel()
}

async function watch(document: string, done: Promise<Output<'run.start'>>, cancel: () => void): Promise<void> {
  useRuns.setState({ [document]: emptyRun(Date.now(), cancel) })
  try {
    const result = await done
    change(document, run => ({ ...run, running: false, result }))
  } catch (error) {
    change(document, run => ({ ...run, running: false }))
    if (error instanceof ApiError) toast({ kind: 'error', text: error.failure.message, hint: error.failure.hint })
    else throw error
  }
}

function take(document: string, event: RunEvent): void {
  change(document, run => withEvent(run, event))
}

function change(document: string, next: (run: RunView) => RunView): void {
  useRuns.setState(all => {
    const run = all[document]
    return run ? { [document]: next(run) } : {}
  })
}
