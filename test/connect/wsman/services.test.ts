import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Remote, remote } from './remote.js'

let it: Remote
beforeAll(async () => {
  it = await remote()
})
afterAll(async () => {
  await it[Symbol.asyncDispose]()
})

describe('rows', () => {
  test.each([
    'SELECT * FROM Test_Item',
    'SELECT Name, Id FROM Test_Item WHERE Id = 2',
    'SELECT Id, Tags, Size FROM Test_Item WHERE Id < 3',
    'SELECT __PATH, Name FROM Test_Item',
    'SELECT __CLASS FROM Test_Item WHERE Id = 3',
    'SELECT * FROM Test_Only',
    'SELECT * FROM Test_Item WHERE Id = 99',
    'ASSOCIATORS OF {Test_Item.Id=1}',
    'ASSOCIATORS OF {Test_Item=1} WHERE ResultClass = Test_Item KeysOnly',
    'ASSOCIATORS OF {Test_Item=1} WHERE ClassDefsOnly',
    'SELECT * FROM meta_class WHERE __CLASS = "Test_Part"',
    'SELECT * FROM meta_class WHERE __this ISA "Test_Item"',
  ])('of %s are those of the host', async wql => {
    const [there, here] = await Promise.all([it.wmi.query(wql).toArray(), it.local.query(wql).toArray()])
    expect(there).toEqual(here)
    expect(there.map(row => [row.__PATH, row.__CLASS])).toEqual(here.map(row => [row.__PATH, row.__CLASS]))
  })

  test('name other objects by their whole paths, as references travel', async () => {
    for (const wql of ['SELECT * FROM Test_Link', 'REFERENCES OF {Test_Item.Id=1} WHERE Role = Parent']) {
      const [link] = await it.wmi.query(wql).toArray()
      expect(link).toEqual({
        Parent: '\\\\TESTHOST\\root\\test:Test_Item.Id=1',
        Child: '\\\\TESTHOST\\root\\test:Test_Item.Id=2',
      })
    }
  })

  test('of a projection are of the class in FROM', async () => {
    const [row] = await it.wmi.query('SELECT Name FROM Test_Item WHERE Id = 3').toArray()
    expect(row?.__CLASS).toBe('Test_Item')
  })
})
