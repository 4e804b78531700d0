// Processes as they come and go, without the kernel's process events, which only an administrator may hear: proc_loadavg(5)
// ends with the id that was given to a process or thread last, a read of some microseconds.
import type { Machine } from '../../machine.js'
import { FileReader } from './file-reader.js'
import { processesById, processIds } from './processes.js'

/** What is known of a process. Its parent and its name are those at the time when it was looked at. */
export interface KnownProcess {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly session: number | null
  /** Ticks after boot: tells two processes with one id apart. */
  readonly started: number
}

export interface ProcessListener {
  started(process: KnownProcess): void
  stopped(process: KnownProcess): void
}

/** Milliseconds between two looks at the last id. */
const step = 10
/** Looks after which all processes are listed, for those that have ended: rarely, and sooner when ids were given. */
const calmScan = 20
const busyScan = 5
/** More new ids than this are not looked at one by one: all processes are listed. */
const mostIds = 256
/** Above which ids begin again from a low one: the kernel's default on small machines. */
const defaultHighest = 32_768

/**
 * Tells of processes that begin and end while anybody listens. A process is seen when it lives at the next look, 10 ms after
 * the former while the event loop is free, or is listed by then; its end is seen at the next listing of all, within 0.2 s.
 */
export class ProcessWatch {
  readonly #machine: Machine
  readonly #reader = new FileReader()
  readonly #loadFile: string
  readonly #highest: number
  readonly #listeners = new Set<ProcessListener>()
  readonly #known = new Map<number, KnownProcess>()
  /** Found at the last look: a program that was just forked still has its parent's name. */
  #fresh: number[] = []
  #last: number | null = null
  #scanIn = 0
  /** True when ids may have been given anew without having been looked at. */
  #doubtful = false
  #timer: NodeJS.Timeout | undefined

  constructor(machine: Machine) {
    this.#machine = machine
    this.#loadFile = machine.path('/proc/loadavg')
    this.#highest = Number(machine.value('/proc/sys/kernel/pid_max') ?? defaultHighest)
  }

  add(listener: ProcessListener): void {
    this.#listeners.add(listener)
    if (this.#timer) return
    this.#last = this.#lastId()
    this.#known.clear()
    for (const known of this.#look(processIds(this.#machine))) this.#known.set(known.pid, known)
    this.#scanIn = calmScan
    this.#timer = setInterval(() => this.#step(), step).unref()
  }

  remove(listener: ProcessListener): void {
    if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#fresh = []
    this.#known.clear()
  }

  #step(): void {
    this.#tellFresh()
    const last = this.#lastId()
    const ids = this.#idsUpTo(last)
    this.#last = last
    this.#scanIn -= 1
    if (ids === null) this.#doubtful = true
    if (ids === null || ids.length > 0) this.#scanIn = Math.min(this.#scanIn, busyScan)
    if (ids !== null) this.#find(ids)
    else this.#find(processIds(this.#machine).filter(pid => !this.#known.has(pid)))
    if (this.#scanIn <= 0) this.#scan()
  }

  /** The ids given since the last look; null when there are too many or nobody can tell which. */
  #idsUpTo(last: number | null): number[] | null {
    if (last === null || this.#last === null || last === this.#last) return []
    const count = last > this.#last ? last - this.#last : this.#highest - this.#last + last
    if (count < 0 || count > mostIds) return null
    const first = this.#last + 1
    return Array.from({ length: count }, (_, index) => {
      const id = first + index
      return id > this.#highest ? id - this.#highest : id
    })
  }

  #scan(): void {
    this.#scanIn = this.#last === null ? busyScan : calmScan
    const listed = processIds(this.#machine)
    // No process at all means that they could not be listed.
    if (listed.length === 0) return
    const running = new Set(listed)
    for (const known of [...this.#known.values()]) if (!running.has(known.pid)) this.#end(known)
    this.#find(this.#doubtful ? listed : listed.filter(pid => !this.#known.has(pid)))
    this.#doubtful = false
  }

  #find(ids: readonly number[]): void {
    for (const found of this.#look(ids)) {
      const former = this.#known.get(found.pid)
      if (former?.started === found.started) continue
      if (former) this.#end(former)
      this.#known.set(found.pid, found)
      this.#fresh.push(found.pid)
    }
  }

  #tellFresh(): void {
    if (this.#fresh.length === 0) return
    const fresh = this.#fresh
    this.#fresh = []
    for (const found of this.#look(fresh)) {
      if (this.#known.get(found.pid)?.started === found.started) this.#known.set(found.pid, found)
    }
    for (const pid of fresh) {
      const known = this.#known.get(pid)
      if (known) for (const listener of [...this.#listeners]) listener.started(known)
    }
  }

  #end(known: KnownProcess): void {
    // A beginning is told before its end.
    if (this.#fresh.includes(known.pid)) this.#tellFresh()
    this.#known.delete(known.pid)
    for (const listener of [...this.#listeners]) listener.stopped(known)
  }

  *#look(ids: Iterable<number>): Generator<KnownProcess> {
    for (const entry of processesById(this.#machine, ids)) {
      const { pid, stat, name, session } = entry
      yield { pid, parent: stat.parent, name, session, started: stat.startTicks }
    }
  }

  #lastId(): number | null {
    const text = this.#reader.ascii(this.#loadFile)
    const last = Number(text?.trim().split(/\s+/)[4] ?? Number.NaN)
    return Number.isInteger(last) ? last : null
  }
}
