// IWbemServices::PutClass and DeleteClass ([MS-WMI] 3.1.4.3.8 and 3.1.4.3.10).
import type { ClassDeclaration } from '../../cim/declaration.js'
import type { Call } from '../../wmi/call.js'
import type { PutOptions } from '../../wmi/services.js'
import { notSupported } from '../failures.js'
import type { Scope } from '../scope.js'

/** Creates or changes a class. */
export async function putClass(
  _scope: Scope,
  _declaration: ClassDeclaration,
  _options: PutOptions,
  _call: Call,
): Promise<void> {
  throw notSupported()
}

/** Removes a class, the classes below it, and their instances. */
export async function deleteClass(scope: Scope, name: string, _call: Call): Promise<void> {
  scope.classes.require(name)
  throw notSupported()
}
