import { defaultFlavor } from '../flavor.js'
import type { CimInstance } from '../instance.js'
import { instanceDeclarationOf } from '../literal.js'
import { printInstance } from './print.js'

/**
 * The MOF text of an instance as WMI gives it (IWbemClassObject::GetObjectText): properties without a value are left out,
 * 64-bit integers are quoted. @throws WmiError WBEM_E_NOT_SUPPORTED for a class inside the instance
 */
export function formatInstanceMof(instance: CimInstance): string {
  return `${printInstance(instanceDeclarationOf(instance), '', defaultFlavor)};\n`
}
