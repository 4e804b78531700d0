// Pages of enumerations and subscriptions: DSP0226 8.4 and 8.5, [MS-WSMV] 3.1.4.1.
import { isUtf8 } from 'node:buffer'
import { TextError } from '../../base/errors.js'
import type { CimInstance } from '../../cim/instance.js'
import { decodeXml, type XmlElement, XmlToken, XmlTokenizer } from '../../xml/index.js'
import { readSequence, type SequenceTree } from '../operations/enumeration.js'
import { readReference } from '../reference.js'
import type { EndpointReference } from '../types.js'
import type { RowContext } from '../values/context.js'
import { lenientXml } from '../values/lenient.js'
import { readInstance } from '../values/read.js'
import { classNamesInText, classNamesInTree, referencedClasses } from './class-names.js'
import { RowCursor } from './cursor.js'
import { itemParts } from './item.js'
import { type Boundaries, boundaries, RowRegion } from './region.js'

/** How deep the elements of a page may nest. */
const deepest = 200

/** One item of a page. */
export interface PageRow {
  readonly instance: CimInstance
  /** Where the page was asked for references too (EnumerateObjectAndEPR). */
  readonly reference: EndpointReference | undefined
}

/**
 * The answer to an Enumerate or a Pull. Its frame is read at once, its rows when they are asked for, straight from the bytes where they
 * have the form that Windows writes, from a tree otherwise; the rows are the same.
 */
export class ItemsPage {
  readonly kind: 'enumerate' | 'pull'
  /** With which to pull the next page; undefined when there is none. */
  readonly context: string | undefined
  /** Nothing comes after this page. */
  readonly end: boolean
  readonly #bytes: Buffer
  readonly #quick: Framed | undefined
  #items: readonly XmlElement[] | undefined

  private constructor(bytes: Buffer, sequence: SequenceTree, quick: Framed | undefined) {
    this.#bytes = bytes
    this.kind = sequence.kind
    this.context = sequence.context
    this.end = sequence.end
    this.#quick = quick
    if (!quick) this.#items = sequence.items
  }

  /**
   * Reads the frame of a page. @returns undefined when the message is something else, or no XML: the general reader says what
   */
  static read(bytes: Buffer): ItemsPage | undefined {
    try {
      const utf8 = isWide(bytes) ? Buffer.from(decodeXml(bytes).text) : withoutMark(bytes)
      return isUtf8(utf8) ? ItemsPage.#read(utf8) : undefined
    } catch (error) {
      if (error instanceof TextError) return undefined
      throw error
    }
  }

  static #read(bytes: Buffer): ItemsPage | undefined {
    const framed = quickFrame(bytes)
    if (framed === 'other') return undefined
    if (framed) return new ItemsPage(bytes, framed.sequence, framed)
    const sequence = sequenceOf(decodeXml(bytes).text)
    return sequence && new ItemsPage(bytes, sequence, undefined)
  }

  /** How many items there are. @throws TextError for a page that is no XML */
  get count(): number {
    return this.#quick?.items.starts.length ?? this.#tree().length
  }

  /**
   * The names of the classes of the items and of what is embedded in them, each once: those of which the declarations are needed before
   * the rows are read. Rows of a projection name no class. @throws TextError for a page that is no XML
   */
  classNames(): string[] {
    return this.#quick ? classNamesInText(this.#quick.region, this.#quick.items) : classNamesInTree(this.#tree())
  }

  /** The names of the classes that references in the page point to: with their declarations keys get their types in paths. */
  referencedClassNames(): string[] {
    return referencedClasses(this.#bytes.toString('utf8'))
  }

  /**
   * The instances, read as they are asked for; references that stand alone are left out.
   * @throws WmiError WBEM_E_TYPE_MISMATCH that names class, property and row; TextError for a page that is no XML
   */
  *instances(context: RowContext): Generator<CimInstance> {
    const cursor = this.#quick && new RowCursor(this.#quick.region, this.#quick.items, context)
    let step = cursor?.next()
    for (; typeof step === 'object' || step === 'reference'; step = cursor?.next())
      if (step !== 'reference') yield step.instance
    if (step !== 'end') for (const { instance } of this.#treeRows(context, cursor?.items ?? 0)) yield instance
  }

  /** The instances with their references. @throws as {@link instances} */
  *rows(context: RowContext): Generator<PageRow> {
    const cursor = this.#quick && new RowCursor(this.#quick.region, this.#quick.items, context)
    let step = cursor?.next()
    for (; typeof step === 'object' || step === 'reference'; step = cursor?.next()) if (step !== 'reference') yield step
    if (step !== 'end') yield* this.#treeRows(context, cursor?.items ?? 0)
  }

  *#treeRows(context: RowContext, start: number): Generator<PageRow> {
    for (const [index, element] of this.#tree().entries()) {
      if (index < start) continue
      const { instance, reference } = itemParts(element)
      if (instance)
        yield {
          instance: readInstance(instance, context, index + 1),
          reference: reference && readReference(reference),
        }
    }
  }

  /** The references of the items. @throws WmiError ERROR_WSMAN_INVALID_SELECTORS, TextError for a page that is no XML */
  *references(): Generator<EndpointReference> {
    for (const element of this.#tree()) {
      const { reference } = itemParts(element)
      const read = reference && readReference(reference)
      if (read) yield read
    }
  }

  /** The items as elements, such as class declarations. @throws TextError for a page that is no XML */
  *elements(): Generator<XmlElement> {
    yield* this.#tree()
  }

  #tree(): readonly XmlElement[] {
    this.#items ??= sequenceOf(decodeXml(this.#bytes).text)?.items ?? []
    return this.#items
  }
}

