import { rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registerProvider } from '../src/host/index.js'
import { DTSExecResult, Package } from '../src/ssis/index.js'

/** The process that `table-file` measures: a package writes as many rows as its argument says to a file. */
const count = Number(process.argv[2])

registerProvider({
  classes: ['Bench_Row'],
  mof: 'class Bench_Row { [key] uint32 Id; string Name; uint64 Size; };',
  provider: {
    *enumerate() {
      for (let id = 0; id < count; id += 1) yield { Id: id, Name: `row ${id}`, Size: BigInt(id) }
    },
  },
})
const file = join(tmpdir(), `wmilink-bench-${process.pid}.csv`)
const pkg = new Package()
const wmi = pkg.connections.add('WMI')
const out = pkg.connections.add('FILE')
out.innerObject.fileUsageType = 1
out.connectionString = file
const host = pkg.executables.add('STOCK:WmiDataReaderTask')
Object.assign(host.innerObject, {
  wmiConnection: wmi.name,
  wqlQuerySource: 'SELECT * FROM Bench_Row',
  destination: out.name,
  overwriteDestination: 0,
})
const start = performance.now()
const result = await pkg.execute({ connect: { embedded: true } })
const milliseconds = performance.now() - start
if (result !== DTSExecResult.Success) throw new Error(JSON.stringify(pkg.errors))
const bytes = statSync(file).size
rmSync(file)
process.stdout.write(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, milliseconds, bytes }))
