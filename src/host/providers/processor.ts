import { arch, cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { cpuFlags } from './linux/cpu-info.js'
import { type CpuTimes, loadBetween, readCpuTimes } from './linux/cpu-load.js'
import { describeCpu } from './linux/cpu-model.js'
import { type CpuPackage, cacheSize, cpuFrequency, readCpuPackages } from './linux/cpu-packages.js'
import { readCpuSockets, socketProperties } from './linux/cpu-sockets.js'
import { hasProcfs, kernelArchitecture } from './system-name.js'
import { wantsAny } from './wants.js'

/** How long the load is watched, in milliseconds, when somebody asks for LoadPercentage. */
const watched = 200

/** Win32_Processor.Architecture and the bits of an address, by what uname calls the kernel's architecture (or Node calls it). */
const architectures: readonly (readonly [name: RegExp, architecture: number | null, addressWidth: number])[] = [
  [/^(x86_64|amd64|x64)$/, 9, 64],
  [/^(i\d86|ia32|x86)$/, 0, 32],
  [/^(aarch64|arm64)/, 12, 64],
  [/^arm/, 5, 32],
  [/^ia64$/, 6, 64],
  [/^(ppc64|ppc64le|powerpc64)/, 3, 64],
  [/^(ppc|powerpc)/, 3, 32],
  [/^mips64/, 1, 64],
  [/^mips/, 1, 32],
  [/^(riscv64|loong(arch)?64|s390x)$/, null, 64],
]

/**
 * Win32_Processor: one instance for each socket. MaxClockSpeed is the highest frequency that cpufreq allows, or the one in
 * the processor's name; LoadPercentage is measured for a moment, and only when it is wanted. Socket, voltage, bus clock and
 * ProcessorId stand in the raw SMBIOS table, which only an administrator may read.
 */
export function processorProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_Processor'],
    provider: {
      enumerate: query => (hasProcfs(machine) ? processors(machine, query) : nodeProcessor(machine)),
    },
  }
}

async function* processors(machine: Machine, query: ProviderQuery): AsyncGenerator<ProviderRow> {
  const packages = readCpuPackages(machine)
  const loads = query.wants('LoadPercentage') ? await watchLoad(machine, query.signal) : undefined
  if (query.signal.aborted) return
  const sockets = wantsAny(query, socketProperties) ? readCpuSockets(machine, packages.length) : []
  for (const [index, socket] of packages.entries()) {
    yield {
      ...common(machine, `CPU${index}`),
      ...socketColumns(machine, socket),
      ...sockets[index],
      L2CacheSize: query.wants('L2CacheSize') ? cacheSize(machine, socket.cpus, 2) : null,
      L3CacheSize: query.wants('L3CacheSize') ? cacheSize(machine, socket.cpus, 3) : null,
      LoadPercentage: loads ? loadBetween(loads.before, loads.after, socket.cpus) : null,
    }
  }
}

/** What is true of every processor that runs this program: it is a central one, enabled and running. */
function common(machine: Machine, deviceId: string): ProviderRow {
  return {
    CreationClassName: 'Win32_Processor',
    SystemCreationClassName: 'Win32_ComputerSystem',
    SystemName: machine.hostName,
    DeviceID: deviceId,
    Availability: 3,
    CpuStatus: 1,
    ProcessorType: 3,
    Role: 'CPU',
  }
}

function socketColumns(machine: Machine, { info, cpus, cores }: CpuPackage): ProviderRow {
  const [first = 0] = cpus
  const model = describeCpu(info)
  const flags = info.has('flags') ? cpuFlags(info) : null
  const kernel = kernelArchitecture(machine)
  const [, architecture = null, width = null] =
    architectures.find(([name]) => name.test(kernel ?? (flags?.has('lm') ? 'x86_64' : ''))) ?? []
  const megahertz = Math.round(Number(info.get('cpu MHz')))
  return {
    ...model,
    Architecture: architecture,
    AddressWidth: width,
    DataWidth: flags?.has('lm') ? 64 : width,
    NumberOfCores: cores,
    NumberOfLogicalProcessors: cpus.length,
    ThreadCount: cpus.length,
    MaxClockSpeed: cpuFrequency(machine, first, 'cpuinfo_max_freq') ?? namedSpeed(info.get('model name')),
    CurrentClockSpeed: cpuFrequency(machine, first, 'scaling_cur_freq') ?? (megahertz || null),
    VMMonitorModeExtensions: flags && (flags.has('vmx') || flags.has('svm')),
    SecondLevelAddressTranslationExtensions: flags && (flags.has('ept') || flags.has('npt')),
  }
}

/** The megahertz in a name such as `Intel(R) Xeon(R) CPU E5-2637 0 @ 3.00GHz`. */
function namedSpeed(name: string | undefined): number | null {
  const match = /@\s*([\d.]+)\s*(GHz|MHz)/i.exec(name ?? '')
  return match ? Math.round(Number(match[1]) * (match[2]?.toLowerCase() === 'ghz' ? 1000 : 1)) : null
}

async function watchLoad(machine: Machine, signal: AbortSignal): Promise<{ before: CpuTimes; after: CpuTimes }> {
  const before = readCpuTimes(machine)
  // Files of another machine do not change while one waits.
  if (machine.isReal) await sleep(watched, undefined, { signal }).catch(() => undefined)
  return { before, after: readCpuTimes(machine) }
}

/** Where only Node tells of processors, it tells of logical ones: they count as one socket. */
function nodeProcessor(machine: Machine): ProviderRow[] {
  const [first, ...others] = machine.isReal ? cpus() : []
  if (!first) return []
  const [, architecture = null, width = null] = architectures.find(([name]) => name.test(arch())) ?? []
  return [
    {
      ...common(machine, 'CPU0'),
      Name: first.model.trim() || null,
      Architecture: architecture,
      AddressWidth: width,
      DataWidth: width,
      NumberOfLogicalProcessors: others.length + 1,
      ThreadCount: others.length + 1,
      CurrentClockSpeed: first.speed || null,
    },
  ]
}
