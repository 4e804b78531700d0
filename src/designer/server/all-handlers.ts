import type { Handlers } from './handlers.js'
import type { Jobs } from './jobs.js'
import { type SessionFacts, sessionHandlers } from './session-handlers.js'

/** The handlers of all rooms, as one table. */
export function allHandlers(facts: SessionFacts, jobs: Jobs): Handlers {
  return { ...sessionHandlers(facts, jobs) } as Handlers
}
