import { WmiError } from '../base/errors.js'
import { foldName, NameMap } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import { methodText } from '../base/texts/host-methods.js'
import type { CimClass, CimMethod } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import type { ObjectPath } from '../cim/path.js'
import type { Call } from '../wmi/call.js'
import { isStatic, methodOf, outParameters, typedParameters } from '../wmi/method-values.js'
import type { NamedValues } from '../wmi/services.js'
import { typedValue } from '../wmi/typed-value.js'
import type { ClassTable } from './class-table.js'
import { providerAnswer, providerFailure } from './failures.js'
import { locate } from './locate.js'
import type { Provider } from './provider.js'
import type { Scope } from './scope.js'

/**
 * Calls a method of the instance that a path names, or a static method of its class.
 *
 * @returns an instance of `__PARAMETERS` with ReturnValue and the out-parameters
 * @throws WmiError WBEM_E_INVALID_METHOD, WBEM_E_INVALID_METHOD_PARAMETERS, WBEM_E_NOT_FOUND for the instance,
 *   WBEM_E_METHOD_NOT_IMPLEMENTED without a provider, WBEM_E_PROVIDER_NOT_CAPABLE when it has no methods,
 *   WBEM_E_ACCESS_DENIED when the caller may not change the machine, or what the provider throws
 */
export async function callMethod(
  scope: Scope,
  path: ObjectPath,
  methodName: string,
  parameters: NamedValues,
  call: Call,
): Promise<CimInstance> {
  const named = scope.classes.require(path.className)
  const declared = methodOf(named, methodName)
  const onClass = path.keys === null && !path.singleton
  if (onClass && !isStatic(declared)) {
    throw new WmiError('WBEM_E_INVALID_METHOD_PARAMETERS', hostText('instanceMethod', { ...names(named, declared) }), {
      hint: hostText('instanceMethodHint', { keys: named.keys.map(key => key.name).join(', ') || '@' }),
    })
  }
  scope.demand('execute', named.name)
  const input = typedParameters(named, declared, parameters, scope.classes)
  const found = onClass ? null : await locate(scope, path, call)
  const cimClass = found?.class ?? named
  if (cimClass !== named) scope.demand('execute', cimClass.name)
  const method = methodOf(cimClass, methodName)

  const handle = scope.inheritedHandle(cimClass)
  if (!handle) {
    throw new WmiError('WBEM_E_METHOD_NOT_IMPLEMENTED', hostText('noMethodProvider', names(cimClass, method)), {
      hint: hostText('noMethodProviderHint'),
    })
  }
  const loading = handle.get()
  const provider = loading instanceof Promise ? await call.wait(loading) : loading
  if (!provider.invoke)
    throw new WmiError('WBEM_E_PROVIDER_NOT_CAPABLE', hostText('noMethods', names(cimClass, method)), {
      hint: hostText('noMethodsProviderHint'),
    })
  const { caller, context } = scope
  if (!caller.allowMethods && !isHarmless(provider, method)) {
    throw new WmiError('WBEM_E_ACCESS_DENIED', methodText('methodsOff', names(cimClass, method)), {
      hint: methodText('methodsOffHint'),
    })
  }
  // A call that was cancelled until here changes nothing.
  call.check(performance.now())
  const asked = {
    class: cimClass,
    method: method.name,
    parameters: input,
    keys: isStatic(method) ? null : (found?.keys ?? null),
    instance: isStatic(method) ? null : (found?.instance ?? null),
    caller,
    context,
    signal: call.signal,
  }
  try {
    return result(cimClass, method, await call.wait(Promise.resolve(provider.invoke(asked))), scope.classes)
  } catch (error) {
    throw providerFailure(error, cimClass.name)
  }
}

/** A method that changes nothing on the machine, as its provider says. */
function isHarmless({ harmless }: Provider, method: CimMethod): boolean {
  const folded = foldName(method.name)
  return harmless?.some(name => foldName(name) === folded) ?? false
}

function names(cimClass: CimClass, method: CimMethod): { class: string; method: string } {
  return { class: cimClass.name, method: method.name }
}

/** WMI gives the answer as an instance of `__PARAMETERS`: ReturnValue, unless void, beside the out-parameters. */
function result(cimClass: CimClass, method: CimMethod, answer: unknown, classes: ClassTable): CimInstance {
  const place = names(cimClass, method)
  if (typeof answer !== 'object' || answer === null) throw providerAnswer(hostText('answerForm', place))
  const shape = outParameters(method)
  const values = new NameMap<unknown>()
  for (const [name, value] of Object.entries(answer)) {
    if (!shape.index.has(name)) throw providerAnswer(hostText('answerParameter', { ...place, name }))
    values.set(name, value)
  }
  return shape.create(
    shape.properties.map(property => {
      try {
        return typedValue(property, values.get(property.name), classes)
      } catch (error) {
        if (!(error instanceof WmiError)) throw error
        throw providerAnswer(hostText('answerType', { ...place, name: property.name, reason: error.message }), error)
      }
    }),
  )
}
