import { describe, expect, test } from 'vitest'
import { noQualifiers } from '../../src/cim/class.js'
import { type ClassDeclaration, declarationOf, deriveClass } from '../../src/cim/declaration.js'
import { classesOf, classOfMof } from './classes.js'

/** The names of qualifiers; those that came from a superclass in brackets. */
function named(qualifiers: Iterable<{ name: string; propagated: boolean }> | undefined): string[] {
  return [...(qualifiers ?? [])].map(({ name, propagated }) => (propagated ? `(${name})` : name))
}

describe('a class and its ancestors', () => {
  const classes = classesOf('class A {}; class B : A {}; class C : b {};')
  const c = classes.get('c')

  test('derivation, superclass and dynasty', () => {
    expect(c?.derivation).toEqual(['B', 'A'])
    expect(c?.superclass).toBe('B')
    expect(c?.dynasty).toBe('A')
    expect(classes.get('a')).toMatchObject({ derivation: [], superclass: null, dynasty: 'A' })
  })

  test('isA is true for itself and every ancestor, in any case', () => {
    expect(['c', 'B', 'a', 'D'].map(name => c?.isA(name))).toEqual([true, true, true, false])
  })
})

describe('properties', () => {
  const classes = classesOf(`
    class A { [key] string Id; [read, Note] uint32 Size = 5; string Text; };
    class B : A { uint8 Own[]; [write, override("Size")] uint32 SIZE; };
    class C : B { uint32 Size = NULL; string text = "t"; };`)

  test('inherited ones come first, overridden ones keep their place and spelling', () => {
    expect([...(classes.get('C')?.properties ?? [])].map(each => each.name)).toEqual(['Id', 'Size', 'Text', 'Own'])
  })

  test('origin is the first class, propagated tells what the class itself says nothing of', () => {
    const seen = [...(classes.get('B')?.properties ?? [])].map(each => [each.name, each.origin, each.propagated])
    expect(seen).toEqual([
      ['Id', 'A', true],
      ['Size', 'A', false],
      ['Text', 'A', true],
      ['Own', 'B', false],
    ])
  })

  test('an override keeps the default unless it gives one, NULL included', () => {
    expect(classes.get('B')?.properties.get('size')?.defaultValue).toBe(5)
    expect(classes.get('C')?.properties.get('size')?.defaultValue).toBeNull()
    expect(classes.get('C')?.properties.get('text')?.defaultValue).toBe('t')
  })

  test('defaults are values of the declared type', () => {
    const { properties } = classOfMof(`class A {
      uint64 a = 5; sint64 b = "-9223372036854775808"; uint8 c[2] = {1, 2}; char16 d = 'x'; char16 e = 0x41;
      datetime f = "20240101000000.000000+060"; B ref g = "B=@"; real32 h = 1; boolean i = TRUE; string j[] = {}; };`)
    expect([...properties].map(each => String(each.defaultValue))).toEqual([
      '5',
      '-9223372036854775808',
      '1,2',
      'x',
      'A',
      '20240101000000.000000+060',
      'B=@',
      '1',
      'true',
      '',
    ])
    expect(properties.get('a')?.defaultValue).toBe(5n)
  })

  test.each([
    ['uint8 x = 256;', 'A.x: 256 is not a value of type uint8'],
    ['uint8 x = 1.5;', 'A.x: 1.5 is not a value of type uint8'],
    ['uint8 x = "one";', 'A.x: "one" is not a value of type uint8'],
    ['string x = 1;', 'A.x: 1 is not a value of type string'],
    ['boolean x = 1;', 'A.x: 1 is not a value of type boolean'],
    ['datetime x = "2024";', 'A.x: "2024" is not a value of type datetime'],
    ['uint8 x[] = 1;', 'A.x: the property is an array; write its values between braces'],
    ['uint8 x = {1};', 'A.x: the property is not an array'],
    ['uint8 x[1] = {1, 2};', 'A.x: 2 values for an array of 1'],
    ['string x[] = {"a", NULL};', 'A.x: an array cannot hold NULL'],
    ['object x = $Y;', 'A.x: a default cannot be an alias or an instance'],
    ['void m(uint8 x = 256);', 'A.m.x: 256 is not a value of type uint8'],
  ])('refuses the default in %s', (feature, message) => {
    expect(() => classOfMof(`class A { ${feature} };`)).toThrow(
      expect.objectContaining({ name: 'WBEM_E_TYPE_MISMATCH', message }),
    )
  })
})

