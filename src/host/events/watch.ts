import type { CimInstance } from '../../cim/instance.js'
import type { Call } from '../../wmi/call.js'
import type { WatchOptions } from '../../wmi/services.js'
import { parseEventQuery } from '../../wql/parse.js'
import { validateEventQuery } from '../../wql/validate.js'
import { hasEvents } from '../event-sources.js'
import type { Scope } from '../scope.js'

/**
 * The events of a notification query.
 *
 * @throws WmiError WBEM_E_ACCESS_DENIED, and those of {@link parseEventQuery} and {@link validateEventQuery}
 */
export function watch(scope: Scope, wql: string, options: WatchOptions, call: Call): AsyncGenerator<CimInstance, void> {
  scope.demand('subscribe')
  const query = parseEventQuery(wql)
  const plan = validateEventQuery(query, {
    lookup: name => scope.classes.get(name),
    hasEvents: (event, target) => hasEvents(event, target, scope.inheritedHandle(target) !== undefined),
  })
  return scope.state.events.watch({ scope, query, plan, options }, call)
}
