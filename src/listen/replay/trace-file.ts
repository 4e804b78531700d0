import { TextError } from '../../base/errors.js'
import { listenText } from '../../base/texts/listen.js'

/** A message and its answer, as a trace has them. */
export interface TracedExchange {
  /** The clear request. */
  readonly request: string
  readonly status: number
  /** The clear answer; undefined: none came but the status. */
  readonly response: string | undefined
}

interface TracedEvent {
  readonly session: number
  readonly direction: 'request' | 'response'
  readonly status: number | undefined
  readonly body: string | undefined
}

/**
 * The messages of a trace file (one `ExchangeEvent` in JSON per line) in their order; logons, and messages that were never answered, are
 * left out. @throws TextError with the line that is none
 */
export function readTrace(text: string, source?: string): TracedExchange[] {
  const exchanges: TracedExchange[] = []
  // One session carries one message at a time, so an answer belongs to the last request of its session.
  const open = new Map<number, string>()
  for (const [position, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const event = readEvent(line)
    if (event === null) continue
    if (!event) {
      const at = { line: position + 1, column: 1, source }
      throw new TextError(listenText('traceLine'), at, { hint: listenText('traceLineHint') })
    }
    const { session, direction, status = 0, body } = event
    if (direction === 'request') open.set(session, body ?? '')
    else {
      const request = open.get(session)
      open.delete(session)
      if (request !== undefined) exchanges.push({ request, status, response: body })
    }
  }
  return exchanges
}

/** Null for an event that is no message; undefined for what is no event. */
function readEvent(line: string): TracedEvent | null | undefined {
  const value = parsed(line)
  if (typeof value !== 'object' || value === null) return undefined
  const { session, direction, purpose, status, body } = value as Readonly<Record<string, unknown>>
  if (purpose === 'logon') return null
  if (typeof session !== 'number' || (direction !== 'request' && direction !== 'response')) return undefined
  if (body !== undefined && typeof body !== 'string') return undefined
  return { session, direction, status: typeof status === 'number' ? status : undefined, body }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
