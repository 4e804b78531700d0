import { foldName, NameMap } from '../../base/name-map.js'
import type { ObjectPath } from '../../cim/path.js'
import type { Machine } from '../machine.js'
import type { Provider, ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { reference, singletonReference } from './reference.js'
import { keyOf } from './referred.js'

type Maker = (machine: Machine) => ProviderRegistration

/** A class whose instances belong to the computer, the keys of their paths, and who tells them; nobody needs to tell a singleton. */
interface Part {
  readonly class: string
  readonly keys: readonly string[]
  readonly load: (() => Promise<Maker>) | null
}

/** An association of the computer (`whole`) with its parts (`part`). */
interface Association {
  readonly name: string
  readonly whole: 'GroupComponent' | 'Element'
  readonly part: 'PartComponent' | 'Setting'
  readonly parts: readonly Part[]
  readonly more?: ProviderRow
}

function part(className: string, keys: readonly string[], load: Part['load']): Part {
  return { class: className, keys, load }
}

function components(name: string, parts: readonly Part[], more?: ProviderRow): Association {
  return { name, whole: 'GroupComponent', part: 'PartComponent', parts, ...(more ? { more } : {}) }
}

const biosKeys = ['Name', 'SoftwareElementID', 'SoftwareElementState', 'TargetOperatingSystem', 'Version']

const associations = NameMap.from<Association>([
  components('Win32_SystemBIOS', [part('Win32_BIOS', biosKeys, async () => (await import('./bios.js')).biosProvider)]),
  components('Win32_SystemDevices', [
    part('Win32_DiskDrive', ['DeviceID'], async () => (await import('./disk-drive.js')).diskDriveProvider),
    part('Win32_LogicalDisk', ['DeviceID'], async () => (await import('./logical-disk.js')).logicalDiskProvider),
    part(
      'Win32_NetworkAdapter',
      ['DeviceID'],
      async () => (await import('./network-adapter.js')).networkAdapterProvider,
    ),
    part('Win32_Volume', ['DeviceID'], async () => (await import('./volume.js')).volumeProvider),
    part('Win32_CDROMDrive', ['DeviceID'], async () => (await import('./cdrom-drive.js')).cdromDriveProvider),
    part('Win32_CacheMemory', ['DeviceID'], async () => (await import('./cache-memory.js')).cacheMemoryProvider),
    part('Win32_Battery', ['DeviceID'], async () => (await import('./battery.js')).batteryProvider),
  ]),
  components('Win32_ComputerSystemProcessor', [
    part('Win32_Processor', ['DeviceID'], async () => (await import('./processor.js')).processorProvider),
  ]),
  components('Win32_SystemPartitions', [
    part('Win32_DiskPartition', ['DeviceID'], async () => (await import('./disk-partition.js')).diskPartitionProvider),
  ]),
  components('Win32_SystemOperatingSystem', [part('Win32_OperatingSystem', [], null)], { PrimaryOS: true }),
  components('Win32_SystemProcesses', [
    part('Win32_Process', ['Handle'], async () => (await import('./process.js')).processProvider),
  ]),
  components('Win32_SystemServices', [
    part('Win32_Service', ['Name'], async () => (await import('./service.js')).serviceProvider),
  ]),
  components('Win32_SystemUsers', [
    part('Win32_UserAccount', ['Domain', 'Name'], async () => (await import('./user-account.js')).userAccountProvider),
  ]),
  {
    name: 'Win32_SystemTimeZone',
    whole: 'Element',
    part: 'Setting',
    parts: [part('Win32_TimeZone', ['StandardName'], async () => (await import('./time-zone.js')).timeZoneProvider)],
  },
])

/**
 * The associations of Win32_ComputerSystem with what belongs to it. The part is told by its own class's provider, which is
 * asked for keys only, and for the one instance when the question names it.
 */
export function systemComponentProvider(machine: Machine): ProviderRegistration {
  const providers = new Map<Part, Provider>()

  async function* partsOf(asked: Part, query: ProviderQuery, paths: readonly ObjectPath[] | undefined) {
    const provider = providers.get(asked) ?? (await asked.load?.())?.(machine).provider
    if (!provider) {
      yield {}
      return
    }
    providers.set(asked, provider)
    const isKey = (property: string) => asked.keys.some(key => foldName(key) === foldName(property))
    yield* provider.enumerate({
      ...query,
      wants: isKey,
      equals: property =>
        isKey(property) ? paths?.flatMap(path => plain(keyOf(path, asked.class, property))) : undefined,
      references: () => undefined,
      where: null,
    })
  }

  async function* enumerate(query: ProviderQuery): AsyncGenerator<ProviderRow> {
    const association = associations.get(query.class.name)
    if (!association || !isThisSystem(query.references(association.whole), machine)) return
    const computer = reference(machine, 'Win32_ComputerSystem', { Name: machine.hostName })
    const limit = query.references(association.part)
    for (const asked of association.parts) {
      const paths = limit?.filter(path => foldName(path.className) === foldName(asked.class))
      if (paths?.length === 0) continue
      for await (const row of partsOf(asked, query, paths))
        yield { [association.whole]: computer, [association.part]: pathOf(machine, asked, row), ...association.more }
    }
  }

  return { classes: Array.from(associations, ({ name }) => name), provider: { enumerate } }
}

function isThisSystem(paths: readonly ObjectPath[] | undefined, machine: Machine): boolean {
  if (!paths) return true
  const own = foldName(machine.hostName)
  return paths.some(path => foldName(String(keyOf(path, 'Win32_ComputerSystem', 'Name') ?? '')) === own)
}

function pathOf(machine: Machine, { class: className, keys }: Part, row: ProviderRow): string {
  if (keys.length === 0) return singletonReference(machine, className)
  const values = keys.map((key): [string, string | number] => {
    const value = row[key]
    return [key, typeof value === 'number' ? value : String(value)]
  })
  return reference(machine, className, Object.fromEntries(values))
}

/** Numbers of keys have at most 32 bits here. */
function plain(value: ReturnType<typeof keyOf>): (string | number | boolean)[] {
  return value === undefined ? [] : [typeof value === 'bigint' ? Number(value) : value]
}
