// ASSOCIATORS OF and REFERENCES OF: DSP0227 9.2 (the association filter), WMI SDK "ASSOCIATORS OF Statement".
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { wbemStatusByName } from '../../base/wbem-status.js'
import { type CimInstance, classOf } from '../../cim/instance.js'
import { formatObjectPath, type ObjectPath } from '../../cim/path.js'
import { checkAssociationOptions } from '../../wmi/association-options.js'
import { classObject, withKeysOnly } from '../../wmi/class-object.js'
import type { AssociationOptions, AssociationQuery } from '../../wql/ast.js'
import { formatWql } from '../../wql/format.js'
import {
  classResource,
  type EnumerateRequest,
  type EnumerationMode,
  isFault,
  type Page,
  wsmanCodes,
} from '../../wsman/index.js'
import { associationSchema } from './association-schema.js'
import { rowsOfAnywhere } from './elsewhere.js'
import { isClassPath, referenceTo, type Target, targetOf } from './paths.js'
import { wqlRequest } from './requests.js'
import { begun } from './rows.js'
import type { Asking } from './session.js'
import { type Batches, started } from './stream.js'

/** What the server says that knows no association filter, or no association questions in WQL. */
const refusals = [
  wsmanCodes.ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE,
  wsmanCodes.ERROR_WSMAN_ENUMERATE_FILTERING_NOT_SUPPORTED,
  wsmanCodes.ERROR_WSMAN_ACTION_NOT_SUPPORTED,
  wsmanCodes.ERROR_WSMAN_INVALID_RESOURCE_URI,
  wsmanCodes.ERROR_WSMAN_INVALID_URI,
  wsmanCodes.ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER,
]
const queryRefusals: ReadonlySet<number> = new Set([
  wbemStatusByName.WBEM_E_INVALID_QUERY,
  wbemStatusByName.WBEM_E_INVALID_QUERY_TYPE,
  wbemStatusByName.WBEM_E_UNPARSABLE_QUERY,
  wbemStatusByName.WBEM_E_NOT_SUPPORTED,
])

/** What goes beyond the association filter. */
const wqlOnly: readonly (keyof AssociationOptions)[] = ['requiredQualifier', 'requiredAssocQualifier']

/**
 * The rows of an association query: by the association filter, or by WQL for what that cannot say and for servers that do not know it.
 * Questions for the classes of instances are asked for their keys: the class of a row is all that counts there.
 * @throws WmiError WBEM_E_INVALID_OBJECT_PATH, those of {@link checkAssociationOptions}; WsmanFaultError; HttpError
 */
export async function* associationRows(
  asking: Asking,
  question: Pick<AssociationQuery, 'kind' | 'options'> & { readonly path: ObjectPath | string },
): Batches<CimInstance> {
  const { kind } = question
  const options = checkAssociationOptions(kind, question.options)
  const target = targetOf(asking, question.path)
  if (options.schemaOnly) {
    yield* associationSchema(target, kind, options)
    return
  }
  const rows = linked({ asking, kind, options, target })
  if (options.classDefsOnly) yield* classesOf(rows)
  else if (options.keysOnly) for await (const batch of rows) yield [...batch].map(withKeysOnly)
  else yield* rows
}

/** The classes of the rows, each once, as class objects. */
async function* classesOf(rows: Batches<CimInstance>): Batches<CimInstance> {
  const told = new Set<string>()
  for await (const batch of rows) {
    const found: CimInstance[] = []
    for (const row of batch) {
      if (told.has(foldName(row.__CLASS))) continue
      told.add(foldName(row.__CLASS))
      found.push(classObject(classOf(row), { server: row.__SERVER, namespace: row.__NAMESPACE }))
    }
    yield found
  }
}

/** A question is asked in the namespace of the connection: associations of other namespaces may lead to objects of this one. */
interface Question {
  readonly asking: Asking
  /** The object, with the call in its own namespace. */
  readonly target: Target
  readonly kind: AssociationQuery['kind']
  readonly options: AssociationOptions
}

/** One way to ask, and what tells a server that does not know it. */
interface Way {
  /** Where the session remembers that. */
  readonly known: 'associationFilter' | 'associationQueries'
  begin(mode: EnumerationMode): Promise<AsyncGenerator<Page, void>>
  refused(error: unknown): boolean
}

/** The first way that the server knows; the last one is tried in any case. */
async function* linked(question: Question): Batches<CimInstance> {
  const { asking } = question
  const ways = waysFor(question)
  const open = ways.filter(({ known }) => asking.session[known])
  const tried = open.length > 0 ? open : ways.slice(-1)
  for (const [index, way] of tried.entries()) {
    let rows: Batches<CimInstance>
    try {
      const pages = begun(await way.begin('EnumerateObject'))
      rows = await started(rowsOfAnywhere(asking, pages, () => way.begin('EnumerateObjectAndEPR')))
    } catch (error) {
      if (index === tried.length - 1 || !way.refused(error)) throw error
      asking.session[way.known] = false
      continue
    }
    yield* rows
    return
  }
}

/** The filter first, but where keys alone are wanted WQL, which can say so: whole objects may cost a server much more. */
function waysFor(question: Question): readonly Way[] {
  const { asking, target, options } = question
  const { session, wire } = asking
  const byWql: Way = {
    known: 'associationQueries',
    begin: async mode => session.client.enumerate(wqlRequest(asking, wqlOf(question), mode), wire),
    refused: error => isRefusal(error) || (error instanceof WmiError && queryRefusals.has(error.code)),
  }
  const sayable = !isClassPath(target.path) && wqlOnly.every(name => options[name] === undefined)
  if (!sayable || !session.modern) return [byWql]
  const byFilter: Way = {
    known: 'associationFilter',
    begin: async mode => session.client.enumerate({ ...(await filterRequest(question)), mode }, wire),
    refused: isRefusal,
  }
  return keysAlone(options) ? [byWql, byFilter] : [byFilter, byWql]
}

function isRefusal(error: unknown): boolean {
  return refusals.some(code => isFault(error, code))
}

function keysAlone({ keysOnly, classDefsOnly }: AssociationOptions): boolean {
  return (keysOnly ?? false) || (classDefsOnly ?? false)
}

/** ClassDefsOnly as KeysOnly: WS-Management has no rows that are classes. */
function wqlOf({ asking, target, kind, options }: Question): string {
  const { classDefsOnly, keysOnly, ...others } = options
  const sent = keysAlone(options) ? { ...others, keysOnly: true } : others
  const { namespace } = target.asking
  const path = target.asking === asking ? target.path : { ...target.path, namespace }
  return formatWql({ kind, source: formatObjectPath(path), path, options: sent })
}

async function filterRequest({ asking, target, kind, options }: Question): Promise<EnumerateRequest> {
  const { assocClass, resultClass, role, resultRole } = options
  return {
    resource: classResource('cim', asking.namespace, '*'),
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
