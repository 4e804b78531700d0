import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { operations } from './file-system/operations.js'
import { checkEnd, hasDestination, place } from './file-system/paths.js'
import { type FileSystemSettings, fileSystemProperties, readFileSystemSettings } from './file-system/settings.js'
import { stockMatcher } from './kind.js'
import { checkAll, inform, runReported, warn } from './reporting.js'

/** Copies, moves, renames, makes and removes files and folders (FileSystemTask). */
export class FileSystemTask implements Task {
  readonly #properties: ComponentProperties

  constructor(properties: ComponentProperties) {
    this.#properties = properties
  }

  /** Looks at the paths, not at the files: an earlier task may bring them. */
  validate(context: TaskContext): DTSExecResult {
    let settings: FileSystemSettings | undefined
    const read = checkAll(context, [
      () => {
        settings = readFileSystemSettings(this.#properties)
        return undefined
      },
    ])
    const known = settings
    if (!known) return read
    return checkAll(context, [
      () => checkEnd(known, 'source', context),
      () => (hasDestination(known) ? checkEnd(known, 'destination', context) : []),
    ])
  }

  execute(context: TaskContext): Promise<DTSExecResult> {
    return runReported(context, async () => {
      const settings = readFileSystemSettings(this.#properties)
      const { operation } = settings
      const source = place(settings, 'source', context)
      const destination = hasDestination(settings) ? place(settings, 'destination', context) : undefined
      const told = destination
        ? stockText('operationBetween', { operation, source: source.path, destination: destination.path })
        : stockText('operationOn', { operation, source: source.path })
      context.events.log('FileSystemOperation', told)
      context.signal.throwIfAborted()
      await operations[operation]({
        settings,
        source,
        destination,
        signal: context.signal,
        warn: text => warn(context, text),
      })
      inform(context, told)
      return DTSExecResult.Success
    })
  }
}

/** The kind `Microsoft.FileSystemTask`. */
export const fileSystem: TaskKind = {
  creationName: 'Microsoft.FileSystemTask',
  stockName: 'FileSystemTask',
  matches: stockMatcher('FileSystemTask'),
  dataElement: 'FileSystemData',
  properties: fileSystemProperties,
  create: properties => new FileSystemTask(properties),
}
