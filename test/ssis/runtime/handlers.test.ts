import { describe, expect, test } from 'vitest'
import { DTSExecResult, DTSExecStatus } from '../../../src/ssis/enums.js'
import type { LogEntry } from '../../../src/ssis/events.js'
import { execute } from '../../../src/ssis/runtime/execute.js'
import { executionRecord, messageRecord } from '../../../src/ssis/runtime/record.js'
import { failing, fails, handler, link, noted, pkg, sequence, task } from './model.js'

const { Success, Failure, Canceled } = DTSExecResult

const turn = () => new Promise(resolve => setImmediate(resolve))
const codes = (owner: object) => messageRecord(owner).errors.map(({ symbol }) => symbol)

describe('which handlers run', () => {
  test('those of the executable first, then those of the containers around, while it waits', async () => {
    const order: string[] = []
    const on = (place: string) => handler('OnError', [noted(order, `handler of ${place}`)])
    const a = task(
      'A',
      async context => {
        fails('A')(context)
        await context.handlersDone()
        order.push('A goes on')
        return Failure
      },
      { eventHandlers: [on('A')] },
    )
    const box = sequence('Box', [a], [], { eventHandlers: [on('Box')] })
    expect(await execute(pkg([box], [], { eventHandlers: [on('Demo')] }))).toBe(Failure)
    expect(order).toEqual(['handler of A', 'handler of Box', 'handler of Demo', 'A goes on'])
  })

  test('the engine waits for them before what follows starts', async () => {
    const order: string[] = []
    const slow = task('Slow', async () => {
      await turn()
      order.push('handled')
      return Success
    })
    const a = task('A', ({ events }) => {
      events.fireInformation(1, '', 'one')
      events.fireInformation(2, '', 'two')
      order.push('A ends')
      return Success
    })
    const b = noted(order, 'B')
    const p = pkg([a, b], [link(a, b)], { eventHandlers: [handler('OnInformation', [slow])] })
    expect(await execute(p)).toBe(Success)
    expect(order).toEqual(['A ends', 'handled', 'handled', 'B'])
  })

  test('by the name of the event, without case; custom events too', async () => {
    const order: string[] = []
    const a = task('A', ({ events }) => {
      events.fireCustomEvent('FileArrived', 'a.txt', [], '')
      events.fireCustomEvent('Other', '', [], '')
      return Success
    })
    const p = pkg([a], [], { eventHandlers: [handler('filearrived', [noted(order, 'arrived')])] })
    await execute(p)
    expect(order).toEqual(['arrived'])
  })

  test('every event of the course of an executable', async () => {
    const order: string[] = []
    const events = [
      'OnPreValidate',
      'OnPostValidate',
      'OnPreExecute',
      'OnPostExecute',
      'OnExecStatusChanged',
      'OnError',
      'OnWarning',
      'OnTaskFailed',
      'OnProgress',
    ]
    const a = task(
      'A',
      context => {
        context.events.fireWarning(1, '', 'careful')
        context.events.fireProgress('half', 50, 0, 0, '')
        return fails('A')(context)
      },
      { eventHandlers: events.map(event => handler(event, [noted(order, event)])) },
    )
    await execute(pkg([a]))
    expect(order).toEqual([
      'OnExecStatusChanged',
      'OnPreValidate',
      'OnPostValidate',
      'OnExecStatusChanged',
      'OnPreExecute',
      'OnWarning',
      'OnProgress',
      'OnError',
      'OnExecStatusChanged',
      'OnTaskFailed',
      'OnPostExecute',
    ])
  })

  test('not those that are disabled, nor any of an executable with DisableEventHandlers', async () => {
    const order: string[] = []
    const a = failing('A', {
      disableEventHandlers: true,
      eventHandlers: [handler('OnError', [noted(order, 'of A')])],
    })
    const box = sequence('Box', [a], [], {
      eventHandlers: [handler('OnError', [noted(order, 'of Box')], { disable: true })],
    })
    await execute(pkg([box], [], { eventHandlers: [handler('OnError', [noted(order, 'of Demo')])] }))
    expect(order).toEqual(['of Demo'])
  })

  test('a handler has its own order, and is a container with its own events and log', async () => {
    const order: string[] = []
    const records: LogEntry[] = []
    const [first, second] = [noted(order, 'first'), noted(order, 'second')]
    const on = handler('OnPreExecute', [second, first], { precedenceConstraints: [link(first, second)] })
    const a = noted(order, 'A')
    await execute(pkg([Object.assign(a, { eventHandlers: [on] })]), {
      log: { log: record => void records.push(record) },
    })
    expect(order).toEqual(['first', 'second', 'A'])
    const started = records.filter(({ event }) => event === 'OnPreExecute').map(({ source }) => source)
    expect(started).toEqual(['Demo', 'A', 'OnPreExecute', 'first', 'second'])
    expect(executionRecord(on).executionResult).toBe(Success)
  })

  test('with one place for tasks, the tasks of a handler run while the task that raised the event keeps it', async () => {
    const order: string[] = []
    const p = pkg([failing('A')], [], {
      maxConcurrentExecutables: 1,
      eventHandlers: [handler('OnError', [noted(order, 'one'), noted(order, 'two')])],
    })
    expect(await execute(p)).toBe(Failure)
    expect(order).toEqual(['one', 'two'])
  })

  test('a handler runs once at a time, however many tasks raise its event together', async () => {
    let inside = 0
    let most = 0
    let runs = 0
    const slow = task('Slow', async () => {
      inside += 1
      runs += 1
      most = Math.max(most, inside)
      await turn()
      inside -= 1
      return Success
    })
    const tasks = Array.from({ length: 5 }, (_, index) => failing(`T${index}`))
    await execute(pkg(tasks, [], { maxConcurrentExecutables: 5, eventHandlers: [handler('OnError', [slow])] }))
    expect([runs, most]).toEqual([5, 1])
  })

  test('errors of the validation before a run are handled, by handlers that are valid', async () => {
    const order: string[] = []
    const broken = task('A', undefined, { check: fails('A') })
    const p = pkg([broken], [], {
      eventHandlers: [
        handler('OnError', [noted(order, 'handled')]),
        handler('OnPreValidate', [task('B', undefined, { check: fails('B') })]),
      ],
    })
    expect(await execute(p)).toBe(Failure)
    expect(order).toContain('handled')
    expect(messageRecord(p).errors.map(({ source }) => source)).toContain('B')
    expect(executionRecord(broken).executionResult).toBeNull()
  })
})

