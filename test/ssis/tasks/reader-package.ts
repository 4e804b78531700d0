// A package with one WMI Data Reader task over the disk host.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package, type TaskHost } from '../../../src/ssis/index.js'
import type { RunOptions } from '../../../src/ssis/runtime/execute.js'
import { diskHost } from './disk-host.js'

export const query = "SELECT Size, DeviceID FROM Test_Disk WHERE DeviceID = 'C:'"

export interface ReaderPackage {
  readonly pkg: Package
  readonly task: TaskHost
  /** The path behind the FILE manager `Out`; the file is not there. */
  readonly file: string
  readonly folder: string
  run(options?: RunOptions): Promise<DTSExecResult>
  validate(options?: RunOptions): Promise<DTSExecResult>
  /** `symbol` of each error. */
  symbols(): string[]
  text(): string
}

/**
 * The task asks {@link query} of the manager `WMI` and overwrites the file of the manager `Out` with name and value lines;
 * `properties` of the task replace these.
 */
export function readerPackage(properties: Readonly<Record<string, string | number | boolean>> = {}): ReaderPackage {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
  const file = join(folder, 'out.txt')
  const pkg = new Package()
  pkg.connections.add('WMI').name = 'WMI'
  const out = pkg.connections.add('FILE')
  out.name = 'Out'
  out.connectionString = file
  out.innerObject.fileUsageType = 1
  const task = pkg.executables.add('STOCK:WmiDataReaderTask') as TaskHost
  task.name = 'Read'
  const values = {
    wmiConnection: 'WMI',
    wqlQuerySource: query,
    destination: 'Out',
    overwriteDestination: 0,
    outputType: 2,
    ...properties,
  }
  for (const [name, value] of Object.entries(values)) task.innerObject[name] = value
  const host = diskHost()
  const options = { connect: { host } }
  return {
    pkg,
    task,
    file,
    folder,
    run: more => pkg.execute({ ...options, ...more }),
    validate: more => pkg.validate({ ...options, ...more }),
    symbols: () => pkg.errors.map(({ symbol }) => symbol),
    text: () => readFileSync(file, 'utf8'),
  }
}
