import { readdirSync } from 'node:fs'
import type { Machine } from '../../machine.js'
import { FileReader } from './file-reader.js'
import { parseStat } from './proc-stat.js'
import { ProcessEntry } from './process-entry.js'
import { numberAfter } from './text.js'

/** The processes in the order of their ids. One that ends while it is read is left out. */
export function* runningProcesses(machine: Machine): Generator<ProcessEntry> {
  const reader = new FileReader()
  for (const pid of processIds(machine)) {
    const entry = readEntry(machine, reader, pid)
    if (entry) yield entry
  }
}

/** The processes with these ids, without looking at any other. */
export function* processesById(machine: Machine, pids: Iterable<number>): Generator<ProcessEntry> {
  const reader = new FileReader()
  for (const pid of new Set(pids)) {
    const entry = readEntry(machine, reader, pid)
    // The folder of a thread opens too, though no listing shows it: only its status says to which process it belongs.
    const group = entry?.status('Tgid:') ?? pid
    if (entry && group === pid) yield entry
  }
}

/** The ids of all processes, ascending. */
export function processIds(machine: Machine): number[] {
  const pids: number[] = []
  for (const name of folderNames(machine.path('/proc'))) {
    const first = name.charCodeAt(0)
    if (first >= 0x30 && first <= 0x39) pids.push(Number(name))
  }
  return pids.sort((a, b) => a - b)
}

/** The second at which the machine was started, in seconds since 1970; null when it does not tell. */
export function bootTime(machine: Machine): number | null {
  return numberAfter(machine.text('/proc/stat') ?? '', 'btime')
}

function readEntry(machine: Machine, reader: FileReader, pid: number): ProcessEntry | null {
  const length = reader.read(`${machine.path('/proc')}/${pid}/stat`)
  const stat = length > 0 ? parseStat(reader.bytes, length) : null
  return stat && new ProcessEntry(machine, reader, pid, stat)
}

function folderNames(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
