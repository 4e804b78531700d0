// The description that a task uses: from its file, or from the server, which may also write the file anew.
import { access, constants, open, rename, rm, stat } from 'node:fs/promises'
import { WmilinkError } from '../../../base/errors.js'
import { fileText } from '../../../base/texts/ssis-files.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import { besideName, realPlace } from '../../beside.js'
import type { HttpConnection } from '../../connection-kinds/http/connection.js'
import type { TaskContext } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'
import { fileReason } from '../../file-reason.js'
import { nativeFile, writeFailure } from '../data-reader/file-failure.js'
import { inform, warn } from '../reporting.js'
import type { WebServiceSettings } from './settings.js'
import { readServices } from './wsdl/description.js'
import { gatherDocuments, type WsdlPlace } from './wsdl/documents.js'
import { filePlace, serverPlace } from './wsdl/places.js'
import type { Services } from './wsdl/services.js'

/** Services as their description tells them. */
export interface LoadedServices {
  readonly services: Services
  /** Where they were read, for logs. */
  readonly place: string
}

/**
 * Reads the description that a task names. With OverwriteWsdlFile it comes from the server and takes the file's place; a file that cannot be
 * renewed is used as it is.
 *
 * @throws DtsError 0xC0029222, 0xC0029223, 0xC0029226, 0xC0029243 and those of what is missing in it
 */
export async function loadServices(
  settings: WebServiceSettings,
  connection: HttpConnection,
  context: TaskContext,
): Promise<LoadedServices> {
  const { wsdlFile, overwriteWsdlFile } = settings
  if (wsdlFile === '') return await read(server(connection, context))
  const native = nativeFile(wsdlFile, path => context.nativePath(path))
  const file = filePlace(native, wsdlFile, connection, context.signal)
  if (!overwriteWsdlFile) return await withHint(read(file))
  try {
    return await renew(server(connection, context), native, wsdlFile, context)
  } catch (error) {
    // Somebody who only watches the service's port may still call it.
    if (context.signal.aborted || !(error instanceof DtsError) || !(await hasContent(native))) throw error
    const kept = await read(file)
    warn(context, webServiceText('wsdlKept', { path: wsdlFile, reason: error.message }), error.hint)
    return kept
  }
}

function server(connection: HttpConnection, { signal }: TaskContext): WsdlPlace {
  return serverPlace(new URL(connection.serverUrl), connection, signal)
}

async function read(place: WsdlPlace, first?: Uint8Array): Promise<LoadedServices> {
  const documents = await gatherDocuments(place, first)
  return { services: await readServices(documents), place: place.name }
}

/**
 * Downloads the description of a connection's server into a file, once it has proved to be one.
 *
 * @param native the path on this system
 * @returns how many bytes it has
 * @throws DtsError as {@link loadServices}, and DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE for a file that cannot be written
 */
export async function downloadWsdl(connection: HttpConnection, native: string, signal: AbortSignal): Promise<number> {
  const place = serverPlace(new URL(connection.serverUrl), connection, signal)
  const bytes = await download(place)
  await read(place, bytes)
  try {
    await replaceFile(native, bytes)
  } catch (error) {
    throw writeFailure(native, error)
  }
  return bytes.length
}

/** Downloads, and replaces the file once the description has proved to be one. */
async function renew(place: WsdlPlace, native: string, path: string, context: TaskContext): Promise<LoadedServices> {
  const bytes = await download(place)
  const loaded = await read(place, bytes)
  try {
    await replaceFile(native, bytes)
    inform(context, webServiceText('wsdlSaved', { path }))
  } catch (error) {
    warn(context, webServiceText('wsdlNotSaved', { path, reason: fileReason(error, 'write') }))
  }
  return loaded
}

async function download(place: WsdlPlace): Promise<Uint8Array> {
  try {
    return await place.read(place.url)
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    const options = { cause: error, hint: error.hint }
    throw dtsError('DTS_E_WEBSERVICETASK_WSDL_NOT_FOUND', { url: place.name, reason: error.message }, options)
  }
}

async function withHint(work: Promise<LoadedServices>): Promise<LoadedServices> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof DtsError) || error.symbol !== 'DTS_E_WEBSERVICETASK_ERROR_IN_DOWNLOAD') throw error
    throw new DtsError(error.code, error.message, { cause: error, hint: error.hint || webServiceText('wsdlFileHint') })
  }
}

async function hasContent(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() === true && found.size > 0
}

/** The old file or the new one, never half of it. What the system refuses is thrown as it says it. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const place = await realPlace(path)
  const present = await stat(place).catch(() => undefined)
  // A rename asks neither what it replaces nor whether that may be written.
  if (present && !present.isFile() && !present.isDirectory()) throw new WmilinkError(fileText('special'))
  if (present) await access(place, constants.W_OK)
  const part = besideName(place)
  try {
    const handle = await open(part, 'wx', present ? present.mode & 0o777 : 0o666)
    try {
      await handle.writeFile(bytes)
    } finally {
      await handle.close()
    }
    await rename(part, place)
  } finally {
    await rm(part, { force: true })
  }
}
