import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readSwapAreas, type SwapArea } from './linux/swaps.js'

/**
 * Win32_PageFileUsage: the swap areas in use, in megabytes. A swap file has its Windows name, a swap partition that of its
 * device.
 */
export function pageFileUsageProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_PageFileUsage'],
    provider: { enumerate: () => readSwapAreas(machine).map(area => row(machine, area)) },
  }
}

function row(machine: Machine, { path, isFile, size, used }: SwapArea): ProviderRow {
  // A backslash in a name has no Windows form.
  const name = isFile && !path.includes('\\') ? machine.drives.toWindows(path) : path
  return {
    Name: name,
    Caption: name,
    Description: name,
    AllocatedBaseSize: megabytes(size),
    CurrentUsage: megabytes(used),
  }
}

function megabytes(kilobytes: number): number {
  return Math.min(Math.round(kilobytes / 1024), 0xffff_ffff)
}
