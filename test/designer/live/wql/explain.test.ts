// Queries in words.
import { describe, expect, onTestFinished, test } from 'vitest'
import { setLanguage } from '../../../../src/base/text.js'
import { living, shopHost, wmiManager } from '../living.js'

async function explain(text: string, agreed = true) {
  const live = await living({ agreed, connect: { host: shopHost() } })
  const place = live.place(wmiManager(live))
  const input = { text, task: 'watcher' as const, place }
  return { live, place, input, sentences: (await live.call('wql.explain', input)).sentences.join(' ') }
}

const creation = '__InstanceCreationEvent'

type Row = readonly [text: string, has: readonly (string | RegExp)[], none?: readonly (string | RegExp)[]]
const each = (rows: readonly Row[]) => test.each(rows.map(([text, has, none = []]) => [text, has, none] as const))

describe('a query is explained', () => {
  each([
    ['SELECT', [/^$/]],
    [
      'SELECT * FROM Shop_Item',
      ['Reads all properties of the instances of Shop_Item.', 'classes below', 'all of them'],
    ],
    ['SELECT Name, Id FROM Shop_Book', ['Reads Name, Id of the instances of Shop_Book.'], ['classes below']],
    [
      'SELECT * FROM Shop_Item WHERE Id = 1 AND Name LIKE "a%"',
      ['only those where Id = 1 AND Name LIKE "a%"', 'the key Id'],
    ],
    ['SELECT * FROM Shop_Item WHERE Name = "x"', ['only those where'], ['the key']],
    ['SELECT * FROM meta_class', ['Lists the classes']],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass=Shop_Link', ['associations of Shop_Item.Id=1', 'Shop_Link']],
    ['REFERENCES OF {Shop_Item.Id=1}', ['associations that name Shop_Item.Id=1']],
    [
      `SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance ISA 'Shop_Item' AND TargetInstance.Id > 3`,
      [
        'an instance of Shop_Item appears',
        'TargetInstance.Id > 3',
        'Every 5 s',
        '17,280 times a day',
        'up to 5 s late',
      ],
      ['ISA', 'That is often'],
    ],
    [
      `SELECT * FROM ${creation} WITHIN 0.5 WHERE TargetInstance ISA 'Shop_Item' OR TargetInstance ISA 'Shop_Book'`,
      ['an instance of Shop_Item or Shop_Book', 'Every 0.5 s', 'That is often'],
      ['Only events where'],
    ],
    [`SELECT * FROM ${creation} WHERE TargetInstance ISA 'Win32_Process'`, ['WITHIN is missing']],
    ["SELECT * FROM __InstanceDeletionEvent WITHIN 60 WHERE TargetInstance ISA 'X'", ['goes away', '1,440']],
    ["SELECT * FROM __InstanceModificationEvent WITHIN 60 WHERE TargetInstance ISA 'X'", ['changes']],
    [
      "SELECT * FROM __InstanceOperationEvent WITHIN 60 WHERE TargetInstance ISA 'X'",
      ['appears, changes or goes away'],
    ],
    [
      'SELECT * FROM Shop_Sale WHERE Amount > 5',
      ['events of Shop_Sale as they happen', 'Amount > 5', 'nothing is polled'],
    ],
    [
      `SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance ISA 'X' GROUP WITHIN 60 BY TargetInstance.Name HAVING NumberOfEvents > 3`,
      ['Events of 60 s with the same TargetInstance.Name are told as one', 'that number is > 3'],
    ],
  ])('%s', async (text, has, none) => {
    const { sentences } = await explain(text)
    for (const part of has) expect(sentences).toMatch(part)
    for (const part of none) expect(sentences).not.toMatch(part)
  })
})

test('it tells how much a poll reads once that is known', async () => {
  const { live, place, input, sentences } = await explain(
    `SELECT * FROM ${creation} WITHIN 10 WHERE TargetInstance ISA 'Shop_Item'`,
  )
  expect(sentences).not.toMatch('last seen')
  await live.job('instances.list', { place, className: 'Shop_Item', limit: 100 })
  expect((await live.call('wql.explain', input)).sentences.join(' ')).toMatch(
    'Each time that is 3 instances, as last seen: 25,920 a day.',
  )
})

test('without a consent it says what the text tells', async () => {
  expect((await explain('SELECT * FROM Shop_Item', false)).sentences).toMatch('Reads all properties')
})

test('in French', async () => {
  setLanguage('fr')
  onTestFinished(() => setLanguage('en'))
  const { sentences } = await explain(`SELECT * FROM ${creation} WITHIN 5 WHERE TargetInstance ISA 'Shop_Item'`)
  expect(sentences).toMatch('Toutes les 5 s')
  expect(sentences).toMatch(/17\s280 fois par jour/)
})
