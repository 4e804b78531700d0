// Network interfaces from sysfs: Documentation/ABI/testing/sysfs-class-net.
import { basename } from 'node:path'
import type { Machine } from '../../machine.js'
import type { NetworkInterface } from '../network-interface.js'
import { readUdev } from './udev.js'

const loopback = 772
/** net_device_flags of if.h. */
const flagUp = 0x1

/** The interfaces of sysfs by their number, without the loopback. */
export function readLinuxInterfaces(machine: Machine): readonly NetworkInterface[] {
  return machine
    .list('/sys/class/net')
    .flatMap(name => {
      const index = number(machine.value(`/sys/class/net/${name}/ifindex`))
      return index === null || index < 0 ? [] : new LinuxInterface(machine, name, index)
    })
    .filter(({ hardwareType }) => hardwareType !== loopback)
    .sort((a, b) => a.index - b.index)
}

/** Reads each fact when it is asked for: some drivers take their time to tell the speed. */
class LinuxInterface implements NetworkInterface {
  readonly name: string
  readonly index: number
  readonly #machine: Machine
  readonly #folder: string
  #database: ReadonlyMap<string, string> | undefined

  constructor(machine: Machine, name: string, index: number) {
    this.#machine = machine
    this.#folder = `/sys/class/net/${name}`
    this.name = name
    this.index = index
  }

  get interfaceIndex(): number {
    return this.index
  }

  get macAddress(): string | null {
    const address = this.#value('address')
    return address && /[1-9a-f]/i.test(address) ? address.toUpperCase() : null
  }

  get hardwareType(): number | null {
    return number(this.#value('type'))
  }

  get isWireless(): boolean {
    return this.#machine.list(this.#folder).some(name => name === 'phy80211' || name === 'wireless')
  }

  get isUp(): boolean | null {
    const flags = number(this.#value('flags'))
    return flags === null ? null : (flags & flagUp) !== 0
  }

  /** Cannot be read while the interface is switched off. */
  get hasCarrier(): boolean | null {
    const carrier = this.#value('carrier')
    return carrier === null ? null : carrier === '1'
  }

  get speed(): bigint | null {
    const megabits = number(this.#value('speed'))
    // -1, and in older kernels the same as 16 or 32 bits without sign, stand for unknown.
    const known = megabits !== null && megabits > 0 && megabits !== 0xffff && megabits < 0x7fffffff
    return known ? BigInt(megabits) * 1_000_000n : null
  }

  get mtu(): number | null {
    const mtu = number(this.#value('mtu'))
    return mtu === -1 ? null : mtu
  }

  get isPhysical(): boolean {
    return this.#machine.list(this.#folder).includes('device')
  }

  get driver(): string | null {
    const link = this.#machine.link(`${this.#folder}/device/driver`)
    return link === null ? null : basename(link)
  }

  get manufacturer(): string | null {
    return this.#udev('ID_VENDOR_FROM_DATABASE')
  }

  get product(): string | null {
    return this.#udev('ID_MODEL_FROM_DATABASE')
  }

  #value(file: string): string | null {
    return this.#machine.value(`${this.#folder}/${file}`)
  }

  /** What udev's hardware database told about the device when it appeared. */
  #udev(property: string): string | null {
    this.#database ??= readUdev(this.#machine, `n${this.index}`)
    return this.#database.get(property) ?? null
  }
}

/** A whole number that a uint32 holds, or -1. */
function number(text: string | null): number | null {
  const value = text !== null && /^(-?\d{1,10}|0x[0-9a-f]{1,8})$/i.test(text) ? Number(text) : Number.NaN
  return value >= -1 && value <= 0xffffffff ? value : null
}
