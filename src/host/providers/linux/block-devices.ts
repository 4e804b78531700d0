import { basename } from 'node:path'
import type { Machine } from '../../machine.js'
import { unescapeUdev } from './udev.js'

/** A disk or a partition. */
export interface BlockDevice {
  /** The kernel's name, such as `sda1` or `dm-0`. */
  readonly name: string
  /** True when the medium can be taken out of its drive; null when the kernel does not tell. */
  readonly removable: boolean | null
}

/** Block devices by `major:minor` and by `/dev/name`, from sysfs (Documentation/ABI/stable/sysfs-block). */
export function readBlockDevices(machine: Machine): ReadonlyMap<string, BlockDevice> {
  const devices = new Map<string, BlockDevice>()
  const add = (name: string, folder: string, removable: boolean | null) => {
    const device = { name, removable }
    devices.set(`/dev/${name}`, device)
    const number = machine.value(`${folder}/dev`)
    if (number) devices.set(number, device)
  }
  for (const disk of machine.list('/sys/block')) {
    const folder = `/sys/block/${disk}`
    const flag = machine.value(`${folder}/removable`)
    const removable = flag === null ? null : flag !== '0'
    add(disk, folder, removable)
    for (const name of machine.list(folder)) if (name.startsWith(disk)) add(name, `${folder}/${name}`, removable)
  }
  return devices
}

/**
 * The names that udev gives devices in one of its folders, such as `by-label`, by the kernel's device name.
 * Bytes that cannot stand in a file name are written `\x20`.
 */
export function readDiskNames(
  machine: Machine,
  folder: 'by-label' | 'by-uuid' | 'by-partuuid',
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const name of machine.list(`/dev/disk/${folder}`)) {
    const target = machine.link(`/dev/disk/${folder}/${name}`)
    if (target !== null) names.set(basename(target), unescapeUdev(name))
  }
  return names
}
