import type { ComponentProperties, PropertyDefinition } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'
import { memberName } from '../../property-values.js'

/** What the File System task does. */
export const DTSFileSystemOperation = {
  CopyFile: 0,
  MoveFile: 1,
  DeleteFile: 2,
  RenameFile: 3,
  SetAttributes: 4,
  CreateDirectory: 5,
  CopyDirectory: 6,
  MoveDirectory: 7,
  DeleteDirectory: 8,
  DeleteDirectoryContent: 9,
} as const
export type DTSFileSystemOperation = (typeof DTSFileSystemOperation)[keyof typeof DTSFileSystemOperation]

/** The attributes that SetAttributes gives; Normal is the lack of all. */
export const DTSFileSystemAttributes = { Normal: 0, Archive: 1, Hidden: 2, ReadOnly: 4, System: 8 } as const

/** The properties of the task with their documented defaults; attributes in the order of real files. */
export const fileSystemProperties: readonly PropertyDefinition[] = [
  {
    name: 'Operation',
    type: { enum: DTSFileSystemOperation, name: 'DTSFileSystemOperation' },
    default: DTSFileSystemOperation.CopyFile,
    attribute: 'TaskOperationType',
  },
  { name: 'OverwriteDestinationFile', type: 'Boolean', default: false, attribute: 'TaskOverwriteDestFile' },
  { name: 'Source', type: 'String', default: '', attribute: 'TaskSourcePath' },
  { name: 'IsSourcePathVariable', type: 'Boolean', default: false, attribute: 'TaskIsSourceVariable' },
  { name: 'Destination', type: 'String', default: '', attribute: 'TaskDestinationPath' },
  { name: 'IsDestinationPathVariable', type: 'Boolean', default: false, attribute: 'TaskIsDestinationVariable' },
  // Names parted by commas, as files have them: `Hidden, ReadOnly`.
  { name: 'Attributes', type: 'String', default: 'Normal', attribute: 'TaskFileAttributes' },
]

/** One end of an operation: a connection manager, a variable or a path. */
export interface PathReference {
  readonly reference: string
  readonly isVariable: boolean
}

/** The task's properties, read once for each validation or run. */
export interface FileSystemSettings {
  readonly operation: keyof typeof DTSFileSystemOperation
  /** UseDirectoryIfExists of CreateDirectory. */
  readonly overwrites: boolean
  readonly source: PathReference
  readonly destination: PathReference
  readonly attributes: ReadonlySet<string>
}

/** @throws DtsError DTS_E_FSTASK_INVALIDDATA for an attribute that is no value of its property */
export function readFileSystemSettings(properties: ComponentProperties): FileSystemSettings {
  const text = (name: string): string => String(properties.get(name)).trim()
  try {
    const number = Number(properties.get('Operation'))
    const operation = memberName(DTSFileSystemOperation, number) as keyof typeof DTSFileSystemOperation
    return {
      operation,
      overwrites: properties.get('OverwriteDestinationFile') === true,
      source: { reference: text('Source'), isVariable: properties.get('IsSourcePathVariable') === true },
      destination: { reference: text('Destination'), isVariable: properties.get('IsDestinationPathVariable') === true },
      attributes: readAttributes(text('Attributes')),
    }
  } catch (error) {
    if (!(error instanceof DtsError)) throw error
    throw dtsError('DTS_E_FSTASK_INVALIDDATA', { reason: error.message }, { cause: error })
  }
}

/** The names in `Hidden, ReadOnly`, or those whose bits a number has. */
function readAttributes(text: string): ReadonlySet<string> {
  const known = Object.entries(DTSFileSystemAttributes)
  const found = new Set<string>()
  for (const word of text.split(',').map(part => part.trim())) {
    if (word === '') continue
    const named = known.find(([name]) => name.toLowerCase() === word.toLowerCase())
    const bits = /^\d+$/.test(word) && Number(word) < 16 ? Number(word) : undefined
    if (named) found.add(named[0])
    else if (bits !== undefined) for (const [name, bit] of known) if ((bits & bit) !== 0) found.add(name)
    if (!named && bits === undefined) throw dtsError('DTS_E_PERSISTENCEERROR', { value: word, node: 'Attributes' })
  }
  found.delete('Normal')
  return found
}
