import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Package } from '../../src/ssis/index.js'
import { type CliOptions, cli } from './cli.js'

const sample = fileURLToPath(new URL('./files/sample.mjs', import.meta.url))

/** A folder of its own, and a function that removes it. */
export function folderOf(name: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `wmilink-${name}-`))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface ReaderSettings {
  readonly query: string
  /** The path in the FILE connection "Result", as packages write it. */
  readonly output: string
  readonly server?: string
  readonly userName?: string
}

/** Saves a package with one WMI Data Reader that writes PropertyNameAndValue to a file, and a variable User::Limit. */
export async function readerPackage(path: string, settings: ReaderSettings): Promise<string> {
  const pkg = new Package()
  pkg.name = 'sample'
  const wmi = pkg.connections.add('WMI')
  wmi.name = 'Servers'
  wmi.innerObject.serverName = settings.server ?? '\\\\localhost'
  if (settings.userName !== undefined) {
    wmi.innerObject.useWindowsAuth = false
    wmi.innerObject.userName = settings.userName
  }
  const file = pkg.connections.add('FILE')
  file.name = 'Result'
  file.connectionString = settings.output
  file.properties.get('FileUsageType').setValue(file, 'CreateFile')
  pkg.variables.add('Limit', false, 'User', 5)
  const reader = pkg.executables.add('STOCK:WmiDataReaderTask')
  reader.name = 'Read'
  const set = (name: string, value: string) => reader.properties.get(name).setValue(reader, value)
  set('WmiConnection', wmi.id)
  set('WqlQuerySource', settings.query)
  set('Destination', file.id)
  set('OverwriteDestination', 'OverwriteDestination')
  set('OutputType', 'PropertyNameAndValue')
  await pkg.save(path)
  return path
}

/** Runs the command with the sample classes. */
export const ask = (argv: readonly string[], options?: CliOptions) => cli([...argv, '--import', sample], options)
