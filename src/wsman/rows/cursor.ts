// Rows straight from the bytes of a page: rows of a class are alike, so what stood in the last one is expected first.
import { TextError, WmiError } from '../../base/errors.js'
import type { CimInstance } from '../../cim/instance.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import { type XmlElement, XmlToken, XmlTokenizer } from '../../xml/index.js'
import { readReference } from '../reference.js'
import type { EndpointReference } from '../types.js'
import type { RowContext } from '../values/context.js'
import { parseInstant } from '../values/datetime.js'
import { lenientXml } from '../values/lenient.js'
import { readInstance } from '../values/read.js'
import { parseScalar, pathText } from '../values/read-value.js'
import { itemParts } from './item.js'
import type { PageRow } from './page.js'
import { type Plan, type Slot, SlotKind, store, storeNull } from './plan.js'
import { type PlanCache, plansOf } from './plan-cache.js'
import { ByteReader } from './read-bytes.js'
import { ReferenceTemplate } from './reference-template.js'
import { type Boundaries, decodeLatin, type RowRegion, wrapperClose, wrapperOpen } from './region.js'
import { Tag } from './tag.js'

/** How deep objects embedded in one another are read here; deeper ones by the general reader. */
const deepestQuick = 16

/** So long an open tag or a reference may be to be looked at here. */
const longestPiece = 16_384

const max64 = { uint64: 2n ** 64n - 1n, sint64: 2n ** 63n - 1n } as const
const trueTag = new Tag('true<')
const falseTag = new Tag('false<')

/** What comes next in a page: a row, a reference that stands alone, the end; `odd`: only a tree of the whole page tells. */
export type Step = PageRow | 'reference' | 'end' | 'odd'

/** Walks over the rows of a page. */
export class RowCursor {
  /** How many items were read. */
  items = 0
  readonly #region: RowRegion
  readonly #found: Boundaries
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #context: RowContext
  readonly #reader: ByteReader
  readonly #wrapper: string
  readonly #plans: PlanCache
  #last: Plan | undefined
  #at: number

  constructor(region: RowRegion, found: Boundaries, context: RowContext) {
    this.#region = region
    this.#found = found
    this.#bytes = region.bytes
    this.#view = region.view
    this.#context = context
    this.#reader = new ByteReader(region.bytes)
    this.#wrapper = wrapperOpen(region.scope)
    this.#plans = plansOf(context, this.#wrapper)
    this.#at = region.start
  }

  /** @throws WmiError WBEM_E_TYPE_MISMATCH that names class, property and row */
  next(): Step {
    const { end } = this.#region
    const at = this.#region.skipSpace(this.#at)
    if (at >= end) return at === end ? 'end' : 'odd'
    if (this.#bytes[at] !== 60) return 'odd'
    const step = this.#row(at) ?? this.#oddRow(at)
    if (step === 'odd' || this.#at > end) return 'odd'
    this.items += 1
    return step
  }

  /** A row of the usual form; undefined for any other, of which nothing is told. */
  #row(start: number): Step | undefined {
    const plan = this.#planAt(start)
    if (plan === undefined) return undefined
    if (plan === 'item') return this.#item(start)
    this.#last = plan
    this.#at = start + plan.open.length
    const instance = this.#object(plan, 0)
    return instance && { instance, reference: undefined }
  }

  #planAt(start: number): Plan | 'item' | undefined {
    if (this.#last?.open.isAt(this.#view, start)) return this.#last
    const open = this.#openTag(start)
    return open === undefined ? undefined : this.#plans.row(open)
  }

  /** The whole open tag at an offset; undefined for an element without content. */
  #openTag(start: number): string | undefined {
    const piece = this.#region.latin(start, start + longestPiece)
    const tokenizer = new XmlTokenizer(piece, undefined, true)
    try {
      if (tokenizer.next() !== XmlToken.Open || tokenizer.selfClosing) return undefined
    } catch (error) {
      if (error instanceof TextError) return undefined
      throw error
    }
    return piece.slice(0, tokenizer.end)
  }

