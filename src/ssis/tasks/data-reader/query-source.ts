import { open, stat } from 'node:fs/promises'
import { WmiError } from '../../../base/errors.js'
import { fileText } from '../../../base/texts/ssis-files.js'
import { readerText } from '../../../base/texts/ssis-reader.js'
import { parseDataQuery } from '../../../wql/parse.js'
import type { TaskContext } from '../../contract.js'
import { VariableDataType } from '../../enums.js'
import { type DtsProblem, dtsError } from '../../errors.js'
import type { Variable } from '../../variable.js'
import { managerProblems } from '../references.js'
import { nativeFile, readFailure } from './file-failure.js'
import { fileManager, managedPath } from './file-manager.js'
import { type DataReaderSettings, QuerySourceType } from './settings.js'

/** A file with more bytes than this is not a query. */
const fileLimit = 1 << 20

type Part = Pick<DataReaderSettings, 'querySource' | 'querySourceType'>

/** What can be known to be wrong with the query's source before the run. @throws DtsError for what makes the rest unknown */
export function checkQuerySource(settings: Part, context: TaskContext): DtsProblem[] {
  const { querySource, querySourceType } = settings
  if (!querySource.trim()) throw dtsError('DTS_E_WMIDRTASK_MISSINGWQLQUERY')
  if (querySourceType === QuerySourceType.Variable) queryVariable(querySource.trim(), context)
  if (querySourceType !== QuerySourceType.FileConnection) return []
  const manager = fileManager(querySource.trim(), context)
  nativeFile(managedPath(manager), path => context.nativePath(path))
  return managerProblems(manager)
}

/** What the server will find wrong with the form of a query that stands in the task itself; undefined when nothing is. */
export function directQueryFault({ querySource, querySourceType }: Part): WmiError | undefined {
  if (querySourceType !== QuerySourceType.DirectInput || !querySource.trim()) return undefined
  try {
    parseDataQuery(querySource)
  } catch (error) {
    if (error instanceof WmiError) return error
    throw error
  }
  return undefined
}

/** The text of the query as it stands in its source. @throws DtsError with the task's documented codes */
export async function readQuery(settings: Part, context: TaskContext): Promise<string> {
  const { querySource, querySourceType } = settings
  let text = querySource
  if (querySourceType === QuerySourceType.Variable)
    text = String(queryVariable(querySource.trim(), context).value ?? '')
  if (querySourceType === QuerySourceType.FileConnection) text = await queryFile(querySource.trim(), context)
  if (!text.trim()) throw dtsError('DTS_E_WMIDRTASK_MISSINGWQLQUERY')
  return text
}

function queryVariable(name: string, { variables }: TaskContext): Variable {
  const variable = variables.find(name)
  if (!variable) throw dtsError('DTS_E_VARIABLENOTFOUND', { name })
  if (variable.dataType !== VariableDataType.String)
    throw dtsError('DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRING', { name: variable.qualifiedName })
  return variable
}

async function queryFile(reference: string, context: TaskContext): Promise<string> {
  const manager = fileManager(reference, context)
  const path = managedPath(manager)
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
    if (code === 'ENOENT') throw dtsError('DTS_E_WMIDRTASK_FILEDOESNOTEXIST', { path }, { cause: error })
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