describe('what handlers know', () => {
  test('the source and the error, its code as a signed number', async () => {
    const on = handler('OnError', [])
    const a = failing('A', { description: 'breaks' })
    await execute(pkg([sequence('Box', [a])], [], { eventHandlers: [on] }))
    expect(Object.fromEntries(on.system)).toMatchObject({
      SourceName: 'A',
      SourceID: a.id,
      SourceDescription: 'breaks',
      ErrorCode: -1073573294,
      ErrorDescription: 'A broke',
      Cancel: false,
    })
  })

  test('progress, status, execution value and the arguments of custom events', async () => {
    const events = ['OnProgress', 'OnExecStatusChanged', 'OnTaskFailed', 'Arrived']
    const handlers = events.map(event => handler(event, []))
    const [progress, status, failed, arrived] = handlers
    const a = task(
      'A',
      context => {
        context.events.fireProgress('half', 50, 7, 1, '')
        context.events.fireCustomEvent('Arrived', 'text', ['a.txt', 3, null], '')
        return fails('A')(context)
      },
      { eventHandlers: handlers, forceExecutionValue: true, forcedExecutionValue: 42 },
    )
    await execute(pkg([a]))
    expect(progress?.system.get('PercentComplete')).toBe(50)
    expect(progress?.system.get('ProgressDescription')).toBe('half')
    expect(progress?.system.get('ProgressCountLow')).toBe(7)
    expect(progress?.system.get('ProgressCountHigh')).toBe(1)
    expect(status?.system.get('ExecutionStatus')).toBe(DTSExecStatus.Completed)
    expect(failed?.system.get('ExecutionValue')).toBe(42)
    expect(Object.fromEntries(arrived?.system ?? [])).toMatchObject({
      EventName: 'Arrived',
      EventText: 'text',
      EventArguments: ['a.txt', 3, null],
      EventArgumentCount: 3,
      EventArgument1: 'a.txt',
      EventArgument2: '3',
      EventArgument3: '',
      EventArgument8: '',
    })
  })
})

