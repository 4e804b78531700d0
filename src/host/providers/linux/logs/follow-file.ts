import { watch } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type FileLine, longestBytes } from './backward-lines.js'

const blockSize = 65_536
/** Looked at besides what the system's notifications say: not every file system sends them. Milliseconds. */
const heartbeat = 1000

/**
 * Tells the lines that are added to a file from now on. A file that is rotated is read to its end, then its successor from
 * the start; one that is cut short is read from the start again. Resolves when it has begun.
 */
export async function followFile(
  path: string,
  tell: (line: FileLine) => void,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const tail = new Tail(path, tell)
  await tail.open(false)
  const look = () => tail.read().catch(failed)
  const timer = setInterval(look, heartbeat)
  const watcher = watchFolder(dirname(path), look)
  const end = () => {
    clearInterval(timer)
    watcher?.close()
    tail.close().catch(() => undefined)
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
}

/** Null where the system has no notifications left; the heartbeat then looks alone. */
function watchFolder(folder: string, look: () => void): ReturnType<typeof watch> | null {
  try {
    return watch(folder, look).on('error', () => undefined)
  } catch {
    return null
  }
}

/** The growing end of a file. */
class Tail {
  readonly #path: string
  readonly #tell: (line: FileLine) => void
  #file: FileHandle | null = null
  #inode = 0
  #position = 0
  #begun = Buffer.alloc(0)
  /** Bytes of the line that are not kept. */
  #dropped = 0
  #reading: Promise<void> | null = null
  #again = false
  #closed = false

  constructor(path: string, tell: (line: FileLine) => void) {
    this.#path = path
    this.#tell = tell
  }

  /** @param fromStart false: what is there already counts as told */
  async open(fromStart: boolean): Promise<void> {
    const file = await open(this.#path, 'r').catch(() => null)
    if (!file) return
    const { size, ino } = await file.stat()
    this.#file = file
    this.#inode = ino
    this.#position = fromStart ? 0 : size
    this.#restart()
  }

  /** Tells what was added; calls that come meanwhile make it look once more. */
  async read(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return this.#reading
    }
    this.#reading = this.#readAll()
    try {
      await this.#reading
    } finally {
      this.#reading = null
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#reading?.catch(() => undefined)
    await this.#file?.close()
    this.#file = null
  }

  async #readAll(): Promise<void> {
    do {
      this.#again = false
      await this.#readFile()
      const now = await stat(this.#path).catch(() => null)
      if (!now || this.#closed || (this.#file && now.ino === this.#inode)) continue
      // Another file has the name: the old one gets no more, but may have grown since.
      await this.#readFile()
      await this.#file?.close()
      this.#file = null
      await this.open(true)
      this.#again = this.#file !== null
    } while (this.#again && !this.#closed)
  }

  async #readFile(): Promise<void> {
    const file = this.#file
    if (!file) return
    if ((await file.stat()).size < this.#position) {
      this.#position = 0
      this.#restart()
    }
    const block = Buffer.alloc(blockSize)
    while (!this.#closed) {
      const { bytesRead } = await file.read(block, 0, blockSize, this.#position)
      if (bytesRead === 0) return
      this.#take(block.subarray(0, bytesRead))
    }
  }

  #take(bytes: Buffer): void {
    let from = 0
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      this.#keep(bytes.subarray(from, end))
      const length = this.#begun.length + this.#dropped
      const offset = this.#position + end - length
      if (length > 0) this.#tell({ offset, bytes: this.#begun })
      this.#restart()
      from = end + 1
    }
    this.#keep(bytes.subarray(from))
    this.#position += bytes.length
  }

  #keep(bytes: Buffer): void {
    const room = Math.max(0, longestBytes - this.#begun.length)
    this.#dropped += Math.max(0, bytes.length - room)
    if (bytes.length > 0 && room > 0) this.#begun = Buffer.concat([this.#begun, bytes.subarray(0, room)])
  }

  #restart(): void {
    this.#begun = Buffer.alloc(0)
    this.#dropped = 0
  }
}
