import fc from 'fast-check'
import type {
  AssociationQuery,
  ComparisonOperator,
  Condition,
  DataQuery,
  EventQuery,
  Predicate,
  PropertyPath,
  SchemaQuery,
  WqlConstant,
  WqlQuery,
} from '../../src/wql/index.js'

/** Words that the grammar knows, and what people write by mistake. */
const words = [
  'SELECT',
  'FROM',
  'WHERE',
  'AND',
  'OR',
  'NOT',
  'LIKE',
  'ISA',
  'IS',
  'NULL',
  'TRUE',
  'FALSE',
  'WITHIN',
  'GROUP',
  'BY',
  'HAVING',
  'NumberOfEvents',
  'ASSOCIATORS',
  'REFERENCES',
  'OF',
  'AssocClass',
  'ResultClass',
  'Role',
  'ClassDefsOnly',
  'KeysOnly',
  'meta_class',
  '__this',
  '__CLASS',
  'Name',
  'TargetInstance',
  'Win32_X',
  '*',
  ',',
  '.',
  '(',
  ')',
  '{',
  '}',
  '=',
  '<>',
  '!=',
  '<',
  '>',
  '<=',
  '>=',
  '==',
  ';',
  '--',
  '?',
  '"a"',
  "'b'",
  '"',
  "'",
  '\\',
  '"\\\\"',
  '"C:\\x"',
  '5',
  '-1.5',
  '1e3',
  '1e999',
  '0x1',
  '{X.A="b"}',
  '{X=@}',
  '{X}',
  '\u00a0',
  '“',
  '\n',
  '[',
  ']',
  '%',
  'é',
  '𝒳',
  '\ud800',
]

/** Text near the grammar: its words in any order, with and without blanks. */
export const wordSoup: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', ' ', '', '\t')), { maxLength: 30 })
  .map(parts => parts.map(([word, space]) => word + space).join(''))

const letter = fc.constantFrom(...'abcXYZ_é')
const reserved = /^(select|from|where|and|or|not|null|true|false)$/i

/** A class or property name; also keywords that are not reserved. */
export const nameArbitrary: fc.Arbitrary<string> = fc
  .oneof(
    fc
      .tuple(letter, fc.string({ unit: fc.constantFrom(...'abz019_'), maxLength: 6 }))
      .map(([first, rest]) => first + rest),
    fc.constantFrom(
      'Within',
      'Group',
      'By',
      'Having',
      'Like',
      'Is',
      'Isa',
      'Of',
      'References',
      'Role',
      'KeysOnly',
      '__this',
    ),
  )
  .filter(name => !reserved.test(name))

const classArbitrary = nameArbitrary.filter(name => name.toLowerCase() !== 'meta_class')
const pathArbitrary: fc.Arbitrary<PropertyPath> = fc.array(nameArbitrary, { minLength: 1, maxLength: 3 })

/** Text with what strings must escape. */
export const textArbitrary: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aB1%_[]^-\\"\' {}\n'), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
)

export const constantArbitrary: fc.Arbitrary<WqlConstant> = fc.oneof(
  textArbitrary.map(value => ({ kind: 'string', value }) as const),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(value => ({ kind: 'integer', value }) as const),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => ({ kind: 'real', value }) as const),
  fc.boolean().map(value => ({ kind: 'boolean', value }) as const),
)

export const operatorArbitrary: fc.Arbitrary<ComparisonOperator> = fc.constantFrom('=', '<>', '<', '>', '<=', '>=')

function predicates(property: fc.Arbitrary<PropertyPath>): fc.Arbitrary<Predicate> {
  const at = fc.constant(0)
  return fc.oneof(
    fc.record({ kind: fc.constant('compare'), property, operator: operatorArbitrary, value: constantArbitrary, at }),
    fc.record({ kind: fc.constant('like'), property, pattern: textArbitrary, at }),
    fc.record({ kind: fc.constant('isa'), property, className: textArbitrary, at }),
    fc.record({ kind: fc.constant('null'), property, negated: fc.boolean(), at }),
  ) as fc.Arbitrary<Predicate>
}

