// IWbemServices::PutInstance and DeleteInstance ([MS-WMI] 3.1.4.3.14 and 3.1.4.3.16).
import type { ObjectPath } from '../../cim/path.js'
import type { Call } from '../../wmi/call.js'
import type { NamedValues, PutOptions } from '../../wmi/services.js'
import { notSupported } from '../failures.js'
import { locate } from '../locate.js'
import type { Scope } from '../scope.js'

/** Creates an instance and answers its full path. */
export async function createInstance(
  scope: Scope,
  className: string,
  _values: NamedValues,
  _call: Call,
): Promise<string> {
  scope.classes.require(className)
  throw notSupported()
}

/** Changes or, as the mode allows, creates the instance that a path names, and answers its full path. */
export async function putInstance(
  scope: Scope,
  path: ObjectPath,
  _values: NamedValues,
  _options: PutOptions,
  call: Call,
): Promise<string> {
  await locate(scope, path, call)
  throw notSupported()
}

/** Removes an instance. */
export async function deleteInstance(scope: Scope, path: ObjectPath, call: Call): Promise<void> {
  await locate(scope, path, call)
  throw notSupported()
}
