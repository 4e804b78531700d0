import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { compareNames } from '../../src/base/name-map.js'
import { WmiHost } from '../../src/host/host.js'
import type { Machine } from '../../src/host/machine.js'
import type { Provider, ProviderRegistration } from '../../src/host/provider.js'
import { standardProviders } from '../../src/host/providers/index.js'
import { type Tree, treeMachine } from './trees.js'

const folder = fileURLToPath(new URL('../../src/host/providers/', import.meta.url))
const served = standardProviders(treeMachine('server')).flatMap(each => each.classes)

test('the host has providers for these classes', () => {
  expect([...served].sort(compareNames)).toEqual([
    'CIM_DataFile',
    'Win32_BIOS',
    'Win32_ComputerSystem',
    'Win32_Directory',
    'Win32_Environment',
    'Win32_LocalTime',
    'Win32_LogicalDisk',
    'Win32_NetworkAdapter',
    'Win32_NetworkAdapterConfiguration',
    'Win32_OperatingSystem',
    'Win32_Process',
    'Win32_Processor',
    'Win32_Service',
    'Win32_TimeZone',
    'Win32_UserAccount',
    'Win32_UTCTime',
  ])
})

test('every provider file of the folder is in the table, with the classes it names itself', async () => {
  const found: string[] = []
  for (const file of readdirSync(folder).filter(each => each.endsWith('.ts'))) {
    const maker = /^export function (\w+Provider)\(/m.exec(readFileSync(`${folder}${file}`, 'utf8'))?.[1]
    if (maker === undefined) continue
    const noun = file.slice(0, -'.ts'.length)
    const module: Record<string, (machine: Machine) => ProviderRegistration> = await import(
      `../../src/host/providers/${noun}.ts`
    )
    const { classes, namespace = 'root\\cimv2' } = module[maker]?.(treeMachine('server')) ?? { classes: [] }
    expect(namespace).toBe('root\\cimv2')
    found.push(...classes)
  }
  expect(found.sort(compareNames)).toEqual([...served].sort(compareNames))
})

test('a provider is loaded when one of its classes is first asked for, and once', async () => {
  const loads: string[] = []
  const provider: Provider = { enumerate: () => [] }
  for (const each of standardProviders(treeMachine('server'))) {
    const loading = each.load()
    expect(loading).toBeInstanceOf(Promise)
    loads.push(typeof (await loading).enumerate)
  }
  expect(new Set(loads)).toEqual(new Set([typeof provider.enumerate]))
})

// The rows themselves are told apart in test/host/providers; here they must fit their classes.
const trees: readonly Tree[] = ['server', 'container', 'arm']
const whole = served.filter(name => name !== 'CIM_DataFile' && name !== 'Win32_Directory')
test.each(trees.flatMap(tree => whole.map(name => [name, tree] as const)))(
  '%s of the %s fits its class, and each instance is found by its path',
  async (name, tree) => {
    const wmi = new WmiHost({ machine: treeMachine(tree) }).connect()
    const rows = await wmi.query(`SELECT * FROM ${name}`).toArray()
    for (const row of rows.slice(0, 5)) {
      const path = row.__PATH
      expect(path).toMatch(new RegExp(`:${name}[.=]`))
      const found = await wmi.get(path ?? '')
      expect(found.__RELPATH).toBe(row.__RELPATH)
    }
    const paths = rows.map(row => row.__RELPATH)
    expect(new Set(paths).size).toBe(rows.length)
  },
)
