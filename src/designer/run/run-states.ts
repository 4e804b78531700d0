// How far each executable of a run is.
import {
  DTSExecResult,
  type DtsContainer,
  type Package,
  WmiDataReaderTask,
  WmiEventWatcherTask,
} from '../../ssis/index.js'
import type { RunEvent, RunState } from '../api/index.js'
import { isLoop, isTask, placedOf } from './executables.js'
import type { RunKeys } from './run-keys.js'
import { Throttle } from './throttle.js'

type StateEvent = Extract<RunEvent, { readonly kind: 'state' }>

interface Standing {
  readonly container: DtsContainer
  state: RunState
  /** Since the loop around it began. */
  starts: number
  rounds: number
  count: number
  /** It said that something is wrong with it. */
  accused: boolean
}

/** Milliseconds between two states of one executable: 20 in a second at most. */
const interval = 50

const results: ReadonlyMap<DTSExecResult | null, RunState> = new Map([
  [DTSExecResult.Failure, 'failed'],
  [DTSExecResult.Canceled, 'cancelled'],
])

/** The states of all executables of one run, told when they change. */
export class RunStates {
  readonly #standings = new Map<object, Standing>()
  readonly #keys: RunKeys
  readonly #throttle: Throttle<StateEvent>

  /** Tells at once that all wait, or are disabled. */
  constructor(copy: Package, keys: RunKeys, emit: (event: StateEvent) => void) {
    this.#keys = keys
    this.#throttle = new Throttle(interval, emit)
    for (const { executable: container, disabled } of placedOf(copy)) {
      const state = disabled ? 'disabled' : 'waiting'
      const standing: Standing = { container, state, starts: 0, rounds: 0, count: 0, accused: false }
      this.#standings.set(container, standing)
      this.#tell(standing)
    }
  }

  validates(source: object, begins: boolean): void {
    const standing = this.#standings.get(source)
    const [from, to] = begins ? (['waiting', 'validating'] as const) : (['validating', 'waiting'] as const)
    if (standing?.state === from) this.#become(standing, to)
  }

  starts(source: object): void {
    const standing = this.#standings.get(source)
    if (!standing) return
    const { container } = standing
    standing.starts += 1
    standing.count = 0
    if (isLoop(container)) {
      standing.rounds = 0
      for (const child of container.children ?? []) this.#restart(child)
    }
    this.#goesRound(container, standing.starts)
    this.#become(standing, 'running')
  }

  ends(source: object): void {
    const standing = this.#standings.get(source)
    if (!standing) return
    standing.count = this.#countOf(standing)
    this.#become(standing, results.get(standing.container.executionResult) ?? 'succeeded')
  }

  /** How much it has worked on so far. */
  counts(source: object, count: number): void {
    const standing = this.#standings.get(source)
    if (!standing || standing.count === count) return
    standing.count = count
    this.#tell(standing)
  }

  /** What a task that watches has seen so far. */
  watches(source: object): void {
    const standing = this.#standings.get(source)
    if (standing) this.counts(source, this.#countOf(standing))
  }

  accuse(source: object): void {
    const standing = this.#standings.get(source)
    if (standing) standing.accused = true
  }

  /** When the run is over: what never ran was skipped, or could not because of what validation said of it. */
  close(root: DtsContainer, outcome: RunState): void {
    for (const standing of this.#standings.values()) {
      if (standing.container === root) this.#become(standing, outcome)
      else if (standing.state === 'waiting' || standing.state === 'validating')
        this.#become(standing, standing.accused ? 'failed' : 'skipped')
      // One that the end of the run has cut off.
      else if (standing.state === 'running') this.#become(standing, outcome === 'failed' ? 'failed' : 'cancelled')
    }
    this.#throttle.flush()
  }

  /** The executable that ran most often tells how often the loop around it went round. */
  #goesRound(container: DtsContainer, starts: number): void {
    const loop = container.parent && isLoop(container.parent) ? this.#standings.get(container.parent) : undefined
    if (!loop || starts <= loop.rounds) return
    loop.rounds = starts
    this.#tell(loop)
  }

  #restart(container: DtsContainer): void {
    const standing = this.#standings.get(container)
    if (standing) standing.starts = 0
    for (const child of container.children ?? []) this.#restart(child)
  }

  #countOf({ container, count }: Standing): number {
    const task = isTask(container) ? container.task : undefined
    if (task instanceof WmiEventWatcherTask) return task.lastRun?.events ?? count
    return task instanceof WmiDataReaderTask ? (task.lastRun?.rows ?? count) : count
  }

  #become(standing: Standing, state: RunState): void {
    if (standing.state === state) return
    standing.state = state
    this.#tell(standing)
  }

  #tell({ container, state, rounds, count }: Standing): void {
    const object = this.#keys.eventKey(container)
    this.#throttle.put(object, {
      kind: 'state',
      object,
      state,
      at: Date.now(),
      ...(rounds > 0 ? { rounds } : {}),
      ...(count > 0 ? { count } : {}),
    })
  }
}
