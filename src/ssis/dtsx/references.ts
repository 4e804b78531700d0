import type { XmlElement } from '../../xml/index.js'
import { dtsNamespace } from './format.js'

// Attributes of data flows that hold refIds of their parts or of connection managers.
const referenceNames = /(?:^refId|I[dD])$/

/**
 * Renames an object in every text that names it by refId: in its own subtree, and where constraints and data flows of the
 * document point at it. Layout blocks and everything else stay.
 */
export function renameReferences(root: XmlElement, own: XmlElement, before: string, after: string): void {
  if (before === after) return
  renameIn(own, before, after)
  for (const element of own.descendants()) renameIn(element, before, after)
  for (const element of root.descendants()) {
    if (!element.is('PrecedenceConstraint', dtsNamespace) && element.localName !== 'connection') continue
    for (const attribute of element.attributes) {
      const points =
        attribute.is('From', dtsNamespace) ||
        attribute.is('To', dtsNamespace) ||
        /^connectionManager(?:Ref)?ID$/i.test(attribute.name)
      if (points && attribute.value === before) element.set(attribute.localName, after, attribute.namespace)
    }
  }
}

function renameIn(element: XmlElement, before: string, after: string): void {
  for (const attribute of element.attributes) {
    const from = attribute.is('From', dtsNamespace) || attribute.is('To', dtsNamespace)
    if (!from && !referenceNames.test(attribute.localName)) continue
    const renamed = renamedText(attribute.value, before, after)
    if (renamed !== undefined) element.set(attribute.localName, renamed, attribute.namespace)
  }
  // Expressions of data flows name columns as #{refId}.
  if (element.children.length === 0 && element.localName === 'property' && element.text.includes(`#{${before}`))
    element.text = element.text.replace(/#\{([^}]*)\}/g, (whole, id: string) => {
      const renamed = renamedText(id, before, after)
      return renamed === undefined ? whole : `#{${renamed}}`
    })
}

/** A refId with its first part exchanged; undefined when it is another object's. */
function renamedText(refId: string, before: string, after: string): string | undefined {
  if (!refId.startsWith(before)) return undefined
  const rest = refId.slice(before.length)
  return rest === '' || rest.startsWith('\\') || rest.startsWith('.') ? after + rest : undefined
}
