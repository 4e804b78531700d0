import { xmlText } from '../base/texts/xml.js'
import type { XmlDocument, XmlReadOptions } from './document.js'
import { type ElementSource, XmlElement } from './element.js'
import { asciiNames } from './names.js'
import { positionAt } from './position.js'
import { decodeAttribute } from './references.js'
import { Scope } from './scope.js'
import { attributeFields, XmlToken, XmlTokenizer } from './tokenizer.js'

const defaultDepth = 1000

type OpenElement = XmlElement & { readonly source: ElementSource }

/** Builds the tree of a document: one root element, tags that match, prefixes that are declared. @throws TextError */
export function readTree(document: XmlDocument, options: XmlReadOptions): XmlElement {
  const { text } = document
  const tokenizer: XmlTokenizer = new XmlTokenizer(text, options.source, document.lenient)
  const maxDepth = options.maxDepth ?? defaultDepth
  const open: OpenElement[] = []
  const known = new KnownPrefix()
  let root: XmlElement | null = null
  if (text.length === 0) tokenizer.fail(0, xmlText('empty'), xmlText('wantRootHint'))
  for (;;) {
    const token = tokenizer.next()
    const parent = open[open.length - 1]
    if (token === XmlToken.Open) {
      if (!parent && root) misplaced(tokenizer, tokenizer.start, root)
      const element = openElement(document, tokenizer, parent ?? null, known)
      if (parent) parent.adopt(element)
      else root = element
      if (!tokenizer.selfClosing) {
        if (open.length >= maxDepth) tokenizer.fail(tokenizer.start, xmlText('tooDeep', { depth: maxDepth }))
        open.push(element)
      }
    } else if (token === XmlToken.Close) {
      if (!parent) misplaced(tokenizer, tokenizer.start, root)
      closeElement(tokenizer, parent)
      open.pop()
    } else if (token === XmlToken.Text) {
      if (!parent) blankOnly(tokenizer, root)
    } else if (token === XmlToken.End) {
      if (parent) unclosed(tokenizer, parent)
      if (!root) misplaced(tokenizer, text.length, root)
      return root
    } else if (parent) parent.source.markup = true
    else if (token === XmlToken.Cdata) misplaced(tokenizer, tokenizer.start, root)
  }
}

/** The prefix seen last, so that the many names that share it are not looked up again. */
class KnownPrefix {
  text = ''
  scope: Scope | null = null
}

function openElement(
  document: XmlDocument,
  tokenizer: XmlTokenizer,
  parent: XmlElement | null,
  known: KnownPrefix,
): OpenElement {
  const { text, start, nameEnd } = tokenizer
  const outer = parent?.scope ?? Scope.top
  const scope = tokenizer.declares ? declaredScope(tokenizer, outer) : outer
  if (scope !== known.scope) {
    known.scope = scope
    known.text = ''
  }
  checkPrefix(tokenizer, start + 1, nameEnd, scope, known)
  const { attributes } = tokenizer
  let prefixes = 0
  let last = ''
  for (let at = 0; at < attributes.length; at += attributeFields) {
    if (!checkPrefix(tokenizer, attributes[at + 1] ?? 0, attributes[at + 2] ?? 0, scope, known)) continue
    if (known.text !== last) prefixes += 1
    last = known.text
  }
  if (prefixes > 1) checkExpandedNames(tokenizer, scope)
  const source: ElementSource = {
    start,
    nameEnd,
    tailStart: tokenizer.tailStart,
    openEnd: tokenizer.end,
    closeStart: tokenizer.end,
    end: tokenizer.end,
    markup: false,
  }
  return new XmlElement(document, parent, text.slice(start + 1, nameEnd), scope, source) as OpenElement
}

