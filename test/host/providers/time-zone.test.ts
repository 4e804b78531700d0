import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { timeZoneProvider } from '../../../src/host/providers/time-zone.js'
import { systemZone } from '../../../src/host/providers/zone.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const in2024 = () => Date.UTC(2024, 5, 1)
const folder = mkdtempSync(join(tmpdir(), 'wmilink-zone-'))
afterAll(() => rmSync(folder, { recursive: true }))

function machineIn(zone: string): Machine {
  const root = mkdtempSync(join(folder, 'm'))
  mkdirSync(join(root, 'etc'))
  symlinkSync(`/usr/share/zoneinfo/${zone}`, join(root, 'etc/localtime'))
  return new Machine({ root, platform: 'linux' })
}

const noChange = {
  Year: 0,
  Month: 0,
  Day: 0,
  DayOfWeek: 0,
  Hour: 0,
  Minute: 0,
  Second: 0,
  Millisecond: 0,
}
const named = (prefix: string, fields: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries({ ...noChange, ...fields }).map(([name, value]) => [prefix + name, value]))

describe('Win32_TimeZone', () => {
  test('Paris changes on the last Sundays of March and October', async () => {
    expect(await providerRows(timeZoneProvider(treeMachine('server'), in2024))).toEqual([
      {
        Caption: '(UTC+01:00) Europe/Paris',
        Description: '(UTC+01:00) Europe/Paris',
        Bias: 60,
        StandardName: 'Central European Standard Time',
        StandardBias: 0,
        DaylightName: 'Central European Summer Time',
        DaylightBias: -60,
        ...named('Daylight', { Month: 3, Day: 5, Hour: 2 }),
        ...named('Standard', { Month: 10, Day: 5, Hour: 3 }),
      },
    ])
  })

  test('New York changes on the second Sunday of March and the first of November', async () => {
    expect(await providerRows(timeZoneProvider(treeMachine('arm'), in2024))).toMatchObject([
      {
        Bias: -300,
        StandardName: 'Eastern Standard Time',
        DaylightName: 'Eastern Daylight Time',
        ...named('Daylight', { Month: 3, Day: 2, Hour: 2 }),
        ...named('Standard', { Month: 11, Day: 1, Hour: 2 }),
      },
    ])
  })

  test('UTC never changes and has no daylight name', async () => {
    expect(await providerRows(timeZoneProvider(treeMachine('container'), in2024))).toEqual([
      {
        Caption: '(UTC) Etc/UTC',
        Description: '(UTC) Etc/UTC',
        Bias: 0,
        StandardName: 'Coordinated Universal Time',
        StandardBias: 0,
        DaylightBias: 0,
        ...named('Daylight', {}),
        ...named('Standard', {}),
      },
    ])
  })

  test('south of the equator daylight saving time runs over the new year', async () => {
    expect(await providerRows(timeZoneProvider(machineIn('Australia/Lord_Howe'), in2024))).toMatchObject([
      {
        Caption: '(UTC+10:30) Australia/Lord_Howe',
        Bias: 630,
        DaylightBias: -30,
        ...named('Daylight', { Month: 10, Day: 1, Hour: 2 }),
        ...named('Standard', { Month: 4, Day: 1, Hour: 2 }),
      },
    ])
  })

  test('a change that follows no rule is given by its date', async () => {
    expect(await providerRows(timeZoneProvider(machineIn('Africa/Casablanca'), in2024))).toMatchObject([
      {
        Bias: 0,
        ...named('Daylight', { Year: 2024, Month: 4, Day: 14, Hour: 2 }),
        ...named('Standard', { Year: 2024, Month: 3, Day: 10, Hour: 3 }),
      },
    ])
  })
})

describe('the zone of a machine', () => {
  test('comes from /etc/timezone when /etc/localtime is a copy', () => {
    const root = mkdtempSync(join(folder, 'm'))
    mkdirSync(join(root, 'etc'))
    writeFileSync(join(root, 'etc/localtime'), 'TZif2')
    writeFileSync(join(root, 'etc/timezone'), 'Asia/Kolkata\n')
    expect(systemZone(new Machine({ root, platform: 'linux' })).name).toBe('Asia/Kolkata')
  })

  test('is UTC when the name is unknown', () => {
    expect(systemZone(machineIn('Mars/Olympus_Mons')).name).toBe('UTC')
  })

  test('gives the offset that holds at an instant', () => {
    const zone = systemZone(treeMachine('server'))
    expect(zone.offsetAt(Date.UTC(2024, 9, 27, 0, 59))).toBe(120)
    expect(zone.offsetAt(Date.UTC(2024, 9, 27, 1, 0))).toBe(60)
    expect(zone.dateTime(1_714_546_800_123_456).text).toBe('20240501090000.123456+120')
  })

  test('has a name on the real machine', () => {
    expect(systemZone(new Machine()).name).toMatch(/^[A-Z]/)
  })
})
