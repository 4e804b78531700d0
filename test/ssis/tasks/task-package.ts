// A package with one task, in a folder of its own.
import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DriveMap } from '../../../src/base/drives.js'
import type { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package, type PropertyValue, type TaskHost } from '../../../src/ssis/index.js'
import type { RunOptions } from '../../../src/ssis/runtime/execute.js'

export interface TaskPackage {
  readonly pkg: Package
  readonly task: TaskHost
  readonly folder: string
  /** A path in the folder. */
  at(...names: string[]): string
  run(options?: RunOptions): Promise<DTSExecResult>
  validate(options?: RunOptions): Promise<DTSExecResult>
  /** Code, symbol and description of each error. */
  errors(): string[]
  symbols(): string[]
  warnings(): string[]
  /** The records of the log that have this event. */
  readonly log: { event: string; message: string }[]
}

/** @param moniker such as `STOCK:FileSystemTask`; @param properties of the inner object, in camelCase */
export function taskPackage(
  moniker: `STOCK:${string}Task`,
  properties: Readonly<Record<string, PropertyValue>> = {},
): TaskPackage {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wmilink-')))
  const pkg = new Package()
  const task = pkg.executables.add(moniker)
  task.name = 'Do'
  for (const [name, value] of Object.entries(properties)) task.innerObject[name] = value
  const log: { event: string; message: string }[] = []
  const options: RunOptions = {
    drives: new DriveMap([`D:=${folder}`], 'linux'),
    log: { log: ({ event, message, source }) => void (source === 'Do' && log.push({ event, message })) },
  }
  return {
    pkg,
    task,
    folder,
    log,
    at: (...names) => join(folder, ...names),
    run: more => pkg.execute({ ...options, ...more }),
    validate: more => pkg.validate({ ...options, ...more }),
    errors: () => pkg.errors.map(({ description }) => description),
    symbols: () => pkg.errors.map(({ symbol }) => symbol),
    warnings: () => pkg.warnings.map(({ description }) => description),
  }
}
