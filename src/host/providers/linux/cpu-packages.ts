// Which logical processors share a core, a socket and a cache: /sys/devices/system/cpu ("cputopology" of the kernel).
import type { Machine } from '../../machine.js'
import { kilobytes } from './cpu-caches.js'
import { type CpuInfo, readCpuInfo } from './cpu-info.js'

const folder = '/sys/devices/system/cpu'

/** One socket with what runs in it. */
export interface CpuPackage {
  /** The kernel's number of the socket. */
  readonly id: number
  /** The numbers of its logical processors, as in `cpu0`. */
  readonly cpus: readonly number[]
  readonly cores: number
  /** What cpuinfo says of its first logical processor. */
  readonly info: CpuInfo
}

/** The sockets by number; empty where the machine does not tell. Machines that know no sockets have one. */
export function readCpuPackages(machine: Machine): CpuPackage[] {
  const packages = new Map<number, CpuInfo[]>()
  for (const cpu of readCpuInfo(machine)) {
    const id = packageId(machine, cpu)
    const members = packages.get(id)
    if (members) members.push(cpu)
    else packages.set(id, [cpu])
  }
  return [...packages]
    .sort(([a], [b]) => a - b)
    .flatMap(([id, members]) => {
      const [info] = members
      return info ? [{ id, cpus: members.map(numberOf), cores: coreCount(machine, members), info }] : []
    })
}

function numberOf(cpu: CpuInfo): number {
  return Number(cpu.get('processor'))
}

function packageId(machine: Machine, cpu: CpuInfo): number {
  const id = Number(
    cpu.get('physical id') ?? machine.value(`${folder}/cpu${numberOf(cpu)}/topology/physical_package_id`),
  )
  // -1 stands for "not told" on boards whose firmware describes no sockets.
  return Number.isInteger(id) && id >= 0 ? id : 0
}

function coreCount(machine: Machine, members: readonly CpuInfo[]): number {
  const told = Number(members[0]?.get('cpu cores'))
  if (told > 0) return told
  const cores = members.map(cpu => {
    const topology = `${folder}/cpu${numberOf(cpu)}/topology`
    // Threads of one core list the same siblings; core ids may repeat between clusters.
    return machine.value(`${topology}/thread_siblings_list`) ?? `cpu${numberOf(cpu)}`
  })
  return new Set(cores).size
}

/** Kilobytes of cache of a level (2, 3 …) in a socket, each cache counted once; null where the machine does not tell. */
export function cacheSize(machine: Machine, cpus: readonly number[], level: number): number | null {
  const seen = new Set<string>()
  let total = 0
  for (const cpu of cpus) {
    for (const name of machine.list(`${folder}/cpu${cpu}/cache`)) {
      const cache = `${folder}/cpu${cpu}/cache/${name}`
      if (!/^index\d+$/.test(name) || Number(machine.value(`${cache}/level`)) !== level) continue
      const shared = `${machine.value(`${cache}/type`)} ${machine.value(`${cache}/shared_cpu_list`) ?? cpu}`
      if (seen.has(shared)) continue
      seen.add(shared)
      total += kilobytes(machine.value(`${cache}/size`)) ?? 0
    }
  }
  return total || null
}

/** Megahertz from a file of cpufreq, which has kilohertz: `cpuinfo_max_freq`, `scaling_cur_freq`. */
export function cpuFrequency(machine: Machine, cpu: number, file: string): number | null {
  const kilohertz = Number(machine.value(`${folder}/cpu${cpu}/cpufreq/${file}`))
  return kilohertz > 0 ? Math.round(kilohertz / 1000) : null
}
