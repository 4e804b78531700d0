// The pieces that every message of WS-Management is made of, for client and listener alike.

/** A resource: a class, an instance (with its keys as selectors), or all classes of a namespace. */
export interface Resource {
  readonly uri: string
  readonly selectors: readonly Selector[]
}

/** A selector's value is plain text, or a reference to another resource (a key of reference type). */
export interface Selector {
  readonly name: string
  readonly value: string | EndpointReference
}

/** a:EndpointReference. */
export interface EndpointReference extends Resource {
  readonly address: string
}

/** w:Option; the same name may come several times. */
export interface OperationOption {
  readonly name: string
  readonly value: string
  /** Such as `xs:boolean`. */
  readonly type?: string
  /** The receiver must refuse the request when it does not know the option. */
  readonly mustComply?: boolean
}

/** What the header of a request says. */
export interface RequestHeader extends Resource {
  /** `a:To`: the URL posted to. */
  readonly to: string
  readonly action: string
  /** `uuid:` and a GUID. */
  readonly messageId: string
  readonly options: readonly OperationOption[]
  /** Bytes of the largest response wanted. */
  readonly maxEnvelopeSize?: number
  /** Milliseconds that the server may work on this message. */
  readonly operationTimeout?: number
  /** Such as `en-US`. */
  readonly locale?: string
  /** `uuid:` GUIDs and numbers that Windows' clients send and servers echo. */
  readonly sessionId?: string
  readonly operationId?: string
  readonly sequenceId?: string
  /** e:Identifier of a subscription. */
  readonly identifier?: string
}

/** How the items of an enumeration are wanted: DSP0226 8.7. */
export type EnumerationMode = 'EnumerateObject' | 'EnumerateEPR' | 'EnumerateObjectAndEPR'

/** The filter of an enumeration or a subscription. */
export type Filter =
  | { readonly dialect: 'wql'; readonly query: string }
  | { readonly dialect: 'selector'; readonly selectors: readonly Selector[] }
  | { readonly dialect: 'association'; readonly association: AssociationFilter }

/** The association filter of DSP0227 9.2. */
export interface AssociationFilter {
  /** associated: the instances at the other end; associations: the instances that connect. */
  readonly kind: 'associated' | 'associations'
  readonly object: EndpointReference
  readonly associationClassName?: string
  readonly role?: string
  readonly resultClassName?: string
  readonly resultRole?: string
}