describe('qualifiers', () => {
  const classes = classesOf(`
    [abstract, Association, dynamic, provider("P"), Note, Kept("a"): ToSubclass, Locale(1033)]
    class A { [key, read, Note] string Id; [Implemented, Note, Description("x")] void M([in, Note] string S); };
    [Kept("b")] class B : A { [MaxLen(5)] string Id; };
    class C : B {};`)

  test('those that go to subclasses are propagated, abstract never', () => {
    expect(named(classes.get('B')?.qualifiers)).toEqual(['Kept', '(Association)'])
    expect(classes.get('B')?.qualifiers.get('kept')?.value).toBe('b')
    expect(named(classes.get('C')?.qualifiers)).toEqual(['(Association)'])
    expect(['A', 'B', 'C'].map(name => classes.get(name)?.isAbstract)).toEqual([true, false, false])
    expect(['A', 'B', 'C'].map(name => classes.get(name)?.isAssociation)).toEqual([true, true, true])
  })

  test('the same holds for properties and methods', () => {
    expect(named(classes.get('B')?.properties.get('Id')?.qualifiers)).toEqual(['MaxLen', '(key)', '(read)'])
    expect(named(classes.get('C')?.properties.get('Id')?.qualifiers)).toEqual(['(MaxLen)', '(key)', '(read)'])
    expect(named(classes.get('C')?.methods.get('M')?.qualifiers)).toEqual(['(Implemented)', '(Description)'])
  })

  test('one that may not be overridden may be repeated, not changed', () => {
    expect(() => classOfMof('class A { [key] string Id; }; class B : A { [key] string Id; };')).not.toThrow()
    expect(() => classOfMof('class A { [key] string Id; }; class B : A { [key(false)] string Id; };')).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_OVERRIDE_NOT_ALLOWED',
        message: 'B.Id: the qualifier key is inherited and cannot be changed',
      }),
    )
    const fixed = '[x{"a", "b"} : ToSubclass DisableOverride] class A {};'
    expect(() => classOfMof(`${fixed} [X{"a", "b"}] class B : A {};`)).not.toThrow()
    expect(() => classOfMof(`${fixed} [X{"a"}] class B : A {};`)).toThrow('B: the qualifier X is inherited')
  })
})

describe('keys', () => {
  test('are in alphabetical order, inherited', () => {
    const { keys } = classOfMof(
      'class A { [key] string b; string c; [Key] uint8 A; [key(FALSE)] string d; }; class B : A {};',
    )
    expect(keys.map(key => key.name)).toEqual(['A', 'b'])
  })

  test.each([
    ['class A { [key] string a[]; };', 'WBEM_E_CANNOT_BE_KEY'],
    ['class A { [key] real32 a; };', 'WBEM_E_CANNOT_BE_KEY'],
    ['class A { [key] object a; };', 'WBEM_E_CANNOT_BE_KEY'],
    ['class A { [key] string a; }; class B : A { [key] string b; };', 'WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE'],
    ['class A { [key] string a; string b; }; class B : A { [key] string b; };', 'WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE'],
    ['[singleton] class A { [key] string a; };', 'WBEM_E_CANNOT_BE_SINGLETON'],
  ])('%s is %s', (mof, name) => {
    expect(() => classOfMof(mof)).toThrow(expect.objectContaining({ name }))
  })

  test('a superclass without keys leaves them to its subclasses', () => {
    expect(classOfMof('class A { string a; }; class B : A { [key] string a; };').keys.map(key => key.origin)).toEqual([
      'A',
    ])
  })
})

