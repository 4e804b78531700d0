// The documents that describe a service: the WSDL and what it imports. They are gathered, confined and looked over here, before
// the library sees them, which would open whatever they name.
import { TextError, WmilinkError } from '../../../../base/errors.js'
import { webServiceText } from '../../../../base/texts/ssis-web-service.js'
import { decodeXml, XmlDocument, type XmlElement } from '../../../../xml/index.js'
import { DtsError, dtsError } from '../../../errors.js'
import { checkExpansion } from './expansion.js'
import { schemaNamespace, wsdl2Namespace, wsdlNamespace } from './names.js'

/** Documents, and bytes of all of them. */
const mostDocuments = 200
const mostBytes = 16 * 1024 * 1024
const deepest = 100

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
  readonly url: URL
  /** Texts by URL. */
  readonly texts: ReadonlyMap<string, string>
  readonly roots: readonly XmlElement[]
}

/**
 * Reads a WSDL and all it imports.
 *
 * @param first the bytes of the WSDL, where they are there already
 * @throws DtsError 0xC0029243 for what is no WSDL, 0xC002921A for another version, 0xC0029223 for what cannot be read
 */
export async function gatherDocuments(place: WsdlPlace, first?: Uint8Array): Promise<WsdlDocuments> {
  const texts = new Map<string, string>()
  const roots: XmlElement[] = []
  const open: { readonly url: URL; readonly from: string }[] = [{ url: place.url, from: place.name }]
  let total = 0
  for (let next = open.shift(); next; next = open.shift()) {
    const { url, from } = next
    if (texts.has(url.href)) continue
    if (texts.size >= mostDocuments)
      throw wrong(place.name, webServiceText('tooManyDocuments', { limit: mostDocuments }))
    const bytes = url === place.url && first ? first : await readPart(place, url, from)
    total += bytes.length
    if (total > mostBytes) throw wrong(place.name, webServiceText('documentsTooLong', { limit: mostBytes }))
    const name = url === place.url ? place.name : shown(url)
    const root = parse(bytes, name)
    checkRoot(root, name, url === place.url)
    texts.set(url.href, root.document.text)
    roots.push(root)
    for (const location of locations(root)) {
      if (!URL.canParse(location, url))
        throw wrong(name, webServiceText('badLocation', { location: location.slice(0, 200) }))
      const target = new URL(location, url)
      target.hash = ''
      open.push({ url: target, from: name })
    }
  }
  checkExpansion(roots, reason => wrong(place.name, reason))
  return { url: place.url, texts, roots }
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

/** As XML says, and Latin-1 where a document declares it, as older servers do. @throws TextError */
export function decodeText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  const declared = /^<\?xml[^>]*?\bencoding\s*=\s*["'](?:iso-8859-1|windows-1252|latin1)["'][^>]*?\?>/i.exec(head)
  if (!declared) return decodeXml(bytes).text
  // Without its declaration, which says what the text no longer is.
  return new TextDecoder('windows-1252').decode(bytes.subarray(declared[0].length))
}

function checkRoot(root: XmlElement, name: string, isFirst: boolean): void {
  if (root.is('definitions', wsdlNamespace)) return
  if (root.is('description', wsdl2Namespace)) throw dtsError('DTS_E_WEBSERVICETASK_WSDL_VERSION_NOT_SUPPORTED')
  if (!isFirst && root.is('schema', schemaNamespace)) return
  throw wrong(name, webServiceText('notDefinitions', { name: root.name.slice(0, 100) }))
}

/** What a document imports or includes. */
function* locations(root: XmlElement): Generator<string> {
  for (const element of [root, ...root.descendants()]) {
    if (!/^(?:import|include|redefine)$/.test(element.localName)) continue
    const location =
      element.namespace === schemaNamespace
        ? element.get('schemaLocation')
        : element.namespace === wsdlNamespace
          ? element.get('location')
          : undefined
    if (location !== undefined && location.trim() !== '') yield location.trim()
  }
}

/** 0xC0029243 with its reason. */
export function wrong(place: string, reason: string, cause?: unknown): DtsError {
  return dtsError('DTS_E_WEBSERVICETASK_WRONG_WSDL', { place, reason }, { cause })
}

function shown(url: URL): string {
  return url.hostname === 'wsdl.invalid'
    ? decodeURIComponent(url.pathname.slice(1))
    : `${url.origin}${url.pathname}${url.search}`.slice(0, 200)
}
