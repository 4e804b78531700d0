import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { formatObjectPath, type ObjectPath, parseObjectPath, samePath } from '../../src/cim/path.js'
import { fuzzCases } from '../vectors.js'

const runs = { numRuns: Math.ceil(fuzzCases / 3), seed: 20050117 }

/** A path that prints to an equal path, or a WmiError. */
function readsOrRefuses(text: string): void {
  let path: ObjectPath
  try {
    path = parseObjectPath(text)
  } catch (error) {
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({ name: 'WBEM_E_INVALID_OBJECT_PATH' })
    expect(samePath(text, text)).toBe(false)
    return
  }
  const printed = formatObjectPath(path)
  expect(formatObjectPath(parseObjectPath(printed))).toBe(printed)
  expect(samePath(path, printed)).toBe(true)
}

const parts = fc.constantFrom(
  '\\\\',
  '//',
  '\\',
  '/',
  '.',
  ':',
  '=',
  '"',
  "'",
  ',',
  '@',
  'HOST',
  'root',
  'A',
  'K',
  '\\"',
  '1',
  '-',
  'TRUE',
  ' ',
  'é',
)

describe('any text gives a path or a WmiError', () => {
  test('text of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), readsOrRefuses), runs)
  })

  test('pieces of paths in any order', () => {
    fc.assert(
      fc.property(
        fc.array(parts).map(all => all.join('')),
        readsOrRefuses,
      ),
      runs,
    )
  })

  test('paths within paths', () => {
    const { path } = fc.letrec<{ path: string; value: string }>(tie => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string(), tie('path')),
      path: fc
        .tuple(
          fc.constantFrom('A', 'root:A', '\\\\HOST\\root\\cimv2:A'),
          fc.uniqueArray(fc.constantFrom('K', 'L', 'M'), { minLength: 1 }),
          tie('value'),
        )
        .map(([prefix, keys, value]) => `${prefix}.${keys.map(key => `${key}="${value.replace(/[\\"]/g, '\\$&')}"`)}`),
    }))
    fc.assert(
      fc.property(path, text => {
        expect(samePath(text, text)).toBe(true)
        readsOrRefuses(text)
      }),
      runs,
    )
  })
})

test.each(['\\', '/', '\\"', '"', "'", 'A.K="', 'A=', ',', '=', ':', ' ', '1', 'A', 'A.K=1,'])(
  '%j written 100,000 times gives a path or a WmiError',
  part => {
    for (const text of [part.repeat(100_000), `A.K="${part.repeat(100_000)}"`, `A.K=${part.repeat(100_000)}`])
      readsOrRefuses(text)
  },
)
