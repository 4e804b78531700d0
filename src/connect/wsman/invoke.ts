// Methods: [MS-WSMV] 3.1.4.1 (custom actions), DSP0230 5.3 (`_INPUT` and `_OUTPUT`).
import { WmiError } from '../../base/errors.js'
import { foldName, NameMap } from '../../base/name-map.js'
import { connectWsmanText } from '../../base/texts/connect-wsman.js'
import { CimClass, type CimElement, type CimMethod, type CimProperty, noQualifiers } from '../../cim/class.js'
import { CimDateTime } from '../../cim/datetime.js'
import { CimInstance, InstanceShape } from '../../cim/instance.js'
import type { CimTypeName } from '../../cim/types.js'
import type { CimValue } from '../../cim/value.js'
import { outParameters, typedParameters } from '../../wmi/method-values.js'
import type { NamedValues } from '../../wmi/services.js'
import { namespaces } from '../../wsman/index.js'
import { readValues, writeValues } from '../../wsman/values/index.js'
import type { XmlElement } from '../../xml/index.js'
import { escapeAttribute } from '../../xml/index.js'
import { withClasses } from './declared.js'
import { pathsExplained, referenceTo, type Target } from './paths.js'
import { RowReading } from './rows.js'
import { type Asking, family } from './session.js'

/**
 * Calls a method and answers an instance of `__PARAMETERS`. What the class declares gives parameters their types; a method that only a
 * class below the one in the path has, or of a class that cannot be read, gives texts.
 *
 * @throws WmiError WBEM_E_INVALID_METHOD_PARAMETERS; WsmanFaultError; HttpError
 */
export async function invokeMethod(target: Target, name: string, parameters: NamedValues): Promise<CimInstance> {
  const { asking, path } = target
  const { session, namespace, wire } = asking
  const cimClass = await session.classes(namespace).find(path.className)
  const method = cimClass?.methods.get(name)
  const input =
    cimClass && method
      ? await withClasses(asking, classes =>
          onlyGiven(typedParameters(cimClass, method, parameters, classes), parameters),
        )
      : parameters
  const elements = method ? method.parameters.filter(parameter => parameter.in) : seenElements(parameters)
  const reference = await referenceTo(target, family)
  const spelled = method?.name ?? name
  const body = inputBody(
    reference.uri,
    spelled,
    writeValues(input, elements, { family, namespace, partial: true, preciseArrays: true }),
  )
  const answer = await pathsExplained(target, () => session.client.invoke(reference, spelled, body, wire))
  if (!answer.body) {
    throw new WmiError('WBEM_E_TRANSPORT_FAILURE', connectWsmanText('noInstance'), {
      hint: connectWsmanText('noInstanceHint'),
    })
  }
  return output(asking, answer.body, method)
}

/** What was not given is left to the server. */
function onlyGiven(typed: Readonly<Record<string, CimValue>>, given: NamedValues): Record<string, CimValue> {
  const names = new Set(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [foldName(name)])))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => names.has(foldName(name))))
}

function inputBody(uri: string, method: string, parameters: string): string {
  const declared = `xmlns:p="${escapeAttribute(uri)}" xmlns:xsi="${namespaces.xsi}" xmlns:cim="${namespaces.cim}"`
  return `<p:${method}_INPUT ${declared}>${parameters}</p:${method}_INPUT>`
}

async function output(asking: Asking, body: XmlElement, method: CimMethod | undefined): Promise<CimInstance> {
  const reading = new RowReading(asking, { home: { server: null, namespace: null } })
  const context = await reading.prepareValues(body)
  const shape = method && outParameters(method)
  const values = readValues(body, shape?.properties ?? [], context)
  if (shape) return shape.create(shape.properties.map(property => values[property.name]))
  const made = new InstanceShape(parametersOf(seenElements(values)))
  return made.create(made.properties.map(property => values[property.name]))
}

/** Elements of the types that JavaScript values have by nature. */
function seenElements(values: NamedValues): CimElement[] {
  return Object.entries(values).map(([name, value]) => seenElement(name, value))
}

function seenElement(name: string, value: unknown): CimElement {
  const isArray = Array.isArray(value)
  const type = typeOf(isArray ? value[0] : value)
  return { name, type, isArray, qualifiers: noQualifiers, defaultValue: null }
}

function typeOf(value: unknown): CimTypeName {
  if (value instanceof CimDateTime) return 'datetime'
  if (value instanceof CimInstance) return 'object'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'bigint') return value < 0n ? 'sint64' : 'uint64'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'sint64' : 'real64'
  return 'string'
}

function parametersOf(elements: readonly CimElement[]): CimClass {
  const properties = elements.map((element): CimProperty => ({ ...element, origin: '__PARAMETERS', propagated: false }))
  return new CimClass({
    name: '__PARAMETERS',
    derivation: [],
    qualifiers: noQualifiers,
    properties: NameMap.from(properties),
    methods: new NameMap(),
  })
}
