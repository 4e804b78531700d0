// proc(5), proc_pid(5): what the kernel tells of one process, read when first asked for.
import { readdirSync, readlinkSync, statSync } from 'node:fs'
import type { Machine } from '../../machine.js'
import { joinArguments, quoteArgument } from '../command-line.js'
import type { FileReader } from './file-reader.js'
import type { ProcessStat } from './proc-stat.js'
import { numberAfter } from './text.js'

/** An audit session that nobody logged on to. */
const noSession = 4_294_967_295
/** The kernel cuts the name of a thread here. */
const longestComm = 15

/** One process and its files under `/proc/<pid>`. Each file is read at most once, and only when a value of it is wanted. */
export class ProcessEntry {
  readonly pid: number
  readonly stat: ProcessStat
  readonly #folder: string
  readonly #reader: FileReader
  readonly #machine: Machine
  #status: string | undefined
  #io: string | undefined
  #executable: string | null | undefined
  #arguments: readonly string[] | undefined
  #padded = false

  constructor(machine: Machine, reader: FileReader, pid: number, stat: ProcessStat) {
    this.#machine = machine
    this.#reader = reader
    this.#folder = `${machine.path('/proc')}/${pid}`
    this.pid = pid
    this.stat = stat
  }

  /** Threads of the kernel and zombies have no program, no memory and no command line: their files need not be tried. */
  get hasProgram(): boolean {
    return !this.stat.isKernelThread && this.stat.state !== 'Z' && this.stat.state !== 'X'
  }

  /** A number of the status file, such as `VmHWM:`; null when it is not there or may not be read. */
  status(key: string): number | null {
    this.#status ??= this.#reader.ascii(`${this.#folder}/status`) ?? ''
    return numberAfter(this.#status, key)
  }

  /** A counter of the io file, such as `rchar:`; null when the file may not be read. */
  io(key: string): number | null {
    this.#io ??= this.#reader.ascii(`${this.#folder}/io`) ?? ''
    return numberAfter(this.#io, key)
  }

  /** The path of the program as this system writes it; null when there is none or it may not be known. */
  get executable(): string | null {
    if (this.#executable !== undefined) return this.#executable
    let target: string | null = null
    if (this.hasProgram) {
      try {
        const link = readlinkSync(`${this.#folder}/exe`).replace(/ \(deleted\)$/, '')
        // A program that runs from memory alone has a name here, but no file.
        target = link.startsWith('/memfd:') ? null : link
      } catch {
        // Another user's process, or one that just ended.
      }
    }
    this.#executable = target
    return target
  }

  get #argumentList(): readonly string[] {
    this.#arguments ??= this.#readArguments()
    return this.#arguments
  }

  #readArguments(): string[] {
    const length = this.hasProgram ? this.#reader.read(`${this.#folder}/cmdline`) : 0
    const text = length > 0 ? this.#reader.bytes.toString('utf8', 0, length) : ''
    const content = text.replace(/\0+$/, '')
    if (content === '') return []
    // Real arguments end with one NUL each, empty ones at the end too; more of them behind a lone text are padding.
    const ends = text.length - content.length
    this.#padded = ends !== 1
    return (content.includes('\0') ? content + '\0'.repeat(Math.max(0, ends - 1)) : content).split('\0')
  }

  /**
   * The arguments in one line, quoted as Windows programs read them. A program that wrote a title over its arguments
   * (`nginx: worker process`) has the title as its command line.
   */
  get commandLine(): string | null {
    const list = this.#argumentList
    const [first] = list
    if (first === undefined) return null
    if (list.length > 1) return joinArguments(list)
    return !this.#padded && first === this.executable ? quoteArgument(first) : first
  }

  /** The file name of the program, else the name of the main thread, completed where the kernel cut it. */
  get name(): string {
    const { executable } = this
    if (executable !== null) return baseName(executable)
    const { comm } = this.stat
    if (Buffer.byteLength(comm) < longestComm || !this.hasProgram) return comm
    const started = baseName(this.#argumentList[0] ?? '')
    return started.startsWith(comm) ? started : comm
  }

  /** Open file descriptors; null when they may not be counted. */
  get handles(): number | null {
    if (this.stat.isKernelThread) return 0
    const folder = `${this.#folder}/fd`
    try {
      // Linux 6.2 and later give the number as the folder's size.
      const counted = this.#machine.isReal ? statSync(folder).size : 0
      return counted > 0 ? counted : readdirSync(folder).length
    } catch {
      return null
    }
  }

  /** The logon session as the audit system numbers it; null outside any. */
  get session(): number | null {
    const text = this.#reader.ascii(`${this.#folder}/sessionid`)
    const session = text === null ? Number.NaN : Number.parseInt(text, 10)
    return Number.isNaN(session) || session === noSession ? null : session
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
