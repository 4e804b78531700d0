// A listener of its own process: prints its URLs, serves until its standard input ends, answers "memory" with its peak in megabytes.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { WmiHost } from '../src/host/host.js'
import { serveWsman } from '../src/listen/index.js'
import { ntlmHash } from '../src/security/index.js'

const [rows = '1'] = process.argv.slice(2)
const mof = `instance of __NAMESPACE { Name = "bench"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\bench")
class Bench_Row { [key] uint32 Id; string Name; uint64 Size; boolean Ready; datetime Changed; string Tags[]; };
class Bench_Few { [key] uint32 Id; string Name; uint64 Size; boolean Ready; datetime Changed; string Tags[]; };`

function* instances(count: number) {
  for (let id = 0; id < count; id += 1)
    yield {
      Id: id,
      Name: `row ${id}`,
      Size: BigInt(id) * 4096n,
      Ready: id % 2 === 0,
      Changed: '20260101120000.000000+000',
      Tags: ['a', 'b'],
    }
}

const host = new WmiHost({
  hostName: 'BENCH',
  mof: [{ text: mof, source: 'bench.mof', namespace: 'root' }],
  providers: [
    { classes: ['Bench_Row'], namespace: 'root\\bench', provider: { enumerate: () => instances(Number(rows)) } },
    { classes: ['Bench_Few'], namespace: 'root\\bench', provider: { enumerate: () => instances(10) } },
  ],
})
const hash = ntlmHash('bench')
const common = {
  open: (_caller: unknown, namespace: string) => host.connect(namespace),
  accounts: { hashOf: async () => hash },
  port: 0,
}
const clear = await serveWsman(common)
const pem = (name: string) => readFileSync(`test/vectors/tls/${name}`, 'utf8')
const secure = await serveWsman({ ...common, tls: { cert: pem('server.pem'), key: pem('server.key') } })
process.stdout.write(`${JSON.stringify({ http: clear.url, https: secure.url })}\n`)

let peak = 0
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 50)
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'memory') process.stdout.write(`${Math.round(peak / 1e6)}\n`)
  if (line === 'reset') peak = 0
}
clearInterval(timer)
await clear.close({ grace: 0 })
await secure.close({ grace: 0 })
process.exit()
