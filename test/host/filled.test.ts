import { expect, test } from 'vitest'
import { WmiHost } from '../../src/host/host.js'
import { standardProviders } from '../../src/host/providers/index.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { testFacilities } from './facilities.js'
import { type Tree, treeMachine } from './trees.js'

const trees: readonly Tree[] = ['server', 'container', 'arm']
/** Their columns depend on the file system on which the tests lie, on a program, or on the moment. */
const unlike = [
  'CIM_DataFile',
  'Win32_Directory',
  'Win32_PingStatus',
  'CIM_DirectoryContainsFile',
  'Win32_SubDirectory',
]
const unlisted = /^Win32_Process\w+Trace$|^Registry\w+Event$|^StdRegProv$/

/** How many of its properties some row of the class fills; empty without rows. */
async function filled(wmi: WmiServices, className: string): Promise<string> {
  const names = new Set<string>()
  let rows = 0
  for await (const row of wmi.query(`SELECT * FROM ${className}`, { directRead: true })) {
    rows += 1
    for (const [name, value] of Object.entries(row)) if (value !== null) names.add(name)
  }
  return rows === 0 ? '' : String(names.size)
}

// After a change: npx vitest run test/host/filled.test.ts -u
test('docs/filled.md says how many properties of each class are filled', async () => {
  const lines = [
    '# How much is filled',
    '',
    'How many properties of each class have a value in some row, on the machines of `test/host/trees`: a server with systemd and',
    'SMBIOS, a container, an ARM board. Empty: no rows there. [host.md](host.md) says where the values come from, and why the others',
    'are null. A test holds this page to what is so.',
    '',
    '| class | properties | server | container | board |',
    '|---|---|---|---|---|',
  ]
  for (const { classes, namespace = 'root\\cimv2' } of standardProviders(treeMachine('server'), testFacilities())) {
    const hosts = trees.map(tree => new WmiHost({ machine: treeMachine(tree) }).connect(namespace))
    for (const className of classes) {
      if (unlike.includes(className) || unlisted.test(className)) continue
      const counts = await Promise.all(hosts.map(wmi => filled(wmi, className)))
      const size = (await hosts[0]?.getClass(className))?.properties.size ?? 0
      lines.push(`| ${className} | ${size} | ${counts.join(' | ')} |`)
    }
  }
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../../docs/filled.md')
})
