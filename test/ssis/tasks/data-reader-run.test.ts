import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import type { LogEntry } from '../../../src/ssis/events.js'
import { diskHost } from './disk-host.js'
import { query, readerPackage } from './reader-package.js'

const { Success, Canceled } = DTSExecResult
const DataTableType = 0

test('its two log entries say when reading began and what was asked', async () => {
  const records: LogEntry[] = []
  const p = readerPackage()
  await p.run({ log: { log: entry => void records.push(entry) } })
  const own = records.filter(({ event }) => event.startsWith('WMIDataReader'))
  expect(own.map(({ event, source, message }) => [event, source, message])).toEqual([
    ['WMIDataReaderGettingWMIData', 'Read', 'reading WMI data from WMI'],
    ['WMIDataReaderOperation', 'Read', query],
  ])
})

test('the connection is acquired once and released, also after a failure', async () => {
  let open = 0
  let opened = 0
  const inner = diskHost()
  const host = {
    connect(...args: Parameters<typeof inner.connect>) {
      const services = inner.connect(...args)
      open += 1
      opened += 1
      const close = services.close.bind(services)
      services.close = async () => {
        open -= 1
        await close()
      }
      return services
    },
  }
  const p = readerPackage()
  await p.run({ connect: { host } })
  expect([open, opened]).toEqual([0, 1])
  p.task.innerObject.wqlQuerySource = 'SELECT'
  await p.run({ connect: { host } })
  expect([open, opened]).toEqual([0, 2])
})

test('a cancel ends the query, leaves no file and gives Canceled', async () => {
  const stop = new AbortController()
  let done = 0
  const host = diskHost({
    count: 100_000,
    before(index) {
      if (index === 3000) stop.abort()
    },
    done() {
      done += 1
    },
  })
  const p = readerPackage({ wqlQuerySource: 'SELECT * FROM Test_Many' })
  expect(await p.run({ connect: { host }, signal: stop.signal })).toBe(Canceled)
  expect(p.pkg.errors).toEqual([])
  expect(readdirSync(p.folder)).toEqual([])
  expect(done).toBe(1)
})

test('many rows are written as they come', async () => {
  const count = 50_000
  const p = readerPackage({ wqlQuerySource: 'SELECT Id, Text FROM Test_Many', outputType: DataTableType })
  const sizes = new Set<number>()
  const host = diskHost({
    count,
    before(index) {
      if (index % 5000 !== 0) return
      for (const name of readdirSync(p.folder)) sizes.add(readFileSync(join(p.folder, name)).length)
    },
  })
  const progress: number[] = []
  const events = { onProgress: (_: unknown, { countLow }: { countLow: number }) => void progress.push(countLow) }
  expect(await p.run({ connect: { host }, events })).toBe(Success)
  const lines = p.text().split('\r\n')
  expect(lines).toHaveLength(count + 2)
  expect(lines[0]).toBe('Id,Text')
  expect(lines[count]).toMatch(/^49999,row 49999 x{80}$/)
  // The file grew while rows were still to come.
  expect(sizes.size).toBeGreaterThan(5)
  expect(progress).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 50_000])
})
