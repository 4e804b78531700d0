import { ArgumentError, WmiError } from '../../base/errors.js'
import { eventText } from '../../base/texts/host-events.js'
import type { CimClass } from '../../cim/class.js'
import { type CimInstance, InstanceShape } from '../../cim/instance.js'
import { Groups } from '../../wmi/event-groups.js'
import { EventQueue } from '../../wmi/event-queue.js'
import type { WatchOptions } from '../../wmi/services.js'
import type { DataQuery, EventQuery } from '../../wql/ast.js'
import { compileCondition, selectedProperties } from '../../wql/evaluate.js'
import type { EventQueryPlan } from '../../wql/validate.js'
import type { Scope } from '../scope.js'
import type { Occurrence } from './occurrence.js'
import { viewOf } from './view.js'

/** A checked notification query and what it asks for. */
export interface WatchRequest {
  readonly scope: Scope
  readonly query: EventQuery | DataQuery
  readonly plan: EventQueryPlan
  readonly options: WatchOptions
  /** True for a watch that does not keep the process alive. */
  readonly background?: boolean
}

/** What the query makes of events of one class. */
interface Form {
  readonly matches: (event: CimInstance) => boolean
  readonly projected: (event: CimInstance) => CimInstance
}

const defaultQueueLimit = 10_000

/** One running notification query: tests what happens, keeps what matches until it is read. */
export class Watcher {
  readonly scope: Scope
  readonly query: EventQuery | DataQuery
  readonly plan: EventQueryPlan
  readonly view: string
  readonly background: boolean
  readonly #queue: EventQueue
  readonly #groups: Groups | undefined
  readonly #overflowed: (watcher: Watcher, event: CimInstance) => void
  readonly #forms = new WeakMap<CimClass, Form>()
  readonly #releases: (() => void)[] = []
  #lost = 0
  #failure: WmiError | undefined
  #released = false
  #wake: (() => void) | undefined

  /**
   * @param overflowed told of the first event that finds no place in the queue
   * @throws ArgumentError for a queue limit that is no whole number from 1
   */
  constructor(request: WatchRequest, overflowed: (watcher: Watcher, event: CimInstance) => void) {
    const { scope, query, plan, options } = request
    const { queueLimit = defaultQueueLimit } = options
    if (!Number.isSafeInteger(queueLimit) || queueLimit < 1)
      throw new ArgumentError(eventText('queueLimitForm', { value: String(queueLimit) }), {
        hint: eventText('queueLimitHint'),
      })
    this.scope = scope
    this.query = query
    this.plan = plan
    this.view = viewOf(scope)
    this.background = request.background ?? false
    this.#overflowed = overflowed
    this.#queue = new EventQueue(queueLimit)
    if (query.kind === 'event' && query.group)
      this.#groups = new Groups(query.group, {
        class: scope.classes.require('__AggregateEvent'),
        deliver: aggregate => this.#keep(aggregate),
        fail: error => this.fail(error),
      })
  }

  get queueLimit(): number {
    return this.#queue.limit
  }

  /** True when events of this class may be what the query asks for. */
  hears(eventClass: CimClass): boolean {
    return eventClass.isA(this.plan.eventClass.name)
  }

  deliver(occurrence: Occurrence): void {
    if (this.#released || this.#failure || !this.hears(occurrence.class)) return
    const form = this.#form(occurrence.class)
    const { event } = occurrence
    if (!form.matches(event)) return
    if (this.#groups) this.#groups.add(event)
    else this.#keep(form.projected(event))
  }

  /** Ends the watch with an error once what waits has been read. The first one counts. */
  fail(error: WmiError): void {
    if (this.#released || this.#failure) return
    this.#failure = error
    this.#letGo()
    this.#wake?.()
  }

  /** Adds what has to be undone when the watch ends; undone at once when it has ended. */
  hold(release: () => void): void {
    if (this.#released || this.#failure) release()
    else this.#releases.push(release)
  }

  /** The next event that waits; undefined when there is none. @throws WmiError why the watch has ended, after the last one */
  take(): CimInstance | undefined {
    const event = this.#queue.take()
    if (event) return event
    if (this.#failure) throw this.#failure
    if (this.#lost > 0) {
      const { limit } = this.#queue
      throw new WmiError('WBEM_E_QUEUE_OVERFLOW', eventText('queueOverflow', { lost: this.#lost, limit }), {
        hint: eventText('queueOverflowHint'),
      })
    }
    return undefined
  }

  /** Resolves when {@link take} has something to say. */
  next(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = () => {
        this.#wake = undefined
        resolve()
      }
      if (this.#queue.size > 0 || this.#failure) this.#wake()
    })
  }

  /** Ends the watch: sources are left, what waits is forgotten. */
  release(): void {
    if (this.#released) return
    this.#released = true
    this.#letGo()
    this.#queue.clear()
  }

  #letGo(): void {
    this.#groups?.close()
    for (const release of this.#releases.splice(0)) release()
  }

  /** After the first loss nothing more is taken, so that the reader knows after which event the gap begins. */
  #keep(event: CimInstance): void {
    if (this.#lost === 0 && this.#queue.add(event)) this.#wake?.()
    else {
      this.#lost += 1
      if (this.#lost === 1) this.#overflowed(this, event)
    }
  }

  /** TargetInstance comes whole also when the list names a property of it. */
  #form(eventClass: CimClass): Form {
    let form = this.#forms.get(eventClass)
    if (!form) {
      const { classes } = this.scope
      const isA = (name: string, ancestor: string) => classes.get(name)?.isA(ancestor) ?? false
      const select = selectedProperties(this.query.select, eventClass)
      const shape = select && new InstanceShape(eventClass, { select })
      form = {
        matches: compileCondition(this.query.where, eventClass, { isA }),
        projected: event => (shape ? shape.create(shape.properties.map(({ name }) => event[name])) : event),
      }
      this.#forms.set(eventClass, form)
    }
    return form
  }
}