describe('methods', () => {
  test('parameters without IDs are numbered as written', () => {
    const [method] = classOfMof(
      'class A { uint32 M([in] string b, [out] string a, string c, [in, out] uint8 d[]); };',
    ).methods
    expect(method?.parameters.map(each => [each.name, each.in, each.out, each.qualifiers.get('id')?.value])).toEqual([
      ['b', true, false, 0],
      ['a', false, true, 1],
      ['c', true, false, 2],
      ['d', true, true, 3],
    ])
  })

  test('parameters with IDs are in their order', () => {
    const [method] = classOfMof('class A { void M([ID(1)] string b, [ID(2)] string c, [ID(0)] string a); };').methods
    expect(method?.parameters.map(each => each.name)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['[ID(0)] string a, string b', 'WBEM_E_MISSING_PARAMETER_ID'],
    ['[ID(0)] string a, [ID(2)] string b', 'WBEM_E_NONCONSECUTIVE_PARAMETER_IDS'],
    ['[ID(0)] string a, [ID(0)] string b', 'WBEM_E_NONCONSECUTIVE_PARAMETER_IDS'],
    ['[ID("0")] string a', 'WBEM_E_INVALID_PARAMETER_ID'],
    ['[ID(-1)] string a', 'WBEM_E_INVALID_PARAMETER_ID'],
    ['[ID(0.5)] string a', 'WBEM_E_INVALID_PARAMETER_ID'],
  ])('the parameters %s are %s', (parameters, name) => {
    expect(() => classOfMof(`class A { void M(${parameters}); };`)).toThrow(expect.objectContaining({ name }))
  })

  test('an override takes the place of the inherited one', () => {
    const cimClass = classOfMof(`class A { [Static] uint32 M(string a); void N(); };
      class B : A { uint64 m(string b, string c); };`)
    expect([...cimClass.methods].map(each => [each.name, each.origin, each.propagated, each.returnType])).toEqual([
      ['M', 'A', false, 'uint64'],
      ['N', 'A', true, 'void'],
    ])
    expect(cimClass.methods.get('m')?.parameters).toHaveLength(2)
    expect(named(cimClass.methods.get('m')?.qualifiers)).toEqual(['(Static)'])
  })
})

describe('contradictions', () => {
  const empty = { qualifiers: noQualifiers, properties: [], methods: [] }
  const text = { type: 'string', isArray: false, qualifiers: noQualifiers, defaultValue: null } as const
  const method = { returnType: 'void', returnIsArray: false, parameters: [], qualifiers: noQualifiers } as const

  test.each<[string, ClassDeclaration, string]>([
    ['no superclass given', { ...empty, name: 'B', superclass: 'A' }, 'WBEM_E_INVALID_SUPERCLASS'],
    [
      'a property twice',
      {
        ...empty,
        name: 'B',
        superclass: null,
        properties: [
          { name: 'x', ...text },
          { name: 'X', ...text },
        ],
      },
      'WBEM_E_INVALID_PROPERTY',
    ],
    [
      'a method twice',
      {
        ...empty,
        name: 'B',
        superclass: null,
        methods: [
          { name: 'm', ...method },
          { name: 'M', ...method },
        ],
      },
      'WBEM_E_INVALID_METHOD',
    ],
    [
      'a parameter twice',
      {
        ...empty,
        name: 'B',
        superclass: null,
        methods: [
          {
            name: 'm',
            ...method,
            parameters: [
              { name: 'p', ...text },
              { name: 'P', ...text },
            ],
          },
        ],
      },
      'WBEM_E_INVALID_DUPLICATE_PARAMETER',
    ],
    [
      'a system property',
      { ...empty, name: 'B', superclass: null, properties: [{ name: '__class', ...text }] },
      'WBEM_E_SYSTEM_PROPERTY',
    ],
  ])('%s', (_, declaration, name) => {
    expect(() => deriveClass(declaration, null)).toThrow(expect.objectContaining({ name }))
  })

  test('a class more than 100 levels below a root class', () => {
    const chain = (levels: number) =>
      Array.from({ length: levels }, (_, level) => `class A${level} ${level > 0 ? `: A${level - 1}` : ''} {};`).join('')
    expect(classOfMof(chain(101)).derivation.length).toBe(100)
    expect(() => classesOf(chain(102))).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_QUOTA_VIOLATION',
        message: 'A101: the class stands more than 100 levels below its root class',
      }),
    )
  })

  test('a class below itself', () => {
    const [a, b] = classesOf('class A {}; class B : A {};')
    expect(a).toBeDefined()
    expect(() => deriveClass({ ...empty, name: 'A', superclass: 'B' }, b ?? null)).toThrow(
      expect.objectContaining({ name: 'WBEM_E_CIRCULAR_REFERENCE' }),
    )
  })

  test('an override of another type', () => {
    expect(() => classOfMof('class A { string x; }; class B : A { uint8 x; };')).toThrow(
      'B.x: it has another type in A, which declared it first',
    )
    expect(() => classOfMof('class A { string x; }; class B : A { string x[]; };')).toThrow('B.x: it has another type')
  })
})

describe('declarationOf', () => {
  test('says what the class adds, with quoted 64-bit defaults', () => {
    const declaration = declarationOf(
      classOfMof(
        '[Note : ToSubclass] class A { [key] string Id; string T; }; [Own] class B : A { uint64 N = 5; [read] string T; };',
      ),
    )
    expect(declaration).toMatchObject({ name: 'B', superclass: 'A' })
    expect(named(declaration.qualifiers)).toEqual(['Own'])
    expect(declaration.properties.map(each => [each.name, each.defaultValue])).toEqual([
      ['T', null],
      ['N', { kind: 'string', value: '5' }],
    ])
  })

  test('derives to an equal class', () => {
    const mof = `[Association] class A { [key] B ref Left; real32 R = 0.1; char16 C = '\\''; };
      class D : A { [Values{"a", "b"}: Amended] uint8 V[3] = {1}; B M([out, ID(1)] B O, [in, ID(0)] datetime T); };`
    const [a, d] = classesOf(mof)
    if (!a || !d) throw new Error('two classes')
    expect(deriveClass(declarationOf(d), a)).toEqual(d)
  })
})
