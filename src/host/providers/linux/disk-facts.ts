// What sysfs, the folders of udev and its database tell of a disk besides its size.
import type { Machine } from '../../machine.js'
import type { Disk } from './disks.js'
import { readUdev, unescapeUdev } from './udev.js'

/** Host, channel, target and unit of a SCSI device, as the kernel numbers them. Numbers beyond 16 bits are null. */
export interface ScsiAddress {
  readonly host: number | null
  readonly channel: number | null
  readonly target: number | null
  readonly unit: number | null
}

/** How a disk is connected, in the words of udev's ID_BUS. */
export type DiskBus = 'ata' | 'ieee1394' | 'mmc' | 'nvme' | 'scsi' | 'usb' | 'virtio' | 'xen'

const busByName: readonly (readonly [name: RegExp, bus: DiskBus])[] = [
  [/^nvme/, 'nvme'],
  [/^mmcblk/, 'mmc'],
  [/^vd/, 'virtio'],
  [/^xvd/, 'xen'],
  [/^hd/, 'ata'],
]

/** Parts of a device's place in the tree of devices. */
const busByPlace: readonly (readonly [place: RegExp, bus: DiskBus])[] = [
  [/\/usb\d+\//, 'usb'],
  [/\/ata\d+\//, 'ata'],
  [/\/fw\d+\//, 'ieee1394'],
]

/** A page of vital product data: device type, page code, length (2), content. */
const pageHeader = 4

/** A disk, or a drive for optical discs. */
type BlockIdentity = Pick<Disk, 'name' | 'device'>

/** Reads each fact when it is asked for. Null is what the machine does not tell. */
export class DiskFacts {
  readonly #machine: Machine
  readonly #folder: string
  readonly #disk: BlockIdentity
  #database: ReadonlyMap<string, string> | undefined

  constructor(machine: Machine, disk: BlockIdentity) {
    this.#machine = machine
    this.#disk = disk
    this.#folder = `/sys/block/${disk.name}`
  }

  /** Bytes of a logical sector. */
  get sectorSize(): number | null {
    const size = Number(this.#value('queue/logical_block_size'))
    return Number.isInteger(size) && size > 0 && size <= 0xffff_ffff ? size : null
  }

  get removable(): boolean | null {
    return this.#flag('removable')
  }

  get readOnly(): boolean | null {
    return this.#flag('ro')
  }

  get bus(): DiskBus | null {
    const named = busByName.find(([name]) => name.test(this.#disk.name))?.[1]
    if (named) return named
    const place = this.#machine.link(this.#folder) ?? ''
    const placed = busByPlace.find(([part]) => part.test(place))?.[1]
    if (placed) return placed
    const told = this.#udev('ID_BUS')
    if (told === 'usb' || told === 'ata' || told === 'ieee1394') return told
    const vendor = this.#value('device/vendor')
    return vendor === 'ATA' ? 'ata' : this.#disk.name.startsWith('sd') && vendor ? 'scsi' : null
  }

  /** ATA disks write `ATA` where SCSI ones have their maker. */
  get vendor(): string | null {
    const vendor = this.#value('device/vendor')
    return vendor === 'ATA' || /^0x[0-9a-f]+$/i.test(vendor ?? '') ? null : vendor
  }

  /** SCSI cuts a name after 16 characters; udev keeps the whole one of an ATA disk. */
  get model(): string | null {
    const whole = this.#udev('ID_MODEL_ENC')
    return (whole && unescapeUdev(whole).trim()) || this.#value('device/model') || this.#value('device/name')
  }

  get serial(): string | null {
    return (
      this.#value('device/serial') ??
      this.#value('serial') ??
      this.#productData('device/vpd_pg80') ??
      this.#udev('ID_SERIAL_SHORT')
    )
  }

  get firmware(): string | null {
    return (
      this.#value('device/firmware_rev') ??
      this.#value('device/rev') ??
      this.#value('device/fwrev') ??
      this.#udev('ID_REVISION')
    )
  }

  /** The kernel's word, such as `running` or `live`. */
  get state(): string | null {
    return this.#value('device/state')
  }

  /** Whether udev saw a disc in the drive when it last looked; null where it does not run. */
  get discLoaded(): boolean | null {
    const told = this.#udev('ID_CDROM_MEDIA')
    return told === null ? (this.#udev('ID_CDROM') === null ? null : false) : told === '1'
  }

  get address(): ScsiAddress | null {
    const match = /(\d+):(\d+):(\d+):(\d+)$/.exec(this.#machine.link(`${this.#folder}/device`) ?? '')
    if (!match) return null
    const small = (text: string) => (Number(text) <= 0xffff ? Number(text) : null)
    const [host = null, channel = null, target = null, unit = null] = match.slice(1).map(small)
    return { host, channel, target, unit }
  }

  #value(file: string): string | null {
    return this.#machine.value(`${this.#folder}/${file}`)
  }

  #flag(file: string): boolean | null {
    const value = this.#value(file)
    return value === null ? null : value !== '0'
  }

  #productData(file: string): string | null {
    const page = this.#machine.text(`${this.#folder}/${file}`)
    return page?.slice(pageHeader).replaceAll('\0', ' ').trim() || null
  }

  #udev(property: string): string | null {
    if (this.#disk.device === null) return null
    this.#database ??= readUdev(this.#machine, `b${this.#disk.device}`)
    return this.#database.get(property) ?? null
  }
}
