import { open, stat } from 'node:fs/promises'
import { fileText } from '../../../base/texts/ssis-files.js'
import { readerText } from '../../../base/texts/ssis-reader.js'
import type { PropertyDefinition, TaskContext } from '../../contract.js'
import { VariableDataType } from '../../enums.js'
import { type DtsProblem, dtsError } from '../../errors.js'
import type { Variable } from '../../variable.js'
import { nativeFile, readFailure } from '../data-reader/file-failure.js'
import { managerProblems } from '../references.js'
import type { WmiTaskCodes } from './codes.js'
import { fileManager, managedPath } from './file-manager.js'

/** Where the text of the query is. */
export const QuerySourceType = { FileConnection: 0, DirectInput: 1, Variable: 2 } as const
export type QuerySourceType = (typeof QuerySourceType)[keyof typeof QuerySourceType]

/** The properties of both WMI tasks that say where the query is. */
export const querySourceProperties = {
  type: {
    name: 'WqlQuerySourceType',
    type: { enum: QuerySourceType, name: 'QuerySourceType' },
    default: QuerySourceType.DirectInput,
    attribute: 'WQLQuerySourceType',
  },
  source: { name: 'WqlQuerySource', type: 'String', default: '', attribute: 'WQLQuerySource' },
} as const satisfies Readonly<Record<string, PropertyDefinition>>

/** Where a task's query is: its text, or what names a FILE manager or a variable. */
export interface QuerySource {
  readonly querySourceType: QuerySourceType
  readonly querySource: string
}

/** A file with more bytes than this is not a query. */
const fileLimit = 1 << 20

/** What can be known to be wrong with the query's source before the run. @throws DtsError for what makes the rest unknown */
export function checkQuerySource(
  { querySource, querySourceType }: QuerySource,
  context: TaskContext,
  codes: WmiTaskCodes,
): DtsProblem[] {
  if (!querySource.trim()) throw dtsError(codes.noQuery)
  if (querySourceType === QuerySourceType.Variable) queryVariable(querySource.trim(), context, codes)
  if (querySourceType !== QuerySourceType.FileConnection) return []
  const manager = fileManager(querySource.trim(), context, codes)
  nativeFile(managedPath(manager, codes), path => context.nativePath(path))
  return managerProblems(manager)
}

/** The text of the query as it stands in its source. @throws DtsError with the task's documented codes */
export async function readQuery(
  { querySource, querySourceType }: QuerySource,
  context: TaskContext,
  codes: WmiTaskCodes,
): Promise<string> {
  let text = querySource
  if (querySourceType === QuerySourceType.Variable)
    text = String(queryVariable(querySource.trim(), context, codes).value ?? '')
  if (querySourceType === QuerySourceType.FileConnection) text = await queryFile(querySource.trim(), context, codes)
  if (!text.trim()) throw dtsError(codes.noQuery)
  return text
}

function queryVariable(name: string, { variables }: TaskContext, codes: WmiTaskCodes): Variable {
  const variable = variables.find(name)
  if (!variable) throw dtsError('DTS_E_VARIABLENOTFOUND', { name })
  if (variable.dataType !== VariableDataType.String) throw dtsError(codes.notString, { name: variable.qualifiedName })
  return variable
}

async function queryFile(reference: string, context: TaskContext, codes: WmiTaskCodes): Promise<string> {
  const manager = fileManager(reference, context, codes)
  const path = managedPath(manager, codes)
  const native = nativeFile(path, one => context.nativePath(one))
  try {
    const stats = await stat(native)
    // Opening a pipe would wait for somebody who writes, and no cancel ends that.
    if (!stats.isFile() && !stats.isDirectory()) {
      const reason = readerText('cannotRead', { path, reason: fileText('special') })
      const hint = readerText('queryFileHint')
      throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint })
    }
    const handle = await open(native)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(fileLimit + 1), 0, fileLimit + 1, 0)
      if (bytesRead > fileLimit) {
        const reason = readerText('queryTooLong', { path, limit: fileLimit })
        throw dtsError('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason })
      }
      return decode(buffer.subarray(0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw dtsError(codes.noFile, { path }, { cause: error })
    throw typeof code === 'string' ? readFailure(path, error) : error
  }
}

/** UTF-16 and UTF-8 by byte order mark; without one UTF-8, or Windows-1252 where the bytes are not UTF-8. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
