import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { eventText } from '../../base/texts/host-events.js'
import type { CimInstance } from '../../cim/instance.js'
import type { Call } from '../../wmi/call.js'
import { eventShape, fileTime } from '../../wmi/event-instance.js'
import { maskOf, type RowMask } from '../access/row-mask.js'
import type { RepositoryChange } from '../changes.js'
import { shuttingDown } from '../lifetime.js'
import type { ProviderRow } from '../provider.js'
import type { Repository } from '../repository.js'
import { RowReader } from '../row-reader.js'
import { turn } from '../turns.js'
import { EventSources } from './event-sources.js'
import { Occurrence } from './occurrence.js'
import { checkPlace } from './registry-queries.js'
import { repositoryOccurrences } from './repository-events.js'
import { TimerEvents } from './timer-events.js'
import { type Clocks, systemClocks } from './timer-instructions.js'
import { Watcher, type WatchRequest } from './watcher.js'

/** The interval of the one timer that keeps the process alive while somebody watches; all others do not. */
const longestTimer = 2 ** 31 - 1

/** The event subsystem of one host: who watches what, and where events come from. */
export class EventHub {
  readonly repository: Repository
  readonly #clocks: Clocks
  readonly #watchers = new Map<Watcher, Call>()
  readonly #sources = new EventSources()
  readonly #timers = new Map<string, TimerEvents>()
  #stopListening: (() => void) | undefined
  #alive: NodeJS.Timeout | undefined
  #closed = false

  constructor(repository: Repository, clocks: Clocks = systemClocks) {
    this.repository = repository
    this.#clocks = clocks
  }

  /**
   * The events of a notification query, until the reader leaves or the call ends.
   *
   * @throws WmiError WBEM_E_SHUTTING_DOWN after {@link close}, WBEM_E_NOT_SUPPORTED for calls of methods, WBEM_E_INVALID_QUERY
   *   for a registry event without its place, WBEM_E_PROVIDER_NOT_CAPABLE when the provider of an event class delivers none
   *   or nothing here reports it,
   *   WBEM_E_QUEUE_OVERFLOW for a reader that is too slow, WBEM_E_QUOTA_VIOLATION for too many groups, what the provider
   *   throws; ArgumentError for the queue limit
   */
  async *watch(request: WatchRequest, call: Call): AsyncGenerator<CimInstance, void> {
    const watcher = this.#add(request, call)
    try {
      await call.wait(this.#sources.add(watcher))
      request.options.onReady?.()
      call.restart(performance.now())
      for (;;) {
        call.check(performance.now())
        const event = watcher.take()
        if (event) yield event
        else await call.wait(watcher.next())
        // A reader may itself cause what it reads, for ever.
        const due = turn()
        if (due) await due
        if (event) call.restart(performance.now())
      }
    } finally {
      watcher.release()
    }
  }

  /**
   * Raises an event of any class in a namespace, for parts of the host that know of something.
   *
   * @param values by property name, brought to the declared types; TIME_CREATED is filled in
   * @param mayHear who may be told; absent: all who watch
   * @throws WmiError WBEM_E_INVALID_NAMESPACE, WBEM_E_INVALID_CLASS, or WBEM_E_PROVIDER_FAILURE for a value that does not fit
   */
  raise(namespace: string, className: string, values: ProviderRow, mayHear?: (watcher: Watcher) => boolean): void {
    const { name, classes } = this.repository.namespace(namespace)
    const eventClass = classes.require(className)
    const row = { TIME_CREATED: fileTime(Date.now()), ...values }
    const made = (mask: RowMask | null) => {
      const event = new RowReader(eventShape(eventClass), classes, mask).read(row)
      return new Occurrence(eventClass, () => event)
    }
    const whole = made(null)
    for (const watcher of [...this.#watchers.keys()]) {
      const { scope } = watcher
      if (scope.namespace.name !== name || !(mayHear?.(watcher) ?? true)) continue
      if (!scope.allows('enable', eventClass.name)) continue
      const mask = maskOf(scope, eventClass)
      watcher.deliver(mask ? made(mask) : whole)
    }
  }

  /** Ends all watches with WBEM_E_SHUTTING_DOWN; later ones do not begin. */
  async close(): Promise<void> {
    this.#closed = true
    for (const call of [...this.#watchers.values()]) call.fail(shuttingDown())
  }

  #add(request: WatchRequest, call: Call): Watcher {
    if (this.#closed) throw shuttingDown()
    const { plan, query, scope } = request
    if (plan.eventClass.isA('__MethodInvocationEvent'))
      throw new WmiError('WBEM_E_NOT_SUPPORTED', eventText('methodEvents'), { hint: eventText('methodEventsHint') })
    checkPlace(plan.eventClass, query.where)
    const watcher = new Watcher(request, (slow, event) => this.#overflowed(slow, event))
    this.#watchers.set(watcher, call)
    this.#stopListening ??= this.repository.changes.listen(change => this.#changed(change))
    if (!watcher.background) this.#alive ??= setInterval(() => undefined, longestTimer)
    watcher.hold(() => this.#remove(watcher))
    if (watcher.hears(scope.classes.require('__TimerEvent'))) this.#addTimers(watcher)
    // At once, also while the reader is busy with an event.
    call.signal.addEventListener('abort', () => watcher.release(), { once: true })
    return watcher
  }

  #remove(watcher: Watcher): void {
    this.#watchers.delete(watcher)
    const rest = [...this.#watchers.keys()]
    if (rest.every(each => each.background)) {
      clearInterval(this.#alive)
      this.#alive = undefined
    }
    if (rest.length > 0) return
    this.#stopListening?.()
    this.#stopListening = undefined
  }

  #addTimers(watcher: Watcher): void {
    const { namespace } = watcher.scope
    const key = foldName(namespace.name)
    const timers = this.#timers.get(key) ?? new TimerEvents(namespace, this.#clocks)
    this.#timers.set(key, timers)
    timers.add(watcher)
    watcher.hold(() => timers.remove(watcher))
  }

  #changed(change: RepositoryChange): void {
    this.#timers.get(foldName(change.namespace))?.hear(change)
    for (const watcher of [...this.#watchers.keys()])
      for (const occurrence of repositoryOccurrences(watcher.scope, change)) watcher.deliver(occurrence)
  }

  /** Told to those who may see what was lost. A loss of such an event itself is not told again. */
  #overflowed(slow: Watcher, event: CimInstance): void {
    if (slow.plan.eventClass.isA('__EventDroppedEvent') || event.__DERIVATION.includes('__EventDroppedEvent')) return
    this.raise(
      slow.scope.namespace.name,
      '__EventQueueOverflowEvent',
      { Event: event, CurrentQueueSize: Math.min(slow.queueLimit, 2 ** 32 - 1) },
      ({ view, scope }) => view === slow.view || (scope.caller.user === null && !scope.caller.remote),
    )
  }
}
