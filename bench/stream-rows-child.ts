import { registerProvider } from '../src/host/index.js'
import { connect } from '../src/index.js'

/** The process that `stream-rows` measures: streams as many rows as its argument says and tells its peak memory. */
const count = Number(process.argv[2])

registerProvider({
  classes: ['Bench_Row'],
  mof: 'class Bench_Row { [key] uint32 Id; string Name; uint64 Size; datetime Seen; };',
  provider: {
    *enumerate() {
      for (let id = 0; id < count; id += 1)
        yield { Id: id, Name: `row ${id}`, Size: BigInt(id), Seen: '20260101000000.000000+000' }
    },
  },
})
const wmi = await connect({ namespace: 'root\\cimv2', embedded: true })
const start = performance.now()
let rows = 0
for await (const row of wmi.query("SELECT * FROM Bench_Row WHERE Name LIKE 'row%'")) rows += row.Id === null ? 0 : 1
if (rows !== count) throw new Error(`${rows} rows came instead of ${count}`)
const milliseconds = performance.now() - start
await wmi.close()
process.stdout.write(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, milliseconds }))
