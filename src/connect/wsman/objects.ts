// One instance at a time: WS-Transfer as DSP0226 7 and [MS-WSMV] 3.1.4.1 have it.
import { WmiError } from '../../base/errors.js'
import { connectWsmanText } from '../../base/texts/connect-wsman.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { CimClass, CimProperty } from '../../cim/class.js'
import { type CimInstance, classOf, InstanceShape } from '../../cim/instance.js'
import { formatObjectPath } from '../../cim/path.js'
import { classObject } from '../../wmi/class-object.js'
import { type Keys, keysOf, withoutKeys } from '../../wmi/path-keys.js'
import { checkValues, modeOf, namedClass, type TypedValues, typedValues } from '../../wmi/property-values.js'
import type { NamedValues, PutOptions } from '../../wmi/services.js'
import type { ClassSource } from '../../wmi/typed-value.js'
import {
  classResource,
  type EndpointReference,
  keySelectors,
  pathOfReference,
  type ResponseMessage,
  readResourceUri,
} from '../../wsman/index.js'
import { writeInstance } from '../../wsman/values/index.js'
import { withClasses } from './declared.js'
import { isClassPath, pathsExplained, referenceTo, type Target } from './paths.js'
import { RowReading } from './rows.js'
import { type Asking, family, homeOf } from './session.js'

/** An instance, or for a class path the class as an object. @throws WmiError; WsmanFaultError; HttpError */
export async function getObject(target: Target): Promise<CimInstance> {
  const { asking, path } = target
  const { session, namespace, wire } = asking
  const classes = session.classes(namespace)
  if (isClassPath(path)) return classObject(await classes.get(path.className), homeOf(asking))
  const reference = await referenceTo(target, family)
  const answer = session.client.get(reference, wire)
  void classes.find(path.className)
  return await pathsExplained(target, async () => readAnswer(asking, await answer))
}

/** Creates an instance, of the class that `__CLASS` among the values names if it does, and answers its path. @throws WmiError; HttpError */
export async function createObject(asking: Asking, className: string, values: NamedValues): Promise<string> {
  checkValues(values)
  const { cimClass, given } = await withClasses(asking, classes => typedFor(className, values, classes))
  return sendNew(asking, cimClass, given)
}

/**
 * Changes an instance, or creates it as the mode allows, and answers its path. A put that is not partial sends every property: what is
 * not given becomes what the class says. @throws WmiError; WsmanFaultError; HttpError; ArgumentError for the mode
 */
export async function putObject(target: Target, values: NamedValues, options: PutOptions): Promise<string> {
  const mode = modeOf(options)
  checkValues(values)
  const { asking, path } = target
  const keys = keysOf(await asking.session.classes(asking.namespace).get(path.className), path)
  const { cimClass, given } = await withClasses(asking, classes => typedFor(path.className, values, classes))
  const whole = withKeys(cimClass, withoutKeys(given, keys, formatObjectPath(path)), keys)
  if (mode === 'create') {
    // A provider may take a second creation for a change: only who looks first creates and never changes.
    if (await found(target)) throw alreadyExists(formatObjectPath(path))
    return sendNew(asking, cimClass, whole)
  }
  // What is sent and where it goes are of one class.
  const itself = { asking, path: { ...path, className: cimClass.name } }
  const reference = await referenceTo(itself, family)
  try {
    return await sendChange(asking, reference, cimClass, options.partial ? whole : withDefaults(cimClass, whole))
  } catch (error) {
    if (!isMissing(error)) throw error
    // It may be there, as an instance of another class than the values say.
    const other = cimClass.name === path.className ? undefined : await found(target)
    if (other && !classOf(other).isA(cimClass.name)) throw otherClass(cimClass.name, other.__CLASS)
    if (mode === 'update') throw error
    return sendNew(asking, cimClass, whole)
  }
}

