// Base types and groups are spelled out wherever they are named, so a short description can grow without end.
import { webServiceText } from '../../../../base/texts/ssis-web-service.js'
import type { XmlElement } from '../../../../xml/index.js'
import { schemaNamespace } from './names.js'

/** Elements of a description when everything is spelled out. */
const mostElements = 200_000

/** What each element that spells something out names, and by which attribute. */
const references: Readonly<Record<string, { readonly kind: string; readonly attribute: string }>> = {
  extension: { kind: 'type', attribute: 'base' },
  restriction: { kind: 'type', attribute: 'base' },
  group: { kind: 'group', attribute: 'ref' },
  attributeGroup: { kind: 'attributeGroup', attribute: 'ref' },
}

/** @param fail makes the error. @throws what it makes, for definitions that are too large or contain themselves */
export function checkExpansion(roots: readonly XmlElement[], fail: (reason: string) => Error): void {
  const definitions = new Definitions()
  let count = 0
  for (const root of roots)
    for (const element of root.descendants()) {
      count += 1
      if (count > mostElements) throw fail(webServiceText('tooLarge', { limit: mostElements }))
      definitions.add(element)
    }
  const known = new Map<XmlElement, number>()
  const open = new Set<XmlElement>()
  const sizeOf = (definition: XmlElement): number => {
    const before = known.get(definition)
    if (before !== undefined) return before
    if (open.has(definition))
      throw fail(webServiceText('containsItself', { name: definition.get('name')?.slice(0, 100) ?? '' }))
    open.add(definition)
    let size = 1
    for (const element of definition.descendants()) {
      size += 1
      const used = definitions.usedBy(element)
      if (used) size += sizeOf(used)
      if (size > mostElements) throw fail(webServiceText('tooLarge', { limit: mostElements }))
    }
    open.delete(definition)
    known.set(definition, size)
    return size
  }
  for (const definition of definitions.all) sizeOf(definition)
}

class Definitions {
  readonly #byName = new Map<string, XmlElement>()

  get all(): Iterable<XmlElement> {
    return this.#byName.values()
  }

  /** Takes what stands directly in a schema. */
  add(element: XmlElement): void {
    const { parent, localName } = element
    if (element.namespace !== schemaNamespace || parent?.localName !== 'schema') return
    const name = element.get('name')
    const kind = /^(?:complexType|simpleType)$/.test(localName) ? 'type' : localName
    if (name !== undefined) this.#byName.set(keyOf(kind, parent.get('targetNamespace') ?? '', name), element)
  }

  /** The definition that an element spells out; undefined when it spells out none. */
  usedBy(element: XmlElement): XmlElement | undefined {
    if (element.namespace !== schemaNamespace || !Object.hasOwn(references, element.localName)) return undefined
    const reference = references[element.localName]
    const used = reference && element.get(reference.attribute)
    if (!reference || used === undefined) return undefined
    const colon = used.indexOf(':')
    const namespace = element.scope.namespaceOf(colon < 0 ? '' : used.slice(0, colon)) ?? ''
    const name = used.slice(colon + 1)
    // A schema without a namespace takes that of the one that includes it.
    return this.#byName.get(keyOf(reference.kind, namespace, name)) ?? this.#byName.get(keyOf(reference.kind, '', name))
  }
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind} {${namespace}}${name}`
}
