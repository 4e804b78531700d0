// ASSOCIATORS OF and REFERENCES OF: DSP0227 9.2 (the association filter), WMI SDK "ASSOCIATORS OF Statement".
import { foldName } from '../../base/name-map.js'
import { type CimInstance, classOf } from '../../cim/instance.js'
import { formatObjectPath, type ObjectPath } from '../../cim/path.js'
import { checkAssociationOptions } from '../../wmi/association-options.js'
import { classObject, withKeysOnly } from '../../wmi/class-object.js'
import type { AssociationOptions, AssociationQuery } from '../../wql/ast.js'
import { formatWql } from '../../wql/format.js'
import { classResource, type EnumerateRequest, isFault, wsmanCodes } from '../../wsman/index.js'
import { isClassPath, referenceTo, type Target, targetOf } from './paths.js'
import { wqlRequest } from './requests.js'
import { begun, instancesOf, RowReading } from './rows.js'
import { type Asking, homeOf } from './session.js'
import type { Batches } from './stream.js'

/** What the server says that knows WQL only. */
const refusals = [
  wsmanCodes.ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE,
  wsmanCodes.ERROR_WSMAN_ENUMERATE_FILTERING_NOT_SUPPORTED,
  wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED,
  wsmanCodes.ERROR_WSMAN_INVALID_RESOURCE_URI,
  wsmanCodes.ERROR_WSMAN_INVALID_URI,
]

/** What goes beyond the association filter. */
const wqlOnly: readonly (keyof AssociationOptions)[] = ['requiredQualifier', 'requiredAssocQualifier', 'schemaOnly']

/**
 * The rows of an association query: by the association filter, or by WQL for what that cannot say and for servers that do not know it.
 * Questions for classes are asked for their instances, and SchemaOnly for whatever the server makes of it: the class of a row is all that
 * counts there.
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH, those of {@link checkAssociationOptions}; WsmanFaultError; HttpError
 */
export async function* associationRows(
  asking: Asking,
  question: Pick<AssociationQuery, 'kind' | 'options'> & { readonly path: ObjectPath | string },
): Batches<CimInstance> {
  const { kind } = question
  const options = checkAssociationOptions(kind, question.options)
  const target = targetOf(asking, question.path)
  const rows = linked(target, kind, options)
  if (options.classDefsOnly || options.schemaOnly) yield* classesOf(target.asking, rows)
  else if (options.keysOnly) for await (const batch of rows) yield [...batch].map(withKeysOnly)
  else yield* rows
}

/** The classes of the rows, each once, as class objects. */
async function* classesOf(asking: Asking, rows: Batches<CimInstance>): Batches<CimInstance> {
  const told = new Set<string>()
  for await (const batch of rows) {
    const found: CimInstance[] = []
    for (const row of batch) {
      if (told.has(foldName(row.__CLASS))) continue
      told.add(foldName(row.__CLASS))
      found.push(classObject(classOf(row), homeOf(asking)))
    }
    yield found
  }
}

async function* linked(
  target: Target,
  kind: AssociationQuery['kind'],
  options: AssociationOptions,
): Batches<CimInstance> {
  const { session } = target.asking
  const sayable = !isClassPath(target.path) && wqlOnly.every(name => options[name] === undefined)
  if (sayable && session.associationFilter && session.modern) {
    const request = await filterRequest(target, kind, options)
    const pages = begun(session.client.enumerate(request, target.asking.wire))
    let first: IteratorResult<Iterable<CimInstance>, void>
    const rows = instancesOf(pages, new RowReading(target.asking))
    try {
      first = await rows.next()
    } catch (error) {
      if (!refusals.some(code => isFault(error, code))) throw error
      session.associationFilter = false
      yield* byWql(target, kind, options)
      return
    }
    if (first.done) return
    try {
      yield first.value
      yield* rows
    } finally {
      await rows.return()
    }
    return
  }
  yield* byWql(target, kind, options)
}

function byWql(
  { asking, path }: Target,
  kind: AssociationQuery['kind'],
  options: AssociationOptions,
): Batches<CimInstance> {
  const { classDefsOnly, keysOnly, ...sent } = options
  const wql = formatWql({ kind, source: formatObjectPath(path), path, options: sent })
  return instancesOf(asking.session.client.enumerate(wqlRequest(asking, wql), asking.wire), new RowReading(asking))
}

async function filterRequest(
  target: Target,
  kind: AssociationQuery['kind'],
  { assocClass, resultClass, role, resultRole }: AssociationOptions,
): Promise<EnumerateRequest> {
  return {
    resource: classResource('cim', target.asking.namespace, '*'),
    filter: {
      dialect: 'association',
      association: {
        kind: kind === 'associators' ? 'associated' : 'associations',
        object: await referenceTo(target, 'cim'),
        ...(assocClass === undefined ? {} : { associationClassName: assocClass }),
        ...(role === undefined ? {} : { role }),
        ...(resultClass === undefined ? {} : { resultClassName: resultClass }),
        ...(resultRole === undefined ? {} : { resultRole }),
      },
    },
  }
}
