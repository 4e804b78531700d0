import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join, posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coerceValue } from '../../src/cim/convert.js'
import { WmiHost } from '../../src/host/host.js'
import { Machine } from '../../src/host/machine.js'
import type { ProviderRegistration } from '../../src/host/provider.js'
import { baseBoardProvider } from '../../src/host/providers/base-board.js'
import { cdromDriveProvider } from '../../src/host/providers/cdrom-drive.js'
import { computerSystemProductProvider } from '../../src/host/providers/computer-system-product.js'
import { diskDriveProvider } from '../../src/host/providers/disk-drive.js'
import { diskPartitionProvider } from '../../src/host/providers/disk-partition.js'
import { environmentProvider } from '../../src/host/providers/environment.js'
import { locate } from '../../src/host/providers/files/entry.js'
import { logicalDiskProvider } from '../../src/host/providers/logical-disk.js'
import { networkAdapterProvider } from '../../src/host/providers/network-adapter.js'
import { networkAdapterConfigurationProvider } from '../../src/host/providers/network-adapter-configuration.js'
import { pageFileUsageProvider } from '../../src/host/providers/page-file-usage.js'
import { systemEnclosureProvider } from '../../src/host/providers/system-enclosure.js'
import { userAccountProvider } from '../../src/host/providers/user-account.js'
import { volumeProvider } from '../../src/host/providers/volume.js'
import { providerRows } from '../host/provider-query.js'
import { treeMachine, treePath } from '../host/trees.js'
import { fuzzCases } from '../vectors.js'

/** The files of the server's tree in memory, a few of them spoiled. */
class SpoiledMachine extends Machine {
  static spoiled: ReadonlyMap<string, string> = new Map()
  static readonly read = new Set<string>()

  override text(file: string): string | null {
    SpoiledMachine.read.add(file)
    return SpoiledMachine.spoiled.get(file) ?? files.get(file) ?? null
  }

  override list(folder: string): string[] {
    return folders.get(folder) ?? []
  }

  override link(file: string): string | null {
    return links.get(file) ?? null
  }
}

const files = new Map<string, string>()
const links = new Map<string, string>()
const folders = new Map<string, string[]>()
const root = treePath('server')
const told = /^\/(proc\/(self|net|sys)|proc\/swaps|sys\/(block|class\/(net|dmi))|etc|dev|run|usr\/lib\/environment\.d)/
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  const folder = `/${posix.relative(root, entry.parentPath)}`
  const name = posix.join(folder, entry.name)
  if (!told.test(name)) continue
  folders.set(folder, [...(folders.get(folder) ?? []), entry.name])
  if (entry.isSymbolicLink()) links.set(name, readlinkSync(join(root, name)))
  else if (entry.isFile()) files.set(name, readFileSync(join(root, name), 'utf8'))
}
// udev's names have colons, which some systems cannot check out.
files.set(
  '/run/udev/data/b8:0',
  'E:ID_BUS=ata\nE:ID_MODEL_ENC=PERC\\x20H710\nE:ID_SERIAL_SHORT=6c81f660d2a1b4001\nE:ID_REVISION=3.13\n',
)
files.set(
  '/run/udev/data/b8:1',
  'E:ID_PART_ENTRY_SCHEME=dos\nE:ID_PART_ENTRY_TYPE=0x5\nE:ID_PART_ENTRY_SIZE=2048\nE:ID_PART_ENTRY_FLAGS=0x80\n',
)

const number = fc.constantFrom(
  ...[
    '-2',
    '-1',
    '0',
    '255',
    '256',
    '65535',
    '65536',
    '4294967295',
    '4294967296',
    '99999999999999999999',
    '0xffffffff',
  ],
)
/** Text as in the files: their own words, numbers at the edges, and anything. */
const word = fc.oneof(
  fc.constantFrom(...[...files.values()].flatMap(text => text.split(/[\s:=]+/))),
  number,
  fc.constantFrom('-', '0x', '1e9', 'NaN', '\\040', '\\777', '::1'),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const line = fc
  .tuple(fc.constantFrom(' ', '\t', ':', '=', ' - ', ''), fc.array(word, { maxLength: 14 }))
  .map(([by, words]) => words.join(by))
const text = fc.oneof(
  word,
  fc.array(line, { maxLength: 6 }).map(lines => lines.join('\n')),
)

const spliced = (whole: string) =>
  fc
    .tuple(fc.nat(whole.length), fc.nat(12), text)
    .map(([at, count, insert]) => whole.slice(0, at) + insert + whole.slice(at + count))

/** Some of the files that a provider reads, each with another content. */
const spoilings = (names: readonly string[]) =>
  fc.uniqueArray(
    fc
      .constantFrom(...names)
      .chain(file => fc.tuple(fc.constant(file), fc.oneof(number, text, spliced(files.get(file) ?? '')))),
    { minLength: 1, maxLength: 3, selector: ([file]) => file },
  )

const machine = new SpoiledMachine({ root, platform: 'linux' })
const statfs = async () => ({ bsize: 1n, blocks: 2n, bavail: 1n })
const addresses = () => ({})
const providers: readonly ProviderRegistration[] = [
  logicalDiskProvider(machine, { statfs }),
  networkAdapterProvider(machine, { addresses }),
  networkAdapterConfigurationProvider(machine, {
    addresses: () => ({
      eno1: [{ address: '10.0.2.15', netmask: '255.255.255.0', family: 'IPv4', mac: '', internal: false, cidr: null }],
    }),
  }),
  diskDriveProvider(machine),
  diskPartitionProvider(machine),
  volumeProvider(machine, { statfs }),
  cdromDriveProvider(machine),
  pageFileUsageProvider(machine),
  computerSystemProductProvider(machine),
  baseBoardProvider(machine),
  systemEnclosureProvider(machine),
  userAccountProvider(machine),
  environmentProvider(machine),
]
const wmi = new WmiHost({ machine: treeMachine('server') }).connect('root\\cimv2')

describe('whatever stands in the system’s files, rows have the declared types', () => {
  test.each(providers.map(provider => [provider.classes[0] ?? '', provider] as const))('%s', async (name, provider) => {
    const declared = await wmi.getClass(name)
    SpoiledMachine.spoiled = new Map()
    SpoiledMachine.read.clear()
    await providerRows(provider)
    await fc.assert(
      fc.asyncProperty(spoilings([...SpoiledMachine.read]), async spoiled => {
        SpoiledMachine.spoiled = new Map(spoiled)
        for (const row of await providerRows(provider))
          for (const property of declared.properties) coerceValue(property, row[property.name])
      }),
      { numRuns: Math.ceil(fuzzCases / providers.length) },
    )
  })
})

test('whatever name is asked for, it lies below its drive', () => {
  const component = fc.oneof(
    fc.constantFrom('..', '.', '', '/', 'a', 'a/../..', '\0', 'c:'),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(component), parts => {
      const place = locate(machine, `C:\\${parts.join('\\')}`)
      if (place) expect(place.parts.every(part => !/^\.{0,2}$|[/\\\0]/.test(part))).toBe(true)
    }),
    { numRuns: fuzzCases },
  )
})
