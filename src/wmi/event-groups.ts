// GROUP WITHIN n BY list HAVING NumberOfEvents op k: WMI SDK "GROUP Clause", "HAVING Clause".
import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { eventText } from '../base/texts/host-events.js'
import type { CimClass } from '../cim/class.js'
import { CimInstance, propertyValue } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'
import type { ComparisonOperator, EventQuery, PropertyPath } from '../wql/ast.js'
import { eventOf } from './event-instance.js'

/** How many windows one watcher may have open. */
export const mostGroups = 10_000

const holds: Readonly<Record<ComparisonOperator, (count: bigint, than: bigint) => boolean>> = {
  '=': (count, than) => count === than,
  '<>': (count, than) => count !== than,
  '<': (count, than) => count < than,
  '>': (count, than) => count > than,
  '<=': (count, than) => count <= than,
  '>=': (count, than) => count >= than,
}

interface Window {
  readonly representative: CimInstance
  /** performance.now() at which it closes. */
  readonly end: number
  count: number
}

export interface GroupTarget {
  /** `__AggregateEvent` */
  readonly class: CimClass
  deliver(aggregate: CimInstance): void
  fail(error: WmiError): void
}

/**
 * Counts the events of one watcher: the first of each distinct tuple of BY values opens a window, at whose end one
 * `__AggregateEvent` tells how many there were. Texts that differ in case only are one value, as in comparisons.
 */
export class Groups {
  readonly #group: NonNullable<EventQuery['group']>
  readonly #target: GroupTarget
  readonly #duration: number
  /** All windows last equally long, so the first one opened is the first to close. */
  readonly #windows = new Map<string, Window>()
  #timer: NodeJS.Timeout | undefined

  constructor(group: NonNullable<EventQuery['group']>, target: GroupTarget) {
    this.#group = group
    this.#target = target
    this.#duration = (group.within ?? 0) * 1000
  }

  add(event: CimInstance): void {
    const key = this.#group.by.map(path => keyText(valueAt(event, path))).join('\n')
    const open = this.#windows.get(key)
    if (open) {
      open.count += 1
      return
    }
    if (this.#windows.size >= mostGroups) {
      this.#target.fail(
        new WmiError('WBEM_E_QUOTA_VIOLATION', eventText('tooManyGroups', { limit: mostGroups }), {
          hint: eventText('tooManyGroupsHint'),
        }),
      )
      return
    }
    this.#windows.set(key, { representative: event, end: performance.now() + this.#duration, count: 1 })
    this.#arm()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#windows.clear()
  }

  #arm(): void {
    const [first] = this.#windows.values()
    if (!first || this.#timer) return
    this.#timer = setTimeout(() => this.#ring(), Math.max(first.end - performance.now(), 1)).unref()
  }

  #ring(): void {
    this.#timer = undefined
    const now = performance.now()
    for (const [key, window] of this.#windows) {
      // Timers may ring a fraction of a millisecond early.
      if (window.end > now + 1) break
      this.#windows.delete(key)
      const { having } = this.#group
      if (having && !holds[having.operator](BigInt(window.count), having.value)) continue
      this.#target.deliver(
        eventOf(this.#target.class, { NumberOfEvents: window.count, Representative: window.representative }),
      )
    }
    this.#arm()
  }
}

function valueAt(event: CimInstance, [name = '', ...rest]: PropertyPath): CimValue {
  const value = propertyValue(event, name) ?? null
  if (rest.length === 0) return value
  return value instanceof CimInstance ? valueAt(value, rest) : null
}

function keyText(value: CimValue): string {
  return JSON.stringify([typeof value, value === null ? null : foldName(String(value))])
}