describe('what handlers answer', () => {
  test('Propagate False keeps an error from the handlers, the counts and the logs of the containers around', async () => {
    const order: string[] = []
    const records: LogEntry[] = []
    const a = failing('A', { eventHandlers: [handler('OnError', [], { propagate: false })] })
    const b = noted(order, 'B')
    const p = pkg([sequence('Box', [a]), b], [], { eventHandlers: [handler('OnError', [noted(order, 'of Demo')])] })
    expect(await execute(p, { log: { log: record => void records.push(record) } })).toBe(Success)
    expect(order).toEqual(['B'])
    expect(executionRecord(a).executionResult).toBe(Failure)
    expect(records.filter(({ event }) => event === 'OnError').map(({ source }) => source)).toEqual(['A'])
    // The list of the package still says what happened.
    expect(codes(p)).toEqual(['DTS_E_WMIDRTASK_TASKFAILURE'])
  })

  test('in the middle of the way it stops there', async () => {
    const order: string[] = []
    const inner = sequence('Inner', [failing('A')], [], {
      eventHandlers: [handler('OnError', [noted(order, 'Inner')])],
    })
    const outer = sequence('Outer', [inner], [], {
      eventHandlers: [handler('OnError', [noted(order, 'Outer')], { propagate: false })],
    })
    const p = pkg([outer], [], { eventHandlers: [handler('OnError', [noted(order, 'Demo')])] })
    expect(await execute(p)).toBe(Success)
    expect(order).toEqual(['Inner', 'Outer'])
    expect(executionRecord(inner).executionResult).toBe(Failure)
    expect(executionRecord(outer).executionResult).toBe(Failure)
  })

  test('a task that fails validation fails the package, whatever a handler says', async () => {
    const a = task('A', undefined, {
      check: fails('A'),
      eventHandlers: [handler('OnError', [], { propagate: false })],
    })
    expect(await execute(pkg([a]))).toBe(Failure)
  })

  test('Cancel True stops the package', async () => {
    const order: string[] = []
    const [a, b] = [failing('A'), noted(order, 'B')]
    const p = pkg([a, b], [link(a, b, Failure)], { eventHandlers: [handler('OnError', [], { cancel: true })] })
    expect(await execute(p)).toBe(Canceled)
    expect(order).toEqual([])
  })

  test('OnQueryCancel can stop it before a task starts, and while one works', async () => {
    const order: string[] = []
    const on = handler('OnQueryCancel', [noted(order, 'asked')], { cancel: true })
    expect(await execute(pkg([noted(order, 'A')], [], { eventHandlers: [on] }))).toBe(Canceled)
    expect(order).toEqual(['asked'])
    const late = handler('OnQueryCancel', [])
    const long = task('Long', async ({ signal }) => {
      late.cancel = true
      if (!signal.aborted) await new Promise(resolve => signal.addEventListener('abort', resolve))
      return Canceled
    })
    expect(await execute(pkg([long], [], { eventHandlers: [late] }))).toBe(Canceled)
  })
})