function declaredScope(tokenizer: XmlTokenizer, outer: Scope): Scope {
  const { text, attributes } = tokenizer
  const own = new Map<string, string>()
  for (let at = 0; at < attributes.length; at += attributeFields) {
    const name = text.slice(attributes[at + 1], attributes[at + 2])
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    const namespace = decodeAttribute(text.slice(attributes[at + 3], attributes[at + 4]))
    const prefix = name.slice(6)
    if (prefix !== '' && namespace === '') tokenizer.fail(attributes[at + 1] ?? 0, xmlText('emptyPrefix', { prefix }))
    own.set(prefix, namespace)
  }
  return new Scope(outer, own)
}

/** Namespaces in XML 1.0, 6.3: no two attributes have one local name in one namespace. */
function checkExpandedNames(tokenizer: XmlTokenizer, scope: Scope): void {
  const { text, attributes, start, nameEnd } = tokenizer
  const seen = new Map<string, string>()
  for (let at = 0; at < attributes.length; at += attributeFields) {
    const name = text.slice(attributes[at + 1], attributes[at + 2])
    const colon = name.indexOf(':')
    if (colon < 0) continue
    const namespace = scope.namespaceOf(name.slice(0, colon)) ?? ''
    const expanded = `${name.slice(colon)} ${namespace}`
    const other = seen.get(expanded)
    if (other !== undefined) {
      const element = text.slice(start + 1, nameEnd)
      tokenizer.fail(attributes[at + 1] ?? 0, xmlText('sameAttribute', { name, element, other, namespace }))
    }
    seen.set(expanded, name)
  }
}

/** Answers whether the name has a prefix. */
function checkPrefix(tokenizer: XmlTokenizer, start: number, end: number, scope: Scope, known: KnownPrefix): boolean {
  const { text } = tokenizer
  const { length } = known.text
  let colon = start + length
  const isKnown = length > 0 && text.charCodeAt(colon) === 58 && text.startsWith(known.text, start)
  if (!isKnown) {
    colon = start
    while (colon < end && text.charCodeAt(colon) !== 58) colon += 1
    if (colon === end) return false
  }
  if (colon === start || !isLocalName(text, colon + 1, end))
    tokenizer.fail(start, xmlText('badName', { name: text.slice(start, end) }))
  if (isKnown) return true
  const prefix = text.slice(start, colon)
  if (scope.namespaceOf(prefix) === undefined)
    tokenizer.fail(start, xmlText('prefix', { prefix, name: text.slice(start, end) }))
  known.text = prefix
  return true
}

/** What follows the colon of a name: starts like a name and has no other colon. */
function isLocalName(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start)
  if (start >= end || (first < 128 && asciiNames[first] !== 1)) return false
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === 58) return false
  return true
}

function closeElement(tokenizer: XmlTokenizer, element: OpenElement): void {
  const { text, start, nameEnd } = tokenizer
  const { name, source } = element
  if (nameEnd - start - 2 !== name.length || !text.startsWith(name, start + 2)) {
    const { line } = positionAt(text, source.start)
    tokenizer.fail(start, xmlText('wrongClosing', { found: text.slice(start + 2, nameEnd), name, line }))
  }
  source.closeStart = start
  source.end = tokenizer.end
}

function unclosed(tokenizer: XmlTokenizer, element: OpenElement): never {
  const { line } = positionAt(tokenizer.text, element.source.start)
  return tokenizer.fail(tokenizer.text.length, xmlText('elementOpen', { name: element.name, line }))
}

function blankOnly(tokenizer: XmlTokenizer, root: XmlElement | null): void {
  const at = tokenizer.text.slice(tokenizer.start, tokenizer.end).search(/[^ \t\r\n]/)
  if (at >= 0) misplaced(tokenizer, tokenizer.start + at, root)
}

/** Outside every element: before the root, or after it. */
function misplaced(tokenizer: XmlTokenizer, at: number, root: XmlElement | null): never {
  if (root) return tokenizer.failExpecting(at, xmlText('wantNothing'))
  return tokenizer.failExpecting(at, xmlText('wantRoot'), xmlText('wantRootHint'))
}
