import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryStore } from '../../src/host/data/area.js'
import { Hive } from '../../src/host/providers/registry/hive.js'
import type { RegistryValue } from '../../src/host/providers/registry/registry-value.js'
import { decodeKey, encodeKey, type StoredKey } from '../../src/host/providers/registry/stored-key.js'
import { fuzzCases } from '../vectors.js'
import { mutateText, seeded } from './mutate.js'

const text = fc.string({ unit: 'binary', maxLength: 8 }).map(each => each.replaceAll('\0', ''))
const keyName = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 8 })
  .map(each => `k${each.replace(/[\\\p{Cc}]/gu, '')}`)
const value: fc.Arbitrary<RegistryValue> = fc.oneof(
  fc.record({ name: text, type: fc.constantFrom(1 as const, 2 as const), data: text }),
  fc.record({ name: text, type: fc.constant(3 as const), data: fc.array(fc.integer({ min: 0, max: 255 })) }),
  fc.record({ name: text, type: fc.constant(4 as const), data: fc.integer({ min: 0, max: 0xffffffff }) }),
  fc.record({ name: text, type: fc.constant(7 as const), data: fc.array(text.filter(each => each !== '')) }),
  fc.record({ name: text, type: fc.constant(11 as const), data: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
)
const key: fc.Arbitrary<StoredKey> = fc.record({
  path: fc.array(keyName, { minLength: 1, maxLength: 5 }),
  values: fc.array(value, { maxLength: 4 }),
})

test('a key that was stored comes back', () => {
  fc.assert(
    fc.property(key, each => {
      expect(decodeKey(encodeKey(each))).toEqual(each)
    }),
    { numRuns: Math.ceil(fuzzCases / 10), seed: 20050117 },
  )
})

test('any text is a key that stays the same, or none, and a hive takes it or leaves it', () => {
  const random = seeded(7)
  const stored = encodeKey({
    path: ['HKEY_LOCAL_MACHINE', 'SOFTWARE', 'Acme'],
    values: [
      { name: '', type: 1, data: 'text' },
      { name: 'b', type: 3, data: [1, 2, 3] },
      { name: 'd', type: 4, data: 7 },
      { name: 'm', type: 7, data: ['a', 'b'] },
      { name: 'q', type: 11, data: 9n },
    ],
  })
  const tokens = [
    '"',
    '[',
    ']',
    '{',
    '}',
    ',',
    'null',
    '-1',
    '1e99',
    '"path"',
    '\\u0000',
    '\\\\',
    '"__proto__"',
    '=',
    '99',
  ]
  for (let round = 0; round < fuzzCases; round += 1) {
    const mutated = mutateText(stored, random, tokens)
    const found = decodeKey(mutated)
    if (found) expect(decodeKey(encodeKey(found))).toEqual(found)
    if (round % 100 !== 0) continue
    const store = new MemoryStore()
    store.area('hive').set('hkey_local_machine\\software\\acme', mutated)
    const hive = new Hive(store, [{ path: ['HKEY_LOCAL_MACHINE', 'SOFTWARE'] }])
    expect(hive.has(['hkey_local_machine', 'software'])).toBe(true)
    expect(hive.create(['HKEY_LOCAL_MACHINE', 'SOFTWARE', 'Acme'])).toBe(0)
  }
})
