// What rows with one and the same open tag have in common: which tags stand for which properties, and which follow each other.
import type { CimClass, CimProperty } from '../../cim/class.js'
import type { InstanceShape } from '../../cim/instance.js'
import { cimTypes } from '../../cim/types.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import type { Scope } from '../../xml/scope.js'
import { namespaces } from '../names.js'
import type { ReferenceTemplate } from './reference-template.js'
import type { RowRegion } from './region.js'
import { Tag } from './tag.js'

/** How the text of a value is read. */
export const SlotKind = {
  Text: 0,
  Unsigned: 1,
  Signed: 2,
  Wide: 3,
  Boolean: 4,
  DateTime: 5,
  Other: 6,
  Object: 7,
} as const
export type SlotKind = (typeof SlotKind)[keyof typeof SlotKind]

function kindOf({ type }: CimProperty): SlotKind {
  if (type === 'string') return SlotKind.Text
  if (type === 'boolean') return SlotKind.Boolean
  if (type === 'datetime') return SlotKind.DateTime
  if (type === 'object') return SlotKind.Object
  const { kind, bits } = cimTypes[type]
  if (kind !== 'integer') return SlotKind.Other
  if (bits === 64) return SlotKind.Wide
  return type.startsWith('u') ? SlotKind.Unsigned : SlotKind.Signed
}

/** A tag that may stand in a row. */
export class Slot {
  /** The open tag without what may follow the name: `<p:Name`. */
  readonly head: Tag
  readonly close: Tag
  /** What follows the name in the two forms of nil that Windows writes. */
  readonly nil: Tag
  readonly nilArray: Tag
  /** Undefined for the close tag of the row. */
  readonly property: CimProperty | undefined
  readonly position: number
  readonly kind: SlotKind
  readonly isArray: boolean
  /** The largest value of an integer of up to 32 bits. */
  readonly max: number
  readonly text: SlotText
  /** The slot that followed last time, with the close tag of this one and its own head: most rows are alike. */
  next: Slot | undefined
  joint: Tag
  nilJoint: Tag
  nilArrayJoint: Tag
  /** The text and the value of the last row: many columns are constant. */
  last: Tag | undefined
  lastText = ''
  lastValue: CimScalar = ''
  /** How the embedded object of the last row was read. */
  lastPlan: Plan | undefined
  /** What the reference of the last row looked like. */
  reference: ReferenceTemplate | undefined

  constructor(text: SlotText, property: CimProperty | undefined, position: number) {
    this.text = text
    this.head = new Tag(text.head)
    this.close = new Tag(text.close)
    this.nil = new Tag(text.nil)
    this.nilArray = new Tag(text.nilArray)
    this.joint = this.close
    this.nilJoint = this.nil
    this.nilArrayJoint = this.nilArray
    this.property = property
    this.position = position
    this.kind = property ? kindOf(property) : SlotKind.Other
    this.isArray = property?.isArray ?? false
    const bits = property ? cimTypes[property.type].bits : 0
    this.max = this.kind === SlotKind.Signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1
  }

  /** Expects another slot behind this one from now on. */
  learn(next: Slot): void {
    const { close, nil, nilArray } = this.text
    this.next = next
    this.joint = new Tag(close + next.text.head)
    this.nilJoint = new Tag(nil + next.text.head)
    this.nilArrayJoint = new Tag(nilArray + next.text.head)
  }

  /** A value was read anew: when it is that of the row before, the next one is expected to be the same. */
  remember(region: RowRegion, start: number, end: number, text: string, value: CimScalar): void {
    if (text === this.lastText) this.last = new Tag(`${region.latin(start, end)}<`)
    // What changed every time so far is not looked for.
    else this.last = undefined
    this.lastText = text
    this.lastValue = value
  }
}

/** The tags of a slot, one character for each byte. */
interface SlotText {
  readonly head: string
  readonly close: string
  readonly nil: string
  readonly nilArray: string
}

