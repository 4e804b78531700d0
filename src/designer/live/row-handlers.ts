// Rows and objects of a live server: previews of queries, instances, associations.
import { type CimInstance, shapeOf } from '../../cim/instance.js'
import { type ObjectPath, parseObjectPath, samePath, tryParseObjectPath } from '../../cim/path.js'
import { wql } from '../../wql/template.js'
import type { HandlersOf } from '../server/handlers.js'
import { type LiveAccess, placedAt } from './access.js'
import { columnOf, toCell } from './cells.js'
import { preview } from './preview.js'
import { RowBatches } from './row-batches.js'
import { RowTelling } from './row-telling.js'
import { localeOf } from './schema-cache.js'

/** One object that is associated with another one. */
interface Associated {
  readonly path: string
  readonly className: string
  readonly association: string
}

/** Handlers of the operations about rows and objects. */
export function rowHandlers(
  access: LiveAccess,
): HandlersOf<'wql.preview' | 'instances.list' | 'instances.get' | 'instances.associators'> {
  return {
    'wql.preview': ({ place, text, limit }, { signal, emit }) => preview(access, { place, text, limit }, signal, emit),
    'instances.list': ({ place, className, limit }, { signal, emit }) =>
      access.use(place, signal, async ({ services, schema, notice }) => {
        const started = performance.now()
        const query = wql`SELECT * FROM ${wql.name(className)}`
        const told = await new RowTelling(emit).all(services.query(query, { signal }), limit, signal)
        if (!told.more) schema.noteCount(className, told.count)
        return { ...told, milliseconds: performance.now() - started, notice }
      }),
    'instances.get': ({ place, path }, { signal }) =>
      access.use(placedAt(place, path), signal, async ({ services }) => {
        const instance = await services.get(path, { signal, amended: true, locale: localeOf() })
        const values = shapeOf(instance).properties.map(property => ({
          column: columnOf(property),
          value: toCell(instance[property.name], property),
        }))
        return { className: instance.__CLASS, values }
      }),
    'instances.associators': ({ place, path, limit }, { signal, emit }) =>
      access.use(placedAt(place, path), signal, async ({ services }) => {
        const batches = new RowBatches<Associated>(items => emit({ items }))
        let count = 0
        try {
          for await (const association of services.references(path, {}, { signal }))
            for (const item of othersOf(association, path)) {
              if (count >= limit) return { count, more: true }
              batches.add(item)
              count += 1
            }
          return { count, more: false }
        } finally {
          batches.flush()
        }
      }),
  }
}

/** The objects that an association ties to the one of a path. */
function othersOf(association: CimInstance, path: string): Associated[] {
  const named = withoutHome(path)
  const ends = shapeOf(association).properties.filter(({ type, isArray }) => type === 'reference' && !isArray)
  const found = ends.flatMap(({ name }): Associated[] => {
    const value = association[name]
    const end = typeof value === 'string' ? tryParseObjectPath(value) : undefined
    if (typeof value !== 'string' || !end) return []
    return [{ path: value, className: end.className, association: association.__CLASS }]
  })
  // An association may name the object by the class that it declares, not by its own.
  for (const own of [named, ...found.map(({ className }) => ({ ...named, className }))]) {
    const others = found.filter(each => !samePath(withoutHome(each.path), own))
    if (others.length < found.length) return others.length > 0 ? others : found.slice(0, 1)
  }
  return found
}

function withoutHome(path: string): ObjectPath {
  return { ...parseObjectPath(path), server: null, namespace: null }
}