describe('what goes wrong in handlers', () => {
  test('a handler that fails counts for the containers around; the others still run', async () => {
    const order: string[] = []
    const a = noted(order, 'A')
    const p = pkg([Object.assign(a, { eventHandlers: [handler('OnPreExecute', [failing('H')])] })], [], {
      eventHandlers: [handler('OnPreExecute', [task('Fine')])],
    })
    expect(await execute(p)).toBe(Failure)
    expect(messageRecord(p).errors.map(({ source }) => source)).toEqual(['H'])
    expect(order).toEqual(['A'])
    expect(executionRecord(a).executionResult).toBe(Failure)
  })

  test('an error inside an OnError handler starts no handler where that one is, but those around', async () => {
    const order: string[] = []
    const bad = task('Bad', context => {
      order.push('of Box')
      return fails('Bad')(context)
    })
    const box = sequence('Box', [failing('A')], [], { eventHandlers: [handler('OnError', [bad])] })
    const seen: unknown[] = []
    const outer = handler('OnError', [])
    outer.executables = [
      task('Note', () => {
        seen.push(outer.system.get('SourceName'))
        return Success
      }),
    ]
    const p = pkg([box], [], { eventHandlers: [outer] })
    expect(await execute(p)).toBe(Failure)
    expect(order).toEqual(['of Box'])
    expect(seen).toEqual(['Bad', 'A'])
  })

  test('handlers of one package do not hear the tasks of its handlers start and end', async () => {
    const heard: unknown[] = []
    const make = (event: string) => {
      const on = handler(event, [])
      on.executables = [
        task(`In ${event}`, () => {
          heard.push(`${event} ${on.system.get('SourceName')}`)
          return Success
        }),
      ]
      return on
    }
    await execute(pkg([task('A')], [], { eventHandlers: [make('OnPreExecute'), make('OnPostExecute')] }))
    expect(heard).toEqual(['OnPreExecute Demo', 'OnPreExecute A', 'OnPostExecute A', 'OnPostExecute Demo'])
  })

  test('handlers of tasks inside handlers run', async () => {
    const order: string[] = []
    const inner = failing('Inner', { eventHandlers: [handler('OnError', [noted(order, 'of Inner')])] })
    await execute(pkg([failing('A')], [], { eventHandlers: [handler('OnError', [inner])] }))
    expect(order).toEqual(['of Inner'])
  })

  test('a handler that throws is an error, not a rejection', async () => {
    const thrower = task('T', () => {
      throw new Error('broken part')
    })
    const p = pkg([task('A')], [], { eventHandlers: [handler('OnPostExecute', [thrower])] })
    expect(await execute(p)).toBe(Failure)
    expect(messageRecord(p).errors).toMatchObject([
      { description: 'an error occurred: broken part' },
      { description: 'an error occurred: broken part' },
    ])
  })

  test('an exception of a listener during a handler ends the run and reaches the caller', async () => {
    const order: string[] = []
    const p = pkg([noted(order, 'A')], [], { eventHandlers: [handler('OnPreExecute', [task('H')])] })
    const run = execute(p, {
      events: {
        onPreExecute(source) {
          if (source.name === 'H') throw new Error('listener broke')
        },
      },
    })
    await expect(run).rejects.toThrow('listener broke')
    expect(order).toEqual([])
  })

  test('a cancel while a handler runs reaches its tasks, and no further handler starts', async () => {
    const order: string[] = []
    const stop = new AbortController()
    const waits = task('Waits', async ({ signal }) => {
      const aborted = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
      stop.abort()
      await aborted
      order.push('stopped')
      return Canceled
    })
    const a = task('A', fails('A'), { eventHandlers: [handler('OnError', [waits])] })
    const p = pkg([a], [], { eventHandlers: [handler('OnError', [noted(order, 'of Demo')])] })
    expect(await execute(p, { signal: stop.signal })).toBe(Canceled)
    expect(order).toEqual(['stopped'])
  })

  test('each of many events is handled, in its turn', async () => {
    let sum = 0
    const on = handler('OnProgress', [])
    on.executables = [
      task('Add', () => {
        sum += Number(on.system.get('ProgressCountLow'))
        return Success
      }),
    ]
    const many = task('Many', async ({ events, handlersDone }) => {
      for (let count = 1; count <= 5000; count += 1) {
        events.fireProgress('', 0, count, 0, '')
        if (count % 100 === 0) await handlersDone()
      }
      return Success
    })
    expect(await execute(pkg([Object.assign(many, { eventHandlers: [on] })]))).toBe(Success)
    expect(sum).toBe(12_502_500)
  })
})
