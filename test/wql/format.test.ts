import { expect, test } from 'vitest'
import { formatCondition, formatWql, parseWql } from '../../src/wql/index.js'

test.each([
  ['select  *  from X', 'SELECT * FROM X'],
  ['SELECT a,b.c FROM X WHERE a=1', 'SELECT a, b.c FROM X WHERE a = 1'],
  ['SELECT * FROM X WHERE 5 >= a', 'SELECT * FROM X WHERE a <= 5'],
  ['SELECT * FROM X WHERE a != NULL', 'SELECT * FROM X WHERE a IS NOT NULL'],
  ['SELECT * FROM X WHERE (((a = 1)))', 'SELECT * FROM X WHERE a = 1'],
  ['SELECT * FROM X WHERE (a = 1 OR b = 2) AND c = 3', 'SELECT * FROM X WHERE (a = 1 OR b = 2) AND c = 3'],
  ['SELECT * FROM X WHERE (a = 1 AND b = 2) OR c = 3', 'SELECT * FROM X WHERE a = 1 AND b = 2 OR c = 3'],
  ['SELECT * FROM X WHERE a = 1 AND (b = 2 AND c = 3)', 'SELECT * FROM X WHERE a = 1 AND (b = 2 AND c = 3)'],
  ['SELECT * FROM X WHERE not (a = 1 and not b = 2)', 'SELECT * FROM X WHERE NOT (a = 1 AND NOT b = 2)'],
  ['SELECT * FROM X WHERE NOT NOT a = 1', 'SELECT * FROM X WHERE NOT NOT a = 1'],
  ['SELECT * FROM X WHERE a = 2.0 OR b = -.5 OR c = 1e30', 'SELECT * FROM X WHERE a = 2.0 OR b = -0.5 OR c = 1e+30'],
  ["SELECT * FROM X WHERE a = 'it\\'s' OR b = 'say \"hi\"'", 'SELECT * FROM X WHERE a = "it\'s" OR b = \'say "hi"\''],
  ['SELECT * FROM X WHERE a = "\\"\'" OR b = "C:\\\\"', 'SELECT * FROM X WHERE a = "\\"\'" OR b = "C:\\\\"'],
  ['SELECT * FROM X WHERE a LIKE "C:\\T%"', 'SELECT * FROM X WHERE a LIKE "C:\\\\T%"'],
  ['SELECT * FROM X WHERE a isa Y', 'SELECT * FROM X WHERE a ISA "Y"'],
  ['SELECT * FROM X WHERE a = true', 'SELECT * FROM X WHERE a = TRUE'],
  [
    'select * from E within 0.25 where a = 1 group within 5 by a, b.c having numberofevents<>3',
    'SELECT * FROM E WITHIN 0.25 WHERE a = 1 GROUP WITHIN 5 BY a, b.c HAVING NumberOfEvents <> 3',
  ],
  ['SELECT * FROM E GROUP BY a', 'SELECT * FROM E GROUP BY a'],
  ['SELECT * FROM meta_class WHERE __this ISA "X"', 'SELECT * FROM meta_class WHERE __this ISA "X"'],
  [
    "associators of { X.a='b' } where schemaonly role=c assocclass='D'",
    "ASSOCIATORS OF {X.a='b'} WHERE AssocClass = D Role = c SchemaOnly",
  ],
  ['references of {X}', 'REFERENCES OF {X}'],
])('%s', (query, printed) => {
  expect(formatWql(parseWql(query))).toBe(printed)
})

test('a condition alone is printed as it stands after WHERE', () => {
  const query = parseWql('SELECT * FROM X WHERE a = 1 AND NOT b LIKE "%"')
  expect('where' in query && query.where && formatCondition(query.where)).toBe('a = 1 AND NOT b LIKE "%"')
})