  /** w:Item, with an object and its reference. */
  #item(start: number): Step | undefined {
    const open = this.#openTag(start)
    if (open === undefined) return undefined
    const first = this.#region.skipSpace(start + open.length)
    const inner = this.#innerPlan(open, first)
    if (inner === undefined) return undefined
    this.#at = first + inner.open.length
    const instance = this.#object(inner, 0)
    if (!instance) return undefined
    const name = this.#region.nameAt(start)
    const close = this.#find(`</${name}>`, this.#at)
    if (close < 0) return undefined
    const tree = this.#parse(
      this.#wrapper + decodeLatin(open),
      this.#at,
      close,
      decodeLatin(`</${name}>`) + wrapperClose,
    )
    const item = tree?.children[0]
    if (!item || item.children.length > 1) return undefined
    const { reference } = itemParts(item)
    if (item.children.length === 1 && !reference) return undefined
    this.#at = close + name.length + 3
    return { instance, reference: reference && readReference(reference) }
  }

  #innerPlan(item: string, start: number): Plan | undefined {
    const open = this.#bytes[start] === 60 ? this.#openTag(start) : undefined
    return open === undefined ? undefined : this.#plans.inner(item, open)
  }

  /** Where a text stands next, if not too far away; else -1. */
  #find(text: string, start: number): number {
    const at = this.#bytes.subarray(start, start + longestPiece).indexOf(text, 0, 'latin1')
    return at < 0 ? -1 : start + at
  }

  /** A piece of the page between other texts as a tree; undefined for what is not well-formed. */
  #parse(before: string, start: number, end: number, after: string): XmlElement | undefined {
    const piece = this.#bytes.toString('utf8', start, end)
    try {
      return lenientXml(before + piece + after, { maxDepth: this.#region.depth - 3 }).root
    } catch (error) {
      if (error instanceof TextError) return undefined
      throw error
    }
  }

  /** A row of another form, by the general reader. */
  #oddRow(start: number): Step {
    const { starts, ends } = this.#found
    const end = ends[this.items]
    if (end === undefined || starts[this.items] !== start) return 'odd'
    // Around the rows are an envelope, a body, a response and the items, here only one element.
    const root = this.#parse(this.#wrapper, start, end, wrapperClose)
    const element = root?.children[0]
    if (!element || root.children.length !== 1) return 'odd'
    this.#at = end
    const { instance, reference } = itemParts(element)
    if (!instance) return 'reference'
    return {
      instance: readInstance(instance, this.#context, this.items + 1),
      reference: reference && readReference(reference),
    }
  }

  /** What stands behind the open tag of a plan, up to and with the close tag. */
  #object(plan: Plan, depth: number): CimInstance | undefined {
    if (plan.busy) return undefined
    plan.busy = true
    const values = this.#properties(plan, depth)
    plan.busy = false
    return values && plan.shape.create(values)
  }

  #properties(plan: Plan, depth: number): CimValue[] | undefined {
    const view = this.#view
    const bytes = this.#bytes
    const values = plan.blank.slice()
    plan.rows += 1
    let at = this.#at
    let slot = plan.first
    if (slot === undefined || !slot.head.isAt(view, at)) {
      at = this.#region.skipSpace(at)
      slot = this.#slotAt(plan, at)
      if (slot === undefined) return undefined
      plan.first = slot
    }
    for (;;) {
      // Here stands the head of the slot.
      if (slot === plan.end) {
        this.#at = at + slot.head.length
        return values
      }
      const from = at + slot.head.length
      const byte = bytes[from]
      const { next }: Slot = slot
      if (byte === 62) {
        const value = this.#value(slot, from + 1, plan)
        if (value === undefined || !store(plan, slot, values, value)) return undefined
        at = this.#at
        if (next !== undefined && slot.joint.isAt(view, at)) {
          at += slot.close.length
          slot = next
          continue
        }
        if (!slot.close.isAt(view, at)) return undefined
        at += slot.close.length
      } else if (byte === 32) {
        if (next !== undefined && slot.nilJoint.isAt(view, from)) {
          if (!storeNull(plan, slot, values)) return undefined
          at = from + slot.nil.length
          slot = next
          continue
        }
        const tag = slot.nil.isAt(view, from) ? slot.nil : slot.nilArray.isAt(view, from) ? slot.nilArray : undefined
        if (tag) {
          if (!storeNull(plan, slot, values)) return undefined
          at = from + tag.length
        } else {
          const value = slot.kind === SlotKind.Object ? this.#embedded(slot, at, plan, depth) : undefined
          if (value === undefined || !store(plan, slot, values, value)) return undefined
          at = this.#at
        }
      } else {
        // A longer name, or `<p:Name/>`.
        const other: Slot | undefined = this.#slotAt(plan, at)
        if (other === undefined || other === slot) return undefined
        slot = other
        continue
      }
      if (next?.head.isAt(view, at)) {
        slot = next
        continue
      }
      at = this.#region.skipSpace(at)
      const found = this.#slotAt(plan, at)
      if (found === undefined) return undefined
      if (found !== slot && found !== next) slot.learn(found)
      slot = found
    }
  }

  /** The slot of the tag at an offset, the end of the plan for its close tag; undefined for anything else. */
  #slotAt(plan: Plan, at: number): Slot | undefined {
    if (plan.end.head.isAt(this.#view, at)) return plan.end
    const name = this.#region.nameAt(at)
    return name === '' ? undefined : plan.slot(name)
  }

  /** The value that starts at an offset, of the usual form; `#at` is where its close tag must stand then. */
  #value(slot: Slot, start: number, plan: Plan): CimScalar | undefined {
    const { last } = slot
    if (last?.isAt(this.#view, start)) {
      this.#at = start + last.length - 1
      return slot.lastValue
    }
    const reader = this.#reader
    switch (slot.kind) {
      case SlotKind.Text: {
        const value = reader.string(start)
        this.#at = reader.end
        if (value !== undefined && value !== '') slot.remember(this.#region, start, reader.end, value, value)
        return value
      }
      case SlotKind.Unsigned: {
        const value = reader.digits(start)
        this.#at = reader.end
        return value < 0 || value > slot.max ? undefined : value
      }
      case SlotKind.Signed: {
        const negative = this.#bytes[start] === 45
        const value = reader.digits(negative ? start + 1 : start)
        this.#at = reader.end
        if (value < 0 || value > slot.max + (negative ? 1 : 0)) return undefined
        return negative && value !== 0 ? -value : value
      }
      case SlotKind.Wide: {
        const number = reader.digits(start)
        const value = number >= 0 ? BigInt(number) : reader.wide(start)
        this.#at = reader.end
        const max = slot.property?.type === 'uint64' ? max64.uint64 : max64.sint64
        return value === undefined || value > max ? undefined : value
      }
      case SlotKind.Boolean: {
        const value = trueTag.isAt(this.#view, start)
        this.#at = start + (value ? 4 : 5)
        return value || falseTag.isAt(this.#view, start) ? value : undefined
      }
      case SlotKind.DateTime:
        return this.#datetime(slot, start, plan)
      default:
        return this.#other(slot, start, plan)
    }
  }

  /** `<cim:Datetime>…</cim:Datetime>`, without the prefix in a projection. */
  #datetime(slot: Slot, start: number, plan: Plan): CimScalar | undefined {
    const element = this.#region.skipSpace(start)
    const name = this.#region.nameAt(element)
    const from = element + name.length + 2
    if (!name.endsWith('Datetime') || this.#bytes[from - 1] !== 62) return undefined
    const prefix = name.slice(0, -8)
    const text = this.#reader.string(from)
    const { end } = this.#reader
    const close = `</${name}>`
    // A prefix beyond ASCII is left to the general reader.
    if (text === undefined || !plan.declares(prefix) || this.#region.latin(end, end + close.length) !== close)
      return undefined
    try {
      const value = parseInstant(text)
      this.#at = this.#region.skipSpace(end + close.length)
      slot.remember(this.#region, start, this.#at, text, value)
      return value
    } catch (error) {
      // The general reader says which row it is.
      if (error instanceof WmiError) return undefined
      throw error
    }
  }

  /** Reals and characters; references, as text or as endpoint references. */
  #other(slot: Slot, start: number, plan: Plan): CimScalar | undefined {
    const type = slot.property?.type
    if (type === undefined || type === 'object') return undefined
    if (this.#bytes[start] === 60 && type === 'reference') return this.#reference(slot, start, plan)
    const text = this.#reader.string(start)
    this.#at = this.#reader.end
    if (text === undefined || type === 'reference') return text
    try {
      return parseScalar(type, text) ?? undefined
    } catch (error) {
      if (error instanceof WmiError) return undefined
      throw error
    }
  }

  #reference(slot: Slot, start: number, plan: Plan): CimScalar | undefined {
    const like = slot.reference?.read(this.#reader, this.#view, start)
    if (like) this.#at = this.#reader.end
    const reference = like ?? this.#newReference(slot, start, plan)
    if (!reference) return undefined
    try {
      return pathText(reference, this.#context)
    } catch (error) {
      if (error instanceof WmiError) return undefined
      throw error
    }
  }

  /** A reference by a tree, from which the next ones are known. */
  #newReference(slot: Slot, start: number, plan: Plan): EndpointReference | undefined {
    const { head, close } = slot.text
    const end = this.#find(close, start)
    if (end <= start) return undefined
    const row = this.#parse(plan.before + decodeLatin(`${head}>`), start, end, decodeLatin(close) + plan.after)
    const element = row && innermost(row, plan.level)
    const reference = element && referenceIn(element)
    if (reference) slot.reference = ReferenceTemplate.of(this.#region.latin(start, end), reference)
    this.#at = end
    return reference
  }

  /** An embedded object whose open tag says its class; `#at` is behind its close tag then. */
  #embedded(slot: Slot, start: number, plan: Plan, depth: number): CimInstance | undefined {
    if (depth >= deepestQuick) return undefined
    let inner = slot.lastPlan
    if (!inner?.open.isAt(this.#view, start)) {
      const open = this.#openTag(start)
      inner = open === undefined ? undefined : this.#plans.embedded(plan, open)
      if (!inner) return undefined
      slot.lastPlan = inner
    }
    this.#at = start + inner.open.length
    return this.#object(inner, depth + 1)
  }
}

/** The general reader says what is wrong with the selectors. */
function referenceIn(element: XmlElement): EndpointReference | undefined {
  try {
    return readReference(element)
  } catch (error) {
    if (error instanceof WmiError) return undefined
    throw error
  }
}

/** The element that stands so many levels below another, first in first. */
function innermost(root: XmlElement, level: number): XmlElement | undefined {
  let element: XmlElement | undefined = root
  for (let at = 0; at < level; at += 1) element = element?.children[0]
  return element
}
