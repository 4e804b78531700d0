import { WmiError } from '../../src/base/errors.js'
import { MemoryStore } from '../../src/host/data/area.js'
import { EventLog } from '../../src/host/event-log.js'
import { WmiHost } from '../../src/host/host.js'
import { Machine } from '../../src/host/machine.js'
import { standardProviders } from '../../src/host/providers/index.js'
import { recordFileCalls } from '../file-calls.js'
import { pair, type Row } from '../measure.js'

/** Classes with a row for every file, or for whatever one asks: the question that is measured instead of all. */
const questions: Readonly<Record<string, string>> = {
  CIM_DataFile: "Drive = 'C:' AND Path = '\\\\etc\\\\'",
  Win32_Directory: "Drive = 'C:' AND Path = '\\\\etc\\\\'",
  CIM_DirectoryContainsFile: `GroupComponent = 'Win32_Directory.Name="C:\\\\\\\\etc"'`,
  Win32_SubDirectory: `GroupComponent = 'Win32_Directory.Name="C:\\\\\\\\etc"'`,
  Win32_PingStatus: "Address = '127.0.0.1'",
}

/** Milliseconds after which an enumeration is given up. */
const patience = 5000

/** `SELECT *` of each class that the host serves, beside a replay of the reads of files that it took. */
export async function run(): Promise<Row[]> {
  const machine = new Machine()
  const host = new WmiHost({ machine })
  const data = new MemoryStore()
  const facilities = { data, eventLog: new EventLog(data.area('eventlog')), allowShutdown: false }
  const rows: Row[] = []
  for (const { classes, namespace = 'root\\cimv2' } of standardProviders(machine, facilities)) {
    const wmi = host.connect(namespace, { timeout: patience })
    for (const name of classes) {
      const row = await measured(wmi, name)
      if (row) rows.push(namespace === 'root\\cimv2' ? row : { ...row, what: `${namespace}:${row.what}` })
    }
  }
  return rows
}

/** Undefined for a class that reads nothing and has no instances: it serves methods or events. */
async function measured(wmi: ReturnType<WmiHost['connect']>, name: string): Promise<Row | undefined> {
  const where = questions[name]
  const query = `SELECT * FROM ${name}${where === undefined ? '' : ` WHERE ${where}`}`
  const enumerate = async () => {
    let count = 0
    for await (const _row of wmi.query(query)) count += 1
    return count
  }
  try {
    // The first time loads the provider.
    const count = await enumerate()
    const calls = await recordFileCalls(enumerate)
    if (count === 0 && calls.reads === 0) return undefined
    const time = await pair(enumerate, calls.replay, calls.waited > 0 || calls.programs > 0 ? 3 : 9)
    const beyond = [
      ...(calls.waited > 0 ? [`${calls.waited} ms of them waited`] : []),
      ...(calls.programs > 0 ? [`${calls.programs} programs started`] : []),
    ]
    return {
      what: `${name}, ${count} ${count === 1 ? 'row' : 'rows'}`,
      ours: [`${time.a.toFixed(2)} ms`, ...beyond].join(', '),
      beside: `${time.b.toFixed(2)} ms, ${calls.reads} reads`,
      ratio: calls.reads > 0 && beyond.length === 0 ? `${time.ratio.toFixed(2)} × its time` : '',
    }
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
    return { what: name, ours: error.name, beside: '', ratio: '' }
  }
}
