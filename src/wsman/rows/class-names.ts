// The classes of which a page has objects, without reading it.
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'
import { readResourceUri } from '../resource.js'
import { itemParts } from './item.js'
import { boundaries, decodeLatin, type RowRegion, skipSpace } from './region.js'

const typed = /[\s:]type\s*=\s*["'](?:[^"':<]*:)?([^"':<]+)_Type$/

/** So far back the start of a tag is looked for. */
const longestTag = 2000

/** By the names of the items and the xsi:type of anything; undefined where only a tree tells. */
export function classNamesInText(region: RowRegion): string[] | undefined {
  const items = boundaries(region)
  if (!items) return undefined
  const { text, end } = region
  const names = new Set<string>()
  for (const item of items) {
    const local = localPart(item.name)
    if (local === 'Item') {
      const inner = /<([^\s/>]+)/y
      inner.lastIndex = skipSpace(text, text.indexOf('>', item.start) + 1)
      names.add(localPart(inner.exec(text)?.[1] ?? ''))
    } else names.add(local)
  }
  for (let at = text.indexOf('_Type', region.start); at >= 0 && at < end; at = text.indexOf('_Type', at + 5)) {
    const quote = text.charCodeAt(at + 5)
    if (quote !== 34 && quote !== 39) continue
    const before = text.slice(Math.max(region.start, at - longestTag), at + 5)
    const tag = before.slice(before.lastIndexOf('<') + 1)
    const name = tag.includes('>') ? undefined : typed.exec(tag)?.[1]
    if (name !== undefined) names.add(name)
  }
  return [...names].filter(isClass).map(decodeLatin)
}

export function classNamesInTree(items: readonly XmlElement[]): string[] {
  const names = new Set<string>()
  for (const item of items) {
    const { instance } = itemParts(item)
    if (!instance) continue
    names.add(instance.localName)
    for (const element of [instance, ...instance.descendants()]) {
      const type = element.get('type', namespaces.xsi)?.trim() ?? ''
      const local = localPart(type)
      if (local.endsWith('_Type') && local.length > 5) names.add(local.slice(0, -5))
    }
  }
  return [...names].filter(isClass)
}

function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Rows of a projection, references and class declarations have names of their own. */
function isClass(name: string): boolean {
  return name !== '' && name !== 'XmlFragment' && name !== 'EndpointReference' && name !== 'CLASS'
}

/** The classes of all w:ResourceURI elements. */
export function referencedClasses(text: string): string[] {
  const names = new Set<string>()
  for (const [, uri = ''] of text.matchAll(/ResourceURI>\s*([^<]*?)\s*</g)) {
    const name = readResourceUri(uri)
    if (name?.kind === 'class') names.add(name.className)
  }
  return [...names]
}
