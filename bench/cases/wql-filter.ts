import type { CimInstance } from '../../src/cim/instance.js'
import { classOf } from '../../src/cim/instance.js'
import { registerProvider } from '../../src/host/index.js'
import { connect } from '../../src/index.js'
import { compileCondition, parseWql } from '../../src/wql/index.js'
import { pair, type Row } from '../measure.js'

const count = 100_000

registerProvider({
  classes: ['Bench_Item'],
  mof: 'class Bench_Item { [key] uint32 Id; string Name; uint32 Size; uint64 Free; boolean Active; };',
  provider: {
    *enumerate() {
      for (let id = 0; id < count; id += 1) {
        yield {
          Id: id,
          Name: id % 7 === 0 ? 'Alpha' : `item${id}`,
          Size: id % 1000,
          Free: BigInt(id) * 4096n,
          Active: id % 2 === 0,
        }
      }
    },
  },
})

/** WQL over instances in memory, beside the filter a programmer would write by hand. */
export async function run(): Promise<Row[]> {
  const wmi = await connect({ namespace: 'root\\cimv2', embedded: true })
  const rows = await wmi.query('SELECT * FROM Bench_Item').toArray()
  await wmi.close()
  const first = rows[0]
  if (!first || rows.length !== count) throw new Error('the provider gave other rows than expected')

  const cases: { where: string; hand: (row: CimInstance) => boolean }[] = [
    {
      where: "Size > 500 AND Name = 'alpha'",
      hand: row => Number(row.Size) > 500 && String(row.Name).toLowerCase() === 'alpha',
    },
    {
      where: "Name LIKE 'item9%' OR Active = FALSE",
      hand: row => /^item9/i.test(String(row.Name)) || row.Active === false,
    },
    {
      where: 'Free >= 204800000 AND Size <> 3',
      hand: row => (row.Free as bigint) >= 204_800_000n && row.Size !== 3,
    },
  ]
  const result: Row[] = []
  for (const { where, hand } of cases) {
    const query = parseWql(`SELECT * FROM Bench_Item WHERE ${where}`)
    if (query.kind !== 'data') throw new Error('not a data query')
    const compiled = compileCondition(query.where, classOf(first))
    const expected = rows.filter(hand).length
    if (rows.filter(compiled).length !== expected) throw new Error(`the two filters differ on ${where}`)
    const time = await pair(
      () => rows.filter(compiled).length,
      () => rows.filter(hand).length,
      15,
    )
    const speed = (milliseconds: number) => `${(count / milliseconds / 1000).toFixed(1)} M rows/s`
    result.push({
      what: where,
      ours: speed(time.a),
      beside: `${speed(time.b)} (by hand)`,
      ratio: `${(1 / time.ratio).toFixed(2)} × its speed`,
    })
  }
  return result
}
