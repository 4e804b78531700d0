// One call of a web method: the description, one message, its answer.

import { WmilinkError } from '../../../base/errors.js'
import { foldName } from '../../../base/name-map.js'
import { webServiceText } from '../../../base/texts/ssis-web-service.js'
import type { HttpAnswer, HttpConnection } from '../../connection-kinds/http/connection.js'
import type { TaskContext } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'
import { inform, warn } from '../reporting.js'
import { readAnswer } from './answer.js'
import { givenValues } from './given.js'
import { callMessage, type Given, type SoapMessage } from './message.js'
import type { DTSWebMethodInfo } from './method-info.js'
import { resultDocument } from './result.js'
import type { WebServiceSettings } from './settings.js'
import { folderOrigin } from './wsdl/names.js'
import { parametersOf, type SoapPort, type WebMethod, type WebService } from './wsdl/services.js'
import type { Field } from './wsdl/types.js'
import { loadServices } from './wsdl-file.js'

/** What a call did. */
export interface CallResult {
  /** The document of the result. */
  readonly text: string
  /** Where the message went. */
  readonly url: string
}

/** Calls the method that a task names. @throws DtsError with the task's documented codes; the reason of the signal */
export async function callService(
  settings: WebServiceSettings,
  info: DTSWebMethodInfo,
  connection: HttpConnection,
  context: TaskContext,
): Promise<CallResult> {
  const { events } = context
  const { services, place } = await loadServices(settings, connection, context)
  events.log('WSTaskInfo', webServiceText('described', { place }))
  const service = services.service(settings.service)
  const { port, method } = findMethod(service, info)
  const given = asParameters(method, givenValues(info, context))
  checkNames(method, given)
  const message = callMessage(port, method, given)
  const url = addressOf(port, connection, context)
  events.log('WSTaskInfo', webServiceText('calling', { method: method.name, url, version: port.version }))
  inform(context, webServiceText('calling', { method: method.name, url, version: port.version }))
  const answer = await send(connection, url, message, context)
  return { text: resultDocument(method, readAnswer(answer, method)), url }
}

/** The first port that has the method; SOAP 1.1 before 1.2. */
function findMethod(service: WebService, info: DTSWebMethodInfo): { port: SoapPort; method: WebMethod } {
  const { methodName, messageName } = info
  const ports = [...service.ports].sort((a, b) => a.version.localeCompare(b.version))
  for (const port of ports) {
    const same = port.methods.filter(({ name }) => name === methodName)
    const method = same.find(each => messageName !== '' && each.messageName === messageName) ?? same[0]
    if (method) return { port, method }
  }
  const names = [...new Set(ports.flatMap(port => port.methods.map(each => each.name)))].slice(0, 50).join(', ')
  throw dtsError('DTS_E_WEBSERVICETASK_WEBMETHODINFO_NULL', {}, { hint: webServiceText('methodsHint', { names }) })
}

/** Some proxies have the element of a document as the one parameter, whose members are the parameters here. */
function asParameters(method: WebMethod, given: ReadonlyMap<string, Given>): ReadonlyMap<string, Given> {
  const [only] = method.input
  const whole = method.wrapped && only && given.size === 1 ? given.get(foldName(only.field.name)) : undefined
  if (whole?.from !== 'task' || whole.value.kind !== 'Complex') return given
  if (parametersOf(method).some(field => foldName(field.name) === foldName(only?.field.name ?? ''))) return given
  const members = whole.value.properties.flatMap(({ name, paramValue }) =>
    paramValue ? [[foldName(name), { from: 'task', value: paramValue } as const] as const] : [],
  )
  return new Map(members)
}

function checkNames(method: WebMethod, given: ReadonlyMap<string, Given>): void {
  const fields = parametersOf(method)
  const known = new Set(fields.map(({ name }) => foldName(name)))
  for (const [name, value] of given) {
    if (!known.has(name)) {
      const hint = webServiceText('parametersHint', { names: fields.map(field => field.name).join(', ') || '-' })
      throw dtsError('DTS_E_WEBSERVICETASK_PROP_NOT_EXISTS', { name: method.name, property: name }, { hint })
    }
    const field = fields.find(each => foldName(each.name) === name)
    if (field) checkPrimitive(field, value)
  }
}

/** A task may call primitive what the description does not. */
function checkPrimitive({ name, type }: Field, given: Given): void {
  if (given.from !== 'task') return
  if (given.value.kind === 'Primitive' && (type.kind === 'Complex' || type.kind === 'Array'))
    throw dtsError('DTS_E_WEBSERVICETASK_TYPE_NOT_PRIMITIVE', { type: type.name?.name ?? 'array', name })
  if (given.value.kind === 'Enum' && type.kind === 'Primitive' && given.value.selectedValue.trim() === '')
    throw dtsError('DTS_E_WEBSERVICETASK_ENUM_NO_VALUES', { name: type.name.name })
}

/**
 * Where the message goes: to the server of the connection manager, whatever the description says, which anybody may have written. Its path
 * counts, unless ServerURL is that of the service itself.
 */
function addressOf(port: SoapPort, connection: HttpConnection, context: TaskContext): string {
  const server = new URL(connection.serverUrl)
  const told = URL.canParse(port.address, server) ? new URL(port.address, server) : undefined
  if (told?.origin === server.origin) return told.href
  const pointsToWsdl = /wsdl/i.test(server.search) || /\.wsdl$/i.test(server.pathname)
  const own = new URL(pointsToWsdl && told ? `${told.pathname}${told.search}` : server.pathname, server)
  if (told && told.origin !== folderOrigin)
    warn(
      context,
      webServiceText('otherAddress', { told: `${told.origin}${told.pathname}`, url: own.href }),
      webServiceText('otherAddressHint'),
    )
  return own.href
}

async function send(
  connection: HttpConnection,
  url: string,
  { headers, body }: SoapMessage,
  { signal }: TaskContext,
): Promise<HttpAnswer> {
  try {
    return await connection.request('POST', url, headers, body, signal)
  } catch (error) {
    if (signal.aborted || !(error instanceof WmilinkError) || error instanceof DtsError) throw error
    throw dtsError('DTS_E_WEBSERVICETASK_INVOKE_ERR', { reason: error.message }, { cause: error, hint: error.hint })
  }
}
