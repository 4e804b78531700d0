import { expect, test } from 'vitest'
import { MemoryStore } from '../../src/host/data/area.js'
import { EventLog, type EventLogRecord } from '../../src/host/event-log.js'

const record = (source: string) => ({
  time: 1_700_000_000_000_000,
  source,
  type: 3,
  eventId: 8,
  category: null,
  strings: ['a'],
})

test('records are numbered, and told to who listens', async () => {
  const log = new EventLog(new MemoryStore().area('eventlog'))
  const heard: EventLogRecord[] = []
  const unlisten = log.listen(each => heard.push(each))
  await log.append(record('one'))
  unlisten()
  await log.append(record('two'))
  expect(log.records).toEqual([
    { ...record('one'), number: 1 },
    { ...record('two'), number: 2 },
  ])
  expect(heard).toEqual([{ ...record('one'), number: 1 }])
})

test('the oldest of more than a thousand records are forgotten, and no number is used twice', async () => {
  const area = new MemoryStore().area('eventlog')
  const log = new EventLog(area)
  for (let count = 0; count < 1005; count += 1) await log.append(record(String(count)))
  expect(log.records).toHaveLength(1000)
  expect(log.records[0]?.number).toBe(6)
  const again = new EventLog(area)
  expect(again.records).toEqual(log.records)
  await again.append(record('next'))
  expect(again.records.at(-1)?.number).toBe(1006)
})

test.each([
  '',
  'null',
  '[]',
  '{"number":1}',
  '{"number":"1","time":1,"source":"","type":1,"eventId":1,"category":1,"strings":[]}',
  '{"number":1,"time":1,"source":"","type":1,"eventId":1,"category":1,"strings":[1]}',
])('an area that holds %j has no such record', async text => {
  const area = new MemoryStore().area('eventlog')
  area.set('1', text)
  expect(new EventLog(area).records).toEqual([])
})
