// Disks and their partitions: /sys/block (Documentation/ABI/stable/sysfs-block). Sizes and starts are told in units of 512 bytes,
// whatever the sectors of the disk are.

import type { Machine } from '../../machine.js'
import { wholeNumber } from './text.js'

const unit = 512n

/** A partition, as Win32_DiskPartition names it. */
export interface DiskPartition {
  /** From 0, in the order of the kernel's numbers. */
  readonly index: number
  /** `Disk #0, Partition #0` */
  readonly deviceId: string
  /** The kernel's name, such as `sda1`. */
  readonly name: string
  /** `major:minor`, null where the kernel does not tell. */
  readonly device: string | null
  /** The kernel's number, which stands at the end of the name. */
  readonly number: number
  /** Bytes from the start of the disk. */
  readonly start: bigint | null
  /** Bytes. */
  readonly size: bigint | null
}

/** A disk, as Win32_DiskDrive names it. */
export interface Disk {
  /** From 0, in the order of drivers and names: `sda`, `sdb` … `sdz`, `sdaa`. */
  readonly index: number
  /** `\\.\PHYSICALDRIVE0` */
  readonly deviceId: string
  /** The kernel's name, such as `sda` or `nvme0n1`. */
  readonly name: string
  /** `major:minor`, null where the kernel does not tell. */
  readonly device: string | null
  /** Bytes; null where the kernel does not tell, and for a drive without a medium. */
  readonly size: bigint | null
  readonly partitions: readonly DiskPartition[]
}

/** Block devices that are no disks: made of memory, files or other disks, or drives for optical discs, floppies and tapes. */
const noDisk = /^(loop|ram|zram|dm-|md|sr|scd|fd|nbd|rbd|drbd|bcache|zd|ublkb|mtdblock|ubiblock|st|nst)\d/
/** Boot areas of memory cards, and the paths of an NVMe disk that is reached through several. */
const partOfDisk = /^(mmcblk\d+(boot\d+|rpmb|gp\d+)|nvme\d+c\d+n\d+)$/

/** The disks of the machine with their partitions; empty where it does not tell. */
export function readDisks(machine: Machine): readonly Disk[] {
  const names = machine.list('/sys/block').filter(name => isDisk(machine, name))
  return names.sort(compareDisks).map((name, index) => {
    const folder = `/sys/block/${name}`
    const size = bytes(machine, `${folder}/size`)
    return {
      index,
      deviceId: `\\\\.\\PHYSICALDRIVE${index}`,
      name,
      device: machine.value(`${folder}/dev`),
      size: size === 0n ? null : size,
      partitions: readPartitions(machine, name, index),
    }
  })
}

/**
 * The partitions on which a block device lies: itself, or those under a logical volume, a decrypted device or an array.
 * @param name the kernel's name of the device, such as `sda1` or `dm-0`
 */
export function partitionsUnder(machine: Machine, disks: readonly Disk[], name: string): readonly DiskPartition[] {
  const byName = new Map(disks.flatMap(({ partitions }) => partitions.map(each => [each.name, each] as const)))
  const found = new Set<DiskPartition>()
  const seen = new Set<string>()
  const visit = (device: string) => {
    if (seen.has(device)) return
    seen.add(device)
    const partition = byName.get(device)
    if (partition) found.add(partition)
    else for (const below of machine.list(`/sys/block/${device}/slaves`)) visit(below)
  }
  visit(name)
  return [...found]
}

function isDisk(machine: Machine, name: string): boolean {
  if (noDisk.test(name) || partOfDisk.test(name)) return false
  const target = machine.link(`/sys/block/${name}`) ?? ''
  // The disk of several NVMe paths is virtual, and yet a disk.
  return !target.includes('/devices/virtual/') || target.includes('/nvme-subsystem/')
}

/** By driver, then as drivers count: `sdz` before `sdaa`, `nvme2n1` before `nvme10n1`. */
function compareDisks(a: string, b: string): number {
  const [driverA, driverB] = [driverOf(a), driverOf(b)]
  if (driverA !== driverB) return driverA < driverB ? -1 : 1
  return a.length - b.length || (a < b ? -1 : 1)
}

function driverOf(name: string): string {
  return /^(sd|hd|vd|xvd|dasd|ubd)[a-z]+$/.exec(name)?.[1] ?? name.replace(/\d.*$/, '')
}

function readPartitions(machine: Machine, disk: string, diskIndex: number): readonly DiskPartition[] {
  const folder = `/sys/block/${disk}`
  const numbered = machine
    .list(folder)
    .filter(name => name.startsWith(disk))
    .map(name => ({
      name,
      number: wholeNumber(machine.value(`${folder}/${name}/partition`) ?? /\d+$/.exec(name)?.[0]) ?? 0,
    }))
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number)
  return numbered.map(({ name, number }, index) => ({
    index,
    deviceId: `Disk #${diskIndex}, Partition #${index}`,
    name,
    device: machine.value(`${folder}/${name}/dev`),
    number,
    start: bytes(machine, `${folder}/${name}/start`),
    size: bytes(machine, `${folder}/${name}/size`),
  }))
}

function bytes(machine: Machine, file: string): bigint | null {
  const text = machine.value(file)
  return text !== null && /^\d{1,16}$/.test(text) ? BigInt(text) * unit : null
}
