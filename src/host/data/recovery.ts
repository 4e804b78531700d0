// What a data folder says. Its files carry generations: `7.snapshot` is the whole state with which `7.journal` begins.
// Writing a snapshot begins a new generation; the one before is kept until the next, in case the snapshot is not whole.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WmiError } from '../../base/errors.js'
import { dataText } from '../../base/texts/host-data.js'
import { apply, type DataState, readOperations } from './operations.js'
import {
  type DataFileHeader,
  type DataFileKind,
  formatVersion,
  headerBytes,
  readHeader,
  readRecords,
} from './records.js'

/** The history as far as it is whole. */
export interface RecoveredData {
  readonly state: DataState
  /** The generation whose snapshot the state began with; -1: none, the history is told from its beginning. */
  readonly base: number
  /** The highest generation of any file; -1 in an empty folder. */
  readonly last: number
  /** The last whole record's checksum. */
  readonly chain: number
  /** Where the journal of the last generation ends. */
  readonly end: number
  /** False when something of the files was left out: then writing begins a new generation. */
  readonly complete: boolean
}

export function dataFileName(kind: DataFileKind, generation: number): string {
  return `${generation}.${kind}`
}

/** The generations of which a folder has a file of this kind, ascending. */
export function generationsOf(folder: string, kind: DataFileKind): number[] {
  const names = readdirSync(folder).map(name => /^(\d{1,15})\.(\w+)$/.exec(name))
  return names.flatMap(match => (match?.[2] === kind ? [Number(match[1])] : [])).sort((a, b) => a - b)
}

/** @throws WmiError WBEM_E_DATABASE_VER_MISMATCH for a newer format, WBEM_E_FAILED when nothing in the folder is whole */
export function recover(folder: string): RecoveredData {
  const files = new Map<string, { bytes: Buffer; header: DataFileHeader | undefined }>()
  const snapshots = generationsOf(folder, 'snapshot')
  const journals = generationsOf(folder, 'journal')
  for (const [kind, generations] of [['snapshot', snapshots] as const, ['journal', journals] as const]) {
    for (const generation of generations) {
      const name = dataFileName(kind, generation)
      const bytes = readFileSync(join(folder, name))
      const header = readHeader(bytes)
      if (header && header.version > formatVersion) throw newer(folder, name, header.version)
      files.set(name, { bytes, header: header?.kind === kind ? header : undefined })
    }
  }

  let state: DataState = new Map()
  let base = -1
  let chain = 0
  for (const generation of snapshots.toReversed()) {
    const file = files.get(dataFileName('snapshot', generation))
    const whole = file?.header && readSnapshot(file.bytes, file.header)
    if (!whole) continue
    state = whole
    base = generation
    chain = file.header?.seed ?? 0
    break
  }
  const last = Math.max(-1, ...snapshots, ...journals)
  if (base < 0 && last >= 0 && !journals.includes(0)) throw damaged(folder)

  let end = 0
  let complete = true
  let next = Math.max(base, 0)
  for (; complete && next <= last; next += 1) {
    const file = files.get(dataFileName('journal', next))
    // A header that is all there but wrong is no accident of writing: what follows it may be a whole history.
    if (file && !file.header && file.bytes.length >= headerBytes('journal', 0).length) throw damaged(folder)
    complete = file?.header !== undefined && file.header.seed === chain
    if (!file?.header || !complete) break
    end = file.header.size
    for (const record of readRecords(file.bytes, file.header)) {
      const operations = readOperations(record.payload)
      if (!operations) break
      for (const operation of operations) apply(state, operation)
      end = record.end
      chain = record.chain
    }
    complete = end === file.bytes.length
  }
  return { state, base, last, chain, end, complete: complete && (last < 0 || snapshotsAreOlder(snapshots, base)) }
}

/** A snapshot above the one that was read is torn; its generation is not written on. */
function snapshotsAreOlder(snapshots: readonly number[], base: number): boolean {
  return snapshots.every(generation => generation <= base)
}

/** The state of a snapshot, when it is whole to the last byte. */
function readSnapshot(bytes: Buffer, header: DataFileHeader): DataState | undefined {
  const state: DataState = new Map()
  let count = 0
  for (const { payload, end } of readRecords(bytes, header)) {
    if (payload.toString('latin1', 0, 4) === 'end ')
      return end === bytes.length && payload.toString('latin1') === endOfSnapshot(count) ? state : undefined
    const operations = readOperations(payload)
    if (!operations) return undefined
    for (const operation of operations) apply(state, operation)
    count += operations.length
  }
  return undefined
}

/** The payload of a snapshot's last record. @param count the texts in it */
export function endOfSnapshot(count: number): string {
  return `end ${count}`
}

function newer(folder: string, file: string, version: number): WmiError {
  const message = dataText('newer', { folder, file, version, known: formatVersion })
  return new WmiError('WBEM_E_DATABASE_VER_MISMATCH', message, { hint: dataText('newerHint') })
}

function damaged(folder: string): WmiError {
  return new WmiError('WBEM_E_FAILED', dataText('damaged', { folder }), { hint: dataText('damagedHint') })
}
