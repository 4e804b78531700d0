// What could stand at the caret, which `|` marks.
import { describe, expect, test } from 'vitest'
import { completionPlace } from '../../../../src/designer/live/wql/context.js'
import { fitOf } from '../../../../src/designer/live/wql/match.js'
import { living, shopHost, wmiManager } from '../living.js'

type Task = 'reader' | 'watcher'

/** Completes at the mark. */
async function complete(marked: string, task: Task) {
  const position = marked.indexOf('|')
  const text = marked.replace('|', '')
  const live = await living({ connect: { host: shopHost() } })
  const answer = await live.call('wql.complete', { text, position, task, place: live.place(wmiManager(live)) })
  return { ...answer, labels: answer.options.map(({ label }) => label), text, position }
}

const creation = '__InstanceCreationEvent'

/** Text with the mark, the first labels in this order, and labels that must not be there. */
type Row = readonly [marked: string, first: readonly string[], none?: readonly string[]]
const each = (rows: readonly Row[]) =>
  test.each(rows.map(([marked, first, none = []]) => [marked, first, none] as const))

describe('for a reader', () => {
  each([
    ['|', ['SELECT', 'ASSOCIATORS OF', 'REFERENCES OF']],
    ['S|', ['SELECT']],
    ['sel|', ['SELECT']],
    ['ASS|', ['ASSOCIATORS OF']],
    ['SELECT |', ['*']],
    ['SELECT | FROM Shop_Item', ['*', 'Id', 'Format', 'Made', 'Name'], ['Author']],
    ['SELECT | FROM Shop_Book', ['*', 'Id', 'Author', 'Pages']],
    ['SELECT Na| FROM Shop_Item', ['Name'], ['Size']],
    ['SELECT Name, | FROM Shop_Item', ['Id'], ['*']],
    ['SELECT Name, S| FROM Shop_Item', ['Size', 'State']],
    ['SELECT Name |', ['FROM']],
    ['SELECT * |', ['FROM'], ['WHERE']],
    ['SELECT * F|', ['FROM']],
    ['SELECT * FROM Shop|', ['Shop_Book', 'Shop_Item', 'Shop_Link', 'Shop_Sale']],
    ['SELECT * FROM Item|', ['Shop_Item'], ['Shop_Book']],
    ['SELECT * FROM SB|', ['Shop_Book'], ['Shop_Item']],
    ['SELECT * FROM op_i|', ['Shop_Item']],
    ['SELECT Name FROM | WHERE Id = 1', ['Shop_Book', 'Shop_Item']],
    ['SELECT * FROM Shop_Item |', ['WHERE'], ['WITHIN']],
    ['SELECT * FROM Shop_Item W|', ['WHERE'], ['WITHIN']],
    ['SELECT * FROM Shop_Item WHERE |', ['Id'], ['FROM']],
    ['SELECT * FROM Shop_Item WHERE N|', ['Name', 'NOT']],
    ['SELECT * FROM Shop_Item WHERE NOT |', ['Id'], ['NOT']],
    ['SELECT * FROM Shop_Item WHERE (|', ['Id']],
    ['SELECT * FROM Shop_Item WHERE Name |', ['=', '<>', 'LIKE'], ['ISA']],
    ['SELECT * FROM Shop_Item WHERE Ready |', ['=', '<>', 'IS NULL'], ['LIKE', '<']],
    ['SELECT * FROM Shop_Item WHERE Tags |', ['IS NULL', 'IS NOT NULL'], ['=']],
    ['SELECT * FROM Shop_Item WHERE Id |', ['=', '<>', '<', '<='], ['LIKE']],
    ['SELECT * FROM Shop_Item WHERE State = |', ['0', '1', '2']],
    ['SELECT * FROM Shop_Item WHERE Format = |', ['S', 'L']],
    ["SELECT * FROM Shop_Item WHERE Format = '|", ['S', 'L']],
    ["SELECT * FROM Shop_Item WHERE Format = '|' AND Id = 1", ['S', 'L']],
    ['SELECT * FROM Shop_Item WHERE Format LIKE "|"', ['S', 'L']],
    ['SELECT * FROM Shop_Item WHERE Ready = |', ['TRUE', 'FALSE']],
    ['SELECT * FROM Shop_Item WHERE Ready = t|', ['TRUE']],
    ['SELECT * FROM Shop_Item WHERE Name IS |', ['NULL', 'NOT NULL']],
    ['SELECT * FROM Shop_Item WHERE Name IS NOT |', ['NULL']],
    ['SELECT * FROM Shop_Item WHERE Id = 1 |', ['AND', 'OR'], [')', 'GROUP WITHIN']],
    ['SELECT * FROM Shop_Item WHERE (Id = 1 |', ['AND', 'OR', ')']],
    ['SELECT * FROM Shop_Item WHERE (Id = 1) |', ['AND', 'OR'], [')']],
    ['SELECT * FROM Shop_Item WHERE Id = 1 A|', ['AND'], ['OR']],
    ['SELECT * FROM Shop_Item WHERE Id = 1 AND |', ['Id']],
    ['SELECT * FROM Shop_Item WHERE 1 |', ['=', '<>']],
    ['SELECT * FROM Shop_Item WHERE 1 < |', ['Id']],
    ['SELECT * FROM Shop_Item WHERE 1 < Id |', ['AND', 'OR']],
    ['ASSOCIATORS |', ['OF']],
    ['ASSOCIATORS OF {|', ['Shop_Book', 'Shop_Item']],
    ['ASSOCIATORS OF {Shop_Item.|', ['Id'], ['Name']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} |', ['WHERE']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE |', ['AssocClass =', 'ResultClass =', 'Role =']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass |', ['=']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass = |', ['Shop_Link'], ['Shop_Item']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE ResultClass = |', ['Shop_Book', 'Shop_Item']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass = Shop_Link Role = |', ['Child', 'Parent']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass = Shop_Link |', ['ResultClass ='], ['AssocClass =']],
    ['REFERENCES OF {Shop_Item.Id=1} WHERE |', ['ResultClass ='], ['AssocClass =']],
    ['REFERENCES OF {Shop_Item.Id=1} WHERE ResultClass = |', ['Shop_Link'], ['Shop_Item']],
  ])('%s', async (marked, first, none) => {
    const { labels } = await complete(marked, 'reader')
    expect(labels.slice(0, first.length)).toEqual(first)
    for (const label of none) expect(labels).not.toContain(label)
  })
})

