import { performance } from 'node:perf_hooks'
import { type Provider, WmiHost } from '../../src/host/index.js'
import { Machine } from '../../src/host/machine.js'
import { processProvider } from '../../src/host/providers/process.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { median, type Row } from '../measure.js'

const seconds = 0.5
const polls = 8
const query = `SELECT * FROM __InstanceOperationEvent WITHIN ${seconds} WHERE TargetInstance ISA "Win32_Process" AND TargetInstance.Name = "no such process"`

/** 100 watchers on Win32_Process beside one: enumerations and processor time per interval; and events through one queue. */
export async function run(): Promise<Row[]> {
  const one = await watchers(1)
  const many = await watchers(100)
  const narrow = await watchers(1, ` AND TargetInstance.Handle = "${process.pid}"`)
  const { rate, growth } = await events(100_000)
  return [
    {
      what: `enumerations of Win32_Process in ${polls} intervals, 100 watchers beside one`,
      ours: String(many.enumerations),
      beside: String(one.enumerations),
      ratio: `${(many.enumerations / one.enumerations).toFixed(2)} ×`,
    },
    {
      what: 'processor time of an interval, 100 watchers beside one',
      ours: `${many.time.toFixed(1)} ms`,
      beside: `${one.time.toFixed(1)} ms`,
      ratio: `${(many.time / one.time).toFixed(2)} × its time`,
    },
    {
      what: 'processor time of an interval, one process by its Handle beside all',
      ours: `${narrow.time.toFixed(1)} ms`,
      beside: `${one.time.toFixed(1)} ms`,
      ratio: `${(narrow.time / one.time).toFixed(2)} × its time`,
    },
    {
      what: '100,000 events to a reader that keeps up',
      ours: `${(rate / 1000).toFixed(0)} k events/s`,
      beside: '',
      ratio: `heap ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MB`,
    },
  ]
}

/** Watches until so many polls were made, and answers how many enumerations that took and the time of each interval. */
async function watchers(count: number, condition = ''): Promise<{ enumerations: number; time: number }> {
  let enumerations = 0
  let reached: () => void = () => undefined
  const { provider } = processProvider(new Machine())
  const counted: Provider = {
    fixed: provider.fixed ?? [],
    enumerate(asked) {
      enumerations += 1
      times.push(cpu())
      if (times.length === polls + 1) reached()
      return provider.enumerate(asked)
    },
  }
  const times: number[] = []
  const done = new Promise<void>(resolve => {
    reached = resolve
  })
  const host = new WmiHost({ providers: [{ classes: ['Win32_Process'], provider: counted }] })
  const wmi = host.connect('root\\cimv2')
  const reading = Array.from({ length: count }, () => read(wmi, query + condition))
  await done
  await wmi.close()
  await Promise.all(reading)
  await host.close()
  const intervals = times.slice(1, -1).map((time, index) => (times[index + 2] ?? time) - time)
  return { enumerations, time: median(intervals) }
}

async function read(wmi: WmiServices, wql: string): Promise<void> {
  try {
    for await (const _event of wmi.watch(wql));
  } catch {
    // The connection was closed.
  }
}

function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function events(count: number): Promise<{ rate: number; growth: number }> {
  let emit: (id: number) => void = () => undefined
  const host = new WmiHost({
    providers: [
      {
        classes: ['Bench_Event'],
        mof: 'class Bench_Event : __ExtrinsicEvent { uint32 Id; string Text; };',
        provider: {
          enumerate: () => [],
          subscribe: subscription => {
            emit = Id => subscription.emit({ Id, Text: `event ${Id}` })
          },
        },
      },
    ],
  })
  const wmi = host.connect('root\\cimv2')
  let id = 0
  const more = () => {
    for (let index = 0; index < 1000; index += 1) {
      emit(id)
      id += 1
    }
  }
  let read = 0
  const heap: number[] = []
  const start = performance.now()
  for await (const _event of wmi.watch('SELECT * FROM Bench_Event WHERE Id >= 0', {
    onReady: () => setImmediate(more),
  })) {
    read += 1
    if (read % 10_000 === 0) heap.push(process.memoryUsage().heapUsed / 2 ** 20)
    if (read === count) break
    if (read === id) more()
  }
  const milliseconds = performance.now() - start
  await host.close()
  return { rate: (count / milliseconds) * 1000, growth: Math.min(...heap.slice(5)) - Math.min(...heap.slice(0, 5)) }
}
