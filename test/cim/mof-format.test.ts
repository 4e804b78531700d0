import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NameMap } from '../../src/base/name-map.js'
import type { Qualifier } from '../../src/cim/class.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import {
  type ClassDeclaration,
  declarationOf,
  type ElementDeclaration,
  type InstanceDeclaration,
  type MethodDeclaration,
  type MofScalar,
  type MofValue,
  type QualifierDeclaration,
} from '../../src/cim/declaration.js'
import { type FlavorName, flavorNames } from '../../src/cim/flavor.js'
import { InstanceShape } from '../../src/cim/instance.js'
import {
  formatClassMof,
  formatInstanceDeclaration,
  formatInstanceMof,
  formatMof,
  type MofItem,
  parseMof,
} from '../../src/cim/mof/index.js'
import type { CimTypeName } from '../../src/cim/types.js'
import { classOfMof, instancesOf } from './classes.js'

describe('formatMof', () => {
  test('a document', () => {
    const text = [
      '#pragma namespace("\\\\\\\\.\\\\root")',
      '',
      '#pragma deleteclass("A", NOFAIL)',
      '',
      '#pragma include ("b.mof")',
      '',
      'Qualifier note : ToInstance;',
      '',
      'Qualifier Max : uint32[] = {1},',
      '\tScope(class, any),',
      '\tFlavor(DisableOverride);',
      '',
      '[note, key, Version("1"): ToSubclass Amended]',
      'class A as $A : B',
      '{',
      '\t[key, a(1.0), b(FALSE), c{"x", "y"}] string Id = "a\\"b\\\\c\\td\\x0001";',
      '\tB ref Other;',
      '\tobject ref Any;',
      "\tchar16 C[2] = {'x', '\\''};",
      '\t[Static] uint32 M([in] B E, [out] real32 R[] = {1.0, -0.5});',
      '\tvoid N();',
      '};',
      '',
      'instance of A as $X',
      '{',
      '\tId = NULL;',
      '\t[q] Other = $A;',
      '\tE = instance of B',
      '\t{',
      '\t\tN = {1, 2};',
      '\t};',
      '};',
      '',
    ].join('\n')
    expect(formatMof(parseMof(text))).toBe(text)
  })

  test('what text files lose is escaped', () => {
    const [item] = parseMof('instance of A { V = "\\x7\\x85\\x2028\\xD800\\xFEFFé💥\\n"; };').items
    if (item?.kind !== 'instance') throw new Error('an instance')
    expect(formatInstanceDeclaration(item.declaration)).toContain('"\\x0007\\x0085\\x2028\\xD800\\xFEFFé💥\\n"')
  })
})

describe('formatClassMof', () => {
  test('shows what the class adds to its superclass, as WMI does', () => {
    const cimClass = classOfMof(`[Abstract] class A { [key, read] string Id; };
      [dynamic, provider("P")] class B : A { [read, Units("bytes")] uint64 Size = 5; [Implemented] uint32 Run([in] string Arg); };`)
    expect(formatClassMof(declarationOf(cimClass))).toBe(
      [
        '[dynamic, provider("P")]',
        'class B : A',
        '{',
        '\t[read, Units("bytes")] uint64 Size = "5";',
        '\t[Implemented] uint32 Run([in, ID(0)] string Arg);',
        '};',
        '',
      ].join('\n'),
    )
  })
})

