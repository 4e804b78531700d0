// In- and out-parameters and their order: WMI SDK "Method Qualifiers", [MS-WMIO] 2.2.49 (the ID qualifier).
import { WmiError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { cimText } from '../base/texts/cim.js'
import type { WbemStatus } from '../base/wbem-status.js'
import type { CimParameter, Qualifier, Qualifiers } from './class.js'
import type { MethodDeclaration } from './declaration.js'
import { elementOf } from './element.js'
import { defaultFlavor } from './flavor.js'

/**
 * The parameters of a method in the order of their IDs; where no parameter has one, they are numbered as written. A parameter
 * that is said to be neither in nor out is in. @throws WmiError for IDs that are missing, repeated or leave gaps
 */
export function deriveParameters(owner: string, method: MethodDeclaration): CimParameter[] {
  const at = `${owner}.${method.name}`
  const declared = method.parameters
  if (NameMap.from(declared).size < declared.length)
    throw failure('WBEM_E_INVALID_DUPLICATE_PARAMETER', at, 'declaredTwice')
  const ids = declared.map(parameter => parameter.qualifiers.get('id')?.value)
  const numbered = ids.some(id => id !== undefined)
  if (numbered) checkIds(at, ids)
  const parameters = declared.map((element, position): CimParameter => {
    const out = element.qualifiers.get('out')?.value === true
    const qualifiers = numbered ? element.qualifiers : withId(element.qualifiers, position)
    return {
      ...elementOf(at, element),
      qualifiers,
      in: element.qualifiers.get('in')?.value === true || !out,
      out,
    }
  })
  return parameters.sort((a, b) => idOf(a) - idOf(b))
}

function idOf(parameter: CimParameter): number {
  return Number(parameter.qualifiers.get('id')?.value)
}

function checkIds(at: string, ids: readonly unknown[]): void {
  if (ids.includes(undefined)) throw failure('WBEM_E_MISSING_PARAMETER_ID', at, 'idMissing')
  if (!ids.every(id => typeof id === 'number' && Number.isInteger(id) && id >= 0))
    throw failure('WBEM_E_INVALID_PARAMETER_ID', at, 'idInvalid')
  const sorted = (ids as readonly number[]).toSorted((a, b) => a - b)
  if (sorted.some((id, position) => id !== position)) throw failure('WBEM_E_NONCONSECUTIVE_PARAMETER_IDS', at, 'idGap')
}

function withId(qualifiers: Qualifiers, id: number): Qualifiers {
  const numbered = new NameMap<Qualifier>()
  for (const qualifier of qualifiers) numbered.set(qualifier.name, qualifier)
  return numbered.set('ID', { name: 'ID', value: id, flavor: defaultFlavor('ID'), propagated: false })
}

function failure(status: WbemStatus, at: string, key: 'declaredTwice' | 'idMissing' | 'idInvalid' | 'idGap'): WmiError {
  return new WmiError(status, cimText('at', { at, why: cimText(key) }), { hint: cimText('idHint') })
}
