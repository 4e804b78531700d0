// What goes into a method and comes out of it: WMI SDK "Calling a Method", `__PARAMETERS`.
import { WmiError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { nearestNames } from '../base/nearest-names.js'
import { hostText } from '../base/texts/host.js'
import { CimClass, type CimElement, type CimMethod, type CimProperty } from '../cim/class.js'
import { InstanceShape } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'
import type { NamedValues } from './services.js'
import { type ClassSource, typedValue } from './typed-value.js'

/** A method of a class by name in any case. @throws WmiError WBEM_E_INVALID_METHOD, which names those that there are */
export function methodOf(cimClass: CimClass, name: string): CimMethod {
  const method = cimClass.methods.get(name)
  if (method) return method
  const known = [...cimClass.methods].map(each => each.name)
  const near = nearestNames(name, known)
  const shown = (near.length > 0 ? near : known).join(', ')
  throw new WmiError('WBEM_E_INVALID_METHOD', hostText('unknownMethod', { class: cimClass.name, method: name }), {
    hint: shown === '' ? hostText('noMethodsHint') : hostText('methodsHint', { names: shown }),
  })
}

/** True for a method that is called on the class, not on an instance. */
export function isStatic(method: CimMethod): boolean {
  return method.qualifiers.get('static')?.value === true
}

/**
 * All in-parameters by declared name: what was given, else the default, else null.
 * @throws WmiError WBEM_E_INVALID_METHOD_PARAMETERS for what the method does not declare, or a value of another type
 */
export function typedParameters(
  cimClass: CimClass,
  method: CimMethod,
  given: NamedValues,
  classes: ClassSource,
): Readonly<Record<string, CimValue>> {
  const input = method.parameters.filter(parameter => parameter.in)
  const known = NameMap.from(input)
  const values = new NameMap<unknown>()
  const place = { class: cimClass.name, method: method.name }
  const refuse = (message: string, cause?: unknown) => {
    const shown = input.map(parameter => parameter.name).join(', ')
    return new WmiError('WBEM_E_INVALID_METHOD_PARAMETERS', message, {
      hint: shown === '' ? hostText('noParametersHint', place) : hostText('parametersHint', { ...place, names: shown }),
      cause,
    })
  }
  for (const [name, value] of Object.entries(given)) {
    if (!known.has(name)) throw refuse(hostText('unknownParameter', { ...place, name }))
    values.set(name, value)
  }
  const typed: [string, CimValue][] = input.map(parameter => {
    const value = values.get(parameter.name) ?? null
    if (value === null) return [parameter.name, parameter.defaultValue]
    try {
      return [parameter.name, typedValue(parameter, value, classes)]
    } catch (error) {
      if (!(error instanceof WmiError)) throw error
      throw refuse(hostText('parameterType', { ...place, name: parameter.name, reason: error.message }), error)
    }
  })
  return Object.fromEntries(typed)
}

/** What a method answers: ReturnValue, unless it is void, beside the out-parameters, as an instance of `__PARAMETERS`. */
export function outParameters(method: CimMethod): InstanceShape {
  const output: CimElement[] = method.parameters.filter(parameter => parameter.out)
  if (method.returnType !== 'void') {
    output.push({
      name: 'ReturnValue',
      type: method.returnType,
      isArray: method.returnIsArray,
      qualifiers: new NameMap(),
      defaultValue: null,
    })
  }
  return new InstanceShape(parametersClass(output))
}

function parametersClass(elements: readonly CimElement[]): CimClass {
  const properties = elements.map(
    (element): CimProperty => ({
      ...element,
      origin: '__PARAMETERS',
      propagated: false,
    }),
  )
  return new CimClass({
    name: '__PARAMETERS',
    derivation: [],
    qualifiers: new NameMap(),
    properties: NameMap.from(properties),
    methods: new NameMap(),
  })
}
