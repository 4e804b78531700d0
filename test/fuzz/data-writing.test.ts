import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ArgumentError, WmiError } from '../../src/base/errors.js'
import { WmiHost } from '../../src/host/host.js'
import { fuzzCases } from '../vectors.js'

const seed = 20050117
const mof = `class Test_Inner { uint32 P; object Q; };
class Test_Item { [key] string Name; uint64 Number; Test_Inner Inner; object Any[]; boolean Flags[]; datetime When; char16 C; real32 R;
  Test_Item ref Next; };
class Test_Sub : Test_Item { string __proto__; };
class Test_Keys { [key] char16 C; [key] datetime D; [key] boolean B; [key] Test_Item ref R; [key] sint64 S; };`
const host = new WmiHost({ mof: [{ text: mof }] })
const wmi = host.connect()

const numRuns = Math.ceil(fuzzCases / 4)
const value = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withMap: true, withNullPrototype: true }),
  fc.constantFrom('20240115103000.000000+000', 'Test_Item="a"', 'a', '1', -0, Number.NaN, 2 ** 63, '\ud800', ''),
  fc.record({ __CLASS: fc.constantFrom('Test_Inner', 'Test_Item', 'No', 5), P: fc.anything(), Q: fc.anything() }),
)
const names = [
  'Name',
  'NAME',
  'Number',
  'Inner',
  'Any',
  'Flags',
  'When',
  'C',
  'R',
  'Next',
  'D',
  'B',
  'S',
  '__CLASS',
  '__PATH',
  '__proto__',
  'constructor',
]
const values = fc.oneof(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 }), fc.anything())
const classes = fc.constantFrom(
  'Test_Item',
  'Test_Sub',
  'Test_Keys',
  'Test_Inner',
  '__EventFilter',
  '__NAMESPACE',
  'constructor',
)

async function pathOrError(work: () => Promise<unknown>): Promise<void> {
  try {
    const path = await work()
    if (typeof path !== 'string') return
    expect((await wmi.get(path)).__PATH).toBe(path)
    await wmi.delete(path)
  } catch (error) {
    if (!(error instanceof ArgumentError)) expect(error).toBeInstanceOf(WmiError)
  }
}

test('any values make an instance that its path finds, or an error', async () => {
  await fc.assert(
    fc.asyncProperty(classes, values, (name, given) => pathOrError(() => wmi.create(name, given as never))),
    { numRuns, seed },
  )
})

test('any put has a path or an error', async () => {
  const paths = fc.constantFrom(
    'Test_Item="a"',
    'Test_Sub="a"',
    'Test_Inner=@',
    '__NAMESPACE="x"',
    'Test_Keys',
    'Test_Item=""',
  )
  const options = fc.record({ mode: fc.constantFrom('either', 'update', 'create', 'x'), partial: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(paths, values, options, (path, given, how) =>
      pathOrError(() => wmi.put(path, given as never, how as never)),
    ),
    { numRuns, seed },
  )
})

test('any declaration makes a class or an error', async () => {
  const element = fc.record(
    {
      name: fc.constantFrom('P', 'p', '__proto__', 'a b', 5),
      type: fc.constantFrom('uint8', 'string', 'object', 'constructor', undefined),
      isArray: fc.constantFrom(true, false, 1),
      qualifiers: fc.constantFrom([], [{ name: 'key', value: true, flavor: {} }], 5, undefined),
      defaultValue: fc.oneof(
        fc.constant(null),
        fc.record({ kind: fc.constantFrom('null', 'integer', 'string', 'alias'), value: fc.anything() }),
      ),
    },
    { requiredKeys: ['name'] },
  )
  const declaration = fc.oneof(
    fc.anything(),
    fc.record(
      {
        name: fc.constantFrom('My_Class', 'A', '_A', 'a.b', '', '__proto__', 'constructor', 5),
        superclass: fc.constantFrom(null, 'Test_Item', 'My_Class', 'No', 5),
        qualifiers: fc.constantFrom([], [{ name: 'abstract', value: true, flavor: {} }], [5], 5),
        properties: fc.oneof(fc.array(element, { maxLength: 3 }), fc.anything()),
        methods: fc.constantFrom([], [5], undefined),
      },
      { requiredKeys: ['name'] },
    ),
  )
  await fc.assert(
    fc.asyncProperty(declaration, async given => {
      try {
        await wmi.putClass(given as never)
        const { name } = given as { name: string }
        expect((await wmi.getClass(name)).name).toBe(name)
        await wmi.deleteClass(name)
      } catch (error) {
        expect(error).toBeInstanceOf(WmiError)
      }
    }),
    { numRuns, seed },
  )
})