/** UTF-16, by its mark or by the zero bytes of its first character. */
function isWide(bytes: Buffer): boolean {
  const [a, b] = bytes
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0x3c && b === 0) || (a === 0 && b === 0x3c)
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function sequenceOf(text: string): SequenceTree | undefined {
  const { root } = lenientXml(text, { maxDepth: deepest })
  return readSequence(root.children.find(child => child.localName === 'Body')?.children[0])
}

/** The open tag of the items. */
interface ItemsTag {
  readonly name: string
  readonly end: number
}

interface Framed {
  readonly sequence: SequenceTree
  readonly region: RowRegion
  readonly items: Boundaries
}

/** So much of a page is looked at first for the open tag of the items. */
const headRoom = 16_384

/** The frame without a tree of the rows; `other` for a body that is no page, undefined when only a tree of the whole page tells. */
function quickFrame(bytes: Buffer): Framed | 'other' | undefined {
  try {
    const open = findItems(bytes.toString('latin1', 0, headRoom)) ?? findItems(bytes.toString('latin1'))
    return open === undefined || open === 'none' ? undefined : open === 'other' ? open : frame(bytes, open)
  } catch (error) {
    // Names beyond ASCII are no names here.
    if (error instanceof TextError) return undefined
    throw error
  }
}

/**
 * Looks for Envelope/Body/…Response/Items. @returns `other` for a body that is no page, `none` when it has no items, undefined when the
 * text ends before. @throws TextError for what is no XML
 */
function findItems(text: string): ItemsTag | 'other' | 'none' | undefined {
  const tokenizer = new XmlTokenizer(text, undefined, true)
  const open: string[] = []
  for (;;) {
    const token = nextTag(tokenizer)
    if (token === undefined) return undefined
    if (token === XmlToken.Close) {
      if (open.length === 0) return 'other'
      if (open.length === 3 && open[1] === 'Body') return 'none'
      open.pop()
      continue
    }
    const name = text.slice(tokenizer.start + 1, tokenizer.nameEnd)
    const local = name.slice(name.indexOf(':') + 1)
    const inBody = open.length >= 2 && open[1] === 'Body'
    if (open.length === 2 && inBody && local !== 'EnumerateResponse' && local !== 'PullResponse') return 'other'
    if (open.length === 3 && inBody && local === 'Items')
      return tokenizer.selfClosing ? 'none' : { name, end: tokenizer.end }
    if (!tokenizer.selfClosing) open.push(local)
  }
}

/** The next tag; undefined where the text ends, also in the middle of something. @throws TextError */
function nextTag(tokenizer: XmlTokenizer): typeof XmlToken.Open | typeof XmlToken.Close | undefined {
  for (;;) {
    const start = tokenizer.end
    try {
      const token = tokenizer.next()
      if (token === XmlToken.End) return undefined
      if (token === XmlToken.Open || token === XmlToken.Close) return token
    } catch (error) {
      // Cut off in the middle of a tag.
      if (error instanceof TextError && tokenizer.text.indexOf('>', start) < 0) return undefined
      throw error
    }
  }
}

/**
 * The page without its rows as a tree, and where the rows are; undefined when only a tree of the whole page tells. The rows are what
 * stands between the open tag and the last close tag of the items, if there are no comments, CDATA sections and instructions.
 */
function frame(bytes: Buffer, open: ItemsTag): Framed | undefined {
  const close = Buffer.from(`</${open.name}>`, 'latin1')
  const tail = bytes.lastIndexOf(close)
  if (tail < open.end || hasMarkup(bytes, open.end)) return undefined
  const head = bytes.subarray(0, open.end)
  const { root } = lenientXml(decodeXml(Buffer.concat([head, bytes.subarray(tail)])).text, { maxDepth: deepest })
  const response = root.children.find(child => child.localName === 'Body')?.children[0]
  const sequence = readSequence(response)
  const all = response?.children.filter(child => child.localName === 'Items') ?? []
  const [items] = all
  if (!sequence || !items?.source || all.length > 1 || items.source.openEnd !== items.source.closeStart)
    return undefined
  if (items.namespace === '' || items.children.length > 0) return undefined
  const region = new RowRegion(bytes, open.end, tail, items, deepest)
  // Were this not the close tag of the items, something else than items would stand before it.
  const found = boundaries(region)
  return found && { sequence, region, items: found }
}

/** `<!` or `<?` at or behind an offset. */
function hasMarkup(bytes: Buffer, from: number): boolean {
  for (const mark of [33, 63])
    for (let at = bytes.indexOf(mark, from); at >= 0; at = bytes.indexOf(mark, at + 1))
      if (bytes[at - 1] === 60) return true
  return false
}
