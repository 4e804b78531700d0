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
 * @param background true for a watch that does not keep the process alive
 * @throws WmiError WBEM_E_ACCESS_DENIED, and those of {@link parseEventQuery} and {@link validateEventQuery}
 */
export function watch(
  scope: Scope,
  wql: string,
  options: WatchOptions,
  call: Call,
  { background = false }: { readonly background?: boolean } = {},
): AsyncGenerator<CimInstance, void> {
  scope.demand('subscribe')
  const query = parseEventQuery(wql)
  const plan = validateEventQuery(query, {
    lookup: name => scope.classes.get(name),
    // A class that the repository keeps may have subclasses that providers serve.
    hasEvents: (event, target) =>
      hasEvents(event, target, scope.inheritedHandle(target) !== undefined) &&
      [...scope.served(target)].every(each => hasEvents(event, each, scope.handle(each.name) !== undefined)),
  })
  for (const target of plan.targets ?? []) scope.demand('enable', target.name)
  return scope.state.events.watch({ scope, query, plan, options, background }, call)
}
