import { describe, expect, test } from 'vitest'
import { TextError } from '../../src/base/errors.js'
import { setLanguage } from '../../src/base/text.js'
import type { ClassDeclaration, InstanceDeclaration, MofValue } from '../../src/cim/declaration.js'
import { parseMof } from '../../src/cim/mof/index.js'

function onlyClass(text: string): ClassDeclaration {
  const [item] = parseMof(text).items
  if (item?.kind !== 'class') throw new Error('no class')
  return item.declaration
}

function onlyInstance(text: string): InstanceDeclaration {
  const [item] = parseMof(text).items
  if (item?.kind !== 'instance') throw new Error('no instance')
  return item.declaration
}

/** The value that `text` is read as. */
function value(text: string): MofValue | undefined {
  return onlyInstance(`instance of A { V = ${text}; };`).values[0]?.value
}

describe('literals', () => {
  test.each<[string, MofValue]>([
    ['NULL', { kind: 'null' }],
    ['true', { kind: 'boolean', value: true }],
    ['FALSE', { kind: 'boolean', value: false }],
    ['0', { kind: 'integer', value: 0n }],
    ['+5', { kind: 'integer', value: 5n }],
    ['-5', { kind: 'integer', value: -5n }],
    ['18446744073709551615', { kind: 'integer', value: 18446744073709551615n }],
    ['0x1F', { kind: 'integer', value: 31n }],
    ['-0X1f', { kind: 'integer', value: -31n }],
    ['017', { kind: 'integer', value: 15n }],
    ['101b', { kind: 'integer', value: 5n }],
    ['011B', { kind: 'integer', value: 3n }],
    ['1.5', { kind: 'real', value: 1.5 }],
    ['-.5e3', { kind: 'real', value: -500 }],
    ['2E-3', { kind: 'real', value: 0.002 }],
    ['1e5', { kind: 'real', value: 100000 }],
    ['3.', { kind: 'real', value: 3 }],
    ['"text"', { kind: 'string', value: 'text' }],
    ['"a" "b"\n// between\n"c"', { kind: 'string', value: 'abc' }],
    ["'x'", { kind: 'char', value: 'x' }],
    ["'\\x41'", { kind: 'char', value: 'A' }],
    ["'\"'", { kind: 'char', value: '"' }],
    ['"\\b\\t\\n\\f\\r\\"\\\'\\\\"', { kind: 'string', value: '\b\t\n\f\r"\'\\' }],
    ['"\\x41\\X00e9\\xAz"', { kind: 'string', value: 'Aé\nz' }],
    ['"it\'s"', { kind: 'string', value: "it's" }],
    ['{}', { kind: 'array', items: [] }],
    [
      '{1, "a", NULL}',
      { kind: 'array', items: [{ kind: 'integer', value: 1n }, { kind: 'string', value: 'a' }, { kind: 'null' }] },
    ],
    ['$Alias_1', { kind: 'alias', name: '$Alias_1' }],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected)
  })

  test.each(['08', '12ab', '0x', '2b', '1e', '1e999', '1_000', '9'.repeat(100)])('%s is no number', text => {
    expect(() => value(text)).toThrow('is not a number')
  })
})

describe('instances', () => {
  test('stand inside instances, alone and in lists, with qualifiers', () => {
    const declaration = onlyInstance(
      'instance of A as $A { [q] One = instance of B { X = 1; }; Many = { instance of B {}, [q] instance of C {} }; };',
    )
    expect(declaration.alias).toBe('$A')
    expect(declaration.values[0]?.qualifiers.has('q')).toBe(true)
    expect(declaration.values[0]?.value).toMatchObject({
      kind: 'instance',
      instance: { className: 'B', values: [{ name: 'X', value: { kind: 'integer', value: 1n } }] },
    })
    expect(declaration.values[1]?.value).toMatchObject({
      items: [{ instance: { className: 'B' } }, { instance: { className: 'C' } }],
    })
  })

  test('may be nested 100 deep and no deeper', () => {
    const nest = (depth: number) => `${'instance of A { V = '.repeat(depth)}instance of A {}${'; }'.repeat(depth)};`
    expect(onlyInstance(nest(100)).className).toBe('A')
    expect(() => parseMof(nest(101))).toThrow('instances are nested more than 100 deep')
    expect(() => parseMof('instance of A { V = '.repeat(100_000))).toThrow('instances are nested more than 100 deep')
  })
})

