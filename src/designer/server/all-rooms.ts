import { documentHandlers } from '../document/index.js'
import { LiveAccess, liveHandlers } from '../live/index.js'
import { runHandlers } from '../run/index.js'
import type { Workspace } from '../workspace/index.js'
import type { Handlers } from './handlers.js'
import type { Jobs } from './jobs.js'
import { type SessionFacts, sessionHandlers } from './session-handlers.js'
import type { Rooms } from './start.js'

/** Joins the rooms of the designer over one folder. Closing them closes what connections are open. */
export function allRooms(workspace: Workspace, facts: SessionFacts, jobs: Jobs): Rooms {
  const live = new LiveAccess(workspace)
  const handlers: Handlers = {
    ...sessionHandlers(facts, jobs),
    ...documentHandlers(workspace),
    ...liveHandlers(workspace, live),
    ...runHandlers(workspace, live),
  }
  return {
    handlers,
    async close() {
      await live.close()
      await workspace.closeAll()
    },
  }
}
