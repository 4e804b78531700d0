// Rows straight from the text of a page: rows of a class are alike, so what stood in the last one is expected first.
import { TextError, WmiError } from '../../base/errors.js'
import type { CimInstance } from '../../cim/instance.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import { type XmlElement, XmlToken, XmlTokenizer } from '../../xml/index.js'
import { readReference } from '../reference.js'
import type { RowContext } from '../values/context.js'
import { parseInstant } from '../values/datetime.js'
import { lenientXml } from '../values/lenient.js'
import { readInstance } from '../values/read.js'
import { parseScalar, readPath } from '../values/read-value.js'
import { itemParts } from './item.js'
import type { PageRow } from './page.js'
import { type Plan, type Slot, SlotKind } from './plan.js'
import { type PlanCache, plansOf } from './plan-cache.js'
import { decodeLatin, type RowRegion, skipSpace, wrapperClose, wrapperOpen } from './region.js'
import { TextCursor } from './text-cursor.js'

/** How deep objects embedded in one another are read here; deeper ones by the general reader. */
const deepestQuick = 16

const max64: readonly bigint[] = [2n ** 64n - 1n, 2n ** 63n - 1n]

/** What comes next in a page: a row, a reference that stands alone, the end; `odd`: only a tree of the whole page tells. */
export type Step = PageRow | 'reference' | 'end' | 'odd'

/** Walks over the rows of a page. */
export class RowCursor {
  /** How many items were read. */
  items = 0
  readonly #region: RowRegion
  readonly #text: string
  readonly #context: RowContext
  readonly #values: TextCursor
  readonly #wrapper: string
  readonly #plans: PlanCache
  #last: Plan | undefined
  #at: number

  constructor(region: RowRegion, context: RowContext) {
    this.#region = region
    this.#text = region.text
    this.#context = context
    this.#values = new TextCursor(region)
    this.#wrapper = wrapperOpen(region.scope)
    this.#plans = plansOf(context, this.#wrapper)
    this.#at = region.start
  }

