// Rows and objects on their way to the page.
import { describe, expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import type { RowsEvent } from '../../../src/designer/api/index.js'
import { RowTable } from '../../../src/designer/live/row-table.js'
import { RowTelling } from '../../../src/designer/live/row-telling.js'
import { failureOf, living, shopHost, shopMof, wmiManager } from './living.js'

async function shop(mof = shopMof) {
  const host = shopHost(mof)
  const live = await living({ connect: { host } })
  return { live, host, place: live.place(wmiManager(live)) }
}

const columnsOf = (events: readonly RowsEvent[]) =>
  events.flatMap(event => (event.kind === 'columns' ? [event.columns.map(({ name }) => name)] : [])).at(-1) ?? []
const rowsOf = (events: readonly RowsEvent[]) => events.flatMap(event => (event.kind === 'rows' ? event.rows : []))

describe('a preview', () => {
  test('tells columns with their types, then rows', async () => {
    const { live, place } = await shop()
    const text = 'SELECT Name, Size, Made, Tags, Id FROM Shop_Item WHERE Id = 1'
    const { events, output } = await live.job('wql.preview', { place, text, limit: 10 })
    expect(events[0]).toEqual({
      kind: 'columns',
      columns: [
        { name: 'Name', type: 'string', isKey: false },
        { name: 'Size', type: 'uint64', isKey: false },
        { name: 'Made', type: 'datetime', isKey: false },
        { name: 'Tags', type: 'string[]', isKey: false },
        { name: 'Id', type: 'uint32', isKey: true },
      ],
    })
    expect(rowsOf(events)).toEqual([
      {
        path: '\\\\SHOP\\root\\shop:Shop_Item.Id=1',
        values: ['Lamp', '18446744073709551615', '20130415162843.488171+000', ['a', 'b'], 1],
      },
    ])
    expect(output).toMatchObject({ count: 1, more: false })
    expect(output.notice).toMatch(/SHOP/)
  })

  test('tells the columns that a subclass brings before its row', async () => {
    const { live, place } = await shop()
    const { events } = await live.job('wql.preview', { place, text: 'SELECT * FROM Shop_Item', limit: 10 })
    expect(columnsOf(events).slice(-2)).toEqual(['Author', 'Pages'])
    const last = rowsOf(events).at(-1)
    expect(last?.values).toContain('Mercator')
    expect(last?.values).toHaveLength(columnsOf(events).length)
    const at = events.findIndex(
      event => event.kind === 'columns' && event.columns.some(({ name }) => name === 'Author'),
    )
    expect(events.findIndex(event => event.kind === 'rows' && event.rows.some(row => row === last))).toBeGreaterThan(at)
  })

  test('has columns without a row, and system properties where they are named', async () => {
    const { live, place } = await shop()
    const none = await live.job('wql.preview', { place, text: 'SELECT Name FROM Shop_Item WHERE Id = 99', limit: 10 })
    expect(columnsOf(none.events)).toEqual(['Name'])
    expect(rowsOf(none.events)).toEqual([])
    const text = 'SELECT __CLASS, Name FROM Shop_Item WHERE Id = 3'
    const { events } = await live.job('wql.preview', { place, text, limit: 10 })
    const columns = columnsOf(events)
    expect(rowsOf(events)[0]?.values[columns.indexOf('__CLASS')]).toBe('Shop_Book')
  })

  test('stops at its limit and says that there is more', async () => {
    const { live, place } = await shop()
    const text = 'SELECT * FROM Shop_Item'
    const { events, output } = await live.job('wql.preview', { place, text, limit: 2 })
    expect(rowsOf(events)).toHaveLength(2)
    expect(output).toMatchObject({ count: 2, more: true })
    expect((await live.job('wql.preview', { place, text, limit: 3 })).output).toMatchObject({ count: 3, more: false })
  })

  test('of classes lists their names', async () => {
    const { live, place } = await shop()
    const text = 'SELECT * FROM meta_class WHERE __CLASS LIKE "Shop_B%"'
    const { events } = await live.job('wql.preview', { place, text, limit: 10 })
    expect(rowsOf(events)[0]?.values).toEqual(['Shop_Book', 'Shop_Item', 'Shop_Item'])
  })

  test.each([
    ['SELECT * FROM Nothing_Like_It', 'WBEM_E_INVALID_CLASS'],
    ['SELECT * FORM x', 'WBEM_E_INVALID_QUERY'],
    ['SELECT Foo FROM Shop_Item', 'WBEM_E_INVALID_QUERY'],
  ])('%s fails by its name', async (text, name) => {
    const { live, place } = await shop()
    expect(await failureOf(live.job('wql.preview', { place, text, limit: 10 }))).toMatchObject({ kind: 'failed', name })
  })

  test('of events tells them as they come, until it is cancelled', async () => {
    const { live, place, host } = await shop()
    const stop = new AbortController()
    const seen: RowsEvent[] = []
    const text = "SELECT * FROM __InstanceCreationEvent WITHIN 0.01 WHERE TargetInstance ISA 'Shop_Item'"
    const job = live.job(
      'wql.preview',
      { place, text, limit: 100 },
      {
        signal: stop.signal,
        onEvent: event => {
          seen.push(event)
          if (event.kind === 'rows') stop.abort(new Error('enough'))
        },
      },
    )
    const services = host.connect('root\\shop')
    let id = 100
    const timer = setInterval(() => void services.create('Shop_Item', { Id: id++, Name: 'New' }), 20)
    await expect(job).rejects.toThrow()
    clearInterval(timer)
    expect(columnsOf(seen).slice(0, 2)).toEqual(['TIME_CREATED', '__CLASS'])
    expect(columnsOf(seen)).toEqual(expect.arrayContaining(['TargetInstance.__CLASS', 'TargetInstance.Name']))
    expect(rowsOf(seen)[0]?.values).toContain('New')
  })

  test('that is cancelled releases the enumerator', async () => {
    let released = false
    async function* endless(): AsyncGenerator<CimInstance> {
      try {
        const [row] = await shopHost().connect('root\\shop').query('SELECT * FROM Shop_Book').toArray()
        for (;;) if (row) yield row
      } finally {
        released = true
      }
    }
    const stop = new AbortController()
    const telling = new RowTelling(event => {
      if (event.kind === 'rows') stop.abort(new Error('enough'))
    })
    await expect(telling.all(endless(), 1e9, stop.signal)).rejects.toThrow('enough')
    expect(released).toBe(true)
  })

  test('the first row is told alone, the others together', async () => {
    const mof = `${shopMof}${Array.from({ length: 700 }, (_, at) => `instance of Shop_Item { Id = ${at + 10}; };`).join('\n')}`
    const { live, place } = await shop(mof)
    const { events, output } = await live.job('wql.preview', { place, text: 'SELECT Id FROM Shop_Item', limit: 1000 })
    const batches = events.flatMap(event => (event.kind === 'rows' ? [event.rows.length] : []))
    expect(batches[0]).toBe(1)
    expect(batches.length).toBeLessThan(30)
    expect(output.count).toBe(703)
  })

  test('long texts are cut', async () => {
    const mof = `${shopMof}instance of Shop_Item { Id = 9; Name = "${'x'.repeat(70_000)}"; };`
    const { live, place } = await shop(mof)
    const text = 'SELECT Name FROM Shop_Item WHERE Id = 9'
    const { events } = await live.job('wql.preview', { place, text, limit: 10 })
    const [name] = rowsOf(events)[0]?.values ?? []
    expect(name).toHaveLength(65_537)
    expect(String(name).endsWith('x…')).toBe(true)
  })
})

test('a table has every column once, in any case', async () => {
  let told: string[] = []
  const table = new RowTable(columns => {
    told = columns.map(({ name }) => name)
  })
  const column = (name: string) => ({ name, type: 'string', isKey: false })
  expect(table.rowOf('', [[column('A'), 1]]).values).toEqual([1])
  expect(
    table.rowOf('', [
      [column('a'), 2],
      [column('B'), 3],
    ]).values,
  ).toEqual([2, 3])
  expect(told).toEqual(['A', 'B'])
})

describe('instances', () => {
  test('are listed, also those of subclasses', async () => {
    const { live, place } = await shop()
    const { events, output } = await live.job('instances.list', { place, className: 'shop_item', limit: 2 })
    expect(rowsOf(events)).toHaveLength(2)
    expect(output.more).toBe(true)
  })

  test('have a class name that is one', async () => {
    const { live, place } = await shop()
    const work = live.job('instances.list', { place, className: 'Shop_Item WHERE Id = 1', limit: 2 })
    expect(await failureOf(work)).toMatchObject({ kind: 'invalid' })
  })

  test('are read with their values', async () => {
    const { live, place } = await shop()
    const { className, values } = await live.call('instances.get', { place, path: 'Shop_Item.Id=3' })
    expect(className).toBe('Shop_Book')
    expect(values.find(({ column }) => column.name === 'Author')?.value).toBe('Mercator')
    expect(await failureOf(live.call('instances.get', { place, path: 'Shop_Item.Id=77' }))).toMatchObject({
      name: 'WBEM_E_NOT_FOUND',
    })
  })

  test('tell what they are associated with', async () => {
    const { live, place } = await shop()
    const { events, output } = await live.job('instances.associators', { place, path: 'Shop_Item.Id=1', limit: 10 })
    const items = events.flatMap(event => event.items)
    expect(items).toEqual([
      { path: expect.stringContaining('Shop_Item.Id=2'), className: 'Shop_Item', association: 'Shop_Link' },
    ])
    expect(output).toEqual({ count: 1, more: false })
  })

  test('of another server are not asked for', async () => {
    const { live, place } = await shop()
    const path = '\\\\elsewhere\\root\\shop:Shop_Item.Id=1'
    expect(await failureOf(live.call('instances.get', { place, path }))).toMatchObject({
      name: 'WBEM_E_INVALID_OBJECT_PATH',
    })
  })
})
