import { foldName } from '../../base/name-map.js'
import { CimInstance, type InstanceShape, propertyValue, shapeOf, systemPropertyNames } from '../../cim/instance.js'
import type { Cell, Column } from '../api/index.js'
import { columnOf, toCell } from './cells.js'

/** How many columns a result can have. */
const mostColumns = 1000

/** One row of a result. */
export interface TableRow {
  readonly path: string
  readonly values: Cell[]
}

/** Where the value of a column stands in the instances of one shape. */
type Reader = (instance: CimInstance) => Cell

/** Instances as rows of one table; subclasses may bring columns that the ones before did not have. */
export class RowTable {
  readonly #columns: Column[] = []
  readonly #index = new Map<string, number>()
  readonly #readers = new WeakMap<InstanceShape, readonly (Reader | undefined)[]>()
  readonly #onColumns: (columns: Column[]) => void

  /** @param onColumns told all columns whenever there are new ones, before the row that has them */
  constructor(onColumns: (columns: Column[]) => void) {
    this.#onColumns = onColumns
  }

  /** Tells columns that are known before there is a row. */
  declare(columns: readonly Column[]): void {
    const added = columns.filter(column => this.#add(column))
    if (added.length > 0) this.#onColumns([...this.#columns])
  }

  /** The row of an instance: its own properties, one column each. */
  row(instance: CimInstance): TableRow {
    const readers = this.#readersOf(shapeOf(instance))
    return { path: instance.__PATH ?? '', values: readers.map(read => read?.(instance) ?? null) }
  }

  /** A row of values that were named one by one. */
  rowOf(path: string, values: Iterable<readonly [column: Column, cell: Cell]>): TableRow {
    const given = [...values]
    this.declare(given.map(([column]) => column))
    const cells: Cell[] = this.#columns.map(() => null)
    for (const [{ name }, cell] of given) {
      const position = this.#index.get(foldName(name))
      if (position !== undefined) cells[position] = cell
    }
    return { path, values: cells }
  }

  #add(column: Column): boolean {
    const key = foldName(column.name)
    if (this.#index.has(key) || this.#columns.length >= mostColumns) return false
    this.#index.set(key, this.#columns.length)
    this.#columns.push(column)
    return true
  }

  #readersOf(shape: InstanceShape): readonly (Reader | undefined)[] {
    const known = this.#readers.get(shape)
    if (known && known.length === this.#columns.length) return known
    this.declare(shape.properties.map(columnOf))
    const readers = this.#columns.map(({ name }): Reader | undefined => {
      const position = shape.index.get(name)
      const property = position === undefined ? undefined : shape.properties[position]
      if (!property && isSystem(name)) return instance => systemCell(instance, name)
      return property && (instance => toCell(instance[property.name], property))
    })
    this.#readers.set(shape, readers)
    return readers
  }
}

/** The values of an event: its own, and those of the objects inside it as `TargetInstance.Name`. */
export function* eventValues(event: CimInstance): Generator<readonly [Column, Cell]> {
  const { properties } = shapeOf(event)
  const created = properties.find(({ name }) => /^time_created$/i.test(name))
  if (created) yield [columnOf(created), toCell(event[created.name], created)]
  yield [{ name: '__CLASS', type: 'string', isKey: false }, event.__CLASS]
  for (const property of properties) {
    if (property === created || /^security_descriptor$/i.test(property.name)) continue
    const value = event[property.name]
    if (value instanceof CimInstance && shapeOf(value).genus === 2) {
      yield [{ name: `${property.name}.__CLASS`, type: 'string', isKey: false }, value.__CLASS]
      for (const inner of shapeOf(value).properties)
        yield [{ ...columnOf(inner), name: `${property.name}.${inner.name}` }, toCell(value[inner.name], inner)]
    } else yield [columnOf(property), toCell(value, property)]
  }
}

/** A system property as cells have it. */
function systemCell(instance: CimInstance, name: string): Cell {
  const value = propertyValue(instance, name)
  return Array.isArray(value) ? value.map(String) : typeof value === 'number' ? value : value ? String(value) : null
}

const systemNames: ReadonlySet<string> = new Set(systemPropertyNames)

function isSystem(name: string): boolean {
  return systemNames.has(name.toUpperCase())
}