describe('classes', () => {
  test('a name, an alias and a superclass', () => {
    expect(onlyClass('class B as $B : A {};')).toMatchObject({ name: 'B', alias: '$B', superclass: 'A' })
    expect(onlyClass('CLASS B {};')).toEqual({
      name: 'B',
      superclass: null,
      qualifiers: onlyClass('class X {};').qualifiers,
      properties: [],
      methods: [],
    })
  })

  test('properties of every type', () => {
    const { properties } = onlyClass(`class A {
      SInt8 a; uint8 b; sint16 c; uint16 d; sint32 e; uint32 f; sint64 g; uint64 h; real32 i; real64 j;
      Boolean k; String l; char16 m; datetime n; B ref o; object ref p; object q; C r;
    };`)
    expect(properties.map(({ name, type, className }) => [name, type, className])).toEqual([
      ['a', 'sint8', undefined],
      ['b', 'uint8', undefined],
      ['c', 'sint16', undefined],
      ['d', 'uint16', undefined],
      ['e', 'sint32', undefined],
      ['f', 'uint32', undefined],
      ['g', 'sint64', undefined],
      ['h', 'uint64', undefined],
      ['i', 'real32', undefined],
      ['j', 'real64', undefined],
      ['k', 'boolean', undefined],
      ['l', 'string', undefined],
      ['m', 'char16', undefined],
      ['n', 'datetime', undefined],
      ['o', 'reference', 'B'],
      ['p', 'reference', undefined],
      ['q', 'object', undefined],
      ['r', 'object', 'C'],
    ])
  })

  test('arrays with and without a bound, and defaults', () => {
    expect(
      onlyClass('class A { uint8 a[]; uint8 b[4] = {1, 2}; B ref c[2]; string d = "x"; };').properties,
    ).toMatchObject([
      { name: 'a', isArray: true, defaultValue: null },
      {
        name: 'b',
        isArray: true,
        arraySize: 4,
        defaultValue: {
          items: [
            { kind: 'integer', value: 1n },
            { kind: 'integer', value: 2n },
          ],
        },
      },
      { name: 'c', type: 'reference', isArray: true, arraySize: 2 },
      { name: 'd', isArray: false, defaultValue: { kind: 'string', value: 'x' } },
    ])
  })

  test('words of the language may be names', () => {
    const { properties, methods } = onlyClass('class A { string Class; B Ref; string as = "x"; uint32 Instance(); };')
    expect(properties.map(property => property.name)).toEqual(['Class', 'Ref', 'as'])
    expect(methods[0]?.name).toBe('Instance')
  })

  test('methods with parameters', () => {
    const [create, list] = onlyClass(`class A {
      [Static, Implemented] uint32 Create([In] string Name = "x", [Out] B ref Made, [In, Out] uint32 Ids[]);
      void List();
    };`).methods
    expect(create).toMatchObject({ name: 'Create', returnType: 'uint32', returnIsArray: false })
    expect(create?.parameters).toMatchObject([
      { name: 'Name', type: 'string', defaultValue: { kind: 'string', value: 'x' } },
      { name: 'Made', type: 'reference', className: 'B' },
      { name: 'Ids', type: 'uint32', isArray: true },
    ])
    expect(list).toMatchObject({ name: 'List', returnType: 'void', parameters: [] })
  })

  test('methods that return a class or an array', () => {
    const [one, many] = onlyClass('class A { B One(); uint32[] Many(); };').methods
    expect(one).toMatchObject({ returnType: 'object', returnClassName: 'B' })
    expect(many).toMatchObject({ returnType: 'uint32', returnIsArray: true })
  })
})

