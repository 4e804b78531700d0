// Help with writing queries.
import type { HandlersOf } from '../../server/handlers.js'
import type { LiveAccess } from '../access.js'
import { checkQuery } from './check.js'
import { complete } from './complete.js'
import { explain } from './explain.js'

/** Handlers of the operations that look at a query without asking it. */
export function wqlHandlers(access: LiveAccess): HandlersOf<'wql.check' | 'wql.complete' | 'wql.explain'> {
  return {
    'wql.check': async (input, { signal }) => ({ diagnostics: await checkQuery(access, input, signal) }),
    'wql.complete': (input, { signal }) => complete(access, input, signal),
    'wql.explain': async (input, { signal }) => ({ sentences: await explain(access, input, signal) }),
  }
}
