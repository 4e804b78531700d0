// Pieces of XML as text: what is written is put together from strings, what is read comes as a tree.

import type { XmlElement } from '../../xml/index.js'
import { forbiddenCharacter } from '../../xml/names.js'
import { encodeAttribute, encodeText } from '../../xml/references.js'

/** `<name>text</name>`. @throws ArgumentError for characters that XML cannot carry */
export function textElement(name: string, text: string): string {
  return `<${name}>${encodeText(text, '\n', name)}</${name}>`
}

/** The value of an attribute between double quotes, without them. @throws ArgumentError for characters that XML cannot carry */
export function attributeText(value: string, name: string): string {
  return encodeAttribute(value, '"', name)
}

/** A text with U+FFFD in place of what XML cannot carry: for the texts of errors, which must get through. */
export function carriable(text: string): string {
  if (forbiddenCharacter(text) < 0) return text
  return [...text].map(char => (forbiddenCharacter(char) < 0 ? char : '\ufffd')).join('')
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
