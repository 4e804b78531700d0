// Where descriptions come from: a file and its folder, or the server of a connection.
import { constants, open, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { WmilinkError } from '../../../../base/errors.js'
import { fileText } from '../../../../base/texts/ssis-files.js'
import { webServiceText } from '../../../../base/texts/ssis-web-service.js'
import type { HttpConnection } from '../../../connection-kinds/http/connection.js'
import { fileReason } from '../../../file-reason.js'
import type { WsdlPlace } from './documents.js'
import { folderOrigin } from './names.js'

const mostBytes = 8 * 1024 * 1024

/**
 * A file and what lies beside or below it; documents on the server of the connection, where there is one.
 *
 * @param native the path on this system
 * @param path as the package writes it, for messages
 */
export function filePlace(native: string, path: string, connection?: HttpConnection, signal?: AbortSignal): WsdlPlace {
  const folder = resolve(dirname(native))
  return {
    name: path,
    url: new URL(`${folderOrigin}/${encodeURIComponent(basename(native))}`),
    async read(url) {
      if (url.origin !== folderOrigin) return await download(url, connection, signal)
      const target = join(folder, ...url.pathname.split('/').map(part => decoded(part)))
      if (target !== folder && !target.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw elsewhere(url)
      return await readLimited(target)
    },
  }
}

/** The address of a connection manager, or another one on its server. */
export function serverPlace(url: URL, connection: HttpConnection, signal?: AbortSignal): WsdlPlace {
  return {
    name: `${url.origin}${url.pathname}${url.search}`,
    url,
    read: async each => await download(each, connection, signal),
  }
}

/** A text that is there already: it imports nothing. */
export function textPlace(): WsdlPlace {
  return {
    name: 'WSDL',
    url: new URL(`${folderOrigin}/wsdl`),
    read: async url => {
      throw elsewhere(url)
    },
  }
}

/** A file of a limited length. @throws WmilinkError */
export async function readLimited(path: string): Promise<Uint8Array> {
  try {
    // A link may lead out of the folder: it is somebody's arrangement; a pipe must not be waited for.
    const handle = await open(await realpath(path), constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stats = await handle.stat()
      if (stats.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
      if (!stats.isFile()) throw new WmilinkError(failedText(path, fileText('special')))
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes + 1), 0, mostBytes + 1, 0)
      if (bytesRead > mostBytes)
        throw new WmilinkError(failedText(path, webServiceText('fileTooLong', { limit: mostBytes })))
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof WmilinkError) throw error
    throw new WmilinkError(failedText(path, fileReason(error, 'read')), { cause: error })
  }
}

function failedText(path: string, reason: string): string {
  return webServiceText('fileFailed', { path, reason })
}

async function download(url: URL, connection: HttpConnection | undefined, signal?: AbortSignal): Promise<Uint8Array> {
  if (!connection || new URL(connection.serverUrl).origin !== url.origin) throw elsewhere(url)
  const accept = 'text/xml, application/wsdl+xml, application/xml;q=0.9, */*;q=0.1'
  const { status, body } = await connection.request('GET', url.href, { accept }, undefined, signal)
  if (status >= 200 && status < 300) return body
  throw new WmilinkError(webServiceText('badStatus', { status }))
}

function elsewhere(url: URL): WmilinkError {
  const shown =
    url.origin === folderOrigin ? decoded(url.pathname.slice(1)) : `${url.protocol}//${url.host}${url.pathname}`
  return new WmilinkError(webServiceText('elsewhere', { url: shown.slice(0, 200) }), {
    hint: webServiceText('elsewhereHint'),
  })
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
