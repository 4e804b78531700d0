import { mkdir, stat } from 'node:fs/promises'
import { modelText } from '../../base/texts/ssis-model.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ConnectionEnvironment, ConnectionKind, ConnectionObject, PropertyDefinition } from '../contract.js'
import { DTSFileConnectionUsageType as Usage } from '../enums.js'
import { type DtsError, type DtsProblem, dtsError, dtsProblem } from '../errors.js'
import type { PropertyValue } from '../property-values.js'
import { NativeData } from './native-data.js'

const properties: readonly PropertyDefinition[] = [
  { name: 'ConnectionString', type: 'String', default: '' },
  { name: 'FileUsageType', type: { enum: Usage, name: 'DTSFileConnectionUsageType' }, default: Usage.FileExists },
]

/** The inner object of a FILE connection manager: a path and what is to be found there. */
class FileConnection implements ConnectionObject {
  readonly hasUnsavedSecret = false
  readonly #manager: ConnectionManager
  readonly #data: NativeData

  constructor(manager: ConnectionManager) {
    this.#manager = manager
    this.#data = new NativeData(manager, properties, ['FileUsageType', 'ConnectionString'])
  }

  initialize(): void {
    const node = this.#data.make()
    if (!node.usesAttributes) node.set('FileUsageType', String(Usage.FileExists))
    node.set('ConnectionString', '')
  }

  get(name: string): PropertyValue {
    return this.#data.get(name)
  }

  set(name: string, value: PropertyValue): void {
    this.#data.set(name, value)
  }

  problems(): DtsProblem[] {
    const path = String(this.get('ConnectionString'))
    if (path.trim() !== '') return []
    return [dtsProblem('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { hint: modelText('noFileName') })]
  }

  secretWarnings(): [] {
    return []
  }

  /** The native path, after what FileUsageType says about it was seen to. */
  async acquire(environment: ConnectionEnvironment): Promise<string> {
    const path = String(this.get('ConnectionString'))
    if (path.trim() === '')
      throw dtsError('DTS_E_INVALIDFILENAMEINCONNECTION', { path }, { hint: modelText('noFileName') })
    const native = environment.drives.toNative(path)
    await this.#check(native, this.get('FileUsageType'))
    return native
  }

  async release(): Promise<void> {}

  async dispose(): Promise<void> {}

  async #check(path: string, usage: PropertyValue): Promise<void> {
    const found = await stat(path).catch(() => undefined)
    const folder = usage === Usage.FolderExists || usage === Usage.CreateFolder
    if (found?.isDirectory() && !folder) throw this.#refusal(modelText('fileIsFolder', { path }))
    if (found && !found.isDirectory() && folder) throw this.#refusal(modelText('folderIsFile', { path }))
    if (!found && usage === Usage.FileExists) throw this.#refusal(modelText('fileMissing', { path }))
    if (!found && usage === Usage.FolderExists) throw this.#refusal(modelText('folderMissing', { path }))
    if (!found && usage === Usage.CreateFolder) await this.#makeFolder(path)
  }

  async #makeFolder(path: string): Promise<void> {
    try {
      await mkdir(path, { recursive: true })
    } catch (error) {
      throw this.#refusal(error instanceof Error ? error.message : String(error))
    }
  }

  #refusal(reason: string): DtsError {
    return dtsError('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name: this.#manager.name, reason })
  }
}

/** FILE: acquires the native path of a file or folder. */
export const fileKind: ConnectionKind = {
  creationName: 'FILE',
  title: 'File Connection Manager',
  properties,
  open: manager => new FileConnection(manager),
}
