import { describe, expect, test } from 'vitest'
import { DTSExecResult, DTSExecStatus } from '../../../src/ssis/enums.js'
import type { DtsEvents, LogEntry } from '../../../src/ssis/events.js'
import { execute } from '../../../src/ssis/runtime/execute.js'
import { executionRecord, messageRecord } from '../../../src/ssis/runtime/record.js'
import { failing, fails, link, noted, pkg, sequence, task } from './model.js'

const { Failure, Completion, Canceled } = DTSExecResult

const codes = (owner: object) => messageRecord(owner).errors.map(({ symbol }) => symbol)

describe('events', () => {
  /** Notes every event as `name source`. */
  function listener(heard: string[], extra: DtsEvents = {}): DtsEvents {
    return {
      onPreValidate: source => void heard.push(`PreValidate ${source.name}`),
      onPostValidate: source => void heard.push(`PostValidate ${source.name}`),
      onPreExecute: source => void heard.push(`PreExecute ${source.name}`),
      onPostExecute: source => void heard.push(`PostExecute ${source.name}`),
      onError: (source, { description }) => {
        heard.push(`Error ${source.name}: ${description}`)
        return undefined
      },
      onWarning: source => void heard.push(`Warning ${source.name}`),
      onInformation: (source, { description }) => void heard.push(`Information ${source.name}: ${description}`),
      onProgress: (source, { percentComplete }) => void heard.push(`Progress ${source.name} ${percentComplete}`),
      onTaskFailed: source => void heard.push(`TaskFailed ${source.name}`),
      onCustomEvent: (source, { eventName, arguments: values }) =>
        void heard.push(`Custom ${source.name} ${eventName}(${values.join()})`),
      ...extra,
    }
  }

  test('come in the documented order', async () => {
    const heard: string[] = []
    const a = task('A', context => {
      const { events } = context
      events.fireInformation(1, '', 'hello')
      events.fireProgress('half', 50, 1, 0, '')
      events.fireCustomEvent('Found', 'text', [1, 2], '')
      return fails('A')(context)
    })
    await execute(pkg([sequence('Box', [a])]), { events: listener(heard) })
    expect(heard).toEqual([
      'PreValidate Demo',
      'PreValidate Box',
      'PreValidate A',
      'PostValidate A',
      'PostValidate Box',
      'PostValidate Demo',
      'PreExecute Demo',
      'PreExecute Box',
      'PreExecute A',
      'Information A: hello',
      'Progress A 50',
      'Custom A Found(1,2)',
      'Error A: A broke',
      'TaskFailed A',
      'PostExecute A',
      'Warning Box',
      'PostExecute Box',
      'Warning Demo',
      'PostExecute Demo',
    ])
  })

  test('the status of a task changes from validating to executing to completed', async () => {
    const a = task('A')
    const statuses: number[] = []
    await execute(pkg([a]), {
      events: { onExecutionStatusChanged: (source, status) => void (source.id === a.id && statuses.push(status)) },
    })
    expect(statuses).toEqual([DTSExecStatus.Validating, DTSExecStatus.Executing, DTSExecStatus.Completed])
  })

  test('so does one of an async listener, for which the run waits', async () => {
    const order: string[] = []
    const a = noted(order, 'A')
    const b = noted(order, 'B')
    const later = async (name: string) => {
      await new Promise(resolve => setTimeout(resolve, 1))
      if (name === 'B') throw new Error('async listener broke')
      order.push('heard A')
    }
    const events: DtsEvents = { onPreExecute: source => later(source.name) }
    await expect(execute(pkg([a, b], [link(a, b)]), { events })).rejects.toThrow('async listener broke')
    expect(order).toContain('heard A')
  })

  test('an exception of a listener stops the run and reaches the caller', async () => {
    const order: string[] = []
    const [a, b] = [noted(order, 'A'), noted(order, 'B')]
    const run = execute(pkg([a, b], [link(a, b)]), {
      events: {
        onPostExecute(source) {
          if (source.name === 'A') throw new Error('listener broke')
        },
      },
    })
    await expect(run).rejects.toThrow('listener broke')
    expect(order).toEqual(['A'])
  })

  test('log records carry the run, and errors one record for each container', async () => {
    const records: LogEntry[] = []
    const a = task('A', context => {
      context.events.log('WMIDataReaderOperation', 'SELECT * FROM X')
      return fails('A')(context)
    })
    await execute(pkg([sequence('Box', [a])]), { log: { log: entry => void records.push(entry) } })
    expect(records.map(({ event, source, dataCode }) => `${event} ${source} ${dataCode}`)).toEqual([
      'PackageStart Demo 0',
      'OnExecStatusChanged Demo 0',
      'OnPreValidate Demo 0',
      'OnExecStatusChanged Box 0',
      'OnPreValidate Box 0',
      'OnExecStatusChanged A 0',
      'OnPreValidate A 0',
      'OnPostValidate A 0',
      'OnPostValidate Box 0',
      'OnPostValidate Demo 0',
      'OnExecStatusChanged Demo 0',
      'OnPreExecute Demo 0',
      'OnExecStatusChanged Box 0',
      'OnPreExecute Box 0',
      'OnExecStatusChanged A 0',
      'OnPreExecute A 0',
      'WMIDataReaderOperation A 0',
      'OnError A -1073573294',
      'OnError Box -1073573294',
      'OnError Demo -1073573294',
      'OnExecStatusChanged A 0',
      'OnTaskFailed A 0',
      'OnTaskFailed Box 0',
      'OnTaskFailed Demo 0',
      'OnPostExecute A 0',
      'OnWarning Box -2147381246',
      'OnWarning Demo -2147381246',
      'OnExecStatusChanged Box 0',
      'OnPostExecute Box 0',
      'OnWarning Demo -2147381246',
      'OnExecStatusChanged Demo 0',
      'OnPostExecute Demo 0',
      'PackageEnd Demo 1',
    ])
    expect(new Set(records.map(({ executionId }) => executionId)).size).toBe(1)
  })
})

