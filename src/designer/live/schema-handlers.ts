// Browsing the classes of a live server.
import { compareNames } from '../../base/name-map.js'
import { declarationOf } from '../../cim/declaration.js'
import { formatClassMof } from '../../cim/mof/format.js'
import { parseObjectPath } from '../../cim/path.js'
import type { JobEvent } from '../api/index.js'
import type { HandlersOf } from '../server/handlers.js'
import { type LiveAccess, placedAt } from './access.js'
import { bounded, mofOf } from './cells.js'
import { classView } from './class-view.js'
import { type ClassHead, localeOf } from './schema-cache.js'

type ListedClass = JobEvent<'schema.classes'>['classes'][number]

/** Characters of MOF that reach the page. */
const longestMof = 2_000_000

/** Handlers of the operations about classes. */
export function schemaHandlers(
  access: LiveAccess,
): HandlersOf<'schema.namespaces' | 'schema.classes' | 'schema.class' | 'schema.mof'> {
  return {
    'schema.namespaces': (place, { signal }) =>
      access.use(place, signal, async ({ services }) => {
        const namespaces = await services.namespaces({ signal })
        return { namespaces: namespaces.sort(compareNames) }
      }),
    'schema.classes': (place, { signal, emit }) =>
      access.use(place, signal, async ({ schema }) => {
        const count = await schema.follow(signal, heads => emit({ classes: heads.map(listed) }))
        return { count }
      }),
    'schema.class': ({ place, name }, { signal }) =>
      access.use(place, signal, async ({ schema }) => {
        const cimClass = await schema.classOf(name, signal)
        return classView(cimClass, await schema.subclassesOf(cimClass.name, signal))
      }),
    'schema.mof': ({ place, path }, { signal }) =>
      access.use(placedAt(place, path), signal, async ({ services, schema }) => {
        const parsed = parseObjectPath(path)
        // A path without keys is that of a class.
        const mof =
          parsed.keys === null && !parsed.singleton
            ? formatClassMof(declarationOf(await schema.classOf(parsed.className, signal)))
            : mofOf(await services.get(path, { signal, amended: true, locale: localeOf() }))
        return { mof: bounded(mof, longestMof) }
      }),
  }
}

function listed({ name, superclass, isAbstract, isAssociation, isEvent }: ClassHead): ListedClass {
  return { name, superclass, isAbstract, isAssociation, isEvent }
}
