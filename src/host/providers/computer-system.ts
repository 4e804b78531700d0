import { arch, cpus, hostname } from 'node:os'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { cpuFlags } from './linux/cpu-info.js'
import { readCpuPackages } from './linux/cpu-packages.js'
import { readBoard } from './linux/device-tree.js'
import { readDmi } from './linux/dmi.js'
import { readDnsName } from './linux/dns-name.js'
import { readMembership } from './linux/samba.js'
import { readSessions } from './linux/sessions.js'
import { wholeNumber } from './linux/text.js'
import { readMemory } from './memory.js'
import { hasProcfs, kernelArchitecture } from './system-name.js'
import { wantsAny } from './wants.js'
import { daylightInEffect, systemZone } from './zone.js'

/** SystemType by what uname (or Node) calls the architecture of the kernel. */
const systemTypes: readonly (readonly [name: RegExp, type: string])[] = [
  [/^(x86_64|amd64|x64)$/, 'x64-based PC'],
  [/^(i\d86|ia32|x86)$/, 'X86-based PC'],
  [/^(aarch64|arm64)/, 'ARM64-based PC'],
  [/^arm/, 'ARM-based PC'],
  [/^ia64$/, 'Intel Itanium 64-based PC'],
]

/** PCSystemType by the type of chassis (SMBIOS 7.4.1): 1 desktop, 2 mobile, 4 enterprise server. */
const systemTypeByChassis: ReadonlyMap<number, number> = new Map([
  ...[3, 4, 5, 6, 7, 13, 15, 16, 24, 34, 35, 36].map(chassis => [chassis, 1] as const),
  ...[8, 9, 10, 11, 14, 30, 31, 32].map(chassis => [chassis, 2] as const),
  ...[17, 23, 25, 28, 29].map(chassis => [chassis, 4] as const),
])

/**
 * Win32_ComputerSystem, one instance. Domain is the DNS domain of the machine's own name, or the realm that Samba joined;
 * without any it is the workgroup, as documented. PartOfDomain and Workgroup are known only where Samba is configured.
 * UserName is who sits at the console. PCSystemType is the power profile of the firmware, which Windows reports too, else it
 * follows the chassis.
 */
export function computerSystemProvider(machine: Machine, now: () => number = Date.now): ProviderRegistration {
  return {
    classes: ['Win32_ComputerSystem'],
    provider: { enumerate: query => [row(machine, query, now())] },
  }
}

function row(machine: Machine, query: ProviderQuery, now: number): ProviderRow {
  const { total } = readMemory(machine)
  return {
    CreationClassName: 'Win32_ComputerSystem',
    Name: machine.hostName,
    Caption: machine.hostName,
    ...(wantsAny(query, ['CurrentTimeZone', 'DaylightInEffect']) ? zoneColumns(machine, now) : {}),
    TotalPhysicalMemory: total === null ? null : BigInt(total) * 1024n,
    ...(hasProcfs(machine) ? linuxColumns(machine, query) : machine.isReal ? nodeColumns() : {}),
  }
}

function zoneColumns(machine: Machine, now: number): ProviderRow {
  const zone = systemZone(machine)
  return { CurrentTimeZone: zone.offsetAt(now), DaylightInEffect: daylightInEffect(zone, now) }
}

function nodeColumns(): ProviderRow {
  const [host = ''] = hostname().split('.')
  return { DNSHostName: host, NumberOfLogicalProcessors: cpus().length || null, SystemType: systemType(arch()) }
}

function linuxColumns(machine: Machine, query: ProviderQuery): ProviderRow {
  const dns = readDnsName(machine)
  const { workgroup, partOfDomain, realm } = readMembership(machine)
  const board = readBoard(machine)
  const packages = readCpuPackages(machine)
  const info = packages[0]?.info
  const flags = info?.has('flags') ? cpuFlags(info) : null
  const chassis = wholeNumber(readDmi(machine, 'chassis_type'))
  return {
    DNSHostName: dns.host,
    Domain: realm ?? dns.domain ?? workgroup,
    PartOfDomain: partOfDomain,
    Workgroup: partOfDomain ? null : workgroup,
    Manufacturer: readDmi(machine, 'sys_vendor') ?? board.manufacturer,
    Model: readDmi(machine, 'product_name') ?? board.model,
    SystemFamily: readDmi(machine, 'product_family'),
    SystemSKUNumber: readDmi(machine, 'product_sku'),
    NumberOfProcessors: packages.length || null,
    NumberOfLogicalProcessors: packages.reduce((sum, { cpus }) => sum + cpus.length, 0) || null,
    SystemType: systemType(kernelArchitecture(machine) ?? (flags?.has('lm') ? 'x86_64' : '')),
    HypervisorPresent: hypervisorPresent(machine, flags),
    PCSystemType: powerProfile(machine, 7) ?? systemTypeByChassis.get(chassis ?? 0),
    // Tablets (8) are of their own in the wider property.
    PCSystemTypeEx: powerProfile(machine, 8) ?? systemTypeByChassis.get(chassis ?? 0),
    UserName: query.wants('UserName') ? consoleUser(machine) : null,
  }
}

function systemType(architecture: string): string | undefined {
  return systemTypes.find(([name]) => name.test(architecture))?.[1]
}

/** ACPI FADT Preferred_PM_Profile: the values are those of PCSystemType. Zero says nothing. */
function powerProfile(machine: Machine, highest: number): number | null {
  const profile = wholeNumber(machine.value('/sys/firmware/acpi/pm_profile'))
  return profile !== null && profile >= 1 && profile <= highest ? profile : null
}

function hypervisorPresent(machine: Machine, flags: ReadonlySet<string> | null): boolean | null {
  if (machine.value('/sys/hypervisor/type') || machine.list('/proc/device-tree/hypervisor').length > 0) return true
  return flags?.has('hypervisor') ?? null
}

/** `HOST\\user`, as Windows writes a local account. */
function consoleUser(machine: Machine): string | null {
  const session = readSessions(machine)?.find(({ console }) => console)
  return session ? `${machine.hostName}\\${session.user}` : null
}
