import { readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ArgumentError, WmiError, WmilinkError } from '../../base/errors.js'
import { dataText } from '../../base/texts/host-data.js'
import type { WbemStatus } from '../../base/wbem-status.js'
import type { DataArea, DataStore } from './area.js'
import { type DataFile, openDataFile } from './data-file.js'
import { FolderLock } from './folder-lock.js'
import { makeFolder } from './make-folder.js'
import { apply, type DataOperation, type DataState, operationLine } from './operations.js'
import { headerBytes, recordBytes } from './records.js'
import { dataFileName, generationsOf, type RecoveredData, recover } from './recovery.js'
import { copyState, syncFolder, writeSnapshot, writeSnapshotNow } from './snapshot.js'

export interface DiskStoreOptions {
  /** Opens the files that are written; tests give disks that fail. */
  readonly open?: (path: string) => DataFile
  /** Bytes of a journal, at least, after which a new generation begins. */
  readonly journalLimit?: number
}

/** Changes that go to the disk together, and whoever waits for them. */
interface Batch {
  readonly operations: (DataOperation & { readonly before: string | undefined })[]
  readonly done: Promise<void>
  readonly settle: (error?: WmiError) => void
}

interface Journal {
  readonly file: DataFile
  readonly generation: number
  end: number
  chain: number
}

/** Keeps areas in a folder of this machine: all changes in a journal, now and then the whole state in a snapshot. */
export class DiskStore implements DataStore {
  readonly durable = true
  readonly folder: string
  readonly #lock: FolderLock
  readonly #open: (path: string) => DataFile
  readonly #journalLimit: number
  readonly #state: DataState
  readonly #areas = new Map<string, DataArea>()
  readonly #listeners: (() => void)[] = []
  /** The generation of the newest snapshot, or -1. */
  #base: number
  #journal: Journal
  /** What a snapshot of the state would about take. */
  #size = 0
  #waiting: Batch | undefined
  #writing: Batch | undefined
  #working: Promise<void> | undefined
  #compacting: Promise<void> | undefined
  #closed = false

