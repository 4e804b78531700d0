// Finding and making the instances that the repository itself keeps.
import { WmiError } from '../../base/errors.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { CimClass, CimProperty } from '../../cim/class.js'
import { type CimInstance, InstanceShape } from '../../cim/instance.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import type { Keys } from '../../wmi/path-keys.js'
import { checkNulls, type TypedValues } from '../../wmi/property-values.js'
import type { Scope } from '../scope.js'

/** The instance with these keys that is kept of a class or one below it. */
export function storedInstance({ classes, namespace }: Scope, cimClass: CimClass, keys: Keys): CimInstance | undefined {
  for (const name of classes.lineage(cimClass.name)) {
    if (!namespace.instances.has(name)) continue
    const found = namespace.instances.find(classes.require(name), keys)
    if (found) return found
  }
  return undefined
}

/** The class whose instances, with those of all classes below it, share their keys: the topmost that has them. */
function keyRoot({ classes }: Scope, cimClass: CimClass): CimClass {
  let root = cimClass
  for (const name of cimClass.isSingleton ? [] : cimClass.derivation) {
    const above = classes.require(name)
    if (above.keys.length === 0) break
    root = above
  }
  return root
}

/** @throws WmiError WBEM_E_ALREADY_EXISTS when an instance of the class, or of one that shares its keys, has the keys */
export function checkFree(scope: Scope, cimClass: CimClass, instance: CimInstance): void {
  const keys = new Map<string, CimScalar>()
  for (const { name } of cimClass.keys) keys.set(name, instance[name] as CimScalar)
  const found = storedInstance(scope, keyRoot(scope, cimClass), keys)
  if (found) throw alreadyExists(found.__RELPATH ?? cimClass.name)
}

export function alreadyExists(path: string): WmiError {
  return new WmiError('WBEM_E_ALREADY_EXISTS', writingText('exists', { object: path }), {
    hint: writingText('existsHint'),
  })
}

/** A new instance. @param rest values for what is not given; default: those of the class @throws WmiError WBEM_E_ILLEGAL_NULL */
export function newInstance(
  { namespace }: Scope,
  cimClass: CimClass,
  given: TypedValues,
  rest: (property: CimProperty) => CimValue = property => property.defaultValue,
): CimInstance {
  const shape = new InstanceShape(cimClass, { home: namespace.home })
  const instance = shape.create(
    shape.properties.map(property => {
      const known = given.get(property.name)
      return known ? known.value : rest(property)
    }),
  )
  checkNulls(instance, cimClass)
  return instance
}