describe('qualifiers', () => {
  const qualifiersOf = (text: string) => onlyClass(`${text} class A {};`).qualifiers

  test.each([
    ['[a]', true, undefined],
    ['[a(true)]', true, undefined],
    ['[a(FALSE)]', false, undefined],
    ['[a(0x409)]', 1033, undefined],
    ['[a(-1)]', -1, undefined],
    ['[a(1.0)]', 1, true],
    ['[a("x" "y")]', 'xy', undefined],
    ['[a{"x", "y"}]', ['x', 'y'], undefined],
    ['[a {1, 2}]', [1, 2], undefined],
    ['[a{}]', [], undefined],
  ])('%s has the value %j', (text, expected, real) => {
    const qualifier = qualifiersOf(text).get('A')
    expect(qualifier?.value).toEqual(expected)
    expect(qualifier?.real).toBe(real)
  })

  test.each([
    ['[x]', { toInstance: false, toSubclass: false, overridable: true, amended: false }],
    ['[key]', { toInstance: true, toSubclass: true, overridable: false, amended: false }],
    ['[abstract]', { toInstance: false, toSubclass: false, overridable: true, amended: false }],
    ['[dynamic]', { toInstance: true, toSubclass: false, overridable: true, amended: false }],
    [
      '[x : ToInstance ToSubClass DISABLEOVERRIDE]',
      { toInstance: true, toSubclass: true, overridable: false, amended: false },
    ],
    ['[Description("x") : amended]', { toInstance: true, toSubclass: true, overridable: true, amended: true }],
    ['[key : Restricted]', { toInstance: false, toSubclass: false, overridable: false, amended: false }],
    ['[key : ToSubclass EnableOverride]', { toInstance: false, toSubclass: true, overridable: true, amended: false }],
    ['[key : NotToInstance]', { toInstance: false, toSubclass: true, overridable: false, amended: false }],
    ['[key : NotToSubclass]', { toInstance: true, toSubclass: false, overridable: false, amended: false }],
  ])('%s', (text, flavor) => {
    expect([...qualifiersOf(text)][0]?.flavor).toEqual(flavor)
  })

  test('a declaration changes the default for the text after it only', () => {
    const { items } = parseMof(
      '[x] class A {}; qualifier x : ToInstance, ToSubclass; [x] class B {}; [x:Restricted] class C {};',
    )
    const flavors = items.flatMap(item => (item.kind === 'class' ? [item.declaration.qualifiers.get('x')?.flavor] : []))
    expect(flavors.map(flavor => [flavor?.toInstance, flavor?.toSubclass])).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ])
  })

  test('a DMTF declaration goes to subclasses unless it says otherwise', () => {
    const { items } = parseMof(`Qualifier X : string[] = {"a", "b"}, Scope(class, Property), Flavor(DisableOverride);
      Qualifier Y : boolean = false, Flavor(Restricted); [X{"c"}, Y] class A {};`)
    expect(items[0]).toMatchObject({
      declaration: {
        name: 'X',
        type: 'string',
        isArray: true,
        defaultValue: { items: [{ value: 'a' }, { value: 'b' }] },
        scopes: ['class', 'property'],
        flavors: ['DisableOverride'],
      },
    })
    const qualifiers = items[2]?.kind === 'class' ? items[2].declaration.qualifiers : undefined
    expect(qualifiers?.get('x')?.flavor).toEqual({
      toInstance: false,
      toSubclass: true,
      overridable: false,
      amended: false,
    })
    expect(qualifiers?.get('y')?.flavor.toSubclass).toBe(false)
  })
})

describe('directives', () => {
  test('pragmas in any case, with and without arguments', () => {
    const { items } = parseMof(
      '#PRAGMA AUTORECOVER\n#pragma classflags("updateonly", "forceupdate");\n#pragma deleteclass("C", NOFAIL)\n#pragma x()',
    )
    expect(items.map(item => (item.kind === 'pragma' ? item.pragma : item))).toEqual([
      { name: 'AUTORECOVER', arguments: [] },
      { name: 'classflags', arguments: ['updateonly', 'forceupdate'] },
      { name: 'deleteclass', arguments: ['C', 'NOFAIL'] },
      { name: 'x', arguments: [] },
    ])
  })

  test('includes are reported and not followed', () => {
    const { items } = parseMof('#include ("/etc/passwd")\n#pragma include("b.mof")\n#include "c.mof"')
    expect(items.map(item => (item.kind === 'include' ? [item.file, item.line] : item))).toEqual([
      ['/etc/passwd', 1],
      ['b.mof', 2],
      ['c.mof', 3],
    ])
  })

  test('includes are followed through the function given; their items say where they are from', () => {
    const texts: Record<string, string> = {
      'b.mof': '\n qualifier q : ToInstance; class B {};',
      'c.mof': 'class C {};',
    }
    const asked: [string, string | undefined][] = []
    const { items } = parseMof('#include ("b.mof") [q] class A {}; #include ("c.mof")', {
      source: 'a.mof',
      include(file, from) {
        asked.push([file, from])
        return texts[file] ?? ''
      },
    })
    expect(asked).toEqual([
      ['b.mof', 'a.mof'],
      ['c.mof', 'a.mof'],
    ])
    expect(items.map(({ kind, source, line, column }) => [kind, source, line, column])).toEqual([
      ['qualifier', 'b.mof', 2, 2],
      ['class', 'b.mof', 2, 28],
      ['class', 'a.mof', 1, 20],
      ['class', 'c.mof', 1, 1],
    ])
    expect(items[2]?.kind === 'class' && items[2].declaration.qualifiers.get('q')?.flavor.toInstance).toBe(true)
  })

  test('an error in an included file names that file', () => {
    const include = () => 'class {};'
    expect(() => parseMof('#include ("b.mof")', { source: 'a.mof', include })).toThrow(
      'b.mof:1:7: expected a class name',
    )
  })

  test('files that include each other end in an error', () => {
    const twice = '#include ("x")\n'.repeat(2)
    expect(() => parseMof(twice, { include: () => twice })).toThrow('files include each other more than 32 deep')
    const many = '#include ("x")\n'.repeat(1001)
    expect(() => parseMof(many, { include: () => '' })).toThrow('more than 1000 files are included')
  })
})