describe('cancel', () => {
  test('an abort reaches running tasks, starts nothing more and gives Canceled', async () => {
    const order: string[] = []
    const stop = new AbortController()
    const a = task('A', async ({ signal }) => {
      const aborted = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
      stop.abort()
      await aborted
      order.push('A stopped')
      return Canceled
    })
    const b = noted(order, 'B')
    const p = pkg([a, b], [link(a, b, Completion)])
    expect(await execute(p, { signal: stop.signal })).toBe(Canceled)
    expect(order).toEqual(['A stopped'])
    expect(messageRecord(p).errors).toEqual([])
    expect(executionRecord(a).executionResult).toBe(Canceled)
    expect(executionRecord(p).executionResult).toBe(Canceled)
  })

  test('a signal that is aborted before the run lets nothing run', async () => {
    const order: string[] = []
    expect(await execute(pkg([noted(order, 'A')]), { signal: AbortSignal.abort() })).toBe(Canceled)
    expect(order).toEqual([])
  })

  test('a task that throws or fails because of the cancel is canceled, not failed', async () => {
    const stop = new AbortController()
    const thrower = task('A', () => {
      stop.abort()
      throw new Error('aborted')
    })
    const failer = task('B', async ({ signal }) => {
      if (!signal.aborted) await new Promise(resolve => signal.addEventListener('abort', resolve))
      return Failure
    })
    const p = pkg([failer, thrower])
    expect(await execute(p, { signal: stop.signal })).toBe(Canceled)
    expect(codes(p)).toEqual([])
    expect(executionRecord(thrower).executionResult).toBe(Canceled)
    expect(executionRecord(failer).executionResult).toBe(Canceled)
  })

  test('OnQueryCancel answering true cancels', async () => {
    const order: string[] = []
    const [a, b] = [noted(order, 'A'), noted(order, 'B')]
    const p = pkg([a, b], [link(a, b)])
    expect(await execute(p, { events: { onQueryCancel: () => order.length > 0 } })).toBe(Canceled)
    expect(order).toEqual(['A'])
  })

  test('OnError answering true cancels', async () => {
    const order: string[] = []
    const [a, b] = [failing('A'), noted(order, 'B')]
    const p = pkg([a, b], [link(a, b, Failure)])
    expect(await execute(p, { events: { onError: () => true } })).toBe(Canceled)
    expect(order).toEqual([])
    expect(codes(p)).toEqual(['DTS_E_WMIDRTASK_TASKFAILURE'])
  })
})
