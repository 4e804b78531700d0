import { listenText } from '../../base/texts/listen.js'
import { wsmanError } from '../../wsman/faults/index.js'
import { readPull, readRelease, writePullResponse } from '../../wsman/operations/index.js'
import { type Ask, type Reply, timedOut } from './ask.js'
import type { Open, PageTerms } from './contexts.js'
import { rowPause } from './enumerate.js'
import { roomFor, takePage, termsOf } from './pages.js'

/** The next rows of an enumeration, or the next events of a subscription. */
export async function pull(ask: Ask): Promise<Reply> {
  const body = readPull(ask.message.body)
  const { contexts } = ask.tools
  const open = contexts.find(ask.user, body.context)
  if (open.pulling) throw wsmanError('ERROR_WSMAN_PULL_IN_PROGRESS', listenText('pulling'))
  const { maxElements, maxCharacters } = body
  checkTerms(open.init.terms, {
    ...termsOf(ask),
    maxEnvelopeSize: ask.header.maxEnvelopeSize,
    maxElements,
    maxCharacters,
  })
  const timeout = Math.min(ask.timeout, body.maxTime ?? Number.POSITIVE_INFINITY)
  open.pulling = true
  clearTimeout(open.idle)
  try {
    const page = await nextPage(ask, open, { maxElements, maxCharacters, timeout })
    if (page) return page
    throw timedOut()
  } finally {
    open.pulling = false
    contexts.rest(open)
  }
}

/** Undefined when the time is over before there are rows. @throws what ended the enumeration */
async function nextPage(
  ask: Ask,
  open: Open,
  wanted: { maxElements: number; maxCharacters: number | undefined; timeout: number },
): Promise<Reply | undefined> {
  const { contexts, limits } = ask.tools
  const { rows, heartbeat, subscription } = open.init
  const most = Math.min(wanted.maxElements, limits.maxBatchItems)
  const beats = heartbeat !== undefined && heartbeat < wanted.timeout
  try {
    const state = await rows.wait({
      rows: most,
      timeout: beats ? heartbeat : wanted.timeout,
      // Events are told at once, with those that happened together.
      pause: subscription === undefined ? rowPause : 0,
      signal: ask.gone,
    })
    if (open.ended) throw open.ended
    // Nobody hears the answer, or it comes later: the enumeration goes on with another pull.
    if (ask.gone.aborted || (state === 'timeout' && !beats)) return undefined
    const bytes = roomFor(ask.header.maxEnvelopeSize ?? open.init.terms.maxEnvelopeSize, limits)
    const items = takePage(open, { rows: most, bytes, characters: wanted.maxCharacters })
    const end = rows.over
    if (end) contexts.end(open)
    return { body: writePullResponse({ context: end ? undefined : contexts.renew(open), items, end }) }
  } catch (error) {
    contexts.end(open)
    throw error
  }
}

/** Ends an enumeration early. */
export async function release(ask: Ask): Promise<Reply> {
  const { contexts } = ask.tools
  contexts.end(contexts.findToEnd(ask.user, readRelease(ask.message.body)))
  return { body: '' }
}

/** @throws WmiError ERROR_WSMAN_PULL_PARAMS_NOT_SAME_AS_ENUM; what either side did not say is no difference */
function checkTerms(begun: PageTerms, now: PageTerms): void {
  const differs = (name: keyof PageTerms) =>
    begun[name] !== undefined && now[name] !== undefined && begun[name] !== now[name]
  const different = (['uri', 'namespace', 'maxEnvelopeSize', 'maxElements'] as const).find(differs)
  if (different !== undefined)
    throw wsmanError('ERROR_WSMAN_PULL_PARAMS_NOT_SAME_AS_ENUM', listenText('pullTerms', { name: different }), {
      hint: listenText('pullTermsHint'),
    })
}