describe('encodings', () => {
  const text = '[Größe("µ€")] class Ä {};'
  const expected = parseMof(text).items
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')

  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian', utf16],
    ['UTF-16 big endian', Buffer.from(utf16).swap16()],
    ['Windows-1252', Buffer.from(text.replace('€', '\x80'), 'latin1')],
    ['text with a byte order mark', `\ufeff${text}`],
  ])('%s', (_, bytes) => {
    expect(parseMof(bytes).items).toEqual(expected)
  })
})

describe('errors say where and what was expected', () => {
  test.each([
    ['class A { string x }', '1:20: expected ";", found "}"'],
    ['class A {};\r\nclass B { string };', '2:18: expected the name of a property or method, found "}"'],
    ['class A\r{\rfoo(', '3:4: expected the name of a property or method, found "("'],
    ['class A { uint8 x[0]; };', '1:19: expected a number of elements, found the number 0'],
    ['class A { void x; };', '1:11: expected a property type ("void" is for methods), found "void"'],
    ['class A { uint32 m(uint32 a b); };', '1:29: expected "," or ")", found "b"'],
    ['class A { string x; string X; };', '1:28: X is given twice'],
    ['class A { void m(string a, string A); };', '1:35: A is given twice'],
    ['[a, A] class B {};', '1:5: A is given twice'],
    ['instance of A { X = 1; x = 2; };', '1:24: x is given twice'],
    ['[a(NULL)] class B {};', '1:4: expected a qualifier value: TRUE, FALSE, a number or a text, found "NULL"'],
    ["[a('c')] class B {};", '1:4: expected a qualifier value: TRUE, FALSE, a number or a text, found "c"'],
    ['[a{1, "x"}] class B {};', '1:3: the values of a qualifier have one type'],
    ['[a(18446744073709551615)] class B {};', '1:4: the number 18446744073709551615 is too large for a qualifier'],
    ['[a : Sweet] class B {};', '1:6: expected a flavor: EnableOverride, DisableOverride'],
    ['[a class B {};', '1:4: expected "," or "]", found "class"'],
    ['[a] enum B {};', '1:5: expected "class" or "instance", found "enum"'],
    ['qualifier x : sweet;', '1:15: expected a type or a flavor: EnableOverride'],
    ['qualifier x : string, Range(1);', '1:23: expected "Scope" or "Flavor", found "Range"'],
    ['instance A {};', '1:10: expected "of", found "A"'],
    [
      'instance of A { V = ; };',
      '1:21: expected a value: a text, a number, TRUE, FALSE, NULL, an alias or an instance, found ";"',
    ],
    ['instance of A { V = {1 2}; };', '1:24: expected "," or "}", found the number 2'],
    ['instance of A { V = {{1}}; };', '1:22: expected a value'],
    ['instance of A as B {};', '1:18: expected an alias such as $Name, found "B"'],
    ['instance of A {}', '1:17: expected ";", found the end of the text'],
    ['#define X', '1:2: expected pragma or include, found "define"'],
    ['#pragma x(=)', '1:11: expected an argument of the pragma, found "="'],
    ['#include x', '1:10: expected a file name between quotes, found "x"'],
    ['"text"', '1:1: expected a class, an instance, a qualifier or a pragma, found the text "text"'],
    ['class A {}; /* open', '1:13: the comment is not closed with */'],
    ['instance of A { V = "open\n"; };', '1:21: the text is not closed with " before the end of its line'],
    ['instance of A { V = "C:\\dir"; };', '1:24: the escape sequence \\d does not exist'],
    ["instance of A { V = 'xy'; };", '1:21: single quotes hold exactly one character'],
    ['class A { string 💥; };', '1:18: the character "💥" has no meaning here'],
    ['class A { % };', '1:11: the character "%" has no meaning here'],
  ])('%s', (text, message) => {
    expect(() => parseMof(text)).toThrow(TextError)
    expect(() => parseMof(text)).toThrow(message)
  })

  test('with the file, the line and the column as fields, and what to do', () => {
    const error = failure(() => parseMof('class A\n{ x = "\\q"; };', { source: 'a.mof' }))
    expect(error.message).toMatch(/^a\.mof:2:5: /)
    expect(error).toMatchObject({ line: 2, column: 5, source: 'a.mof' })
    expect(failure(() => value('"\\q"')).hint).toMatch(/^Write \\\\ for a backslash/)
  })

  test('in French', () => {
    setLanguage('fr')
    try {
      expect(() => parseMof('class A { string x }')).toThrow('1:20: attendu : ";" ; trouvé : "}"')
      expect(() => parseMof('class {}')).toThrow('attendu : un nom de classe ; trouvé : "{"')
    } finally {
      setLanguage('en')
    }
  })
})

function failure(run: () => unknown): TextError {
  try {
    run()
  } catch (error) {
    if (error instanceof TextError) return error
  }
  throw new Error('no TextError')
}
