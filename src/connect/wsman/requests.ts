import { classResource, type EnumerateRequest, type EnumerationMode } from '../../wsman/index.js'
import { type Asking, family } from './session.js'

/** The request for the rows of a query, on all classes of the namespace. */
export function wqlRequest({ namespace }: Asking, query: string, mode?: EnumerationMode): EnumerateRequest {
  return {
    resource: classResource(family, namespace, '*'),
    filter: { dialect: 'wql', query },
    ...(mode === undefined ? {} : { mode }),
  }
}
