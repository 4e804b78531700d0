import type { Machine } from '../../machine.js'

/**
 * A string of the SMBIOS table as the kernel shows it, such as `bios_vendor`, `sys_vendor`, `product_serial`; null when the
 * firmware has none or when only an administrator may read it.
 */
export function readDmi(machine: Machine, name: string): string | null {
  return machine.value(`/sys/class/dmi/id/${name}`)
}
