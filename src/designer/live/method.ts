// Calls methods of live classes and objects.
import { ArgumentError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { nearestNames } from '../../base/nearest-names.js'
import { designerLiveText } from '../../base/texts/designer-live.js'
import type { CimMethod, CimParameter } from '../../cim/class.js'
import { propertyValue } from '../../cim/instance.js'
import { parseObjectPath } from '../../cim/path.js'
import { typeText } from '../../cim/type-text.js'
import type { CimValue } from '../../cim/value.js'
import { type ClassLookup, hasInexact, valueOfJson } from '../../wmi/json-value.js'
import { methodOf } from '../../wmi/method-values.js'
import type { Input, Output } from '../api/index.js'
import { type LiveAccess, placedAt } from './access.js'
import { toCell } from './cells.js'
import { meaningOf } from './class-view.js'

/**
 * Calls a method with inputs as people write them.
 * @throws DesignerError consent, secret; ArgumentError or WmiError WBEM_E_TYPE_MISMATCH naming the parameter at fault; WmiError
 */
export async function invoke(
  access: LiveAccess,
  { place, path, method: name, inputs }: Input<'method.invoke'>,
  signal: AbortSignal,
): Promise<Output<'method.invoke'>> {
  access.require(place)
  return access.use(placedAt(place, path), signal, async ({ services, schema }) => {
    const lookup: ClassLookup = className => schema.classOf(className, signal)
    const method = methodOf(await lookup(parseObjectPath(path).className), name)
    const values = await typedInputs(method, inputs, lookup)
    // A method may work for as long as it wants to; who waits can cancel.
    const result = await services.invoke(path, method.name, values, { signal, timeout: 0 })
    const returned = propertyValue(result, 'ReturnValue')
    const returnType = method.returnType === 'void' ? 'string' : method.returnType
    return {
      returnValue: toCell(returned, { type: returnType }),
      meaning: returned === undefined || returned === null ? '' : meaningOf(method.qualifiers, String(returned)),
      outputs: method.parameters
        .filter(parameter => parameter.out)
        .map(parameter => ({
          name: parameter.name,
          type: typeText(parameter),
          value: toCell(propertyValue(result, parameter.name), parameter),
        })),
    }
  })
}

/** Inputs brought to their declared types; those that are null are not given. */
async function typedInputs(
  { name: method, parameters }: CimMethod,
  inputs: Readonly<Record<string, string | null>>,
  lookup: ClassLookup,
): Promise<Record<string, CimValue>> {
  const declared = parameters.filter(parameter => parameter.in)
  const values: [string, CimValue][] = []
  for (const [name, text] of Object.entries(inputs)) {
    const parameter = declared.find(each => foldName(each.name) === foldName(name))
    if (!parameter) {
      const names = declared.map(each => each.name)
      const near = nearestNames(name, names)
      throw new ArgumentError(designerLiveText('noParameter', { method, name }), {
        hint: (near.length > 0 ? near : names).join(', '),
      })
    }
    if (text !== null) values.push([parameter.name, await valueOfJson(parameter, written(parameter, text), lookup)])
  }
  return Object.fromEntries(values)
}

/** What a text says of an array, JSON or one element in each line, or of an object, JSON; any other text stands for itself. */
function written(parameter: CimParameter, text: string): unknown {
  const { name, type, isArray } = parameter
  const isJson = type === 'object' || (isArray && /^\s*\[/.test(text))
  if (!isJson) return isArray ? lines(text) : text
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ArgumentError(designerLiveText('parameterJson', { name, type: typeText(parameter) }), {
      hint: designerLiveText(type === 'object' ? 'objectHint' : 'arrayHint'),
      cause: error,
    })
  }
  if (hasInexact(value) && !type.startsWith('real'))
    throw new ArgumentError(designerLiveText('parameterInexact', { name }), {
      hint: designerLiveText('parameterInexactHint'),
    })
  return isArray && !Array.isArray(value) ? [value] : value
}

function lines(text: string): string[] {
  const found = text.split(/\r\n|\r|\n/)
  // The end of the last line is no line of its own.
  return found.at(-1) === '' ? found.slice(0, -1) : found
}
