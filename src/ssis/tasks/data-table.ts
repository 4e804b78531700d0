import type { CimElement } from '../../cim/class.js'
import type { CimTypeName } from '../../cim/types.js'
import type { CimValue } from '../../cim/value.js'

/** A column of a {@link DataTable}: a property's name as its class declares it, and its CIM type. */
export interface DataColumn {
  readonly name: string
  readonly type: CimTypeName
  readonly isArray: boolean
}

/** What a WMI Data Reader task puts into a variable of type Object: a table of CIM values. */
export class DataTable implements Iterable<readonly CimValue[]> {
  readonly #columns: DataColumn[]
  readonly #rows: CimValue[][] = []

  constructor(columns: Iterable<DataColumn> = []) {
    this.#columns = Array.from(columns, ({ name, type, isArray }) => ({ name, type, isArray }))
  }

  get columns(): readonly DataColumn[] {
    return this.#columns
  }

  /** Values in the order of {@link columns}. */
  get rows(): readonly (readonly CimValue[])[] {
    return this.#rows
  }

  /** Adds a row of values in the order of {@link columns}. */
  add(values: readonly CimValue[]): void {
    this.#rows.push([...values])
  }

  /** A new table with the rows of both; columns that only one of them has are null in the other's rows. */
  concat(other: DataTable): DataTable {
    const extra = other.#columns.filter(({ name }) => !this.#columns.some(column => sameName(column, name)))
    const joined = new DataTable([...this.#columns, ...extra])
    for (const row of this.#rows) joined.add([...row, ...extra.map(() => null)])
    const places = joined.#columns.map(({ name }) => other.#columns.findIndex(column => sameName(column, name)))
    for (const row of other.#rows) joined.add(places.map(place => row[place] ?? null))
    return joined
  }

  /** The rows as objects, by column name. */
  toArray(): Record<string, CimValue>[] {
    return this.#rows.map(row => Object.fromEntries(this.#columns.map(({ name }, index) => [name, row[index] ?? null])))
  }

  [Symbol.iterator](): IterableIterator<readonly CimValue[]> {
    return this.#rows.values()
  }
}

function sameName(column: Pick<CimElement, 'name'>, name: string): boolean {
  return column.name.toLowerCase() === name.toLowerCase()
}
