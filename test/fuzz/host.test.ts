import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextError, WmiError } from '../../src/base/errors.js'
import { WmiHost } from '../../src/host/host.js'
import { fuzzCases } from '../vectors.js'

const seed = 20050117
const mof = `instance of __NAMESPACE { Name = "test"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\test")
class Test_Inner { uint32 P; };
class Test_Item { [key] string Name; [key] uint64 Number; Test_Inner Inner; boolean Flags[]; datetime When;
  [Static] uint32 Run([In] sint8 Level); };
class Test_Sub : Test_Item { };
[singleton] class Test_One { uint8 N; };
instance of Test_Item as $A { Name = "a"; Number = 1; Inner = instance of Test_Inner { P = 5; }; Flags = {TRUE}; };
instance of Test_Sub { Name = "b"; Number = 2; When = "20240115103000.000000+000"; };
instance of Test_One { N = 3; };
`
const wmi = new WmiHost({ mof: [{ text: mof, namespace: 'root' }] }).connect('root\\test')

const words = mof.split(/(\s+|[^\w\s])/).filter(Boolean)
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.constantFrom(
    'SELECT',
    '*',
    'FROM',
    'WHERE',
    'AND',
    'NOT',
    'LIKE',
    'ISA',
    'IS',
    'NULL',
    '=',
    '<',
    '"',
    "'",
    '.',
    '@',
  ),
  fc.constantFrom(
    '__PATH',
    '__CLASS',
    'meta_class',
    'ASSOCIATORS OF {',
    '}',
    'root\\test:',
    '\\\\.\\',
    '-1',
    '18446744073709551616',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const soup = fc.array(piece, { maxLength: 14 })

/** One change in the middle of something that is right. */
function changed(right: string) {
  return fc
    .tuple(fc.nat({ max: right.length }), fc.nat({ max: 8 }), fc.array(piece, { maxLength: 2 }))
    .map(([at, gone, put]) => right.slice(0, at) + put.join(' ') + right.slice(at + gone))
}

const queries = fc.oneof(
  soup.map(pieces => pieces.join(' ')),
  changed('SELECT Name, Inner FROM Test_Item WHERE Number >= 1 AND Inner.P = 5 OR NOT (When IS NULL)'),
  changed("SELECT * FROM meta_class WHERE __this ISA 'Test_Item' AND __CLASS LIKE '%s%'"),
)
const paths = fc.oneof(
  soup.map(pieces => pieces.join('')),
  changed('\\\\.\\root\\test:Test_Item.Name="a",Number=1'),
  changed('Test_One=@'),
)

async function valueOrWmiError(work: () => Promise<unknown>): Promise<void> {
  try {
    expect(await work()).toBeDefined()
  } catch (error) {
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({ namespace: expect.any(String), operation: expect.any(String) })
  }
}

test('any query has rows or a WmiError', async () => {
  const numRuns = Math.ceil(fuzzCases / 4)
  await fc.assert(
    fc.asyncProperty(queries, query => valueOrWmiError(() => wmi.query(query).toArray())),
    { numRuns, seed },
  )
})

test('any path has an instance, a class, or a WmiError', async () => {
  const numRuns = Math.ceil(fuzzCases / 4)
  await fc.assert(
    fc.asyncProperty(paths, path => valueOrWmiError(() => wmi.get(path))),
    { numRuns, seed },
  )
})

test('any method and parameters have an answer or a WmiError', async () => {
  const parameters = fc.dictionary(fc.constantFrom('Level', 'LEVEL', '__proto__', 'constructor', 'X'), fc.anything())
  const numRuns = Math.ceil(fuzzCases / 4)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('Run', 'run', 'Stop', 'constructor'), parameters, (method, values) =>
      valueOrWmiError(() => wmi.invoke('Test_Item', method, values)),
    ),
    { numRuns, seed },
  )
})

test('any MOF text loads or says where it is wrong', () => {
  const documents = fc.oneof(
    changed(mof),
    soup.map(pieces => mof + pieces.join(' ')),
  )
  fc.assert(
    fc.property(documents, text => {
      try {
        expect(new WmiHost({ mof: [{ text, namespace: 'root' }] }).connect('root').namespace).toBe('root')
      } catch (error) {
        if (!(error instanceof TextError)) expect(error).toBeInstanceOf(WmiError)
        expect(error).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
      }
    }),
    { numRuns: Math.ceil(fuzzCases / 4), seed },
  )
})
