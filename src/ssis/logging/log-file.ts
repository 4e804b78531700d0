// Files of logs. Writing is synchronous: when an entry is said to be written the system has it, whatever happens to the
// process. An entry that the system took only in part is taken back.
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { loggingText } from '../../base/texts/ssis-logging.js'
import { LogError } from './log-error.js'

/** How long a pipe that is full may keep an entry waiting, and how often it is tried, in milliseconds. */
const pipePatience = { whole: 5000, step: 10 }

/** Opens a file for a log, made when it is not there. Answers what it is. */
export function openLog(path: string, mode: 'append' | 'inPlace'): { readonly fd: number; readonly stats: Stats } {
  const write = mode === 'append' ? constants.O_WRONLY | constants.O_APPEND : constants.O_RDWR
  // Opening a pipe that nobody reads would never end; a folder is not opened to find that out.
  const fd = openSync(path, write | constants.O_CREAT | (constants.O_NONBLOCK ?? 0), 0o666)
  return { fd, stats: fstatSync(fd) }
}

/** Up to `length` bytes of a file from a place. */
export function readAt(fd: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let count = 0
  while (count < length) {
    const read = readSync(fd, bytes, count, length - count, start + count)
    if (read === 0) break
    count += read
  }
  return bytes.subarray(0, count)
}

/** Writes all bytes, at a place or where the file goes on. Errors of the system pass. */
export function writeAll(fd: number, bytes: Buffer, start: number | null): void {
  const deadline = Date.now() + pipePatience.whole
  let done = 0
  while (done < bytes.length)
    try {
      done += writeSync(fd, bytes, done, bytes.length - done, start === null ? null : start + done)
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'EAGAIN'
      if (!full) throw error
      if (Date.now() >= deadline) throw new LogError(loggingText('noReader'))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pipePatience.step)
    }
}

/** What the first bytes and the last ones of a file that is there tell about going on with it. */
export interface AppendRules {
  /** What a new file begins with. */
  readonly head: Buffer
  /** Whether a file that begins so is such a log. */
  accepts(start: Buffer): boolean
  /** What has to come before the next entry, as the file ends so. */
  joint(end: Buffer, size: number): Buffer
}

const probe = 512

/** A log that grows at its end: entries of several processes may take turns. */
export class AppendedLog {
  readonly #path: string
  readonly #rules: AppendRules
  #fd: number
  #regular = false

  /** @throws LogError when the file holds something else; what the system says */
  constructor(path: string, rules: AppendRules) {
    this.#path = path
    this.#rules = rules
    this.#fd = this.#open()
  }

  /** @throws LogError, or what the system says; then nothing of the entry stays */
  write(entry: Buffer): void {
    const { nlink, size } = fstatSync(this.#fd)
    if (this.#regular && nlink === 0) {
      // Somebody took the file away: it begins anew, if it can.
      const fd = this.#open()
      closeSync(this.#fd)
      this.#fd = fd
      writeAll(fd, entry, null)
    } else if (this.#regular) this.#writeWhole(this.#fd, entry, size)
    else writeAll(this.#fd, entry, null)
  }

  close(): void {
    closeSync(this.#fd)
  }

  #open(): number {
    const present = statSync(this.#path, { throwIfNoEntry: false })
    if (present?.isFile() && present.size > 0) this.#check(present.size)
    const { fd, stats } = openLog(this.#path, 'append')
    try {
      this.#regular = stats.isFile()
      const before = this.#regular && stats.size > 0 ? this.#joint(stats.size) : this.#rules.head
      if (before.length > 0) this.#writeWhole(fd, before, stats.size)
      return fd
    } catch (error) {
      closeSync(fd)
      throw error
    }
  }

  #check(size: number): void {
    const start = this.#peek(0, Math.min(size, probe))
    if (!this.#rules.accepts(start)) throw new LogError(loggingText('foreignFile'), loggingText('foreignFileHint'))
  }

  #joint(size: number): Buffer {
    const length = Math.min(size, probe)
    return this.#rules.joint(this.#peek(size - length, length), size)
  }

  /** Through a descriptor of its own: one that appends does not read. */
  #peek(start: number, length: number): Buffer {
    const fd = openSync(this.#path, 'r')
    try {
      return readAt(fd, start, length)
    } finally {
      closeSync(fd)
    }
  }

  #writeWhole(fd: number, bytes: Buffer, size: number): void {
    try {
      writeAll(fd, bytes, null)
    } catch (error) {
      takeBack(fd, size, bytes.length)
      throw error
    }
  }
}

/** Takes an entry back that reached the file in part, unless somebody else wrote behind it. */
function takeBack(fd: number, size: number, length: number): void {
  try {
    const now = fstatSync(fd)
    if (now.isFile() && now.size > size && now.size < size + length) ftruncateSync(fd, size)
  } catch {
    // The reason why the entry was not written counts, not this.
  }
}
