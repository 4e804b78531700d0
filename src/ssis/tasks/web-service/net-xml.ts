// XML as .NET's XmlSerializer writes it to a text: declared UTF-16, two blanks for each level, CR LF, and no line end behind the root.
import { escapeAttribute, escapeText } from '../../../xml/index.js'
import { instanceNamespace, schemaNamespace } from './wsdl/names.js'

/** An element to be written. */
export interface NetElement {
  readonly name: string
  /** '' for none; members have the one of their schema while the root has none. */
  readonly namespace: string
  /** By name; `xsi:nil` and the like. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly content: string | readonly NetElement[]
}

const crlf = '\r\n'

/** The document of a root element. A value alone has no declarations of namespaces, as .NET has it. */
export function netDocument(root: NetElement): string {
  const declares = typeof root.content !== 'string' || root.attributes !== undefined
  const declarations: Record<string, string> = declares
    ? { 'xmlns:xsi': instanceNamespace, 'xmlns:xsd': schemaNamespace }
    : {}
  const whole = { ...root, attributes: { ...declarations, ...root.attributes } }
  return `<?xml version="1.0" encoding="utf-16"?>${crlf}${elementText(whole, '', '')}`
}

function elementText(element: NetElement, outer: string, indent: string): string {
  const { name, namespace, attributes = {}, content } = element
  const own = namespace === outer ? {} : { xmlns: namespace }
  const tag = [
    name,
    ...Object.entries({ ...attributes, ...own }).map(([key, value]) => `${key}="${escapeAttribute(value)}"`),
  ]
  const open = `${indent}<${tag.join(' ')}`
  if (content.length === 0) return `${open} />`
  if (typeof content === 'string') return `${open}>${escapeText(content)}</${name}>`
  const inner = content.map(child => elementText(child, namespace, `${indent}  `)).join(crlf)
  return `${open}>${crlf}${inner}${crlf}${indent}</${name}>`
}