  /**
   * Opens a folder, which is created when it is missing.
   *
   * @throws WmiError WBEM_E_RESOURCE_CONTENTION while another process has it, WBEM_E_DATABASE_VER_MISMATCH for a newer
   *   format, WBEM_E_FAILED when it cannot be read or written, or nothing in it is whole; ArgumentError without a path
   */
  constructor(folder: string, { open = openDataFile, journalLimit = 1 << 20 }: DiskStoreOptions = {}) {
    if (typeof folder !== 'string' || folder.trim() === '')
      throw new ArgumentError(dataText('noFolder'), { hint: dataText('unreadableHint') })
    this.folder = resolve(folder)
    this.#open = open
    this.#journalLimit = journalLimit
    this.#lock = opening(this.folder, () => {
      makeFolder(this.folder)
      return FolderLock.take(this.folder)
    })
    try {
      const found = opening(this.folder, () => recover(this.folder))
      this.#state = found.state
      this.#base = found.base
      this.#journal = opening(this.folder, () => this.#begin(found))
    } catch (error) {
      this.#lock.release()
      throw error
    }
    for (const texts of this.#state.values()) for (const [key, value] of texts) this.#size += sizeOf(key, value)
    openStores.add(this)
  }

  area(name: string): DataArea {
    let area = this.#areas.get(name)
    if (!area) {
      area = {
        entries: () => this.#state.get(name)?.entries() ?? [],
        get: key => this.#state.get(name)?.get(key),
        set: (key, value) => this.#change({ area: name, key, value }),
        delete: key => this.#change({ area: name, key }),
        flush: () => this.flush(),
      }
      this.#areas.set(name, area)
    }
    return area
  }

  onTakenBack(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Waits until the disk has all changes so far. */
  flush(): Promise<void> {
    return this.#waiting?.done ?? this.#writing?.done ?? Promise.resolve()
  }

  /** Writes what is still to be written and gives the folder free. @throws WmiError when the disk refuses the rest */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    try {
      await this.flush()
    } finally {
      await this.#working
      await this.#compacting
      openStores.delete(this)
      await this.#journal.file.close()
      this.#lock.release()
    }
  }

  /** What {@link close} does, at once and without a word, for a process that ends. */
  abandon(): void {
    if (!openStores.delete(this)) return
    this.#closed = true
    try {
      const operations = [...(this.#writing?.operations ?? []), ...(this.#waiting?.operations ?? [])]
      if (operations.length > 0 && this.#lock.isHeldNow()) {
        const { bytes } = this.#record(operations)
        this.#journal.file.writeNow(bytes, this.#journal.end)
      }
      this.#lock.release()
    } catch {
      // Nobody is left to be told; whoever waited was told nothing either.
    }
  }

  /** Forgets what is still to be written, and gives the folder free. */
  discard(): void {
    this.#waiting = undefined
    this.abandon()
  }

  /** Opens the journal that is to be written on, after what was not whole a new one. */
  #begin({ state, last, chain, end, complete }: RecoveredData): Journal {
    for (const name of readdirSync(this.folder))
      if (/^\d+\.snapshot\.new$|^draft-/.test(name)) rmSync(join(this.folder, name), { force: true })
    if (complete && last >= 0) return { file: this.#file(last), generation: last, end, chain }
    if (last >= 0) {
      writeSnapshotNow(this.folder, last + 1, state, chain)
      this.#base = last + 1
    }
    return this.#newJournal(last + 1, chain)
  }

  #newJournal(generation: number, chain: number): Journal {
    const file = this.#file(generation)
    const header = headerBytes('journal', chain)
    try {
      file.writeNow(header, 0)
      syncFolder(this.folder)
    } catch (error) {
      void file.close()
      rmSync(join(this.folder, dataFileName('journal', generation)), { force: true })
      throw error
    }
    return { file, generation, end: header.length, chain }
  }

  #file(generation: number): DataFile {
    return this.#open(join(this.folder, dataFileName('journal', generation)))
  }

  #change(operation: DataOperation): void {
    if (this.#closed)
      throw new WmiError('WBEM_E_SHUTTING_DOWN', dataText('closed', { folder: this.folder }), {
        hint: dataText('closedHint'),
      })
    const before = this.#state.get(operation.area)?.get(operation.key)
    if (before === operation.value) return
    apply(this.#state, operation)
    this.#size += sizeOf(operation.key, operation.value) - sizeOf(operation.key, before)
    this.#waiting ??= newBatch()
    this.#waiting.operations.push({ ...operation, before })
    this.#working ??= new Promise<void>(later => setImmediate(later)).then(() => this.#work())
  }

  /** Writes batch after batch. What comes while one is written waits for the next, so that many share one sync. */
  async #work(): Promise<void> {
    while (this.#waiting) {
      const batch = this.#waiting
      this.#waiting = undefined
      this.#writing = batch
      const error = await this.#write(batch)
      this.#writing = undefined
      if (error) this.#takeBack(batch, error)
      else batch.settle()
    }
    // In the same turn as the last look at what waits: the next change starts anew.
    this.#working = undefined
  }

  async #write(batch: Batch): Promise<WmiError | undefined> {
    const journal = this.#journal
    let state: DataState | undefined
    let end = journal.end
    let chain = journal.chain
    try {
      const record = this.#record(batch.operations)
      end += record.bytes.length
      chain = record.chain
      const outgrown = !this.#compacting && end > Math.max(this.#journalLimit, 2 * this.#size)
      if (outgrown) state = copyState(this.#state)
      if (!(await this.#lock.isHeld())) return lost(this.folder)
      await journal.file.write(record.bytes, journal.end)
      await journal.file.sync()
      if (!(await this.#lock.isHeld())) return lost(this.folder)
    } catch (error) {
      await journal.file.truncate(journal.end).catch(() => undefined)
      return refused(this.folder, error)
    }
    journal.end = end
    journal.chain = chain
    if (state) await this.#nextGeneration(state)
    return undefined
  }

  #record(operations: readonly DataOperation[]): { bytes: Buffer; chain: number } {
    return recordBytes(Buffer.concat(operations.map(each => Buffer.from(operationLine(each)))), this.#journal.chain)
  }

  /** From here on changes go to a new journal, while the snapshot with which it begins is written. */
  async #nextGeneration(state: DataState): Promise<void> {
    const former = this.#journal
    try {
      this.#journal = this.#newJournal(former.generation + 1, former.chain)
    } catch {
      // The former journal is as good; the next batch tries again.
      return
    }
    const { generation, chain } = this.#journal
    await former.file.close()
    this.#compacting = writeSnapshot(this.folder, generation, state, chain)
      .then(() => this.#removeBefore(generation))
      // Without the snapshot the journals tell the same.
      .catch(() => undefined)
      .finally(() => {
        this.#compacting = undefined
      })
  }

  /** Keeps the former snapshot and what followed it. */
  #removeBefore(base: number): void {
    const former = Math.max(this.#base, 0)
    this.#base = base
    for (const kind of ['snapshot', 'journal'] as const)
      for (const generation of generationsOf(this.folder, kind))
        if (generation < former) rmSync(join(this.folder, dataFileName(kind, generation)), { force: true })
  }

  /** Brings the state back to what the disk has, and tells everybody who relied on more. */
  #takeBack(batch: Batch, error: WmiError): void {
    const later = this.#waiting
    this.#waiting = undefined
    const operations = [...batch.operations, ...(later?.operations ?? [])]
    for (const { area, key, value, before } of operations.toReversed()) {
      apply(this.#state, { area, key, value: before })
      this.#size += sizeOf(key, before) - sizeOf(key, value)
    }
    for (const listener of this.#listeners) listener()
    batch.settle(error)
    later?.settle(error)
  }
}

// A process may end without closing its hosts.
const openStores = new Set<DiskStore>()
process.on('exit', () => {
  for (const store of openStores) store.abandon()
})

/** About what a text takes in a snapshot. */
function sizeOf(key: string, value: string | undefined): number {
  return value === undefined ? 0 : key.length + value.length
}

function newBatch(): Batch {
  let settle: Batch['settle'] = () => undefined
  const done = new Promise<void>((resolve, reject) => {
    settle = error => (error ? reject(error) : resolve())
  })
  // A change need not be waited for.
  done.catch(() => undefined)
  return { operations: [], done, settle }
}

function opening<T>(folder: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof WmilinkError) throw error
    throw new WmiError(statusOf(error), dataText('unreadable', { folder, reason: reasonOf(error) }), {
      hint: dataText('unreadableHint'),
      cause: error,
    })
  }
}

function refused(folder: string, error: unknown): WmiError {
  return new WmiError(statusOf(error), dataText('unwritable', { folder, reason: reasonOf(error) }), {
    hint: dataText('unwritableHint'),
    cause: error,
  })
}

function lost(folder: string): WmiError {
  return new WmiError('WBEM_E_FAILED', dataText('lost', { folder }), { hint: dataText('lostHint') })
}

function statusOf(error: unknown): WbemStatus {
  const full = error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))
  return full ? 'WBEM_E_OUT_OF_DISK_SPACE' : 'WBEM_E_FAILED'
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
