// What is said of queries, and where.
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../../../src/designer/api/index.js'
import { closedPort, living, shopHost, wmiManager } from '../living.js'

type Task = 'reader' | 'watcher'
const agreed = { connect: { host: shopHost() } }

async function check(text: string, task: Task, options: Parameters<typeof living>[0] = agreed): Promise<Diagnostic[]> {
  const live = await living(options)
  const place = live.place(wmiManager(live))
  return (await live.call('wql.check', { text, task, place })).diagnostics
}

/** Severity, the marked text, a part of the message, and the corrected query. */
type Expected = readonly [severity: string, marked: string, message: RegExp, corrected?: string | null]

const shown = (text: string, found: readonly Diagnostic[]) =>
  found.map(({ severity, from, to }) => [severity, text.slice(from, to)])

describe('by the text alone', () => {
  test.each<readonly [text: string, task: Task, expected: readonly Expected[]]>([
    ['', 'reader', []],
    ['SELECT * FROM Shop_Item', 'reader', []],
    ['SELECT * FORM Shop_Item', 'reader', [['error', 'FORM', /FROM/]]],
    ['SELECT * FROM', 'reader', [['error', 'M', /class/]]],
    ['SELECT * FROM Shop_Item WHERE', 'reader', [['error', 'E', /property/]]],
    ['SELECT * FROM Shop_Item WHERE Name = "x', 'reader', [['error', '"x', /string/]]],
    ['SELECT * FROM A ORDER BY B', 'reader', [['error', 'ORDER', /ORDER/]]],
    ['SELECT * FROM A -- all', 'reader', [['error', '-- all', /comment/, 'SELECT * FROM A']]],
    ['SELECT * FROM A;', 'reader', [['error', ';', /semicolon/, 'SELECT * FROM A']]],
    ['SELECT * FROM A WHERE B = ?', 'reader', [['error', '?', /placeholder/]]],
    [
      "SELECT * FROM A WHERE B = 'C:\\x'",
      'reader',
      [['error', "'C:\\x'", /backslash/, "SELECT * FROM A WHERE B = 'C:\\\\x'"]],
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'X' WITHIN 5",
      'watcher',
      [['error', 'WITHIN', /WITHIN/, "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'X'"]],
    ],
    [
      "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Win32_Process'",
      'watcher',
      [
        [
          'error',
          '__InstanceCreationEvent',
          /WITHIN/,
          "SELECT * FROM __InstanceCreationEvent WITHIN 5 WHERE TargetInstance ISA 'Win32_Process'",
        ],
      ],
    ],
    ['SELECT * FROM Win32_Product', 'reader', [['warning', 'Win32_Product', /Installer/]]],
    ['SELECT * FROM CIM_DataFile', 'reader', [['warning', 'CIM_DataFile', /drive/]]],
    ['SELECT * FROM Win32_Process', 'watcher', [['error', 'Win32_Process', /events/]]],
    ['SELECT * FROM __InstanceCreationEvent', 'reader', [['error', '__InstanceCreationEvent', /events/]]],
    ['SELECT * FROM Win32_Process WITHIN 5', 'reader', [['error', 'WITHIN', /WITHIN/, 'SELECT * FROM Win32_Process']]],
  ])('%s (%s)', async (text, task, expected) => {
    const found = await check(text, task, { agreed: false })
    expect(shown(text, found)).toEqual(expected.map(([severity, marked]) => [severity, marked]))
    for (const [index, [, , message, corrected]] of expected.entries()) {
      expect(found[index]?.message).toMatch(message)
      if (corrected !== undefined) expect(found[index]?.corrected).toBe(corrected)
    }
  })
})

