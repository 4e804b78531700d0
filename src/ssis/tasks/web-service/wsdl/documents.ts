// The documents that describe a service: the WSDL and what it imports. They are gathered, confined and looked over here, before
// the library sees them, which would open whatever they name.
import { TextError, WmilinkError } from '../../../../base/errors.js'
import { webServiceText } from '../../../../base/texts/ssis-web-service.js'
import { decodeXml, escapeAttribute, isName, XmlDocument, type XmlElement } from '../../../../xml/index.js'
import { DtsError, dtsError } from '../../../errors.js'
import { checkExpansion } from './expansion.js'
import { folderOrigin, schemaNamespace, wsdl2Namespace, wsdlNamespace } from './names.js'

/** Documents, and bytes of all of them. */
const mostDocuments = 200
const mostBytes = 16 * 1024 * 1024
const deepest = 100

const latin = /^(?:iso-8859-1|windows-1252|latin1)$/i

/** One schema of a description. */
export interface SchemaText {
  /** The namespace that it describes. */
  readonly namespace: string
  /** What names without a prefix are in. */
  readonly defaultNamespace: string
  readonly text: string
}

/** Where a description comes from. */
export interface WsdlPlace {
  /** The first document, as messages name it. */
  readonly name: string
  /** What relative locations are relative to; http or https. */
  readonly url: URL
  /** Reads a document; refuses what is out of bounds. @throws WmilinkError */
  read(url: URL): Promise<Uint8Array>
}

/** A description with everything it imports. */
export interface WsdlDocuments {
  readonly name: string
  readonly roots: readonly XmlElement[]
  readonly schemas: readonly SchemaText[]
}

/**
 * Reads a WSDL and all it imports.
 *
 * @param first the bytes of the WSDL, where they are there already
 * @throws DtsError 0xC0029243 for what is no WSDL, 0xC002921A for another version, 0xC0029223 for what cannot be read
 */
export async function gatherDocuments(place: WsdlPlace, first?: Uint8Array): Promise<WsdlDocuments> {
  const roots = new Map<string, XmlElement>()
  const open: { readonly url: URL; readonly from: string }[] = [{ url: place.url, from: place.name }]
  let total = 0
  for (let next = open.shift(); next; next = open.shift()) {
    const { url, from } = next
    if (roots.has(url.href)) continue
    if (roots.size >= mostDocuments)
      throw wrong(place.name, webServiceText('tooManyDocuments', { limit: mostDocuments }))
    const bytes = url === place.url && first ? first : await readPart(place, url, from)
    total += bytes.length
    if (total > mostBytes) throw wrong(place.name, webServiceText('documentsTooLong', { limit: mostBytes }))
    const name = url === place.url ? place.name : shown(url)
    const root = parse(bytes, name)
    checkRoot(root, name, url === place.url)
    checkNames(root, name)
    roots.set(url.href, root)
    for (const { location } of references(root)) {
      if (!URL.canParse(location, url))
        throw wrong(name, webServiceText('badLocation', { location: location.slice(0, 200) }))
      open.push({ url: resolved(location, url), from: name })
    }
  }
  checkExpansion([...roots.values()], reason => wrong(place.name, reason))
  return { name: place.name, roots: [...roots.values()], schemas: schemaTexts(roots) }
}

async function readPart(place: WsdlPlace, url: URL, from: string): Promise<Uint8Array> {
  try {
    return await place.read(url)
  } catch (error) {
    if (!(error instanceof WmilinkError) || error instanceof DtsError) throw error
    const reason = url === place.url ? error.message : webServiceText('importFailed', { from, reason: error.message })
    throw dtsError(
      'DTS_E_WEBSERVICETASK_ERROR_IN_DOWNLOAD',
      { place: url === place.url ? place.name : shown(url), reason },
      { cause: error, hint: error.hint },
    )
  }
}

function parse(bytes: Uint8Array, name: string): XmlElement {
  try {
    return XmlDocument.parse(decodeText(bytes), { maxDepth: deepest }).root
  } catch (error) {
    if (error instanceof TextError) throw wrong(name, error.message, error)
    throw error
  }
}

/**
 * As XML says, and Latin-1 where a document declares it, as older servers do.
 *
 * @param charset what the header of an answer says, which comes before what the document says (RFC 7303 3)
 * @throws TextError
 */
export function decodeText(bytes: Uint8Array, charset = ''): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  const declared = /^<\?xml[^>]*?\bencoding\s*=\s*["'](?:iso-8859-1|windows-1252|latin1)["'][^>]*?\?>/i.exec(head)
  if (!declared && !latin.test(charset)) return decodeXml(bytes).text
  // Without its declaration, which says what the text no longer is.
  return new TextDecoder('windows-1252').decode(bytes.subarray(declared?.[0].length ?? 0))
}