/** @param xsi the prefix of xsi:nil with its colon; undefined where nothing declares it */
function slotText(head: string, close: string, xsi: string | undefined): SlotText {
  // Without the prefix nothing is the same: a name never goes on with this character.
  if (xsi === undefined) return { head, close, nil: '\u0001', nilArray: '\u0001' }
  const nil = `${xsi}nil="true"`
  return { head, close, nil: ` ${nil}/>`, nilArray: ` xmlns:m="${namespaces.m}" ${nil} m:IsNullArray="true"/>` }
}

/** What all rows with the same open tag share. */
export interface PlanInit {
  /** The whole open tag. */
  readonly open: string
  /** With its prefix. */
  readonly name: string
  readonly scope: Scope
  readonly cimClass: CimClass
  readonly shape: InstanceShape
  /** The open tags around the row's content, and the close tags: what a piece of it is put into to be read by itself. */
  readonly before: string
  readonly after: string
  /** How many elements stand around the row's content. */
  readonly level: number
  /** The value of an array of which nothing is sent. */
  readonly noArray: CimValue
  /** Decodes a name that has characters beyond ASCII. */
  readonly decode: (text: string) => string
}

export class Plan {
  readonly open: Tag
  readonly shape: InstanceShape
  readonly cimClass: CimClass
  readonly before: string
  readonly after: string
  readonly level: number
  readonly blank: readonly CimValue[]
  /** The close tag. */
  readonly end: Slot
  first: Slot | undefined
  /** How many rows were read, and in which of them each property was seen last. */
  rows = 0
  readonly seen: Uint32Array
  /** A row of this plan is being read; another inside it needs the general reader. */
  busy = false
  readonly #init: PlanInit
  /** How embedded objects are read, by their open tags. */
  readonly inner = new Map<string, Plan>()
  readonly #slots = new Map<string, Slot | null>()
  readonly #xsi: string | undefined

  constructor(init: PlanInit) {
    this.#init = init
    this.open = new Tag(init.open)
    this.shape = init.shape
    this.cimClass = init.cimClass
    this.before = init.before
    this.after = init.after
    this.level = init.level
    this.seen = new Uint32Array(init.shape.properties.length)
    this.blank = init.shape.properties.map(property => (property.isArray ? init.noArray : null))
    const prefix = init.scope.prefixOf(namespaces.xsi)
    this.#xsi = prefix === undefined ? undefined : `${prefix}:`
    this.end = new Slot(slotText(`</${init.name}>`, '', this.#xsi), undefined, -1)
  }

  /** The slot of a tag by its name with prefix; undefined for what only the general reader can read. */
  slot(tag: string): Slot | undefined {
    const known = this.#slots.get(tag)
    if (known !== undefined) return known ?? undefined
    const slot = this.#make(tag)
    if (this.#slots.size < 2000) this.#slots.set(tag, slot ?? null)
    return slot
  }

  /** Whether a prefix, with its colon or empty, may stand in the row. */
  declares(prefix: string): boolean {
    return prefix === '' || this.#init.scope.namespaceOf(prefix.slice(0, -1)) !== undefined
  }

  #make(tag: string): Slot | undefined {
    const name = this.#init.decode(tag)
    const colon = name.indexOf(':')
    if (colon >= 0 && this.#init.scope.namespaceOf(name.slice(0, colon)) === undefined) return undefined
    const property = this.cimClass.properties.get(name.slice(colon + 1))
    const position = property && this.shape.index.get(property.name)
    if (property === undefined || position === undefined) return undefined
    return new Slot(slotText(`<${tag}`, `</${tag}>`, this.#xsi), property, position)
  }
}

/** False for a second value of a property that is no array, and for one behind a null array. */
export function store(plan: Plan, slot: Slot, values: CimValue[], value: CimScalar): boolean {
  const { position } = slot
  const again = plan.seen[position] === plan.rows
  plan.seen[position] = plan.rows
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
export function storeNull(plan: Plan, slot: Slot, values: CimValue[]): boolean {
  const { position } = slot
  if (plan.seen[position] === plan.rows) return false
  plan.seen[position] = plan.rows
  values[position] = null
  return true
}