describe('for a watcher', () => {
  each([
    ['|', ['SELECT'], ['ASSOCIATORS OF']],
    [
      'SELECT * FROM |',
      [creation, '__InstanceModificationEvent', '__InstanceDeletionEvent', '__InstanceOperationEvent'],
    ],
    ['SELECT * FROM Creation|', [creation]],
    ['SELECT * FROM Shop_S|', ['Shop_Sale']],
    [`SELECT | FROM ${creation}`, ['*', 'TargetInstance'], ['PreviousInstance']],
    [`SELECT * FROM ${creation} |`, ['WHERE', 'WITHIN', 'GROUP WITHIN']],
    [`SELECT * FROM ${creation} WI|`, ['WITHIN'], ['WHERE']],
    [`SELECT * FROM ${creation} WITHIN |`, ['1', '5', '10']],
    [`SELECT * FROM ${creation} WITHIN 5 |`, ['WHERE', 'GROUP WITHIN'], ['WITHIN']],
    [`SELECT * FROM ${creation} WITHIN 5 WHERE |`, ['TargetInstance ISA', 'TargetInstance']],
    [`SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance |`, ['ISA'], ['=']],
    [`SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance ISA |`, ['Shop_Book', 'Shop_Item']],
    [`SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance ISA '|'`, ['Shop_Book', 'Shop_Item']],
    [`SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance ISA "Shop_B|`, ['Shop_Book'], ['Shop_Item']],
    [
      `SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' AND TargetInstance.|`,
      ['Id', 'Format'],
      ['Author'],
    ],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Book' AND TargetInstance.A|`, ['Author']],
    [`SELECT * FROM ${creation} WHERE TargetInstance.| AND TargetInstance ISA 'Shop_Book'`, ['Id', 'Author']],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' AND TargetInstance.Ready = |`, ['TRUE', 'FALSE']],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' AND TargetInstance.State = |`, ['0', '1', '2']],
    [
      "SELECT * FROM __InstanceModificationEvent WHERE TargetInstance ISA 'Shop_Item' AND PreviousInstance.S|",
      ['Size', 'State'],
    ],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' |`, ['AND', 'OR', 'GROUP WITHIN']],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' GROUP |`, ['WITHIN', 'BY']],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' GROUP WITHIN 5 |`, ['BY', 'HAVING']],
    [
      `SELECT * FROM ${creation} WHERE TargetInstance ISA 'Shop_Item' GROUP WITHIN 5 BY TargetInstance.|`,
      ['Id', 'Format'],
    ],
    [`SELECT * FROM ${creation} GROUP WITHIN 5 HAVING |`, ['NumberOfEvents']],
    [`SELECT * FROM ${creation} GROUP WITHIN 5 HAVING NumberOfEvents |`, ['>', '>=']],
    ['SELECT * FROM Shop_Sale WHERE |', ['Amount', 'Buyer']],
  ])('%s', async (marked, first, none) => {
    const { labels } = await complete(marked, 'watcher')
    expect(labels.slice(0, first.length)).toEqual(first)
    for (const label of none) expect(labels).not.toContain(label)
  })
})

describe('what is inserted', () => {
  test.each([
    ['SELECT * FROM Shop_It|em', 'Shop_Item', 14, 'Shop_Item'],
    ['SELECT * FROM x WHERE TargetInstance ISA Shop_B|', 'Shop_Book', 41, "'Shop_Book'"],
    ["SELECT * FROM x WHERE TargetInstance ISA '|'", 'Shop_Book', 42, 'Shop_Book'],
    ["SELECT * FROM x WHERE TargetInstance ISA '|", 'Shop_Book', 42, "Shop_Book'"],
    ['SELECT * FROM Shop_Item WHERE Format = |', 'S', 39, '"S"'],
    ['SELECT * FROM Shop_Item WHERE Format = "|', 'S', 40, 'S"'],
    ['SELECT * FROM Shop_Item WHERE State = |', '1', 38, '1'],
  ])('%s', async (marked, label, from, insert) => {
    const answer = await complete(marked, 'reader')
    expect(answer.from).toBe(from)
    const option = answer.options.find(each => each.label === label)
    expect(option?.insert ?? option?.label).toBe(insert)
  })

  test('values say what they mean, properties their type and what they are', async () => {
    const values = await complete('SELECT * FROM Shop_Item WHERE State = |', 'reader')
    expect(values.options.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      '0 Unknown',
      '1 In stock',
      '2 Sold out',
    ])
    const { options } = await complete('SELECT I| FROM Shop_Item', 'reader')
    expect(options[0]).toMatchObject({ detail: 'uint32 (key)', description: 'The number of the item' })
  })
})

test.each(['SELECT * FROM Shop_Item WHERE Name = "a|"', 'SELECT * FROM Shop_Item WHERE ? |', '|🙂', "'|"])(
  'nothing is made up at %s',
  async marked => {
    const { labels } = await complete(marked, 'reader')
    expect(labels).not.toContain('Shop_Item')
  },
)

test('any text and any caret has an answer', () => {
  const whole = `SELECT a.b, c FROM __InstanceCreationEvent WITHIN 5 WHERE (TargetInstance ISA 'X' AND NOT x.y <> "z") GROUP WITHIN 3 BY a HAVING NumberOfEvents > 3`
  for (const text of [whole, 'ASSOCIATORS OF {A.b="c\\"d"} WHERE AssocClass = X Role = y', '{{}}..,,==', "'\"'"])
    for (let end = 0; end <= text.length; end += 1)
      for (const position of [end, Math.floor(end / 2)]) {
        const place = completionPlace(text.slice(0, end), position)
        expect(place.from).toBeLessThanOrEqual(position)
        expect(place.typed).toBe(text.slice(place.from, Math.min(position, end)))
      }
})

test.each([
  ['Win32_Process', 'win', 0],
  ['Win32_Process', 'process', 1],
  ['Win32_OperatingSystem', 'OpSys', 1],
  ['Win32_OperatingSystem', 'w32os', undefined],
  ['Win32_OperatingSystem', 'wos', 1],
  ['Win32_Process', 'rocess', 2],
  ['Win32_Process', 'xyz', undefined],
  ['NumberOfEvents', '', 0],
])('%s for %s is %s', (name, typed, fit) => {
  expect(fitOf(name, typed)).toBe(fit)
})
