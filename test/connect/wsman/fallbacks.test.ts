import { describe, expect, test } from 'vitest'
import { wbemStatusByName } from '../../../src/base/wbem-status.js'
import type { CimInstance } from '../../../src/cim/instance.js'
import { type Refusal, refusing } from './refusing.js'

const noSchema: Refusal = { when: /cim-xml[\s\S]*transfer\/Get</, code: 'ERROR_WSMAN_INVALID_RESOURCE_URI' }
const noFilter: Refusal = {
  when: /associationFilter/,
  code: 'ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE',
}
const noEvents: Refusal = { when: /eventing\/Subscribe</, code: 'ERROR_WSMAN_ACTION_NOT_SUPPORTED' }

describe('without declarations', () => {
  test('rows come as texts, and that is said once', async () => {
    await using it = await refusing([noSchema])
    const rows = await it.wmi.query('SELECT * FROM Test_Item').toArray()
    expect(rows.map(({ Id, Tags }) => [Id, Tags])).toEqual([
      ['1', 'a'],
      ['2', ['a', 'b']],
      ['3', null],
    ])
    expect(rows.map(row => row.__CLASS)).toEqual(['Test_Item', 'Test_Item', 'Test_Part'])
    await it.wmi.query('SELECT Id FROM Test_Item').toArray()
    await it.wmi.query('SELECT * FROM Test_Only').toArray()
    expect(it.warnings).toHaveLength(1)
    expect(it.warnings[0]).toContain('Test_Item')
    // Refused once, not asked again.
    expect(it.sent.filter(body => /ClassName">Test_Item</.test(body))).toHaveLength(1)
  })

  test('__PATH is made of the references that come with the rows', async () => {
    await using it = await refusing([noSchema])
    const [row] = await it.wmi.query('SELECT __PATH, Name FROM Test_Item WHERE Id = 2').toArray()
    expect(row).toMatchObject({ Name: 'two', Id: '2' })
    expect(row?.__PATH).toBe('\\\\TESTHOST\\root\\test:Test_Item.Id="2"')
    expect(it.sent.some(body => body.includes('EnumerateObjectAndEPR'))).toBe(true)
  })

  test('what needs them says why there are none', async () => {
    await using it = await refusing([noSchema])
    await expect(it.wmi.getClass('Test_Item')).rejects.toMatchObject({ message: 'refused here' })
    await expect(it.wmi.get('Test_Item=1')).rejects.toMatchObject({ message: 'refused here' })
    expect(await it.wmi.get('Test_Item.Id=1')).toMatchObject({ Id: '1' })
    // The method has no provider, which the server says, not the client.
    await expect(it.wmi.invoke('Test_Item', 'Add', { A: 1, B: 2 })).rejects.toMatchObject({
      name: 'WBEM_E_METHOD_NOT_IMPLEMENTED',
    })
    expect(it.sent.at(-1)).toMatch(/Add_INPUT[^>]*><p:A>1<\/p:A><p:B>2</)
  })
})

describe('a declaration that is lost on the way', () => {
  test('is asked for again', async () => {
    await using it = await refusing([{ ...noSchema, code: 'cut', times: 1 }])
    expect(await it.wmi.query('SELECT * FROM Test_Only').toArray()).toEqual([{ Value: 'single' }])
    const [row] = await it.wmi.query('SELECT * FROM Test_Item WHERE Id = 1').toArray()
    expect(row).toMatchObject({ Id: 1, Tags: ['a'] })
    expect(it.warnings).toEqual([])
  })

  test('twice fails the query: rows without types would pass for typed ones', async () => {
    await using it = await refusing([{ ...noSchema, code: 'cut' }])
    await expect(it.wmi.query('SELECT * FROM Test_Item').toArray()).rejects.toMatchObject({
      reason: 'cut',
      name: 'WBEM_E_TRANSPORT_FAILURE',
      operation: 'query',
    })
  })
})

test('associations are asked by WQL where the server does not know their filter, and that is remembered', async () => {
  await using it = await refusing([noFilter])
  for (let times = 0; times < 2; times += 1)
    expect((await it.wmi.associators('Test_Item=1').toArray()).map(row => row.__PATH)).toEqual([
      '\\\\TESTHOST\\root\\test:Test_Item.Id=2',
    ])
  expect(it.sent.filter(body => body.includes('associationFilter'))).toHaveLength(1)
  expect(it.sent.filter(body => body.includes('ASSOCIATORS OF'))).toHaveLength(2)
})

describe('keys alone', () => {
  const noQuery: Refusal = { when: /ASSOCIATORS OF/, code: wbemStatusByName.WBEM_E_INVALID_QUERY }

  test('are asked by WQL, which can say so, for KeysOnly and for ClassDefsOnly', async () => {
    await using it = await refusing([])
    const rows = await it.wmi.associators('Test_Item.Id=1', { keysOnly: true }).toArray()
    expect(rows.map(row => row.Id)).toEqual([2])
    expect(await it.wmi.associators('Test_Item.Id=1', { classDefsOnly: true }).toArray()).toHaveLength(1)
    expect(it.sent.filter(body => /ASSOCIATORS OF \{[^}]*\} WHERE KeysOnly/.test(body))).toHaveLength(2)
    expect(it.sent.some(body => body.includes('associationFilter'))).toBe(false)
  })

  test('are taken from whole rows where the server does not know such queries, and that is remembered', async () => {
    await using it = await refusing([noQuery])
    for (let times = 0; times < 2; times += 1) {
      const [row] = await it.wmi.associators('Test_Item.Id=1', { keysOnly: true }).toArray()
      expect(row?.Id).toBe(2)
      expect(Object.entries({ ...row }).filter(([name, value]) => name !== 'Id' && value !== null)).toEqual([])
    }
    expect(it.sent.filter(body => body.includes('ASSOCIATORS OF'))).toHaveLength(1)
    expect(it.sent.filter(body => body.includes('associationFilter'))).toHaveLength(2)
  })

  test('fail when the server knows neither', async () => {
    await using it = await refusing([noQuery, noFilter])
    await expect(it.wmi.associators('Test_Item.Id=1', { keysOnly: true }).toArray()).rejects.toMatchObject({
      operation: 'associators',
    })
  })
})

test('an old service is asked for less', async () => {
  const rewrite = (reply: string) => reply.replace(/Stack: 3\.0/, 'Stack: 2.0')
  await using it = await refusing([], {}, { rewrite })
  expect((await it.wmi.query('SELECT * FROM Test_Item').toArray()).length).toBe(3)
  expect(it.sent.at(-1)).toMatch(/MaxEnvelopeSize[^>]*>153600</)
  expect(it.sent.some(body => body.includes('UsePreciseArrays'))).toBe(false)
  await it.wmi.associators('Test_Item.Id=1').toArray()
  expect(it.sent.some(body => body.includes('associationFilter'))).toBe(false)
})

describe('a query that cannot be read here', () => {
  const odd = 'SELECT * FROM Test_Item WHERE Id = 1 SOMETHING NEW'

  test('is sent as written, and refused with the place where it goes wrong when the server agrees', async () => {
    await using it = await refusing([{ when: /SOMETHING NEW/, code: wbemStatusByName.WBEM_E_INVALID_QUERY }])
    await expect(it.wmi.query(odd).toArray()).rejects.toMatchObject({
      name: 'WBEM_E_INVALID_QUERY',
      column: 38,
      operation: 'query',
      server: 'TESTHOST',
    })
    expect(it.sent.at(-1)).toContain(odd)
  })

  test('is refused as the server refuses it when it says something else', async () => {
    await using it = await refusing([{ when: /SOMETHING NEW/, code: wbemStatusByName.WBEM_E_ACCESS_DENIED }])
    await expect(it.wmi.query(odd).toArray()).rejects.toMatchObject({ name: 'WBEM_E_ACCESS_DENIED' })
  })

  test('that is a notification query is not sent', async () => {
    await using it = await refusing([])
    const wql = "SELECT * FROM __InstanceCreationEvent WITHIN 1 WHERE TargetInstance ISA 'Test_Item'"
    const before = it.sent.length
    await expect(it.wmi.query(wql).toArray()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
    expect(it.sent.length).toBe(before)
  })
})

describe('events without subscriptions', () => {
  const wql = (kind: string, where = '') =>
    `SELECT * FROM __Instance${kind}Event WITHIN 0.05 WHERE TargetInstance ISA 'Test_Item'${where}`

  test('are found by comparing, which is said', async () => {
    await using it = await refusing([noEvents])
    const events: CimInstance[] = []
    const ready = async () => {
      await it.local.create('Test_Item', { Id: 10, Name: 'new' })
    }
    for await (const event of it.wmi.watch(wql('Creation'), { onReady: () => void ready() })) {
      events.push(event)
      break
    }
    const [event] = events
    expect(event?.__CLASS).toBe('__InstanceCreationEvent')
    expect(event?.TargetInstance).toMatchObject({ Id: 10, Name: 'new' })
    expect(it.notices).toHaveLength(1)
    expect(it.notices[0]).toMatch(/refused here.*Test_Item every 0\.05 s/)
  })

  test('tell what was before, and what went', async () => {
    await using it = await refusing([noEvents])
    await it.local.create('Test_Item', { Id: 11, Name: 'a' })
    const seen: unknown[] = []
    const ready = async () => {
      await it.local.put('Test_Item.Id=11', { Name: 'b' }, { partial: true })
    }
    for await (const event of it.wmi.watch(wql('Operation'), { onReady: () => void ready() })) {
      const { TargetInstance: target, PreviousInstance: previous } = event as unknown as Record<string, CimInstance>
      seen.push([event.__CLASS, target?.Name, previous?.Name])
      if (seen.length === 2) break
      await it.local.delete('Test_Item.Id=11')
    }
    expect(seen).toEqual([
      ['__InstanceModificationEvent', 'b', 'a'],
      ['__InstanceDeletionEvent', 'b', undefined],
    ])
  })

  test('are counted where the query groups them', async () => {
    await using it = await refusing([noEvents])
    const ready = async () => {
      for (const Id of [20, 21, 22]) await it.local.create('Test_Item', { Id })
    }
    const grouped = `${wql('Creation')} GROUP WITHIN 0.3`
    for await (const event of it.wmi.watch(grouped, { onReady: () => void ready() })) {
      expect(event.__CLASS).toBe('__AggregateEvent')
      expect(event.NumberOfEvents).toBe(3)
      break
    }
  })

  test('are narrowed by what never changes, and no further', async () => {
    await using it = await refusing([noEvents])
    const ready = async () => {
      await it.local.create('Test_Item', { Id: 30, Name: 'no' })
      await it.local.create('Test_Item', { Id: 31, Name: 'yes' })
    }
    const where = " AND TargetInstance.Id >= 30 AND TargetInstance.Name = 'yes'"
    for await (const event of it.wmi.watch(wql('Creation', where), { onReady: () => void ready() })) {
      expect(event.TargetInstance).toMatchObject({ Id: 31 })
      break
    }
    expect(it.sent.some(body => body.includes('SELECT * FROM Test_Item WHERE Id &gt;= 30<'))).toBe(true)
  })

  test.each([
    ['an extrinsic event', 'SELECT * FROM Test_Trace'],
    ['nothing that says how often', "SELECT * FROM __InstanceCreationEvent WHERE TargetInstance ISA 'Test_Item'"],
    ['no class to watch', 'SELECT * FROM __InstanceCreationEvent WITHIN 1'],
  ])('are refused for %s', async (_what, query) => {
    await using it = await refusing([noEvents])
    await expect(it.wmi.watch(query).toArray()).rejects.toMatchObject({
      message: 'refused here',
      operation: 'watch',
    })
    expect(it.notices).toEqual([])
  })

  test('are not compared when the server refuses for another reason', async () => {
    await using it = await refusing([{ ...noEvents, code: wbemStatusByName.WBEM_E_ACCESS_DENIED }])
    await expect(it.wmi.watch(wql('Creation')).toArray()).rejects.toMatchObject({ name: 'WBEM_E_ACCESS_DENIED' })
    expect(it.notices).toEqual([])
  })

  test('end with too many for their reader', async () => {
    await using it = await refusing([noEvents])
    const ready = async () => {
      for (let Id = 40; Id < 50; Id += 1) await it.local.create('Test_Item', { Id })
    }
    const reading = async () => {
      let count = 0
      const options = { queueLimit: 2, onReady: () => void ready() }
      for await (const _event of it.wmi.watch(wql('Creation'), options)) {
        count += 1
        await new Promise(resolve => setTimeout(resolve, 300))
      }
      return count
    }
    await expect(reading()).rejects.toMatchObject({ name: 'WBEM_E_QUEUE_OVERFLOW' })
    await expect(it.wmi.watch(wql('Creation'), { queueLimit: 0 }).toArray()).rejects.toMatchObject({
      name: 'ArgumentError',
    })
  })
})
