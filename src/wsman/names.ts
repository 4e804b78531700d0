// Names of WS-Management as Windows uses them: DSP0226, DSP0227, DSP0230, [MS-WSMV] 2.2.

/** XML namespaces by the prefixes that we write. Readers go by namespace, never by prefix. */
export const namespaces = {
  s: 'http://www.w3.org/2003/05/soap-envelope',
  a: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
  n: 'http://schemas.xmlsoap.org/ws/2004/09/enumeration',
  x: 'http://schemas.xmlsoap.org/ws/2004/09/transfer',
  e: 'http://schemas.xmlsoap.org/ws/2004/08/eventing',
  w: 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd',
  m: 'http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd',
  b: 'http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd',
  cim: 'http://schemas.dmtf.org/wbem/wscim/1/common',
  f: 'http://schemas.microsoft.com/wbem/wsman/1/wsmanfault',
  wsmid: 'http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const

export type Prefix = keyof typeof namespaces

const transfer = 'http://schemas.xmlsoap.org/ws/2004/09/transfer/'
const enumeration = 'http://schemas.xmlsoap.org/ws/2004/09/enumeration/'
const eventing = 'http://schemas.xmlsoap.org/ws/2004/08/eventing/'
const wsman = 'http://schemas.dmtf.org/wbem/wsman/1/wsman/'

/** Action URIs of requests; a response's is the same with `Response`. A method's is the resource URI, a slash and the method. */
export const actions = {
  get: `${transfer}Get`,
  put: `${transfer}Put`,
  create: `${transfer}Create`,
  delete: `${transfer}Delete`,
  enumerate: `${enumeration}Enumerate`,
  pull: `${enumeration}Pull`,
  release: `${enumeration}Release`,
  subscribe: `${eventing}Subscribe`,
  renew: `${eventing}Renew`,
  unsubscribe: `${eventing}Unsubscribe`,
  fault: `${wsman}fault`,
  addressingFault: 'http://schemas.xmlsoap.org/ws/2004/08/addressing/fault',
  /** No message carries it: what readers answer for a request whose body asks to identify. */
  identify: 'http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd/Identify',
  event: `${wsman}Event`,
  heartbeat: `${wsman}Heartbeat`,
  /** Sent by Windows' CIM sessions when an operation is over. */
  end: 'http://schemas.microsoft.com/wbem/wsman/1/wsman/End',
} as const

export const anonymousRole = 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous'

/** Dialects of w:Filter. */
export const dialects = {
  wql: 'http://schemas.microsoft.com/wbem/wsman/1/WQL',
  selector: `${wsman}SelectorFilter`,
  association: 'http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter',
} as const

/** Delivery modes of subscriptions. */
export const deliveryModes = {
  pull: `${wsman}Pull`,
  push: 'http://schemas.xmlsoap.org/ws/2004/08/eventing/DeliveryModes/Push',
} as const

/** Both families of resource URIs reach the same data: DSP0227 5, [MS-WSMV] 2.2.4. */
export const resources = {
  /** Followed by the namespace with slashes, a slash, and a class or `*`. */
  wmi: 'http://schemas.microsoft.com/wbem/wsman/1/wmi/',
  /** Followed by a class; the namespace is the selector `__cimnamespace`. */
  cim: 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/',
  allClasses: 'http://schemas.dmtf.org/wbem/wscim/1/*',
  /** Class declarations as CIM-XML. */
  schema: 'http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*',
  config: 'http://schemas.microsoft.com/wbem/wsman/1/config',
  fullDuplex: 'http://schemas.microsoft.com/wbem/wsman/1/wsman/FullDuplex',
} as const

/** The selector that names the namespace, with slashes: `root/cimv2`. */
export const namespaceSelector = '__cimnamespace'

/** The resource URI of a class (or `*`) in the wmi family. @param namespace with either slash */
export function wmiResource(namespace: string, className: string): string {
  return `${resources.wmi}${namespace.replaceAll('\\', '/')}/${className}`
}
