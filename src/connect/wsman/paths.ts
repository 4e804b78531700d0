// What object paths mean to a server: WMI SDK "WMI Object Paths", DSP0227 5 (selectors are keys).
import { WmiError } from '../../base/errors.js'
import { hostText } from '../../base/texts/host.js'
import { type ObjectPath, parseObjectPath } from '../../cim/path.js'
import { isLocalServer } from '../../wmi/local-server.js'
import { keysOf } from '../../wmi/path-keys.js'
import { type EndpointReference, isFault, type ResourceFamily, referenceOfPath, wsmanCodes } from '../../wsman/index.js'
import { type Asking, askingIn } from './session.js'

/** A path, and the call in its namespace. */
export interface Target {
  readonly asking: Asking
  readonly path: ObjectPath
}

/** @throws WmiError WBEM_E_INVALID_OBJECT_PATH, also for another server; WBEM_E_INVALID_PARAMETER for what is neither text nor path */
export function targetOf(asking: Asking, text: string | ObjectPath): Target {
  const path = isPath(text) ? text : parseObjectPath(requireText(text, 'path'))
  const { server, namespace } = path
  if (server !== null && !isThisServer(asking, server)) {
    const own = asking.session.server
    throw new WmiError('WBEM_E_INVALID_OBJECT_PATH', hostText('otherServer', { server, own }), {
      hint: hostText('otherServerHint'),
    })
  }
  return { asking: askingIn(asking, namespace), path: { ...path, server: null, namespace: null } }
}

/** `.` in a path is the server that is asked. */
function isThisServer({ session }: Asking, server: string): boolean {
  return (
    server === '.' ||
    isLocalServer(server, session.server) ||
    isLocalServer(server, session.client.transport.url.hostname.replace(/^\[(.*)\]$/, '$1'))
  )
}

/** The reference to the object. A key without a name gets it from the class, which is read for that. @throws WmiError; HttpError */
export async function referenceTo({ asking, path }: Target, family: ResourceFamily): Promise<EndpointReference> {
  const { session, namespace } = asking
  const classes = session.classes(namespace)
  const unnamed = path.keys?.some(key => key.name === null) ?? false
  const cimClass = unnamed ? await classes.get(path.className) : classes.known(path.className)
  // A single key may go without a name, several may not.
  if (unnamed && cimClass) keysOf(cimClass, path)
  return referenceOfPath(path, family, namespace, cimClass)
}

/** What a server says of selectors that do not fit. */
const selectorFaults = [
  wsmanCodes.ERROR_WSMAN_INVALID_SELECTORS,
  wsmanCodes.ERROR_WSMAN_INSUFFCIENT_SELECTORS,
  wsmanCodes.ERROR_WSMAN_UNEXPECTED_SELECTORS,
  wsmanCodes.ERROR_WSMAN_SELECTOR_TYPEMISMATCH,
  wsmanCodes.ERROR_WSMAN_INVALID_SELECTOR_VALUE,
  wsmanCodes.ERROR_WSMAN_AMBIGUOUS_SELECTORS,
  wsmanCodes.ERROR_WSMAN_INVALID_URI_WMI_SINGLETON,
]

/**
 * Does work that sends the keys of a path. When the server does not take them, the class tells which keys there are.
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH; what the work throws
 */
export async function pathsExplained<T>({ asking, path }: Target, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!selectorFaults.some(code => isFault(error, code))) throw error
    const cimClass = await asking.session.classes(asking.namespace).find(path.className)
    if (cimClass) keysOf(cimClass, path)
    const { message, hint } = error as WmiError
    throw new WmiError('WBEM_E_INVALID_OBJECT_PATH', message, { hint, cause: error })
  }
}

/** A class path has neither keys nor the mark of a singleton. */
export function isClassPath(path: ObjectPath): boolean {
  return path.keys === null && !path.singleton
}

/** Callers in JavaScript may hand over anything. */
function isPath(value: string | ObjectPath): value is ObjectPath {
  if (typeof value !== 'object' || value === null) return false
  const { className, keys }: { readonly [Part in keyof ObjectPath]?: unknown } = value
  return typeof className === 'string' && (keys === null || Array.isArray(keys))
}

/** @throws WmiError WBEM_E_INVALID_PARAMETER */
export function requireText(value: string, name: string): string {
  if (typeof value === 'string') return value
  throw new WmiError('WBEM_E_INVALID_PARAMETER', hostText('notText', { name, type: typeof value }))
}
