import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coerceValue } from '../../src/cim/convert.js'
import { WmiHost } from '../../src/host/host.js'
import { baseBoardProvider } from '../../src/host/providers/base-board.js'
import { biosProvider } from '../../src/host/providers/bios.js'
import { cacheMemoryProvider } from '../../src/host/providers/cache-memory.js'
import { decodeSmbios, entryPointVersion } from '../../src/host/providers/linux/smbios.js'
import { physicalMemoryProvider } from '../../src/host/providers/physical-memory.js'
import { physicalMemoryArrayProvider } from '../../src/host/providers/physical-memory-array.js'
import { processorProvider } from '../../src/host/providers/processor.js'
import { systemEnclosureProvider } from '../../src/host/providers/system-enclosure.js'
import { machineMaker } from '../host/machines.js'
import { providerRows } from '../host/provider-query.js'
import { serverEntryPoint, serverTable, smbiosTable } from '../host/smbios-table.js'
import { fuzzCases } from '../vectors.js'

/** The table of a server with bytes changed, then cut. */
const spoiled = fc
  .tuple(fc.array(fc.tuple(fc.nat(serverTable.length - 1), fc.nat(255)), { maxLength: 5 }), fc.nat(serverTable.length))
  .map(([changes, length]) => {
    const bytes = Buffer.from(serverTable)
    for (const [at, value] of changes) bytes[at] = value
    return bytes.subarray(0, length)
  })
const anything = fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes))

test('any bytes are structures or nothing, and no more of them than fit', () => {
  fc.assert(
    fc.property(fc.oneof(spoiled, anything), table => {
      const structures = decodeSmbios(table)
      if (structures.length > Math.ceil(table.length / 6)) return false
      for (const structure of structures) {
        // A field is there as a whole or not at all.
        for (const offset of [0, 4, 5, 0x13, 0x2c, 0x54, 0xff]) {
          structure.text(offset)
          if (structure.byte(offset) !== null) continue
          if (structure.word(offset) ?? structure.dword(offset) ?? structure.qword(offset)) return false
        }
      }
      return true
    }),
    { numRuns: fuzzCases },
  )
})

test('structures come back as they were written', () => {
  const text = fc.stringMatching(/^[!-~]{1,12}$/)
  const structure = fc
    .record({
      type: fc.constantFrom(0, 1, 4, 17, 126, 128, 255),
      handle: fc.nat(0xffff),
      length: fc.integer({ min: 8, max: 60 }),
      value: fc.nat(0xffff_ffff),
      strings: fc.array(text, { maxLength: 4 }),
    })
    .map(({ value, ...rest }) => ({ ...rest, fields: [[4, 4, value]] as const }))
  fc.assert(
    fc.property(fc.array(structure, { maxLength: 6 }), written => {
      const end = { type: 127, handle: 0, length: 4 }
      const read = decodeSmbios(Buffer.concat([smbiosTable([...written, end]), Buffer.from('after the end')]))
      expect(read.map(each => [each.type, each.handle, each.dword(4), each.strings])).toEqual(
        written.map(each => [each.type, each.handle, each.fields[0][2], each.strings]),
      )
    }),
    { numRuns: Math.ceil(fuzzCases / 10) },
  )
})

test('any bytes are an entry point or none', () => {
  expect(entryPointVersion(serverEntryPoint)).toEqual({ major: 2, minor: 7 })
  expect(entryPointVersion(Buffer.from('_SM_\0\x1f\x02\x08', 'latin1'))).toEqual({ major: 2, minor: 8 })
  fc.assert(
    fc.property(fc.constantFrom('_SM_', '_SM3_', '_DMI_', ''), anything, (anchor, rest) => {
      const version = entryPointVersion(Buffer.concat([Buffer.from(anchor), rest]))
      if (version) expect(version.major).toBeLessThanOrEqual(255)
    }),
    { numRuns: Math.ceil(fuzzCases / 10) },
  )
})

describe('whatever stands in the table, rows have the declared types', () => {
  const dmi = 'sys/class/dmi/id'
  const machine = machineMaker()({
    'sys/firmware/dmi/tables/DMI': serverTable,
    'proc/cpuinfo': [0, 1].map(cpu => `processor\t: ${cpu}\nphysical id\t: ${cpu}\n`).join('\n'),
    [`${dmi}/bios_version`]: '2.9.0\n',
    [`${dmi}/board_name`]: '0KCKR5\n',
    [`${dmi}/chassis_type`]: '23\n',
  })
  const wmi = new WmiHost({ machine }).connect('root\\cimv2')
  const providers = [
    biosProvider(machine),
    baseBoardProvider(machine),
    systemEnclosureProvider(machine),
    processorProvider(machine),
    cacheMemoryProvider(machine),
    physicalMemoryProvider(machine),
    physicalMemoryArrayProvider(machine),
  ]
  test.each(providers.map(provider => [provider.classes[0] ?? '', provider] as const))('%s', async (name, provider) => {
    const declared = await wmi.getClass(name)
    await fc.assert(
      fc.asyncProperty(spoiled, async table => {
        writeFileSync(machine.path('/sys/firmware/dmi/tables/DMI'), table)
        for (const row of await providerRows(provider))
          for (const property of declared.properties) coerceValue(property, row[property.name])
      }),
      { numRuns: Math.ceil(fuzzCases / 10 / providers.length) },
    )
  })
})
