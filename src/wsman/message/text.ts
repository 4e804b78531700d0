// Pieces of XML as text: what is written is put together from strings, what is read comes as a tree.
import { escapeAttribute, escapeText, type XmlElement } from '../../xml/index.js'

/** `<name attributes>text</name>`. @param attributes as they stand in the tag, with a blank in front */
export function textElement(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes}>${escapeText(text)}</${name}>`
}

/** ` name="value"`. */
export function attribute(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`
}

/** The text of a child without white space around it; undefined when there is no such child. */
export function childText(parent: XmlElement, localName: string, namespace: string): string | undefined {
  return parent.child(localName, namespace)?.text.trim()
}

/** The first child with this local name in one of these namespaces. */
export function childIn(parent: XmlElement, localName: string, namespaces: readonly string[]): XmlElement | undefined {
  for (const namespace of namespaces) {
    const child = parent.child(localName, namespace)
    if (child) return child
  }
  return undefined
}
