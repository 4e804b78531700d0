import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import type { CimClass, CimProperty } from '../cim/class.js'
import { CimDateTime } from '../cim/datetime.js'
import { CimInstance, type InstanceShape } from '../cim/instance.js'
import type { CimTypeName } from '../cim/types.js'
import type { CimValue } from '../cim/value.js'
import { typedValue } from '../wmi/typed-value.js'
import type { RowMask } from './access/row-mask.js'
import type { ClassTable } from './class-table.js'
import { providerAnswer } from './failures.js'
import type { ProviderRow } from './provider.js'

const max64 = 2n ** 63n
const isString = (value: unknown) => typeof value === 'string'

function integer(fits: (value: number) => boolean): (value: unknown) => boolean {
  return value => typeof value === 'number' && fits(value)
}

/** True where a value has the declared type already; most have, and then nothing else is done for it. */
const fits: Readonly<Record<CimTypeName, (value: unknown) => boolean>> = {
  sint8: integer(value => (value << 24) >> 24 === value),
  uint8: integer(value => (value & 0xff) === value),
  sint16: integer(value => (value << 16) >> 16 === value),
  uint16: integer(value => (value & 0xffff) === value),
  sint32: integer(value => (value | 0) === value),
  uint32: integer(value => value >>> 0 === value),
  sint64: value => typeof value === 'bigint' && value < max64 && value >= -max64,
  uint64: value => typeof value === 'bigint' && value >= 0n && value < max64 * 2n,
  real32: value => typeof value === 'number' && Math.fround(value) === value,
  real64: Number.isFinite,
  boolean: value => typeof value === 'boolean',
  string: isString,
  char16: value => typeof value === 'string' && value.length === 1,
  datetime: value => value instanceof CimDateTime,
  reference: isString,
  object: value => value instanceof CimInstance,
}

const nothingFits = () => false

interface Column {
  readonly property: CimProperty
  readonly name: string
  readonly fits: (value: unknown) => boolean
  /** True for a name such as `constructor`, which every row inherits. */
  readonly inherited: boolean
  /** Null whatever the row says. */
  readonly hidden: boolean
  /** Null in the rows of others. */
  readonly personal: boolean
}

/** An embedded object's class must be looked at. */
function isTypedObject({ type, className }: CimProperty): boolean {
  return type === 'object' && className !== undefined
}

/** Makes instances of one shape from a provider's rows. Made once per class and query. */
export class RowReader {
  readonly #shape: InstanceShape
  readonly #classes: ClassTable
  readonly #columns: readonly Column[]
  readonly #mask: RowMask | null
  readonly #values: CimValue[]

  /** @param mask what the reader may not see */
  constructor(shape: InstanceShape, classes: ClassTable, mask: RowMask | null = null) {
    this.#shape = shape
    this.#mask = mask
    this.#classes = classes
    this.#columns = shape.properties.map(property => ({
      property,
      name: property.name,
      hidden: mask?.hides(property.name) ?? false,
      personal: mask?.isPersonal(property.name) ?? false,
      fits: property.isArray || isTypedObject(property) ? nothingFits : fits[property.type],
      inherited: property.name in Object.prototype,
    }))
    this.#values = new Array(shape.properties.length).fill(null)
  }

  /** @throws WmiError WBEM_E_PROVIDER_FAILURE naming class and property, for a value that is not of the declared type */
  read(row: ProviderRow): CimInstance {
    const columns = this.#columns
    const isForeign = this.#mask?.isForeign(row) ?? false
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index]
      if (column === undefined) break
      const masked = column.hidden || (isForeign && column.personal)
      const absent = masked || (column.inherited && !Object.hasOwn(row, column.name))
      const value = absent ? null : row[column.name]
      if (value === undefined || value === null) this.#values[index] = null
      else this.#values[index] = column.fits(value) ? (value as CimValue) : this.#convert(column, value)
    }
    return this.#shape.create(this.#values)
  }

  #convert(column: Column, value: unknown): CimValue {
    try {
      return typedValue(column.property, value, this.#classes)
    } catch (error) {
      if (!(error instanceof WmiError)) throw error
      const { name } = this.#shape.class
      throw providerAnswer(
        hostText('providerType', { class: name, property: column.name, reason: error.message }),
        error,
      )
    }
  }
}

/**
 * Looks at a provider's first row: a name that the class does not declare so is a mistake that would read as null.
 * @throws WmiError WBEM_E_PROVIDER_FAILURE naming class and property
 */
export function checkRow(row: unknown, cimClass: CimClass): void {
  if (typeof row !== 'object' || row === null)
    throw providerAnswer(hostText('notRow', { class: cimClass.name, value: String(row) }))
  const values = row as Readonly<Record<string, unknown>>
  for (const name of Object.keys(values)) {
    if (name === '__CLASS') checkClass(values[name], cimClass)
    else checkName(name, cimClass)
  }
}

function checkName(name: string, cimClass: CimClass): void {
  const declared = cimClass.properties.get(name)?.name
  if (declared === name) return
  throw providerAnswer(
    declared === undefined
      ? hostText('noSuchProperty', { class: cimClass.name, name })
      : hostText('propertySpelling', { class: cimClass.name, name, declared }),
  )
}

/** A subclass's rows come from a provider of the subclass. */
function checkClass(name: unknown, cimClass: CimClass): void {
  if (typeof name !== 'string' || foldName(name) !== foldName(cimClass.name))
    throw providerAnswer(hostText('rowClass', { class: cimClass.name, name: String(name) }))
}
