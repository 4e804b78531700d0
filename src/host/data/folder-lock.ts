// One writer per data folder. Whoever takes over creates the next of `lock-1`, `lock-2` …, which only one process can do.
import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync, readFileSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WmiError } from '../../base/errors.js'
import { dataText } from '../../base/texts/host-data.js'
import { isRunning, ownIdentity, type ProcessIdentity, parseIdentity, sameProcess } from './process-identity.js'

/** How often a holder shows that it lives, and after which time without that it is given up, in milliseconds. */
const pulse = 5000
const patience = 20_000

/** The lock of a data folder, held by this process. */
export class FolderLock {
  readonly #path: string
  /** What stands in the lock, which no other one has. */
  readonly #text: string
  readonly #pulse: NodeJS.Timeout

  private constructor(path: string, text: string) {
    this.#path = path
    this.#text = text
    this.#pulse = setInterval(() => {
      const now = new Date()
      utimes(path, now, now, () => undefined)
    }, pulse)
    this.#pulse.unref()
  }

  /** @throws WmiError WBEM_E_RESOURCE_CONTENTION naming process and folder, while another one holds it */
  static take(folder: string): FolderLock {
    const own = ownIdentity()
    const text = `${JSON.stringify({ ...own, lock: randomUUID() })}\n`
    for (;;) {
      const highest = locks(folder).at(-1) ?? 0
      const holder = highest === 0 ? undefined : holderOf(folder, highest, own)
      if (holder) throw inUse(folder, holder, own)
      if (!create(folder, highest + 1, text)) continue
      const all = locks(folder)
      if (all.at(-1) !== highest + 1) {
        rmSync(lockPath(folder, highest + 1), { force: true })
        continue
      }
      for (const older of all.slice(0, -1)) rmSync(lockPath(folder, older), { force: true })
      return new FolderLock(lockPath(folder, highest + 1), text)
    }
  }

  /** False when the folder was deleted, or another process has taken it over: what is written now helps nobody. */
  async isHeld(): Promise<boolean> {
    return (await readFile(this.#path, 'utf8').catch(whenGone)) === this.#text
  }

  /** The same at once, for a process that ends. */
  isHeldNow(): boolean {
    try {
      return readFileSync(this.#path, 'utf8') === this.#text
    } catch (error) {
      return whenGone(error) === this.#text
    }
  }

  release(): void {
    clearInterval(this.#pulse)
    if (this.isHeldNow()) rmSync(this.#path, { force: true })
  }
}

/** What a lock says that is not there. @throws any other error of reading it */
function whenGone(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lock-${number}`)
}

function locks(folder: string): number[] {
  const names = readdirSync(folder).map(name => /^lock-(\d{1,15})$/.exec(name)?.[1])
  return names.flatMap(number => (number === undefined ? [] : [Number(number)])).sort((a, b) => a - b)
}

/** The process that holds a lock; undefined when nobody does any more. */
function holderOf(folder: string, number: number, own: ProcessIdentity): ProcessIdentity | undefined {
  const path = lockPath(folder, number)
  try {
    const holder = parseIdentity(readFileSync(path, 'utf8'))
    if (!holder) return undefined
    const runs = isRunning(holder, own) ?? Math.abs(Date.now() - statSync(path).mtimeMs) < patience
    return runs ? holder : undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** False when somebody else was quicker. The lock appears with its content, where the file system has links. */
function create(folder: string, number: number, text: string): boolean {
  const draft = join(folder, `draft-${process.pid}-${randomUUID()}`)
  writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
  try {
    linkSync(draft, lockPath(folder, number))
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return false
    return createPlainly(lockPath(folder, number), text)
  } finally {
    rmSync(draft, { force: true })
  }
}

function createPlainly(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function inUse(folder: string, { pid, host, ...rest }: ProcessIdentity, own: ProcessIdentity): WmiError {
  const here = sameProcess({ pid, host, ...rest }, own)
  return new WmiError(
    'WBEM_E_RESOURCE_CONTENTION',
    here ? dataText('inUseHere', { folder, pid }) : dataText('inUse', { folder, pid, host }),
    { hint: dataText(here ? 'inUseHereHint' : 'inUseHint') },
  )
}
