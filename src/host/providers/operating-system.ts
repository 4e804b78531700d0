import { uptime } from 'node:os'
import type { Facilities } from '../facilities.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { cpuHasFlag } from './linux/cpu-info.js'
import { readLocale } from './linux/locale.js'
import { mountOf, readMounts } from './linux/mounts.js'
import { readOsRelease } from './linux/os-release.js'
import { bootTime, processIds } from './linux/processes.js'
import { readSessions } from './linux/sessions.js'
import { big, wholeNumber } from './linux/text.js'
import { readMemory } from './memory.js'
import { invokes } from './methods.js'
import { operatingSystemMethods } from './operating-system-methods.js'
import { hasProcfs, kernelArchitecture, systemName } from './system-name.js'
import { wantsAny } from './wants.js'
import { systemZone } from './zone.js'

/** CIM_OperatingSystem.OSType by Node's name of the platform. */
const osTypes: Partial<Record<NodeJS.Platform, number>> = {
  aix: 9,
  android: 36,
  darwin: 2,
  freebsd: 42,
  linux: 36,
  netbsd: 43,
  openbsd: 41,
  sunos: 29,
  win32: 18,
}

/** ProductType by VARIANT_ID, for the distributions that have one. */
const productTypes: Readonly<Record<string, number>> = { workstation: 1, server: 3 }

/**
 * Win32_OperatingSystem, a singleton. Version is the distribution's, BuildNumber the kernel's release, OtherTypeDescription
 * what else the kernel says of itself. Swap is the paging file; FreePhysicalMemory counts caches that give way, as Windows
 * counts its standby list. NumberOfUsers are the logons that last.
 */
export function operatingSystemProvider(
  machine: Machine,
  facilities: Facilities,
  now: () => number = Date.now,
): ProviderRegistration {
  return {
    classes: ['Win32_OperatingSystem'],
    provider: {
      enumerate: query => [row(machine, query, now())],
      ...invokes(operatingSystemMethods(machine, facilities)),
    },
  }
}

function row(machine: Machine, query: ProviderQuery, now: number): ProviderRow {
  const name = systemName(machine)
  return {
    Caption: name.caption,
    Name: name.caption,
    CreationClassName: 'Win32_OperatingSystem',
    CSCreationClassName: 'Win32_ComputerSystem',
    CSName: machine.hostName,
    Version: name.version,
    BuildNumber: name.build,
    Manufacturer: name.manufacturer,
    OtherTypeDescription: name.details,
    OSType: osTypes[machine.platform] ?? 1,
    OSArchitecture: wordWidth(machine),
    Primary: true,
    ...(wantsAny(query, zoned) ? timeColumns(machine, now) : {}),
    ...memoryColumns(machine),
    ...directories(machine),
    ...(hasProcfs(machine) ? linuxColumns(machine, query) : {}),
  }
}

/** A time zone takes milliseconds to make. */
const zoned = ['CurrentTimeZone', 'LocalDateTime', 'LastBootUpTime']

function timeColumns(machine: Machine, now: number): ProviderRow {
  const zone = systemZone(machine)
  const boot = startTime(machine, now)
  return {
    CurrentTimeZone: zone.offsetAt(now),
    LocalDateTime: zone.dateTime(now * 1000),
    LastBootUpTime: boot === null ? null : zone.dateTime(boot * 1000),
  }
}

function memoryColumns(machine: Machine): ProviderRow {
  const { total, available, swapTotal, swapFree } = readMemory(machine)
  const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : big(a + b))
  return {
    TotalVisibleMemorySize: big(total),
    FreePhysicalMemory: big(available),
    SizeStoredInPagingFiles: big(swapTotal),
    FreeSpaceInPagingFiles: big(swapFree),
    TotalVirtualMemorySize: sum(total, swapTotal),
    FreeVirtualMemory: sum(available, swapFree),
  }
}

function linuxColumns(machine: Machine, query: ProviderQuery): ProviderRow {
  const locale = readLocale(machine)
  const limit = wholeNumber(machine.value('/proc/sys/kernel/pid_max'))
  const mounts = query.wants('BootDevice') || query.wants('SystemDevice') ? readMounts(machine) : []
  const device = (path: string) => {
    const source = mountOf(path, mounts)?.source
    // The kernel calls a root device that it cannot name /dev/root.
    return source?.startsWith('/dev/') && source !== '/dev/root' ? source : null
  }
  return {
    BootDevice: device('/boot'),
    SystemDevice: device('/'),
    CodeSet: locale.codePage?.toString(),
    Locale: locale.language?.toString(16).padStart(4, '0'),
    OSLanguage: locale.language,
    MUILanguages: locale.tag && [locale.tag],
    MaxNumberOfProcesses: limit || null,
    NumberOfProcesses: query.wants('NumberOfProcesses') ? processIds(machine).length || null : null,
    NumberOfUsers: query.wants('NumberOfUsers') ? readSessions(machine)?.length : null,
    ProductType: productTypes[readOsRelease(machine).get('VARIANT_ID') ?? ''],
    DataExecutionPrevention_Available: query.wants('DataExecutionPrevention_Available')
      ? cpuHasFlag(machine, 'nx')
      : null,
  }
}

function directories(machine: Machine): ProviderRow {
  if (machine.platform !== 'win32') return { SystemDrive: /^[A-Z]:/.exec(machine.drives.toWindows('/'))?.[0] }
  const { SystemDrive, SystemRoot } = machine.isReal ? process.env : {}
  return {
    SystemDrive,
    WindowsDirectory: SystemRoot,
    SystemDirectory: SystemRoot && `${SystemRoot}\\system32`,
  }
}

/** Milliseconds since 1970 at which the machine was started. */
function startTime(machine: Machine, now: number): number | null {
  const seconds = hasProcfs(machine) ? bootTime(machine) : null
  if (seconds !== null) return seconds * 1000
  return machine.isReal ? Math.floor(now - uptime() * 1000) : null
}

/** `64-bit` or `32-bit`, as WMI words it. */
function wordWidth(machine: Machine): string | null {
  const architecture = kernelArchitecture(machine)
  return architecture && (/64|s390x|alpha/.test(architecture) ? '64-bit' : '32-bit')
}
