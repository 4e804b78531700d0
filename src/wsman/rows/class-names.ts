// The classes of which a page has objects, without reading it.
import type { XmlElement } from '../../xml/index.js'
import { namespaces } from '../names.js'
import { readResourceUri } from '../resource.js'
import { itemParts } from './item.js'
import { type Boundaries, decodeLatin, type RowRegion } from './region.js'

const typed = /[\s:]type\s*=\s*["'](?:[^"':<]*:)?([^"':<]+)_Type$/

/** So far back the start of a tag is looked for. */
const longestTag = 2000

const typeMark = Buffer.from('_Type')

/** By the names of the items and the xsi:type of anything. */
export function classNamesInText(region: RowRegion, items: Boundaries): string[] {
  const { bytes, end } = region
  const names = new Set<string>()
  for (const name of items.names) names.add(localPart(name))
  if (names.delete('Item')) for (const start of items.starts) names.add(localPart(innerName(region, start)))
  for (let at = bytes.indexOf(typeMark, region.start); at >= 0 && at < end; at = bytes.indexOf(typeMark, at + 5)) {
    const quote = bytes[at + 5]
    if (quote !== 34 && quote !== 39) continue
    const name = typeBefore(region, at + 5)
    if (name !== undefined) names.add(name)
  }
  return [...names].map(decodeLatin).filter(isClass)
}

/** The name of the first element inside an item. */
function innerName(region: RowRegion, start: number): string {
  const open = region.bytes.indexOf(62, start)
  return region.nameAt(region.skipSpace(open + 1))
}

/** The class that an xsi:type ending here names; undefined for what is no attribute. */
function typeBefore(region: RowRegion, end: number): string | undefined {
  // Most are short.
  for (const length of [250, longestTag]) {
    const before = region.latin(Math.max(region.start, end - length), end)
    const start = before.lastIndexOf('<')
    if (start < 0) continue
    const tag = before.slice(start + 1)
    return tag.includes('>') ? undefined : typed.exec(tag)?.[1]
  }
  return undefined
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
const others: readonly string[] = ['XmlFragment', 'EndpointReference', 'CLASS']

function isClass(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !others.includes(name)
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
