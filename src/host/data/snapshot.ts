import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type DataFile, openDataFile } from './data-file.js'
import { type DataState, operationLine } from './operations.js'
import { headerBytes, recordBytes } from './records.js'
import { dataFileName, endOfSnapshot } from './recovery.js'

/** Bytes of text after which a snapshot begins a new record, and lets others work. */
const recordSize = 1 << 20

/** A copy that later changes do not touch. */
export function copyState(state: DataState): DataState {
  return new Map([...state].map(([area, texts]) => [area, new Map(texts)]))
}

/** The bytes of a snapshot, piece by piece. @param seed the checksum with which the journal beside it begins */
function* snapshotBytes(state: DataState, seed: number): Generator<Buffer> {
  yield headerBytes('snapshot', seed)
  let chain = seed
  let lines: string[] = []
  let size = 0
  let count = 0
  const record = (text: string) => {
    const { bytes, chain: next } = recordBytes(Buffer.from(text), chain)
    chain = next
    lines = []
    size = 0
    return bytes
  }
  for (const [area, texts] of state) {
    for (const [key, value] of texts) {
      const line = operationLine({ area, key, value })
      lines.push(line)
      size += line.length
      count += 1
      if (size >= recordSize) yield record(lines.join(''))
    }
  }
  if (lines.length > 0) yield record(lines.join(''))
  yield record(endOfSnapshot(count))
}

/** Writes a snapshot beside its place and puts it there when the disk has it, so that there is never half a one. */
export async function writeSnapshot(folder: string, generation: number, state: DataState, seed: number): Promise<void> {
  const path = join(folder, dataFileName('snapshot', generation))
  const draft = `${path}.new`
  const file: DataFile = openDataFile(draft)
  try {
    let at = 0
    for (const bytes of snapshotBytes(state, seed)) {
      await file.write(bytes, at)
      at += bytes.length
    }
    await file.truncate(at)
    await file.sync()
    renameSync(draft, path)
    syncFolder(folder)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** The same at once, while a folder is being opened. */
export function writeSnapshotNow(folder: string, generation: number, state: DataState, seed: number): void {
  const path = join(folder, dataFileName('snapshot', generation))
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  const file = openDataFile(draft)
  try {
    file.writeNow(Buffer.concat([...snapshotBytes(state, seed)]), 0)
    renameSync(draft, path)
    syncFolder(folder)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  } finally {
    void file.close()
  }
}

/** New names of a folder are on the disk only then. Not every system lets a folder be opened; those keep names at once. */
export function syncFolder(folder: string): void {
  let handle: number
  try {
    handle = openSync(folder, 'r')
  } catch {
    return
  }
  try {
    fsyncSync(handle)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'EPERM'))) throw error
  } finally {
    closeSync(handle)
  }
}