describe('with the classes of the server', () => {
  const event = '__InstanceCreationEvent WITHIN 5 WHERE'
  test.each<readonly [text: string, task: Task, expected: readonly Expected[]]>([
    ['SELECT Name, State FROM Shop_Item WHERE Id = 1 AND Ready = TRUE', 'reader', []],
    ['select __CLASS, __PATH from shop_item where __CLASS = "Shop_Book"', 'reader', []],
    [
      'SELECT * FROM Shop_Itme',
      'reader',
      [['error', 'Shop_Itme', /no class Shop_Itme in root\\shop/, 'SELECT * FROM Shop_Item']],
    ],
    ['SELECT * FROM Nothing_Like_It', 'reader', [['error', 'Nothing_Like_It', /no class/, null]]],
    [
      'SELECT Nme FROM Shop_Item WHERE Nme = "Nme"',
      'reader',
      [
        ['error', 'Nme', /no property Nme/, 'SELECT Name FROM Shop_Item WHERE Nme = "Nme"'],
        ['error', 'Nme', /no property Nme/, 'SELECT Nme FROM Shop_Item WHERE Name = "Nme"'],
      ],
    ],
    ['SELECT * FROM Shop_Item WHERE "Foo" = Foo', 'reader', [['error', 'Foo', /no property Foo/]]],
    ['SELECT * FROM Shop_Item WHERE NOT (Bar = 1 OR Id = 2)', 'reader', [['error', 'Bar', /no property Bar/]]],
    ['SELECT Name.First FROM Shop_Item', 'reader', [['error', 'Name.First', /no object/]]],
    ['SELECT * FROM Shop_Item WHERE Id = "many" AND Size > 1', 'reader', [['error', 'Id = "many"', /many/]]],
    ['SELECT * FROM Shop_Item WHERE (Ready = "maybe")', 'reader', [['error', 'Ready = "maybe"', /maybe/]]],
    ['SELECT * FROM Shop_Item WHERE Made = "yesterday"', 'reader', [['error', 'Made = "yesterday"', /yesterday/]]],
    ['SELECT * FROM Shop_Item WHERE Tags = "a"', 'reader', [['error', 'Tags = "a"', /Tags/]]],
    ['SELECT * FROM Shop_Item WHERE Id LIKE "1%"', 'reader', [['error', 'Id LIKE "1%"', /LIKE/]]],
    ['SELECT * FROM Shop_Sale', 'reader', [['error', 'Shop_Sale', /events/]]],
    ['SELECT * FROM Shop_Sale', 'watcher', []],
    ['SELECT Buyr FROM Shop_Sale', 'watcher', [['error', 'Buyr', /no property/, 'SELECT Buyer FROM Shop_Sale']]],
    ['SELECT * FROM Shop_Item', 'watcher', [['error', 'Shop_Item', /Shop_Item/]]],
    [`SELECT * FROM ${event} TargetInstance ISA 'Shop_Item' AND TargetInstance.Name = 'x'`, 'watcher', []],
    [
      `SELECT * FROM ${event} TargetInstance ISA 'Shop_Itme'`,
      'watcher',
      [['error', "'Shop_Itme'", /no class/, `SELECT * FROM ${event} TargetInstance ISA 'Shop_Item'`]],
    ],
    [
      `SELECT * FROM ${event} TargetInstance.Nmae = 'x' AND TargetInstance ISA "Shop_Item"`,
      'watcher',
      [['warning', 'Nmae', /Shop_Item has no property Nmae/]],
    ],
    [
      `SELECT TargetInstance.Nmae FROM ${event} TargetInstance ISA "Shop_Item"`,
      'watcher',
      [['warning', 'Nmae', /no property Nmae/]],
    ],
    [
      `SELECT * FROM ${event} TargetInstance ISA 'Shop_Item' AND TargetInstance.Id = 'x'`,
      'watcher',
      [['error', "TargetInstance.Id = 'x'", /x/]],
    ],
    [`SELECT * FROM ${event} TargetInstance.Id = 1`, 'watcher', [['error', '__InstanceCreationEvent', /./]]],
    [
      `SELECT * FROM ${event} TargetInstance ISA 'Shop_Item' GROUP BY TargetInstance.Name`,
      'watcher',
      [['error', '__InstanceCreationEvent', /GROUP/]],
    ],
    [
      `SELECT * FROM ${event} TargetInstance ISA 'Shop_Item' GROUP WITHIN 5 BY Foo`,
      'watcher',
      [['error', 'Foo', /no property Foo/]],
    ],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass = Shop_Link', 'reader', []],
    ['ASSOCIATORS OF {Shop_Itme.Id=1}', 'reader', [['error', 'Shop_Itme', /no class/]]],
    ['ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass = Nope', 'reader', [['error', 'Nope', /no class/]]],
    [
      'ASSOCIATORS OF {Shop_Item.Id=1} WHERE AssocClass = Shop_Book',
      'reader',
      [['warning', 'Shop_Book', /no association/]],
    ],
    ['SELECT * FROM meta_class WHERE __CLASS LIKE "Shop%"', 'reader', []],
  ])('%s (%s)', async (text, task, expected) => {
    const found = await check(text, task)
    expect(shown(text, found)).toEqual(expected.map(([severity, marked]) => [severity, marked]))
    for (const [index, [, , message, corrected]] of expected.entries()) {
      expect(found[index]?.message).toMatch(message)
      if (corrected !== undefined) expect(found[index]?.corrected).toBe(corrected)
    }
  })

  test('a name that was meant is proposed', async () => {
    const [found] = await check('SELECT * FROM Shop_Bok', 'reader')
    expect(found?.hint).toBe('Did you mean Shop_Book?')
  })

  test('a server that cannot be asked says nothing of the query', async () => {
    const live = await living()
    const place = live.place(wmiManager(live, { server: `http://127.0.0.1:${await closedPort()}/wsman`, user: 'bob' }))
    await live.call('secret.give', { ...place, property: 'Password', value: 'x' })
    const { diagnostics } = await live.call('wql.check', { text: 'SELECT a FROM b', task: 'reader', place })
    expect(diagnostics).toEqual([])
  })
})
