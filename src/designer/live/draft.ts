// Connection managers as an editor would have them.
import type { ConnectionManager } from '../../ssis/index.js'
import type { Place } from '../api/index.js'
import type { LiveDocument } from './needs.js'

/**
 * The manager with the values of a draft, in a copy of its package. Secrets come last: they belong to the server and the user that
 * the other values name.
 *
 * @throws DtsError for values that the manager refuses
 */
export function drafted(
  { package: pkg }: LiveDocument,
  manager: ConnectionManager,
  { values, expressions = {} }: NonNullable<Place['draft']>,
): ConnectionManager {
  const at = [...pkg.connections].indexOf(manager)
  const copy = [...pkg.withText(pkg.node.element.document.toString()).connections][at] ?? manager
  const given = Object.entries(values).map(([name, value]) => ({ property: copy.properties.get(name), value }))
  for (const secret of [false, true])
    for (const { property, value } of given) if (property.get !== secret) property.setValue(copy, value ?? '')
  for (const [name, expression] of Object.entries(expressions))
    copy.properties.get(name).setExpression(copy, expression || null)
  return copy
}
