import { WmiError } from '../../base/errors.js'
import { localeOfTag } from '../../base/lcid.js'
import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import { normalizeNamespace } from '../../cim/path.js'
import type { CallContext, CallOptions, WmiServices } from '../../wmi/services.js'
import { wsmanError } from '../../wsman/faults/index.js'
import type { RequestMessage } from '../../wsman/message/request.js'
import { namespaceSelector } from '../../wsman/names.js'
import { namespaceOf, type ResourceFamily, type ResourceName, readResourceUri } from '../../wsman/resource.js'
import type { RequestHeader } from '../../wsman/types.js'

import type { ListenLimits } from '../limits.js'
import type { OpenContexts } from './contexts.js'
import type { Slots } from './slots.js'

/** What operations need of the listener. */
export interface OperationTools {
  readonly limits: ListenLimits
  readonly contexts: OpenContexts
  readonly slots: Slots
  readonly allowWrites: boolean
  readonly allowMethods: boolean
  /** @param namespace with backslashes */
  open(user: string, namespace: string): Promise<WmiServices>
  /** Logs a call that the options do not allow. */
  denied(ask: Ask, text: string): void
}

/** One request, as operations see it. */
export interface Ask {
  readonly header: RequestHeader
  readonly message: RequestMessage
  readonly user: string
  readonly address: string
  /** What the resource URI names; undefined when it is none of WMI. */
  readonly resource: ResourceName | undefined
  /** With backslashes. */
  readonly namespace: string
  readonly family: ResourceFamily
  /** Milliseconds for this message. */
  readonly timeout: number
  /** Raised when that time is over, with the fault that says so, or the caller has gone. */
  readonly signal: AbortSignal
  /** Raised when the caller has gone. */
  readonly gone: AbortSignal
  readonly tools: OperationTools
}

/** What is answered. */
export interface Reply {
  /** XML inside s:Body. */
  readonly body: string
}

const defaultNamespace = 'root\\cimv2'

/** The parts of a request that its resource says. @throws WmiError when URI and selector name two namespaces */
export function askedResource(header: RequestHeader): Pick<Ask, 'resource' | 'namespace' | 'family'> {
  const resource = readResourceUri(header.uri)
  const namespace = namespaceOf(header) ?? defaultNamespace
  if (resource?.namespace !== undefined && foldName(resource.namespace) !== foldName(normalizeNamespace(namespace)))
    throw wsmanError('ERROR_WSMAN_DIFFERENT_CIM_SELECTOR', listenText('twoNamespaces', { name: namespaceSelector }))
  return { resource, namespace, family: resource?.family ?? 'wmi' }
}

/** The options of a call for this request: when it ends, and what the caller tells of itself. */
export function callOptions(ask: Ask): CallOptions {
  return { ...callContext(ask.header), signal: ask.signal }
}

/** What the caller tells of itself, for calls that outlive the request. */
export function callContext({ locale, options }: RequestHeader): CallContext {
  const architecture = Number(options.find(option => foldName(option.name) === 'wmi:__providerarchitecture')?.value)
  const known = locale === undefined ? undefined : localeOfTag(locale)
  return {
    ...(known === undefined ? {} : { locale: known }),
    ...(architecture === 32 || architecture === 64 ? { architecture } : {}),
  }
}

/** Whether an option says `true`. */
export function optionIsTrue(header: RequestHeader, name: string): boolean {
  const option = header.options.find(given => foldName(given.name) === foldName(name))
  return /^(?:true|1)$/i.test(option?.value.trim() ?? '')
}

/** Opens the services of the namespace for the time of one piece of work. */
export async function withServices<T>(ask: Ask, work: (services: WmiServices) => Promise<T>): Promise<T> {
  const services = await ask.tools.open(ask.user, ask.namespace)
  try {
    return await work(services)
  } finally {
    await services.close()
  }
}

/**
 * @throws WmiError WBEM_E_ACCESS_DENIED, logged, for calls that this listener does not allow; ERROR_WSMAN_ACTION_NOT_SUPPORTED for
 * resources that are no class
 */
export function mustAllow(ask: Ask, what: 'allowWrites' | 'allowMethods', shown: string): void {
  className(ask)
  if (ask.tools[what]) return
  ask.tools.denied(ask, listenText('deniedLog', { what: shown, name: ask.header.uri }))
  const hint = listenText(what === 'allowWrites' ? 'deniedWriteHint' : 'deniedMethodHint')
  throw new WmiError('WBEM_E_ACCESS_DENIED', listenText(what === 'allowWrites' ? 'deniedWrite' : 'deniedMethod'), {
    hint,
  })
}

/** The class that the URI names. @throws WmiError ERROR_WSMAN_ACTION_NOT_SUPPORTED when it names none */
export function className({ resource }: Ask): string {
  if (resource?.kind === 'class') return resource.className
  throw notSupported()
}

export function notSupported(): WmiError {
  return wsmanError('ERROR_WSMAN_ACTION_NOT_SUPPORTED', listenText('actionResource'), {
    hint: listenText('actionResourceHint'),
  })
}

/** The fault of a message whose time is over. */
export function timedOut(): WmiError {
  return wsmanError('ERROR_WSMAN_OPERATION_TIMEDOUT', listenText('timedOut'), { hint: listenText('timedOutHint') })
}