describe('formatInstanceMof', () => {
  test('leaves out what has no value and quotes 64-bit integers and datetimes', () => {
    const classes = `class E { string s; }; class A { uint8 a; uint64 b; real32 c; boolean d; string e; char16 f; datetime g; A ref h;
      uint8 i[]; string j[]; E k; E l[]; string none; real64 m; };`
    const [instance] =
      instancesOf(`${classes} instance of A { a = 1; b = 5; c = 0.1; d = TRUE; e = "it's \\"C:\\\\\\""; f = 'x';
      g = "20240101000000.000000+000"; h = "A=@"; i = {}; j = {"x", "y"}; k = instance of E { s = "1"; };
      l = { instance of E {}, instance of E { s = "2"; } }; m = 3; };`)
    if (!instance) throw new Error('an instance')
    const text = formatInstanceMof(instance)
    expect(text).toBe(
      [
        'instance of A',
        '{',
        '\ta = 1;',
        '\tb = "5";',
        '\tc = 0.1;',
        '\td = TRUE;',
        '\te = "it\'s \\"C:\\\\\\"";',
        "\tf = 'x';",
        '\tg = "20240101000000.000000+000";',
        '\th = "A=@";',
        '\ti = {};',
        '\tj = {"x", "y"};',
        '\tk = instance of E',
        '\t{',
        '\t\ts = "1";',
        '\t};',
        '\tl = {instance of E',
        '\t{',
        '\t}, instance of E',
        '\t{',
        '\t\ts = "2";',
        '\t}};',
        '\tm = 3.0;',
        '};',
        '',
      ].join('\n'),
    )
    expect(instancesOf(classes + text)[0]).toEqual(instance)
  })

  test('a class inside an instance has no form in MOF', () => {
    const inner = new InstanceShape(classOfMof('class E { string s; };'), { genus: 1 }).create([])
    const outer = new InstanceShape(classOfMof('class H { object o; };')).create([inner])
    expect(() => formatInstanceMof(outer)).toThrow(
      expect.objectContaining({ name: 'WBEM_E_NOT_SUPPORTED', message: expect.stringContaining('the class E') }),
    )
  })
})

// Documents of any shape, with hard names and texts.
const name = fc.oneof(
  fc.constantFrom('ref', 'Class', 'instance', 'as', 'Größe', '_1', 'TRUE'),
  fc.stringMatching(/^[A-Z][a-z0-9_]{0,8}$/),
)
const typeName = fc.constantFrom<CimTypeName>(
  'sint8',
  'uint8',
  'sint16',
  'uint16',
  'sint32',
  'uint32',
  'sint64',
  'uint64',
  'real32',
  'real64',
  'boolean',
  'string',
  'char16',
  'datetime',
)
const className = fc.stringMatching(/^C_[a-z0-9]{1,6}$/)
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "'", '\\', '\n', '\ud800', '\u2028', '/', '*'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
})
const real = fc.double({ noNaN: true, noDefaultInfinity: true })
const plain = fc.oneof(
  fc.boolean().map(value => ({ value, real: false })),
  fc.maxSafeInteger().map(value => ({ value: value === 0 ? 0 : value, real: false })),
  real.map(value => ({ value, real: true })),
  anyText.map(value => ({ value, real: false })),
)
const qualifier: fc.Arbitrary<Qualifier> = fc
  .record({
    name: fc.oneof(name, fc.constantFrom('Key', 'abstract', 'Dynamic', 'In', 'Description')),
    value: fc.oneof(
      plain,
      fc.array(fc.integer(), { maxLength: 3 }).map(value => ({ value, real: false })),
      fc.array(real, { minLength: 1, maxLength: 3 }).map(value => ({ value, real: true })),
      fc.array(anyText, { maxLength: 3 }).map(value => ({ value, real: false })),
    ),
    flavor: fc.record({
      toInstance: fc.boolean(),
      toSubclass: fc.boolean(),
      overridable: fc.boolean(),
      amended: fc.boolean(),
    }),
  })
  .map(({ name, value, flavor }) => ({
    name,
    value: value.value,
    ...(value.real ? { real: true } : {}),
    flavor,
    propagated: false,
  }))
const qualifiers = fc.array(qualifier, { maxLength: 3 }).map(unique)
const scalar: fc.Arbitrary<MofScalar> = fc.oneof(
  fc.constant<MofScalar>({ kind: 'null' }),
  fc.boolean().map((value): MofScalar => ({ kind: 'boolean', value })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).map((value): MofScalar => ({ kind: 'integer', value })),
  real.map((value): MofScalar => ({ kind: 'real', value })),
  anyText.map((value): MofScalar => ({ kind: 'string', value })),
  fc.integer({ min: 0, max: 0xffff }).map((code): MofScalar => ({ kind: 'char', value: String.fromCharCode(code) })),
  className.map((alias): MofScalar => ({ kind: 'alias', name: `$${alias}` })),
)
const { instance } = fc.letrec<{ instance: InstanceDeclaration; value: MofValue; item: MofScalar }>(tie => ({
  item: fc.oneof(
    { depthSize: 'small' },
    scalar,
    tie('instance').map((each): MofScalar => ({ kind: 'instance', instance: each })),
  ),
  value: fc.oneof(
    tie('item'),
    fc.array(tie('item'), { maxLength: 3 }).map((items): MofValue => ({ kind: 'array', items })),
  ),
  instance: fc
    .record({
      className,
      alias: fc.option(className, { nil: undefined }),
      qualifiers,
      values: fc.array(fc.record({ name, value: tie('value'), qualifiers }), { maxLength: 3 }),
    })
    .map(({ alias, values, ...rest }) => ({ ...rest, ...aliased(alias), values: [...unique(values)] })),
}))
const literal: fc.Arbitrary<MofValue> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }).map((items): MofValue => ({ kind: 'array', items })),
)
const element: fc.Arbitrary<ElementDeclaration> = fc
  .record({
    name,
    type: fc.oneof(
      typeName.map(type => ({ type })),
      className.map(named => ({ type: 'reference' as const, className: named })),
      className.map(named => ({ type: 'object' as const, className: named })),
      fc.constantFrom({ type: 'object' as const }, { type: 'reference' as const }),
    ),
    array: fc.constantFrom({ isArray: false }, { isArray: true }, { isArray: true, arraySize: 7 }),
    qualifiers,
    defaultValue: fc.option(literal),
  })
  .map(({ type, array, ...rest }) => ({ ...rest, ...type, ...array }))
