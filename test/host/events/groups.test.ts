import { describe, expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import { mostGroups } from '../../../src/wmi/event-groups.js'
import { EventHost, Watching } from './event-host.js'

const mof = `
class Test_Part { string Owner; };
class Test_Event : __ExtrinsicEvent { uint32 Id; string Source; object Part; };`

function parts() {
  const host = new EventHost(mof)
  return {
    host,
    wmi: host.connect(),
    raise: (values: object) => host.state.events.raise('root\\test', 'Test_Event', { ...values }),
  }
}

const summary = (event: CimInstance) => {
  const first = event.Representative as CimInstance
  return `${event.__CLASS} ${event.NumberOfEvents} ${first.Source} ${first.Id}`
}

describe('GROUP WITHIN', () => {
  test('delivers one aggregate at the end of the window that the first event opened', async () => {
    const { wmi, raise } = parts()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event GROUP WITHIN 0.05')
    raise({ Id: 1, Source: 'a' })
    raise({ Id: 2, Source: 'b' })
    raise({ Id: 3, Source: 'a' })
    expect(summary(await watching.next())).toBe('__AggregateEvent 3 a 1')
    raise({ Id: 4, Source: 'c' })
    expect(summary(await watching.next())).toBe('__AggregateEvent 1 c 4')
    await wmi.close()
  })

  test('keeps one window per distinct BY value, whatever its case', async () => {
    const { wmi, raise } = parts()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event GROUP WITHIN 0.05 BY Source')
    for (const [Id, Source] of [
      [1, 'a'],
      [2, 'b'],
      [3, 'A'],
      [4, null],
    ])
      raise({ Id, Source })
    expect((await watching.take(3)).map(summary)).toEqual([
      '__AggregateEvent 2 a 1',
      '__AggregateEvent 1 b 2',
      '__AggregateEvent 1 null 4',
    ])
    await wmi.close()
  })

  test('groups by several properties, also of an embedded object', async () => {
    const { wmi, raise } = parts()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event GROUP WITHIN 0.05 BY Part.Owner, Id')
    const part = (Owner: string) => ({ __CLASS: 'Test_Part', Owner })
    raise({ Id: 1, Source: 'x', Part: part('me') })
    raise({ Id: 1, Source: 'y', Part: part('you') })
    raise({ Id: 1, Source: 'z', Part: part('me') })
    raise({ Id: 2, Source: 'w', Part: part('me') })
    expect((await watching.take(3)).map(summary)).toEqual([
      '__AggregateEvent 2 x 1',
      '__AggregateEvent 1 y 1',
      '__AggregateEvent 1 w 2',
    ])
    await wmi.close()
  })

  test('HAVING leaves out groups with another number of events', async () => {
    const { wmi, raise } = parts()
    const watching = await Watching.of(
      wmi,
      'SELECT * FROM Test_Event WHERE Id < 10 GROUP WITHIN 0.05 BY Source HAVING NumberOfEvents >= 2',
    )
    raise({ Id: 1, Source: 'a' })
    raise({ Id: 2, Source: 'b' })
    raise({ Id: 3, Source: 'b' })
    raise({ Id: 10, Source: 'a' })
    expect(summary(await watching.next())).toBe('__AggregateEvent 2 b 2')
    await wmi.close()
  })

  test('tells that there are too many groups', async () => {
    const { wmi, raise } = parts()
    const watching = await Watching.of(wmi, 'SELECT * FROM Test_Event GROUP WITHIN 300 BY Id')
    for (let Id = 0; Id <= mostGroups; Id += 1) raise({ Id })
    await expect(watching.next()).rejects.toMatchObject({
      name: 'WBEM_E_QUOTA_VIOLATION',
      message: 'GROUP BY opened more than 10000 groups at once',
    })
  })
})
