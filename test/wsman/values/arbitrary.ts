import fc from 'fast-check'
import {
  CimDateTime,
  type CimInstance,
  type CimProperty,
  type CimTypeName,
  type CimValue,
  InstanceShape,
} from '../../../src/cim/index.js'
import { classes } from './sample.js'

/** Any text, often with characters that XML cannot carry or that mean something to it. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']',
      '\r',
      '\n',
      '\t',
      ' ',
      '\u0000',
      '\u001f',
      '\ud800',
      '\udc00',
      '\uffff',
      '😀',
      'é',
      'a',
    ),
    maxLength: 12,
  }),
  fc.constantFrom('', ']]>', '&amp;', '&#x1;', '<p:Name>', '</p:Sample>', '<![CDATA[', 'C:\\Windows'),
)

const pad = (value: number, digits: number) => String(value).padStart(digits, '0')

const anyDateTime = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 0, max: 253402300799 }),
      fc.integer({ min: 0, max: 999999 }),
      fc.integer({ min: -999, max: 999 }),
    )
    .map(([seconds, micro, offset]) => {
      const safe = Math.min(Math.max(seconds, 86400), 253402300799 - 86400)
      return CimDateTime.fromMicroseconds(BigInt(safe) * 1000000n + BigInt(micro), offset)
    }),
  fc
    .tuple(fc.integer({ min: 0, max: 99999999 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 999999 }))
    .map(([days, hours, micro]) => CimDateTime.parse(`${pad(days, 8)}${pad(hours, 2)}0000.${pad(micro, 6)}:000`)),
  fc
    .constantFrom(
      '**************.******+***',
      '20130415******.******+000',
      '00010101000000.000000+000',
      '20130415162843.500000-000',
    )
    .map(CimDateTime.parse),
)

function integers(min: number, max: number) {
  return fc.integer({ min, max })
}

const scalars: Readonly<Record<Exclude<CimTypeName, 'object'>, fc.Arbitrary<unknown>>> = {
  uint8: integers(0, 255),
  sint8: integers(-128, 127),
  uint16: integers(0, 65535),
  sint16: integers(-32768, 32767),
  uint32: fc.oneof(integers(0, 2147483647), fc.constant(4294967295)),
  sint32: integers(-2147483648, 2147483647),
  uint64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  sint64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  real32: fc.float({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
  real64: fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0),
  boolean: fc.boolean(),
  string: anyText,
  char16: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
  datetime: anyDateTime,
  reference: fc.oneof(
    fc.tuple(integers(0, 99), fc.string({ maxLength: 8 })).map(([id, name]) => {
      return `\\\\SRV\\root\\cimv2:Target.Id=${id},Name="${name.replace(/[\\"]/g, '\\$&')}"`
    }),
    anyText,
  ),
}

function propertyValues(property: CimProperty, depth: number): fc.Arbitrary<unknown> {
  const { type } = property
  const scalar: fc.Arbitrary<unknown> =
    type === 'object' ? (depth > 1 ? fc.constant(null) : instanceOf('Inner', depth + 1)) : scalars[type]
  const items = fc.array(
    scalar.filter(item => item !== null),
    { maxLength: 3 },
  )
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: property.isArray ? items : scalar },
  )
}

/** An instance of one of the sample classes; embedded ones have no home. */
export function instanceOf(className: string, depth = 0): fc.Arbitrary<CimInstance> {
  const cimClass = classes.get(className)
  if (!cimClass) throw new Error(className)
  const home = { server: 'SRV', namespace: 'root\\cimv2' }
  const shape = new InstanceShape(cimClass, depth === 0 ? { home } : {})
  return fc
    .tuple(...shape.properties.map(property => propertyValues(property, depth)))
    .map(values => shape.create(values as CimValue[]))
}

export const sampleInstance = instanceOf('Sample')
