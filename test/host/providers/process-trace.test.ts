import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NameMap } from '../../../src/base/name-map.js'
import { CimClass } from '../../../src/cim/class.js'
import type { Machine } from '../../../src/host/machine.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { processTraceProvider } from '../../../src/host/providers/process-trace.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'

const make = machineMaker()

const stat = (pid: number, name: string, parent: number, started: number) =>
  `${pid} (${name}) S ${parent} 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 ${started} 0 0\n`

function begin(
  machine: Machine,
  pid: number,
  name: string,
  { parent = 1, started = pid * 10, session = '' } = {},
): void {
  mkdirSync(machine.path(`/proc/${pid}`), { recursive: true })
  writeFileSync(machine.path(`/proc/${pid}/stat`), stat(pid, name, parent, started))
  if (session !== '') writeFileSync(machine.path(`/proc/${pid}/sessionid`), session)
}
const end = (machine: Machine, pid: number) => rmSync(machine.path(`/proc/${pid}`), { recursive: true })
const lastId = (machine: Machine, pid: number) =>
  writeFileSync(machine.path('/proc/loadavg'), `0.00 0.00 0.00 1/93 ${pid}\n`)

const eventClass = (name: string) =>
  new CimClass({
    name,
    derivation: ['Win32_ProcessTrace'],
    qualifiers: new NameMap(),
    properties: new NameMap(),
    methods: new NameMap(),
  })

/** Watches starts or stops; `next` waits for the next one. */
function watch(registration: ReturnType<typeof processTraceProvider>, name: string) {
  const controller = new AbortController()
  const told: ProviderRow[] = []
  let wake: () => void = () => undefined
  registration.provider.subscribe?.({
    event: eventClass(name),
    target: null,
    where: null,
    signal: controller.signal,
    emit(row) {
      told.push(row)
      wake()
    },
    fail() {
      throw new Error('failed')
    },
  })
  const next = async (): Promise<ProviderRow | undefined> => {
    while (told.length === 0)
      await new Promise<void>(resolve => {
        wake = resolve
      })
    return told.shift()
  }
  return { next, told, leave: () => controller.abort() }
}

function machine(): Machine {
  const made = make({ 'proc/loadavg': '', 'proc/sys/kernel/pid_max': '1000\n' })
  lastId(made, 10)
  begin(made, 1, 'init', { parent: 0 })
  begin(made, 10, 'old')
  return made
}

describe('Win32_ProcessStartTrace and Win32_ProcessStopTrace', () => {
  test('tell processes that begin and end, not those that were there', async () => {
    const linux = machine()
    const provider = processTraceProvider(linux)
    const starts = watch(provider, 'Win32_ProcessStartTrace')
    const stops = watch(provider, 'Win32_ProcessStopTrace')
    begin(linux, 11, 'new', { parent: 10, session: '3' })
    lastId(linux, 11)
    const row = { ProcessID: 11, ParentProcessID: 10, ProcessName: 'new', SessionID: 3 }
    expect(await starts.next()).toEqual(row)
    end(linux, 11)
    expect(await stops.next()).toEqual(row)
    end(linux, 10)
    expect(await stops.next()).toEqual({ ProcessID: 10, ParentProcessID: 1, ProcessName: 'old', SessionID: null })
    expect(starts.told).toEqual([])
    starts.leave()
    stops.leave()
  })

  test('look at ids that begin again from the lowest', async () => {
    const linux = machine()
    lastId(linux, 999)
    const starts = watch(processTraceProvider(linux), 'Win32_ProcessStartTrace')
    begin(linux, 1000, 'highest')
    begin(linux, 2, 'lowest')
    lastId(linux, 2)
    expect([(await starts.next())?.ProcessName, (await starts.next())?.ProcessName]).toEqual(['highest', 'lowest'])
    starts.leave()
  })

  test('list all processes when more ids were given than can be looked at', async () => {
    const linux = machine()
    const starts = watch(processTraceProvider(linux), 'Win32_ProcessStartTrace')
    begin(linux, 700, 'late')
    lastId(linux, 701)
    expect((await starts.next())?.ProcessName).toBe('late')
    starts.leave()
  })

  test('tell an end and a beginning when an id was given anew', async () => {
    const linux = machine()
    const provider = processTraceProvider(linux)
    const starts = watch(provider, 'Win32_ProcessStartTrace')
    const stops = watch(provider, 'Win32_ProcessStopTrace')
    begin(linux, 10, 'again', { started: 5000 })
    lastId(linux, 9)
    expect((await starts.next())?.ProcessName).toBe('again')
    expect((await stops.next())?.ProcessName).toBe('old')
    starts.leave()
    stops.leave()
  })

  test('work by listing alone where the last id is not told', async () => {
    const linux = machine()
    rmSync(linux.path('/proc/loadavg'))
    const starts = watch(processTraceProvider(linux), 'Win32_ProcessStartTrace')
    begin(linux, 11, 'new')
    expect((await starts.next())?.ProcessName).toBe('new')
    starts.leave()
  })

  test('are no instances', async () => {
    expect(await providerRows(processTraceProvider(machine()))).toEqual([])
  })

  test('are refused where there is no procfs', () => {
    expect(() => watch(processTraceProvider(make({}, 'darwin')), 'Win32_ProcessStartTrace')).toThrow(
      'this system does not tell of processes that begin and end',
    )
  })
})
