// What needs a server.
import type { liveOperations } from '../api/index.js'
import type { HandlersOf } from '../server/handlers.js'
import { LiveAccess } from './access.js'
import { testConnection } from './connection-test/index.js'
import { consentHandlers } from './consent-handlers.js'
import { evaluate } from './expression.js'
import { catalog } from './expression-catalog.js'
import { invoke } from './method.js'
import type { LiveWorkspace } from './needs.js'
import { rowHandlers } from './row-handlers.js'
import { schemaHandlers } from './schema-handlers.js'
import { serverHandlers } from './server-handlers.js'
import { describeService, downloadService } from './service.js'
import { wqlHandlers } from './wql/index.js'

export { LiveAccess } from './access.js'
export type { LiveWorkspace } from './needs.js'

/**
 * Handlers of the operations about live servers, and of those beside them.
 * @param access shared with who runs packages
 */
export function liveHandlers(
  workspace: LiveWorkspace,
  access: LiveAccess = new LiveAccess(workspace),
): HandlersOf<keyof typeof liveOperations> {
  return {
    ...consentHandlers(workspace, access),
    ...serverHandlers(workspace, access),
    ...schemaHandlers(access),
    ...rowHandlers(access),
    ...wqlHandlers(access),
    'connection.test': (place, { signal, emit }) => testConnection(access, place, signal, emit),
    'method.invoke': (input, { signal }) => invoke(access, input, signal),
    'expression.evaluate': input => evaluate(workspace, input),
    'expression.catalog': () => ({ entries: catalog() }),
    'service.describe': (input, { signal }) => describeService(access, workspace, input, signal),
    'service.download': (input, { signal }) => downloadService(access, workspace, input, signal),
  }
}