function checkRoot(root: XmlElement, name: string, isFirst: boolean): void {
  if (root.is('definitions', wsdlNamespace)) return
  if (root.is('description', wsdl2Namespace)) throw dtsError('DTS_E_WEBSERVICETASK_WSDL_VERSION_NOT_SUPPORTED')
  if (!isFirst && root.is('schema', schemaNamespace)) return
  throw wrong(name, webServiceText('notDefinitions', { name: root.name.slice(0, 100) }))
}

/** Attributes whose names come into messages and results, by the namespace of their elements. */
const namesOf: Readonly<Record<string, RegExp>> = {
  [schemaNamespace]: /^(?:name|type|ref|base)$/,
  [wsdlNamespace]: /^(?:type|element)$/,
}
const namedInMessages = /^(?:part|operation)$/

/**
 * The library keeps names in plain objects, where one name is none; and names of a description are written as they are, where one that is none
 * would bring elements that nobody wants.
 */
function checkNames(root: XmlElement, name: string): void {
  for (const element of [root, ...root.descendants()]) {
    const { namespace, localName } = element
    const checked = Object.hasOwn(namesOf, namespace) ? namesOf[namespace] : undefined
    for (const attribute of element.attributes) {
      const { value } = attribute
      if (/(?:^|:)__proto__(?::|$)/.test(`${attribute.name}:${value}`))
        throw wrong(name, webServiceText('reservedName', { name: '__proto__' }))
      const own = attribute.name === 'name'
      if (!checked?.test(attribute.name) && !(own && namespace === wsdlNamespace && namedInMessages.test(localName)))
        continue
      if (!isName(value.trim()) || (own && value.includes(':')))
        throw wrong(name, webServiceText('reservedName', { name: value.slice(0, 100) }))
    }
  }
}

/** What a document imports or includes. */
function* references(root: XmlElement): Generator<{ readonly element: XmlElement; readonly location: string }> {
  for (const element of root.descendants()) {
    if (!isReference(element)) continue
    const location = element.get(element.namespace === schemaNamespace ? 'schemaLocation' : 'location')?.trim()
    if (location) yield { element, location }
  }
}

function isReference(element: XmlElement): boolean {
  if (!/^(?:import|include|redefine)$/.test(element.localName)) return false
  return element.namespace === schemaNamespace || element.namespace === wsdlNamespace
}

function resolved(location: string, base: URL | string): URL {
  const url = new URL(location, base)
  url.hash = ''
  return url
}

/** Every schema of the documents, each with the namespace that it describes: one without takes that of who includes it. */
function schemaTexts(roots: ReadonlyMap<string, XmlElement>): SchemaText[] {
  const found = new Map<string, SchemaText>()
  const add = (schema: XmlElement, url: string, index: number, outer: string): void => {
    const namespace = schema.get('targetNamespace') ?? outer
    const key = `${url} ${index} ${namespace}`
    if (found.has(key)) return
    found.set(key, schemaText(schema, namespace))
    for (const { element, location } of references(schema)) {
      const target = element.localName === 'import' ? undefined : roots.get(resolved(location, url).href)
      if (target?.is('schema', schemaNamespace)) add(target, resolved(location, url).href, 0, namespace)
    }
  }
  for (const [url, root] of roots)
    if (root.is('schema', schemaNamespace)) {
      if (root.get('targetNamespace') !== undefined) add(root, url, 0, '')
    } else
      for (const [index, schema] of [...root.descendants()]
        .filter(each => each.is('schema', schemaNamespace))
        .entries())
        add(schema, url, index, '')
  return [...found.values()]
}

/** A schema for itself: in a description that has nothing else, with the prefixes that it had, and importing nothing. */
function schemaText(schema: XmlElement, namespace: string): SchemaText {
  const { text } = schema.document
  const { source } = schema
  const prefixes = new Map<string, string>()
  for (let around = schema.parent; around; around = around.parent)
    for (const { name, value, declares } of around.attributes)
      if (declares && name !== 'xmlns:_' && !prefixes.has(name)) prefixes.set(name, value)
  const declared = [...prefixes].map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')
  const inner = source ? withoutReferences(schema, text.slice(source.start, source.end), source.start) : ''
  return {
    namespace,
    defaultNamespace: schema.scope.namespaceOf('') ?? '',
    text: `<_:definitions${declared} xmlns:_="${wsdlNamespace}"><_:types>${inner}</_:types></_:definitions>`,
  }
}

function withoutReferences(schema: XmlElement, text: string, start: number): string {
  let rest = text
  for (const child of [...schema.children].reverse()) {
    const { source } = child
    if (source && isReference(child)) rest = rest.slice(0, source.start - start) + rest.slice(source.end - start)
  }
  return rest
}

/** 0xC0029243 with its reason. */
export function wrong(place: string, reason: string, cause?: unknown): DtsError {
  return dtsError('DTS_E_WEBSERVICETASK_WRONG_WSDL', { place, reason }, { cause })
}

function shown(url: URL): string {
  return url.origin === folderOrigin
    ? decodeURIComponent(url.pathname.slice(1))
    : `${url.origin}${url.pathname}${url.search}`.slice(0, 200)
}