  /** @throws WmiError WBEM_E_TYPE_MISMATCH that names class, property and row */
  next(): Step {
    const { end } = this.#region
    const at = skipSpace(this.#text, this.#at)
    if (at >= end) return at === end ? 'end' : 'odd'
    if (this.#text.charCodeAt(at) !== 60) return 'odd'
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
    const last = this.#last
    if (last && this.#text.startsWith(last.open, start)) return last
    const open = this.#openTag(start)
    return open === undefined ? undefined : this.#plans.row(open)
  }

  /** The whole open tag at an offset; undefined for an element without content. */
  #openTag(start: number): string | undefined {
    const tokenizer = new XmlTokenizer(this.#text, undefined, true)
    tokenizer.end = start
    try {
      if (tokenizer.next() !== XmlToken.Open || tokenizer.selfClosing) return undefined
    } catch (error) {
      if (error instanceof TextError) return undefined
      throw error
    }
    return this.#text.slice(start, tokenizer.end)
  }

  /** w:Item, with an object and its reference. */
  #item(start: number): Step | undefined {
    const text = this.#text
    const open = text.slice(start, text.indexOf('>', start) + 1)
    const first = skipSpace(text, start + open.length)
    const innerOpen = text.startsWith('<', first) ? this.#openTag(first) : undefined
    const inner = innerOpen === undefined ? undefined : this.#plans.inner(open, innerOpen)
    if (inner === undefined) return undefined
    this.#at = first + inner.open.length
    const instance = this.#object(inner, 0)
    if (!instance) return undefined
    const from = skipSpace(text, this.#at)
    const name = /^<([^\s/>]+)/.exec(open)?.[1] ?? ''
    const close = text.indexOf(`</${name}>`, from)
    if (close < 0) return undefined
    const tree = this.#parse(`${this.#wrapper}${open}`, from, close, `</${name}>${wrapperClose}`)
    const item = tree?.children[0]
    if (!item || item.children.length > 1) return undefined
    const { reference } = itemParts(item)
    if (item.children.length === 1 && !reference) return undefined
    this.#at = close + name.length + 3
    return { instance, reference: reference && readReference(reference) }
  }

  /** A piece of the page between other texts as a tree; undefined for what is not well-formed. */
  #parse(before: string, start: number, end: number, after: string): XmlElement | undefined {
    const piece = this.#region.bytes.toString('utf8', start, end)
    try {
      return lenientXml(before + piece + after, { maxDepth: this.#region.depth - 3 }).root
    } catch (error) {
      if (error instanceof TextError) return undefined
      throw error
    }
  }

  /** A row of another form, by the general reader. */
  #oddRow(start: number): Step {
    const end = this.#elementEnd(start)
    // Around the rows are an envelope, a body, a response and the items, here only one element.
    const root = end === undefined ? undefined : this.#parse(this.#wrapper, start, end, wrapperClose)
    const element = root?.children[0]
    if (end === undefined || !element || root.children.length !== 1) return 'odd'
    this.#at = end
    const { instance, reference } = itemParts(element)
    if (!instance) return 'reference'
    return {
      instance: readInstance(instance, this.#context, this.items + 1),
      reference: reference && readReference(reference),
    }
  }

  /** Where the element that starts at an offset ends; undefined when its tags do not match in number. */
  #elementEnd(start: number): number | undefined {
    const tokenizer = new XmlTokenizer(this.#text, undefined, true)
    tokenizer.end = start
    let depth = 0
    try {
      for (let token = tokenizer.next(); token !== XmlToken.End; token = tokenizer.next()) {
        if (token === XmlToken.Open && !tokenizer.selfClosing) depth += 1
        else if (token === XmlToken.Close) depth -= 1
        if (depth > this.#region.depth - 4) return undefined
        if (depth <= 0) return tokenizer.end > this.#region.end ? undefined : tokenizer.end
      }
    } catch (error) {
      if (!(error instanceof TextError)) throw error
    }
    return undefined
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
    const text = this.#text
    const values = plan.blank.slice()
    plan.rows += 1
    const row = plan.rows
    let at = this.#at
    let slot = plan.first
    if (slot === undefined || !text.startsWith(slot.head, at)) {
      at = skipSpace(text, at)
      slot = findSlot(text, plan, at)
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
      const code = text.charCodeAt(from)
      if (code === 62) {
        const value = this.#value(slot, from + 1, plan)
        if (value === undefined || !store(plan, slot, row, values, value)) return undefined
        at = this.#at
        if (slot.next !== undefined && text.startsWith(slot.joint, at)) {
          at += slot.close.length
          slot = slot.next
          continue
        }
        if (!text.startsWith(slot.close, at)) return undefined
        at += slot.close.length
      } else if (code === 32) {
        if (slot.next !== undefined && text.startsWith(slot.nilJoint, from)) {
          if (!storeNull(plan, slot, row, values)) return undefined
          at = from + slot.nil.length
          slot = slot.next
          continue
        }
        if (text.startsWith(slot.nil, from)) at = from + slot.nil.length
        else if (text.startsWith(slot.nilArray, from)) at = from + slot.nilArray.length
        else at = -1
        if (at < 0) {
          const start = from - slot.head.length
          const value = slot.kind === SlotKind.Object ? this.#embedded(slot, start, plan, depth) : undefined
          if (value === undefined || !store(plan, slot, row, values, value)) return undefined
          at = this.#at
        } else if (!storeNull(plan, slot, row, values)) return undefined
      } else {
        // A longer name, or `<p:Name/>`.
        const other: Slot | undefined = findSlot(text, plan, at)
        if (other === undefined || other === slot) return undefined
        slot = other
        continue
      }
      const { next }: Slot = slot
      if (next !== undefined && text.startsWith(next.head, at)) {
        slot = next
        continue
      }
      at = skipSpace(text, at)
      const found = findSlot(text, plan, at)
      if (found === undefined) return undefined
      if (found !== slot) slot.learn(found)
      slot = found
    }
  }

  /** The value that starts at an offset, of the usual form; `#at` is where its close tag must stand then. */
  #value(slot: Slot, start: number, plan: Plan): CimScalar | undefined {
    const text = this.#text
    if (
      slot.lastText !== '' &&
      text.charCodeAt(start + slot.lastText.length) === 60 &&
      text.startsWith(slot.lastText, start)
    ) {
      this.#at = start + slot.lastText.length
      return slot.lastValue as CimScalar
    }
    const end = text.indexOf('<', start)
    if (end < 0) return undefined
    this.#at = end
    switch (slot.kind) {
      case SlotKind.Text: {
        const value = this.#values.string(start, end)
        if (value !== undefined && value.length > 12) remember(slot, text.slice(start, end), value)
        return value
      }
      case SlotKind.Unsigned: {
        const value = this.#values.digits(start, end)
        return value < 0 || value > slot.max ? undefined : value
      }
      case SlotKind.Signed:
        return this.#signed(slot, start, end)
      case SlotKind.Wide:
        return this.#wide(slot, start, end)
      case SlotKind.Boolean:
        if (end - start === 4 && text.startsWith('true', start)) return true
        return end - start === 5 && text.startsWith('false', start) ? false : undefined
      case SlotKind.DateTime:
        return this.#datetime(slot, start, end, plan)
      default:
        return this.#other(slot, start, end, plan)
    }
  }

  #signed(slot: Slot, start: number, end: number): number | undefined {
    const negative = this.#text.charCodeAt(start) === 45
    const value = this.#values.digits(negative ? start + 1 : start, end)
    if (value < 0 || value > slot.max + (negative ? 1 : 0)) return undefined
    return negative && value !== 0 ? -value : value
  }

  #wide(slot: Slot, start: number, end: number): bigint | undefined {
    const value = this.#values.digits(start, end)
    if (value >= 0) return BigInt(value)
    const length = end - start
    if (length < 16 || length > 20) return undefined
    if (this.#values.digits(start, start + 10) < 0 || this.#values.digits(start + 10, end) < 0) return undefined
    const wide = BigInt(this.#text.slice(start, end))
    return wide <= (max64[slot.property?.type === 'uint64' ? 0 : 1] ?? 0n) ? wide : undefined
  }

  /** `<cim:Datetime>…</cim:Datetime>`, without the prefix in a projection. */
  #datetime(slot: Slot, start: number, end: number, plan: Plan): CimScalar | undefined {
    if (end !== start) return undefined
    const element = this.#content(slot, start)
    const match = element === undefined ? null : instantElement.exec(element)
    const [, prefix, text] = match ?? []
    if (element === undefined || prefix === undefined || text === undefined || !plan.declares(prefix)) return undefined
    try {
      const value = parseInstant(text)
      remember(slot, element, value)
      return value
    } catch (error) {
      // The general reader says which row it is.
      if (error instanceof WmiError) return undefined
      throw error
    }
  }

  /** What stands up to the next close tag of the slot's name. */
  #content(slot: Slot, start: number): string | undefined {
    const close = this.#text.indexOf(slot.close, start)
    if (close < 0) return undefined
    this.#at = close
    return this.#text.slice(start, close)
  }

  /** Reals and characters; references, as text or as endpoint references. */
  #other(slot: Slot, start: number, end: number, plan: Plan): CimScalar | undefined {
    const type = slot.property?.type
    if (type === undefined || type === 'object') return undefined
    if (end === start && type === 'reference') return this.#reference(slot, start, plan)
    const text = this.#values.string(start, end)
    if (text === undefined || type === 'reference') return text
    try {
      return parseScalar(type, text) ?? undefined
    } catch (error) {
      if (error instanceof WmiError) return undefined
      throw error
    }
  }

  #reference(slot: Slot, start: number, plan: Plan): CimScalar | undefined {
    const content = this.#content(slot, start)
    if (content === undefined || content === '' || slot.property === undefined) return content
    const row = this.#parse(
      plan.before + decodeLatin(`${slot.head}>`),
      start,
      this.#at,
      decodeLatin(slot.close) + plan.after,
    )
    const element = row && innermost(row, plan.level)
    if (!element) return undefined
    try {
      const value = readPath(element, this.#context)
      remember(slot, content, value)
      return value
    } catch (error) {
      if (error instanceof WmiError) return undefined
      throw error
    }
  }

