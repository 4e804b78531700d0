import type { HttpConnection } from '../../../connection-kinds/http/connection.js'
import { nativeFile } from '../../data-reader/file-failure.js'
import { describeServices, readServices, type ServiceDescription } from './description.js'
import { gatherDocuments } from './documents.js'
import { filePlace, serverPlace, textPlace } from './places.js'

export type {
  MethodDescription,
  ParameterDescription,
  PortDescription,
  ServiceDescription,
} from './description.js'

/**
 * Reads what a WSDL offers: services, ports, methods, parameters with their kinds.
 *
 * @param textOrPath a WSDL, or the path of one (what it imports is looked for in its folder)
 * @param options.nativePath brings a Windows path to this system
 * @throws DtsError with the documented codes of the Web Service task
 */
export async function describeWsdl(
  textOrPath: string,
  options: { readonly nativePath?: (path: string) => string } = {},
): Promise<ServiceDescription[]> {
  const isText = textOrPath.trimStart().startsWith('<')
  const place = isText
    ? textPlace()
    : filePlace(nativeFile(textOrPath, options.nativePath ?? (path => path)), textOrPath)
  const documents = await gatherDocuments(place, isText ? Buffer.from(textOrPath) : undefined)
  return describeServices(await readServices(documents))
}

/**
 * The same of the description that the server of a connection gives; what it imports comes from that server too.
 * @throws DtsError as {@link describeWsdl}; the reason of the signal
 */
export async function describeServerWsdl(
  connection: HttpConnection,
  signal: AbortSignal,
): Promise<ServiceDescription[]> {
  const place = serverPlace(new URL(connection.serverUrl), connection, signal)
  return describeServices(await readServices(await gatherDocuments(place)))
}
