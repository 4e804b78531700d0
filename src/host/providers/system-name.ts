import { machine as hardwareName, release, version } from 'node:os'
import type { Machine } from '../machine.js'
import { readOsRelease } from './linux/os-release.js'

/** True where procfs tells what the providers ask. */
export function hasProcfs(machine: Machine): boolean {
  return machine.platform === 'linux' || machine.platform === 'android'
}

/** The operating system by its name and version; what the machine does not tell is null. */
export interface SystemName {
  /** As Win32_OperatingSystem.Name and .Caption and Win32_Process.OSName show it, such as `Ubuntu 24.04 LTS`. */
  readonly caption: string | null
  readonly version: string | null
  /** More exact than the version: the release of the kernel on Linux, the build on macOS and Windows. */
  readonly build: string | null
  readonly manufacturer: string | null
  /** Anything else the kernel says of its version. */
  readonly details: string | null
}

export function systemName(machine: Machine): SystemName {
  if (hasProcfs(machine)) return linuxName(machine)
  if (machine.platform === 'darwin') return macName(machine)
  if (!machine.isReal) return { caption: null, version: null, build: null, manufacturer: null, details: null }
  const number = release()
  const windows = machine.platform === 'win32'
  return {
    caption: version(),
    version: number,
    build: windows ? (number.split('.')[2] ?? null) : number,
    manufacturer: windows ? 'Microsoft Corporation' : null,
    details: null,
  }
}

function linuxName(machine: Machine): SystemName {
  const told = readOsRelease(machine)
  const kernel = machine.value('/proc/sys/kernel/osrelease')
  const plain = [told.get('NAME'), told.get('VERSION')].filter(Boolean).join(' ')
  return {
    caption: told.get('PRETTY_NAME') || plain || (kernel && `Linux ${kernel}`),
    version: told.get('VERSION_ID') || kernel,
    build: kernel,
    manufacturer: told.get('VENDOR_NAME') || null,
    details: machine.value('/proc/sys/kernel/version'),
  }
}

/** macOS keeps its name and version in a property list. */
function macName(machine: Machine): SystemName {
  const list = machine.text('/System/Library/CoreServices/SystemVersion.plist') ?? ''
  const entry = (key: string) => new RegExp(`<key>${key}</key>\\s*<string>([^<]*)</string>`).exec(list)?.[1] || null
  const product = entry('ProductVersion')
  return {
    caption: [entry('ProductName'), product].filter(Boolean).join(' ') || null,
    version: product ?? (machine.isReal ? release() : null),
    build: entry('ProductBuildVersion'),
    manufacturer: 'Apple',
    details: machine.isReal ? version() : null,
  }
}

/** The hardware for which the running kernel was built, as uname names it: `x86_64`, `aarch64`, `armv7l` …; null when not told. */
export function kernelArchitecture(machine: Machine): string | null {
  // Linux 6.1 and later say it in a file; else only the system call does.
  return machine.value('/proc/sys/kernel/arch') ?? (machine.isReal ? hardwareName() : null)
}
