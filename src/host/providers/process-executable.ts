import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { locate, windowsName } from './files/entry.js'
import type { ProcessEntry } from './linux/process-entry.js'
import { processesById, runningProcesses } from './linux/processes.js'
import { reference } from './reference.js'
import { keyOf } from './referred.js'
import { hasProcfs } from './system-name.js'

/**
 * CIM_ProcessExecutable: each process (Dependent) with the file of its program (Antecedent); libraries are left out. A
 * question about one process reads that one. Addresses and counts of modules have no counterpart and stay null.
 */
export function processExecutableProvider(machine: Machine): ProviderRegistration {
  return { classes: ['CIM_ProcessExecutable'], provider: { enumerate: query => rows(machine, query) } }
}

function* rows(machine: Machine, query: ProviderQuery): Generator<ProviderRow> {
  if (!hasProcfs(machine)) return
  const files = keys(query, 'Antecedent', 'CIM_DataFile', 'Name')?.map(name => foldName(canonical(machine, name)))
  for (const entry of processes(machine, query)) {
    const file = programOf(machine, entry)
    if (file === null || (files && !files.includes(foldName(file)))) continue
    yield {
      Antecedent: reference(machine, 'CIM_DataFile', { Name: file }),
      Dependent: reference(machine, 'Win32_Process', { Handle: String(entry.pid) }),
    }
  }
}

function processes(machine: Machine, query: ProviderQuery): Generator<ProcessEntry> {
  const handles = keys(query, 'Dependent', 'Win32_Process', 'Handle')
  if (!handles) return runningProcesses(machine)
  return processesById(machine, handles.filter(text => /^[1-9]\d{0,9}$/.test(text)).map(Number))
}

function keys(query: ProviderQuery, property: string, className: string, key: string): string[] | undefined {
  return query.references(property)?.flatMap(path => {
    const value = keyOf(path, className, key)
    return value === undefined ? [] : [String(value)]
  })
}

/** The program's file as CIM_DataFile names it; null when there is none, or none that a drive covers. */
function programOf(machine: Machine, { executable }: ProcessEntry): string | null {
  if (executable === null || executable.includes('\\')) return null
  const path = machine.drives.toWindows(executable)
  return /^[A-Z]:\\/.test(path) ? canonical(machine, path) : null
}

/** As CIM_DataFile writes it: the letter in lower case, single backslashes. */
function canonical(machine: Machine, name: string): string {
  const place = locate(machine, name)
  if (!place) return name
  const path = place.parts.length > 1 ? `\\${place.parts.slice(0, -1).join('\\')}\\` : '\\'
  const last = place.parts.at(-1) ?? ''
  return windowsName({ drive: place.drive, path, name: last, native: '', kind: 'file', isLink: false })
}
