// `__NAMESPACE`: creating an instance creates a namespace, deleting it deletes the namespace with all in it and below it.
import { WmiError } from '../../base/errors.js'
import { hostText } from '../../base/texts/host.js'
import { type CimInstance, InstanceShape } from '../../cim/instance.js'
import { normalizeNamespace } from '../../cim/path.js'
import type { PutOptions } from '../../wmi/services.js'
import type { Scope } from '../scope.js'
import { alreadyExists } from './stored.js'

/** Creates a child namespace, as the mode allows, and answers the full path of its instance. */
export async function writeNamespace(scope: Scope, name: string, mode: PutOptions['mode']): Promise<string> {
  scope.demand('fullWrite', '__NAMESPACE')
  const { repository } = scope.state
  const exists = isThere(scope, name)
  if (exists && mode === 'create') throw alreadyExists(pathOf(scope, name))
  if (!exists && mode === 'update') throw missing(scope, name)
  const created = repository.createNamespace(scope.namespace.name, name)
  await repository.saved()
  return pathOf(scope, created.name.slice(scope.namespace.name.length + 1))
}

export async function deleteNamespace(scope: Scope, name: string): Promise<void> {
  scope.demand('fullWrite', '__NAMESPACE')
  if (!isThere(scope, name)) throw missing(scope, name)
  const { repository } = scope.state
  repository.deleteNamespace(`${scope.namespace.name}\\${name}`)
  await repository.saved()
}

/** A child, not something further below. */
function isThere({ state, namespace }: Scope, name: string): boolean {
  return (
    name !== '' &&
    normalizeNamespace(name) === name &&
    !name.includes('\\') &&
    state.repository.has(`${namespace.name}\\${name}`)
  )
}

function instanceOf({ classes, namespace }: Scope, name: string): CimInstance {
  return new InstanceShape(classes.require('__NAMESPACE'), { home: namespace.home }).create([name])
}

function pathOf(scope: Scope, name: string): string {
  return instanceOf(scope, name).__PATH ?? name
}

function missing(scope: Scope, name: string): WmiError {
  return new WmiError('WBEM_E_NOT_FOUND', hostText('noInstance', { object: pathOf(scope, name) }), {
    hint: hostText('noInstanceHint', { class: '__NAMESPACE' }),
  })
}
