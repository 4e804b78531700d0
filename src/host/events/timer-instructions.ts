// Stored timers: WMI SDK "__IntervalTimerInstruction", "__AbsoluteTimerInstruction", "__TimerEvent".
import { CimDateTime } from '../../cim/datetime.js'
import type { CimInstance } from '../../cim/instance.js'

/** The clocks that timers look at, in milliseconds. */
export interface Clocks {
  /** Since 1970; may jump. */
  wall(): number
  /** Never goes back and never jumps. */
  monotonic(): number
}

export const systemClocks: Clocks = { wall: Date.now, monotonic: () => performance.now() }

/** Milliseconds after which an absolute timer looks at the wall clock again, for it may have been set. */
const look = 60_000
/** What setTimeout can hold. */
const longestTimer = 2 ** 31 - 1

/** One timer instruction that runs until it is stopped. */
export interface RunningTimer {
  stop(): void
}

/** What a timer does when it is time: one event stands for so many firings. */
export type Fire = (firings: number) => void

/** Starts what an instruction asks for; null for one that cannot fire: no interval, no date, or a date with asterisks. */
export function startTimer(instruction: CimInstance, clocks: Clocks, fire: Fire): RunningTimer | null {
  const skip = instruction.SkipIfPassed === true
  const { IntervalBetweenEvents: interval, EventDateTime: date } = instruction
  if (typeof interval === 'number' && interval > 0) return new IntervalTimer(interval, skip, clocks, fire)
  const at = date instanceof CimDateTime ? (date.toDate()?.getTime() ?? null) : null
  return at === null ? null : new AbsoluteTimer(at, skip, clocks, fire)
}

/** Fires at every multiple of its interval. Firings that could not be told in time are told together, or skipped. */
class IntervalTimer implements RunningTimer {
  readonly #interval: number
  readonly #skip: boolean
  readonly #clocks: Clocks
  readonly #fire: Fire
  #next: number
  #timer: NodeJS.Timeout | undefined

  constructor(interval: number, skip: boolean, clocks: Clocks, fire: Fire) {
    this.#interval = interval
    this.#skip = skip
    this.#clocks = clocks
    this.#fire = fire
    this.#next = clocks.monotonic() + interval
    this.#arm()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #arm(): void {
    const rest = this.#next - this.#clocks.monotonic()
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(Math.ceil(rest), 1), longestTimer)).unref()
  }

  #ring(): void {
    const late = this.#clocks.monotonic() - this.#next
    if (late >= 0) {
      const passed = 1 + Math.floor(late / this.#interval)
      this.#next += passed * this.#interval
      this.#fire(this.#skip ? 1 : passed)
    }
    this.#arm()
  }
}

/** Fires once, at a date of the wall clock. */
class AbsoluteTimer implements RunningTimer {
  readonly #at: number
  readonly #skip: boolean
  readonly #clocks: Clocks
  readonly #fire: Fire
  #timer: NodeJS.Timeout | undefined

  constructor(at: number, skip: boolean, clocks: Clocks, fire: Fire) {
    this.#at = at
    this.#skip = skip
    this.#clocks = clocks
    this.#fire = fire
    // A date that has passed already is told at once, or never.
    if (skip && clocks.wall() > at) return
    this.#arm()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #arm(): void {
    const rest = this.#at - this.#clocks.wall()
    this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(Math.ceil(rest), 1), look)).unref()
  }

  #ring(): void {
    const late = this.#clocks.wall() - this.#at
    if (late < 0) this.#arm()
    // Later than a look means that the clock was set past the date.
    else if (!this.#skip || late <= look) this.#fire(1)
  }
}
