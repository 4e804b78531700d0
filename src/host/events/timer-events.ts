import type { CimInstance } from '../../cim/instance.js'
import { eventOf } from '../../wmi/event-instance.js'
import { identityOf, sameInstance } from '../../wql/snapshot.js'
import type { RepositoryChange } from '../changes.js'
import type { HostNamespace } from '../repository.js'
import { Occurrence } from './occurrence.js'
import { type Clocks, type RunningTimer, startTimer } from './timer-instructions.js'

export interface TimerListener {
  deliver(occurrence: Occurrence): void
}

/**
 * The `__TimerEvent`s of one namespace, from the instances of `__TimerInstruction` that it keeps. Timers run while somebody
 * listens; intervals begin then. An absolute timer fires once as long as its instance stays as it is.
 */
export class TimerEvents {
  readonly #namespace: HostNamespace
  readonly #clocks: Clocks
  readonly #listeners = new Set<TimerListener>()
  readonly #running = new Map<string, RunningTimer>()
  readonly #fired = new Map<string, CimInstance>()

  constructor(namespace: HostNamespace, clocks: Clocks) {
    this.#namespace = namespace
    this.#clocks = clocks
  }

  add(listener: TimerListener): void {
    this.#listeners.add(listener)
    if (this.#listeners.size > 1) return
    const { classes, instances } = this.#namespace
    for (const name of classes.lineage('__TimerInstruction'))
      for (const instance of instances.of(name)) this.#start(instance)
  }

  remove(listener: TimerListener): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return
    for (const timer of this.#running.values()) timer.stop()
    this.#running.clear()
  }

  /** A change to what the namespace keeps: an instruction that came, changed or went. */
  hear(change: RepositoryChange): void {
    if (change.kind !== 'instance') return
    const { before, after } = change
    for (const instance of [before, after])
      if (instance && this.#isInstruction(instance)) this.#stop(identityOf(instance), after)
    if (after && this.#listeners.size > 0 && this.#isInstruction(after)) this.#start(after)
  }

  #isInstruction(instance: CimInstance): boolean {
    return this.#namespace.classes.get(instance.__CLASS)?.isA('__TimerInstruction') ?? false
  }

  #stop(identity: string, after: CimInstance | null): void {
    this.#running.get(identity)?.stop()
    this.#running.delete(identity)
    const fired = this.#fired.get(identity)
    if (fired && !(after && sameInstance(fired, after))) this.#fired.delete(identity)
  }

  #start(instance: CimInstance): void {
    const identity = identityOf(instance)
    if (this.#fired.has(identity)) return
    const isAbsolute = this.#namespace.classes.get(instance.__CLASS)?.isA('__AbsoluteTimerInstruction') ?? false
    const timer = startTimer(instance, this.#clocks, firings => {
      if (isAbsolute) this.#fired.set(identity, instance)
      this.#tell(String(instance.TimerId), firings)
    })
    if (timer) this.#running.set(identity, timer)
  }

  #tell(timerId: string, firings: number): void {
    const eventClass = this.#namespace.classes.require('__TimerEvent')
    const occurrence = new Occurrence(eventClass, () =>
      eventOf(eventClass, { TimerId: timerId, NumFirings: Math.min(firings, 2 ** 32 - 1) }),
    )
    for (const listener of [...this.#listeners]) listener.deliver(occurrence)
  }
}