  /** An embedded object whose open tag says its class; `#at` is behind its close tag then. */
  #embedded(slot: Slot, start: number, plan: Plan, depth: number): CimInstance | undefined {
    if (depth >= deepestQuick) return undefined
    let inner = slot.lastPlan
    if (!inner || !this.#text.startsWith(inner.open, start)) {
      const open = this.#openTag(start)
      inner = open === undefined ? undefined : this.#plans.embedded(plan, open)
      if (!inner) return undefined
      slot.lastPlan = inner
    }
    this.#at = start + inner.open.length
    return this.#object(inner, depth + 1)
  }
}

const instantElement = /^<((?:[A-Za-z_][\w.-]*:)?)Datetime>([0-9TZ:.+-]+)<\/\1Datetime>$/

/** Expects the same value in the next row. */
function remember(slot: Slot, text: string, value: CimScalar): void {
  slot.lastText = text
  slot.lastValue = value
}

/** The element that stands so many levels below another, first in first. */
function innermost(root: XmlElement, level: number): XmlElement | undefined {
  let element: XmlElement | undefined = root
  for (let at = 0; at < level; at += 1) element = element?.children[0]
  return element
}

/** The slot of the tag at an offset, the end of the plan for its close tag; undefined for anything else. */
function findSlot(text: string, plan: Plan, at: number): Slot | undefined {
  if (text.startsWith(plan.end.head, at)) return plan.end
  tagName.lastIndex = at
  const name = tagName.exec(text)?.[1]
  return name === undefined ? undefined : plan.slot(name)
}

const tagName = /<([^\s/>!?]+)/y

/** False for a second value of a property that is no array, and for one behind a null array. */
function store(plan: Plan, slot: Slot, row: number, values: CimValue[], value: CimScalar): boolean {
  const { position } = slot
  const again = plan.seen[position] === row
  plan.seen[position] = row
  if (!slot.isArray) {
    values[position] = value
    return !again
  }
  if (!again) {
    values[position] = [value]
    return true
  }
  const items = values[position]
  if (!Array.isArray(items)) return false
  items.push(value)
  return true
}

/** False for a nil beside other values. */
function storeNull(plan: Plan, slot: Slot, row: number, values: CimValue[]): boolean {
  const { position } = slot
  if (plan.seen[position] === row) return false
  plan.seen[position] = row
  values[position] = null
  return true
}