/** Conditions as the parser builds them: AND and OR have two operands or more. */
export function conditions(property: fc.Arbitrary<PropertyPath> = pathArbitrary): fc.Arbitrary<Condition> {
  return fc.letrec<{ condition: Condition }>(tie => ({
    condition: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      predicates(property),
      fc.record({
        kind: fc.constantFrom('and', 'or'),
        operands: fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
      }),
      fc.record({ kind: fc.constant('not'), operand: tie('condition') }),
    ) as fc.Arbitrary<Condition>,
  })).condition
}

const where = fc.option(conditions(), { nil: null })
const select = fc.option(fc.array(pathArbitrary, { minLength: 1, maxLength: 4 }), { nil: null })
const seconds = fc.oneof(fc.integer({ min: 1, max: 418_937 }), fc.double({ min: 0.001, max: 1000, noNaN: true }))

const dataQuery: fc.Arbitrary<DataQuery> = fc.record({ kind: fc.constant('data'), select, from: classArbitrary, where })

const schemaQuery: fc.Arbitrary<SchemaQuery> = fc.record({
  kind: fc.constant('schema'),
  select: fc.constant(null),
  from: fc.constantFrom('meta_class', 'Meta_Class'),
  where,
})

const group: fc.Arbitrary<NonNullable<EventQuery['group']>> = fc
  .record({
    within: fc.option(seconds, { nil: null }),
    // After BY the word HAVING is the clause.
    by: fc.array(pathArbitrary, { maxLength: 3 }).filter(([first]) => first?.[0]?.toLowerCase() !== 'having'),
    having: fc.option(fc.record({ operator: operatorArbitrary, value: fc.bigInt({ min: 0n, max: 9999n }) }), {
      nil: null,
    }),
  })
  .filter(({ within, by, having }) => within !== null || by.length > 0 || having !== null)

const eventQuery: fc.Arbitrary<EventQuery> = fc
  .record({
    kind: fc.constant('event' as const),
    select,
    from: classArbitrary,
    where,
    within: fc.option(seconds, { nil: null }),
    group: fc.option(group, { nil: null }),
  })
  .filter(query => query.within !== null || query.group !== null)

const names = {
  assocClass: nameArbitrary,
  resultClass: nameArbitrary,
  role: nameArbitrary,
  resultRole: nameArbitrary,
  requiredQualifier: nameArbitrary,
  requiredAssocQualifier: nameArbitrary,
}
const flags = { keysOnly: fc.constant(true), schemaOnly: fc.constant(true) }

const associatorsQuery: fc.Arbitrary<AssociationQuery> = fc.record({
  kind: fc.constant('associators'),
  source: fc.constant('Abc_X.Key="}\\"C:\\\\"'),
  path: fc.constant({
    server: null,
    namespace: null,
    className: 'Abc_X',
    keys: [{ name: 'Key', value: '}"C:\\' }],
    singleton: false,
  }),
  options: fc.record({ ...names, ...flags }, { requiredKeys: [] }),
})

const referencesQuery: fc.Arbitrary<AssociationQuery> = fc.record({
  kind: fc.constant('references'),
  source: fc.constant('Abc_X=@'),
  path: fc.constant({ server: null, namespace: null, className: 'Abc_X', keys: null, singleton: true }),
  options: fc.record(
    { role: names.role, requiredQualifier: names.requiredQualifier, classDefsOnly: fc.constant(true), ...flags },
    { requiredKeys: [] },
  ),
})

export const queryArbitrary: fc.Arbitrary<WqlQuery> = fc.oneof(
  dataQuery,
  schemaQuery,
  eventQuery,
  associatorsQuery,
  referencesQuery,
)
