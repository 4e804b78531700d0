// Create's answer and Identify, both directions: WS-Transfer 3.2, DSP0226 7 and 11.
import type { XmlElement } from '../../xml/index.js'
import { textElement } from '../message/text.js'
import { namespaces } from '../names.js'
import { readReference, writeReferenceContent } from '../reference.js'
import type { EndpointReference } from '../types.js'

/** The body that tells what Create has made. */
export function writeCreated(reference: EndpointReference): string {
  return `<x:ResourceCreated>${writeReferenceContent(reference)}</x:ResourceCreated>`
}

/** What Create has made; undefined when the body does not tell. @throws WmiError ERROR_WSMAN_INVALID_SELECTORS */
export function readCreated(body: XmlElement | undefined): EndpointReference | undefined {
  return body?.is('ResourceCreated', namespaces.x) ? readReference(body) : undefined
}

/** What a server says of itself. */
export interface Identity {
  /** Such as `http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd`. */
  readonly protocolVersion: string
  /** Such as `Microsoft Corporation`. */
  readonly vendor: string
  /** Such as `OS: 10.0.14393 SP: 0.0 Stack: 3.0`. */
  readonly version: string
  /** The number behind `Stack:`, of Windows: 1.1, 2 or 3. */
  readonly stack: number | undefined
  /** How one may log on, as URIs. */
  readonly securityProfiles: readonly string[]
}

export function writeIdentity(identity: Omit<Identity, 'stack' | 'protocolVersion'>): string {
  const profiles = identity.securityProfiles.map(profile => textElement('wsmid:SecurityProfileName', profile))
  const parts = [
    textElement('wsmid:ProtocolVersion', namespaces.w),
    textElement('wsmid:ProductVendor', identity.vendor),
    textElement('wsmid:ProductVersion', identity.version),
    profiles.length === 0 ? '' : `<wsmid:SecurityProfiles>${profiles.join('')}</wsmid:SecurityProfiles>`,
  ]
  return `<wsmid:IdentifyResponse xmlns:wsmid="${namespaces.wsmid}">${parts.join('')}</wsmid:IdentifyResponse>`
}

/** By local names: some servers have them in the namespace of SOAP. Undefined for another body. */
export function readIdentity(body: XmlElement | undefined): Identity | undefined {
  if (body?.localName !== 'IdentifyResponse') return undefined
  const of = (name: string): string => body.children.find(({ localName }) => localName === name)?.text.trim() ?? ''
  const version = of('ProductVersion')
  const stack = /\bStack:\s*(\d{1,3}(?:\.\d{1,3})?)/.exec(version)?.[1]
  const profiles = [...body.descendants()].filter(({ localName }) => localName === 'SecurityProfileName')
  return {
    protocolVersion: of('ProtocolVersion'),
    vendor: of('ProductVendor'),
    version,
    stack: stack === undefined ? undefined : Number(stack),
    securityProfiles: profiles.map(profile => profile.text.trim()),
  }
}
