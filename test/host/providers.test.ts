import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { compareNames } from '../../src/base/name-map.js'
import type { Facilities } from '../../src/host/facilities.js'
import { WmiHost } from '../../src/host/host.js'
import type { Machine } from '../../src/host/machine.js'
import type { Provider, ProviderRegistration } from '../../src/host/provider.js'
import { standardProviders } from '../../src/host/providers/index.js'
import { testFacilities } from './facilities.js'
import { type Tree, treeMachine } from './trees.js'

const folder = fileURLToPath(new URL('../../src/host/providers/', import.meta.url))
const facilities = testFacilities()
const registrations = standardProviders(treeMachine('server'), facilities)
const served = registrations.flatMap(({ classes, namespace = 'root\\cimv2' }) =>
  classes.map(each => `${namespace}:${each}`),
)

type Maker = (machine: Machine, facilities?: Facilities) => ProviderRegistration

test('every provider file of the folder is in the table, with the classes it names itself', async () => {
  const found: string[] = []
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(each => each.endsWith('.ts'))) {
    const text = readFileSync(`${folder}${file}`, 'utf8')
    for (const [, maker = '', parameters = ''] of text.matchAll(/^export function (\w+Provider)\(([^)]*)\)/gm)) {
      if (!parameters.trimStart().startsWith('machine: Machine') || !text.includes('ProviderRegistration')) continue
      const module: Record<string, Maker> = await import(pathToFileURL(`${folder}${file}`).href)
      const make = module[maker]
      const registration = parameters.includes('Facilities')
        ? make?.(treeMachine('server'), facilities)
        : make?.(treeMachine('server'))
      const { classes = [], namespace = 'root\\cimv2' } = registration ?? {}
      found.push(...classes.map(each => `${namespace}:${each}`))
    }
  }
  expect(found.sort(compareNames)).toEqual([...served].sort(compareNames))
})

test('a provider is loaded when one of its classes is first asked for, and once', async () => {
  const loads: string[] = []
  const provider: Provider = { enumerate: () => [] }
  for (const each of registrations) {
    const loading = each.load()
    expect(loading).toBeInstanceOf(Promise)
    loads.push(typeof (await loading).enumerate)
  }
  expect(new Set(loads)).toEqual(new Set([typeof provider.enumerate]))
})

// The rows themselves are told apart in test/host/providers; here they must fit their classes.
const trees: readonly Tree[] = ['server', 'container', 'arm']
// Classes of which each row stands for a file, those that only report events, and those that must be asked with a key.
const unlisted = ['CIM_DataFile', 'Win32_Directory', 'Win32_PingStatus']
const whole = served
  .map(each => each.split(':') as [namespace: string, name: string])
  .filter(([, name]) => !unlisted.includes(name))
test.each(trees.flatMap(tree => whole.map(([namespace, name]) => ({ namespace, name, tree }))))(
  '$name of the $tree fits its class, and each instance is found by its path',
  async ({ namespace, name, tree }) => {
    const wmi = new WmiHost({ machine: treeMachine(tree) }).connect(namespace)
    const rows = await wmi.query(`SELECT * FROM ${name}`, { directRead: true }).toArray()
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
