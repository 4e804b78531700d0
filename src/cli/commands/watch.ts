import { WmiError, WmilinkError } from '../../base/errors.js'
import { cliText } from '../../base/texts/cli.js'
import { wmiText } from '../../base/texts/wmi.js'
import type { CimInstance } from '../../cim/instance.js'
import type { WmiServices } from '../../wmi/services.js'
import { type Context, type Execute, writerFor } from '../context.js'
import type { RowWriter } from '../format/row.js'
import { plainRows, type ToRow } from '../plain-row.js'
import { withServices } from '../session.js'

/** `wmilink watch WQL`: events as they happen, each written before the next is asked for. */
export const execute: Execute = (context, [wql = '']) =>
  // What --timeout means here is the whole watch, not the connection's wait for each answer.
  withServices(withoutTimeout(context), {}, async wmi => {
    const writer = writerFor({ ...context, format: context.format ?? 'ndjson' })
    const seen = await watch(context, wmi, wql, writer)
    await writer.end()
    const { count, timeout = 0 } = context.options
    if (count !== undefined && seen < count) {
      throw new WmilinkError(cliText('tooFewEvents', { seen, count, seconds: timeout / 1000 }), {
        hint: cliText('tooFewEventsHint'),
      })
    }
    return undefined
  })

/**
 * Answers how many events came until the count was reached or the time was over. The time begins with the watch; it may
 * take as long again until that has begun.
 *
 * @throws WmiError WBEM_E_TIMED_OUT for a watch that has not begun in time
 */
async function watch(context: Context, wmi: WmiServices, wql: string, writer: RowWriter): Promise<number> {
  const { count = Number.POSITIVE_INFINITY, timeout = 0 } = context.options
  const toRow = withClass(plainRows(context.options))
  const over = new AbortController()
  let hasBegun = false
  let timer: NodeJS.Timeout | undefined
  const arm = (): void => {
    if (timeout === 0) return
    clearTimeout(timer)
    timer = setTimeout(() => over.abort(hasBegun ? undefined : notBegun(timeout)), Math.min(timeout, longestTimer))
  }
  const onReady = (): void => {
    hasBegun = true
    context.messages.notice(cliText('watching'))
    arm()
  }
  arm()
  const signal = AbortSignal.any([context.signal, over.signal])
  let seen = 0
  try {
    for await (const event of wmi.watch(wql, { signal, timeout: 0, onReady })) {
      seen += 1
      await writer.write(toRow(event))
      await context.output.flush()
      if (seen >= count) break
    }
  } catch (error) {
    if (!over.signal.aborted || !hasBegun || context.signal.aborted) throw error
  } finally {
    clearTimeout(timer)
  }
  return seen
}

/** One query may bring events of several classes. */
function withClass(toRow: ToRow): (event: CimInstance) => ReturnType<ToRow> {
  return event => ({ __CLASS: event.__CLASS, ...toRow(event) })
}

function notBegun(timeout: number): WmiError {
  return new WmiError('WBEM_E_TIMED_OUT', cliText('watchNotBegun', { seconds: timeout / 1000 }), {
    hint: wmiText('timedOutHint'),
  })
}

function withoutTimeout(context: Context): Context {
  const { timeout: _, ...options } = context.options
  return { ...context, options }
}

/** What setTimeout can hold, some 24 days. */
const longestTimer = 2 ** 31 - 1