/** The instance, when the server shows it. What else the server says is left to the write that follows. @throws HttpError */
async function found(target: Target): Promise<CimInstance | undefined> {
  try {
    return await getObject(target)
  } catch (error) {
    if (error instanceof WmiError) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof WmiError && error.name === 'WBEM_E_NOT_FOUND'
}

function alreadyExists(object: string): WmiError {
  return new WmiError('WBEM_E_ALREADY_EXISTS', writingText('exists', { object }), { hint: writingText('existsHint') })
}

function otherClass(name: string, own: string): WmiError {
  return new WmiError('WBEM_E_INVALID_OBJECT', writingText('otherClass', { name, class: own }), {
    hint: writingText('putClassHint'),
  })
}

/** @throws WmiError; WsmanFaultError; HttpError */
export async function deleteObject(target: Target): Promise<void> {
  const { session, wire } = target.asking
  const reference = await referenceTo(target, family)
  await pathsExplained(target, () => session.client.delete(reference, wire))
}

interface Given {
  readonly cimClass: CimClass
  readonly given: TypedValues
}

/** @throws WmiError WBEM_E_INVALID_OBJECT when `__CLASS` names neither the class nor one below it */
function typedFor(className: string, values: NamedValues, classes: ClassSource): Given {
  const named = classes.require(className)
  const cimClass = namedClass(values, classes) ?? named
  if (!cimClass.isA(named.name)) {
    const message = writingText('otherClass', { name: cimClass.name, class: named.name })
    throw new WmiError('WBEM_E_INVALID_OBJECT', message, {
      hint: writingText('createClassHint', { class: named.name }),
    })
  }
  return { cimClass, given: typedValues(values, cimClass, classes) }
}

function withKeys(cimClass: CimClass, given: TypedValues, keys: Keys): TypedValues {
  for (const property of cimClass.keys) {
    const value = keys.get(property.name)
    if (value !== undefined) given.set(property.name, { property, value })
  }
  return given
}

function withDefaults(cimClass: CimClass, given: TypedValues): TypedValues {
  for (const property of cimClass.properties)
    if (!given.has(property.name)) given.set(property.name, { property, value: property.defaultValue })
  return given
}

/** An empty list has no form of its own on the wire: as null it at least takes away what was there. */
function bodyOf({ namespace }: Asking, cimClass: CimClass, given: TypedValues): string {
  const select: CimProperty[] = []
  const values = [...given].map(({ property, value }) => {
    select.push(property)
    return Array.isArray(value) && value.length === 0 ? null : value
  })
  const instance = new InstanceShape(cimClass, { select }).create(values)
  return writeInstance(instance, { family, namespace, partial: true, preciseArrays: true })
}

async function sendNew(asking: Asking, cimClass: CimClass, given: TypedValues): Promise<string> {
  const { session, namespace, wire } = asking
  const resource = classResource(family, namespace, cimClass.name)
  const created = await session.client.create(resource, bodyOf(asking, cimClass, given), wire)
  return createdPath(asking, created)
}

async function createdPath(asking: Asking, reference: EndpointReference): Promise<string> {
  const named = readResourceUri(reference.uri)?.className ?? ''
  const cimClass = named === '' ? undefined : await asking.session.classes(asking.namespace).find(named)
  const instance = keySelectors(reference).length === 0 ? { instance: true } : {}
  return formatObjectPath(pathOfReference(reference, homeOf(asking), { cimClass, ...instance }))
}

async function sendChange(
  asking: Asking,
  reference: EndpointReference,
  cimClass: CimClass,
  given: TypedValues,
): Promise<string> {
  const answer = await asking.session.client.put(reference, bodyOf(asking, cimClass, given), asking.wire)
  const path = answer.body && (await readAnswer(asking, answer)).__PATH
  return path ?? createdPath(asking, reference)
}

async function readAnswer(asking: Asking, { body }: ResponseMessage): Promise<CimInstance> {
  if (!body) {
    throw new WmiError('WBEM_E_TRANSPORT_FAILURE', connectWsmanText('noInstance'), {
      hint: connectWsmanText('noInstanceHint'),
    })
  }
  return new RowReading(asking).read(body)
}
