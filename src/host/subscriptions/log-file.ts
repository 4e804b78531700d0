// WMI SDK "LogFileEventConsumer class".
import { open, rename, stat } from 'node:fs/promises'
import { WmiError } from '../../base/errors.js'
import { subscriptionText } from '../../base/texts/host-subscriptions.js'

const utf16 = Buffer.from([0xff, 0xfe])

export interface LogFileOptions {
  /** The file's own path on this machine. */
  readonly file: string
  /** UTF-16 with a byte order mark for a new file, else UTF-8; a file that is there keeps its own. */
  readonly isUnicode: boolean
  /** Bytes beyond which the file is set aside before the next line; 0 is no limit. */
  readonly maximumSize: bigint
}

/** A text file to which lines are appended, one at a time and in order. It is opened for each line, so it may be moved away. */
export class LogFile {
  readonly #options: LogFileOptions
  #last: Promise<void> = Promise.resolve()

  constructor(options: LogFileOptions) {
    this.#options = options
  }

  /** @throws WmiError WBEM_E_FAILED when the file cannot be written */
  append(line: string): Promise<void> {
    const done = this.#last.then(() => this.#write(line))
    this.#last = done.catch(() => undefined)
    return done
  }

  async #write(line: string): Promise<void> {
    const { file, maximumSize } = this.#options
    try {
      const size = await stat(file).then(
        stats => stats.size,
        () => 0,
      )
      if (maximumSize > 0n && BigInt(size) > maximumSize) await this.#setAside()
      await this.#append(line)
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new WmiError('WBEM_E_FAILED', subscriptionText('logFile', { file, reason }), {
        hint: subscriptionText('logFileHint'),
        cause,
      })
    }
  }

  async #append(line: string): Promise<void> {
    const handle = await open(this.#options.file, 'a+')
    try {
      const { size } = await handle.stat()
      const wide = size === 0 ? this.#options.isUnicode : await startsWide(handle)
      const text = `${line}\r\n`
      const bytes = wide ? Buffer.from(text, 'utf16le') : Buffer.from(text)
      await handle.appendFile(wide && size === 0 ? Buffer.concat([utf16, bytes]) : bytes)
    } finally {
      await handle.close()
    }
  }

  /** Under the first free number; when all are taken the first is used anew. */
  async #setAside(): Promise<void> {
    const { file } = this.#options
    for (let number = 1; number <= 999; number += 1) {
      const name = asideName(file, number)
      const taken = await stat(name).then(
        () => true,
        () => false,
      )
      if (!taken) return rename(file, name)
    }
    return rename(file, asideName(file, 1))
  }
}

async function startsWide(handle: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
  return bytesRead === 2 && buffer.equals(utf16)
}

/** `events.log` becomes `events.001`: a short name (8.3) loses its extension, any other gets the number behind it. */
function asideName(file: string, number: number): string {
  const digits = String(number).padStart(3, '0')
  const short = /^(.*\/)?([^/.]{1,8})\.[^/.]{1,3}$/.exec(file)
  return short ? `${short[1] ?? ''}${short[2]}.${digits}` : `${file}.${digits}`
}
