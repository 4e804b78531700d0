// The three clocks of performance data: Timestamp_ and Frequency_ PerfTime, Sys100NS and Object of Win32_Perf.
import { uptime as secondsUp } from 'node:os'
import type { Machine } from '../../machine.js'
import { bootTime } from '../linux/processes.js'

/** What the clocks showed when a sample was taken, in 100 ns. */
export interface Clocks {
  /** Monotonic, since the machine was started. */
  readonly PerfTime: bigint
  /** Since 1601. Runs with the monotonic clock, so that setting the time of day spoils no interval. */
  readonly Sys100NS: bigint
  /** Since 1601, by the clock that dates the start of processes; null where the machine does not tell how long it is up. */
  readonly Object: bigint | null
}

export type ClockName = keyof Clocks

/** Ticks per second of all three. */
export const frequency = 10_000_000n

/** Seconds from 1601 to 1970. */
const epoch = 11_644_473_600n
/** A clock tick of 10 ms. */
export const tick = 100_000

/** Reads the clocks of a machine; of a folder that looks like one, its uptime is all there is. */
export class PerfClock {
  readonly #machine: Machine
  #boot: bigint | undefined
  #offset: bigint | undefined

  constructor(machine: Machine) {
    this.#machine = machine
  }

  read(): Clocks {
    const up = this.#uptime()
    const monotonic = this.#machine.isReal ? process.hrtime.bigint() / 100n : (up ?? 0n)
    this.#offset ??= (this.#machine.isReal ? fileTime(Date.now() / 1000) : this.boot) - monotonic
    return {
      PerfTime: monotonic,
      Sys100NS: this.#machine.isReal ? monotonic + this.#offset : this.boot + monotonic,
      Object: up === null ? null : this.boot + up,
    }
  }

  /** When the machine was started, in 100 ns since 1601. Asked once: the kernel moves its answer when the time of day is set. */
  get boot(): bigint {
    if (this.#boot === undefined) {
      const told = bootTime(this.#machine)
      const now = Date.now() / 1000
      this.#boot = fileTime(told ?? (this.#machine.isReal ? now - secondsUp() : 0))
    }
    return this.#boot
  }

  #uptime(): bigint | null {
    const text = this.#machine.text('/proc/uptime')
    const seconds = text === null && this.#machine.isReal ? secondsUp() : Number.parseFloat(text ?? '')
    return seconds >= 0 && seconds < 1e10 ? BigInt(Math.round(seconds * 100)) * BigInt(tick) : null
  }
}

/** Seconds since 1970 as 100 ns since 1601. */
function fileTime(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1000)) * 10_000n + epoch * frequency
}
