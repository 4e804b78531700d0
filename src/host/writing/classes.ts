// IWbemServices::PutClass and DeleteClass ([MS-WMI] 3.1.4.3.8 and 3.1.4.3.10), as WBEM_FLAG_UPDATE_COMPATIBLE: a class that has
// subclasses or instances may change only in what it tells people.
import { ArgumentError, WmiError } from '../../base/errors.js'
import { hostText } from '../../base/texts/host.js'
import { writingText } from '../../base/texts/host-writing.js'
import { type ClassDeclaration, deriveClass } from '../../cim/declaration.js'
import type { Call } from '../../wmi/call.js'
import { modeOf } from '../../wmi/property-values.js'
import type { PutOptions } from '../../wmi/services.js'
import type { Scope } from '../scope.js'
import { isCompatible } from './class-change.js'
import { checkedDeclaration } from './declaration-check.js'
import { isSystemName } from './system-classes.js'

/**
 * Creates or changes a class.
 *
 * @throws WmiError WBEM_E_ACCESS_DENIED, WBEM_E_INVALID_PARAMETER for a name of the system, WBEM_E_ALREADY_EXISTS or
 *   WBEM_E_NOT_FOUND by the mode, WBEM_E_INVALID_SUPERCLASS, WBEM_E_CLASS_HAS_CHILDREN, WBEM_E_CLASS_HAS_INSTANCES, or what
 *   {@link deriveClass} says; ArgumentError for the options
 */
export async function putClass(scope: Scope, given: ClassDeclaration, options: PutOptions, _call: Call): Promise<void> {
  const mode = modeOf(options)
  if (options.partial) throw new ArgumentError(writingText('partialClass'), { hint: writingText('partialClassHint') })
  const declaration = checkedDeclaration(given)
  const { name } = declaration
  scope.demand('fullWrite', name)
  const { classes, namespace } = scope
  const exists = classes.has(name)
  if (exists && mode === 'create') {
    throw new WmiError('WBEM_E_ALREADY_EXISTS', writingText('classExists', { name }), {
      hint: writingText('classExistsHint'),
    })
  }
  if (!exists && mode === 'update') {
    throw new WmiError('WBEM_E_NOT_FOUND', hostText('unknownClass', { name }), { hint: hostText('unknownClassHint') })
  }
  if (exists) checkChange(scope, declaration)
  const { repository } = scope.state
  repository.putClass(namespace, declaration)
  return repository.saved()
}

/** @throws WmiError WBEM_E_CLASS_HAS_CHILDREN or WBEM_E_CLASS_HAS_INSTANCES for a change that those would feel */
function checkChange({ classes, namespace }: Scope, declaration: ClassDeclaration): void {
  const before = classes.require(declaration.name)
  const superclass = declaration.superclass === null ? null : classes.get(declaration.superclass)
  // A superclass that is missing or below the class itself is refused when the class is defined.
  if (superclass === undefined || superclass?.isA(before.name)) return
  if (isCompatible(before, deriveClass(declaration, superclass))) return
  const refuse = (status: 'WBEM_E_CLASS_HAS_CHILDREN' | 'WBEM_E_CLASS_HAS_INSTANCES') => {
    const key = status === 'WBEM_E_CLASS_HAS_CHILDREN' ? 'hasChildren' : 'hasInstances'
    return new WmiError(status, writingText(key, { name: before.name }), { hint: writingText('compatibleHint') })
  }
  if (classes.children(before.name).length > 0) throw refuse('WBEM_E_CLASS_HAS_CHILDREN')
  if (namespace.instances.has(before.name)) throw refuse('WBEM_E_CLASS_HAS_INSTANCES')
}

/**
 * Deletes a class, the classes below it, and their instances.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_ACCESS_DENIED, WBEM_E_INVALID_OPERATION for a class of the system
 */
export async function deleteClass(scope: Scope, name: string, _call: Call): Promise<void> {
  const cimClass = scope.classes.require(name)
  for (const each of scope.classes.lineage(cimClass.name)) scope.demand('fullWrite', each)
  if (isSystemName(cimClass.name)) {
    throw new WmiError('WBEM_E_INVALID_OPERATION', writingText('systemClass', { name: cimClass.name }), {
      hint: writingText('systemClassHint'),
    })
  }
  const { repository } = scope.state
  repository.deleteClass(scope.namespace, cimClass.name)
  return repository.saved()
}
