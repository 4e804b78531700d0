import type { ProviderRow } from '../../provider.js'
import { cook, counterTypes, type RawValue } from './cook.js'
import { type Sample, totalName } from './sample.js'

/** A counter of the class at hand: its property, and by which formula it is cooked. */
export interface Column {
  readonly name: string
  /** The CounterType qualifier. */
  readonly type: number
  /** True where the class has 32 bits for it. */
  readonly isNarrow: boolean
}

/** The raw counters that a column is cooked from. */
export function rawColumns({ name, type }: Column): readonly string[] {
  return counterTypes.get(type)?.based ? [name, `${name}_Base`] : [name]
}

/** True when a column needs an earlier sample. */
export function isDifference({ type }: Column): boolean {
  return counterTypes.get(type)?.difference ?? false
}

/**
 * The rows of a formatted class.
 *
 * @param first null when no column needs an earlier sample; an instance that is not in it has no rates yet
 * @param most the largest percentage that a counter of time can have; ticks of 10 ms may say a little more
 */
export function* cookedRows(
  columns: readonly Column[],
  first: Sample | null,
  second: Sample,
  most: bigint | null,
): Generator<ProviderRow> {
  for (const [id, { name, values, isWanted }] of second.rows) {
    if (!isWanted) continue
    const earlier = first?.rows.get(id)?.values
    const row: Record<string, unknown> = name === null ? {} : { Name: name }
    for (const column of columns)
      row[column.name] = cooked(column, rawValue(first, earlier, column), rawValue(second, values, column))
    yield row
  }
  if (!second.hasTotal) return
  const row: Record<string, unknown> = { Name: totalName }
  const all = second.total()
  // What came or went between the samples would make sums jump.
  const before = first?.total(second.rows)
  const after = first && second.total(first.rows)
  for (const column of columns) {
    const values = after && isDifference(column) ? after : all
    row[column.name] = cooked(column, rawValue(first, before, column), rawValue(second, values, column))
  }
  yield row

  function cooked(
    { name, type, isNarrow }: Column,
    from: RawValue | null,
    to: RawValue | null,
  ): number | bigint | null {
    const value = to && cook(type, from, to)
    if (value === null) return null
    const shown = most !== null && name.startsWith('Percent') && value > most ? most : value
    return isNarrow ? Math.min(Number(shown), 0xffffffff) : shown
  }
}

function rawValue(
  sample: Sample | null,
  values: readonly (bigint | null)[] | undefined,
  { name }: Column,
): RawValue | null {
  const value = sample?.value(values, name) ?? null
  return sample === null || value === null
    ? null
    : { value, base: sample.value(values, `${name}_Base`), clocks: sample.clocks }
}