const method: fc.Arbitrary<MethodDeclaration> = fc.record({
  name,
  returnType: fc.oneof(typeName, fc.constant<'void'>('void')),
  returnIsArray: fc.boolean(),
  parameters: fc.array(element, { maxLength: 3 }).map(each => [...unique(each)]),
  qualifiers,
})
const classDeclaration: fc.Arbitrary<ClassDeclaration> = fc
  .record({
    name: className,
    alias: fc.option(className, { nil: undefined }),
    superclass: fc.option(className),
    qualifiers,
    properties: fc.array(element, { maxLength: 4 }).map(each => [...unique(each)]),
    methods: fc.array(method, { maxLength: 3 }).map(each => [...unique(each)]),
  })
  .map(({ alias, ...rest }) => ({ ...rest, ...aliased(alias) }))
const flavors = fc.array(fc.constantFrom<FlavorName>(...flavorNames.filter(word => word !== 'Amended')), {
  minLength: 1,
  maxLength: 3,
})
const qualifierDeclaration: fc.Arbitrary<QualifierDeclaration> = fc.oneof(
  fc.record({ name, flavors }).map(each => ({ ...each, type: null, isArray: false, defaultValue: null, scopes: [] })),
  fc.record({
    name,
    type: typeName,
    isArray: fc.boolean(),
    defaultValue: fc.option(
      literal.filter(
        value => value.kind !== 'alias' && !(value.kind === 'array' && value.items.some(item => item.kind === 'alias')),
      ),
    ),
    scopes: fc.uniqueArray(fc.constantFrom('class', 'property', 'any')),
    flavors: fc.oneof(flavors, fc.constant<FlavorName[]>([])),
  }),
)
const place = { line: 1, column: 1 }
const item: fc.Arbitrary<MofItem> = fc.oneof(
  fc
    .record({ name: className, arguments: fc.array(anyText, { maxLength: 2 }) })
    .map((pragma): MofItem => ({ kind: 'pragma', pragma, ...place })),
  anyText.map((file): MofItem => ({ kind: 'include', file, ...place })),
  qualifierDeclaration.map((declaration): MofItem => ({ kind: 'qualifier', declaration, ...place })),
  classDeclaration.map((declaration): MofItem => ({ kind: 'class', declaration, ...place })),
  instance.map((declaration): MofItem => ({ kind: 'instance', declaration, ...place })),
)

function unique<T extends { readonly name: string }>(items: readonly T[]): NameMap<T> {
  return NameMap.from(items)
}

function aliased(alias: string | undefined): { alias?: string } {
  return alias === undefined ? {} : { alias: `$${alias}` }
}

test('any document that is printed reads back as an equal model', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 6 }), items => {
      const again = parseMof(formatMof({ items })).items
      expect(again.map(each => ({ ...each, ...place }))).toEqual(items)
    }),
    { numRuns: 1000, seed: 4 },
  )
})

test('a datetime prints as its text in a class default', () => {
  const cimClass = classOfMof('class A { datetime d = "20240101000000.000000+060"; };')
  expect(cimClass.properties.get('d')?.defaultValue).toBeInstanceOf(CimDateTime)
  expect(formatClassMof(declarationOf(cimClass))).toContain('datetime d = "20240101000000.000000+060";')
})
