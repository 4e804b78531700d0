import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { connect } from '../../src/connect/connect.js'
import { WmiHost } from '../../src/host/host.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { treeMachine } from './trees.js'
import {
  associationInstances,
  certainQueries,
  fixtureClasses,
  fixtureInstances,
  fixtureProviders,
} from './wql-fixture.js'

const root = { namespace: 'root' }
const stored = new WmiHost({ mof: [{ text: fixtureClasses + fixtureInstances, ...root }] })
const provided = new WmiHost({ mof: [{ text: fixtureClasses, ...root }], providers: fixtureProviders })
const server = new WmiHost({ machine: treeMachine('server') })

const withRows = certainQueries.filter(query => query.rows)
const others = certainQueries.filter(query => !query.rows)
const associations = certainQueries.filter(query => query.kind === 'associators' && query.expect === 'accepted')

test('the vectors are all there', () => {
  expect(withRows.length).toBe(43)
  expect(others.length).toBe(76)
})

describe.each([
  ['kept by the repository', stored],
  ['from a provider', provided],
])('instances %s', (_, host) => {
  test.each(withRows)('$id $query', async ({ namespace, query, rows }) => {
    const wmi = await connect({ namespace, host })
    const found: unknown[] = []
    for await (const { Id } of wmi.query(query)) found.push(Id)
    await wmi.close()
    expect(found).toEqual(rows)
  })
})

/** What the host says to a question: nothing when it answers, else the name of the status. */
async function verdict(kind: string, namespace: string, query: string): Promise<string> {
  const wmi = await connect({ namespace, host: server })
  try {
    if (kind === 'event') return await subscribed(wmi, query)
    for await (const _ of wmi.query(query)) break
    return 'accepted'
  } catch (error) {
    if (error instanceof WmiError) return error.name
    throw error
  } finally {
    await wmi.close()
  }
}

/** Watches until the subscription stands. */
async function subscribed(wmi: WmiServices, query: string): Promise<string> {
  const controller = new AbortController()
  let stands = false
  const onReady = () => {
    stands = true
    controller.abort()
  }
  const watching = wmi.watch(query, { signal: controller.signal, onReady }).toArray()
  await watching.catch(error => {
    if (!stands) throw error
  })
  return 'accepted'
}

describe('rejected', () => {
  test.each(others.filter(query => query.expect === 'rejected'))(
    '$id $query',
    async ({ kind, namespace, query, error }) => {
      expect(await verdict(kind, namespace, query)).toBe(error)
    },
  )
})

describe('accepted', () => {
  const queries = others.filter(query => query.expect === 'accepted' && query.kind !== 'associators')
  test.each(queries)('$id $query', async ({ kind, namespace, query }) => {
    expect(await verdict(kind, namespace, query)).toBe('accepted')
  })
})

describe('associations of the server', () => {
  const computer = 'Win32_ComputerSystem.Name="SQL01"'
  const root = 'Win32_Directory.Name="c:\\\\"'
  const partition = 'Win32_DiskPartition.DeviceID="Disk #0, Partition #2"'
  const setting =
    'Win32_NetworkAdapterSetting.Element="Win32_NetworkAdapter.DeviceID=\\"0\\"",' +
    'Setting="Win32_NetworkAdapterConfiguration.Index=0"'
  const results: Readonly<Record<string, readonly string[]>> = {
    a001: [root, partition, computer],
    a003: [computer],
    a005: ['Win32_Directory', 'Win32_DiskPartition', 'Win32_ComputerSystem'],
    a007: [root],
    a009: ['Win32_Directory', 'Win32_DiskPartition', 'Win32_ComputerSystem'],
    a011: [setting],
    a013: ['Win32_LogicalDiskRootDirectory', 'Win32_LogicalDiskToPartition', 'Win32_SystemDevices'],
    a015: ['CIM_DataFile.Name="c:\\\\scripts\\\\Backup.vbs"'],
  }
  const mof = [{ text: associationInstances, namespace: 'root\\cimv2' }]
  const host = new WmiHost({ machine: treeMachine('server'), mof })

  test('are all told', () => {
    expect(associations.map(({ id }) => id)).toEqual(Object.keys(results))
  })

  test.each(associations)('$id $query', async ({ id, namespace, query }) => {
    const wmi = await connect({ namespace, host })
    const found: unknown[] = []
    for await (const { __RELPATH } of wmi.query(query)) found.push(__RELPATH)
    await wmi.close()
    expect(found).toEqual(results[id])
  })
})
