import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { CimClass } from '../../cim/class.js'

/** Classes whose instances the host makes: its own description, and what passes rather than stays. */
const own: readonly string[] = [
  '__thisNAMESPACE',
  '__SystemSecurity',
  '__CIMOMIdentification',
  '__Event',
  '__PARAMETERS',
]

export function isNamespaceClass(cimClass: CimClass): boolean {
  return foldName(cimClass.name) === '__namespace'
}

/** True for names that begin or end with an underscore: WMI SDK "IWbemServices::PutClass". */
export function isSystemName(name: string): boolean {
  return name.startsWith('_') || name.endsWith('_')
}

/** @throws WmiError WBEM_E_INVALID_OPERATION for a class whose instances nobody may write */
export function checkWritable(cimClass: CimClass): void {
  if (!own.some(name => cimClass.isA(name))) return
  throw new WmiError('WBEM_E_INVALID_OPERATION', writingText('systemInstance', { class: cimClass.name }), {
    hint: writingText('systemInstanceHint'),
  })
}
