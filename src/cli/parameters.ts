// The in-parameters of `invoke`, the properties of `create` and `put`: `name=text` by declared type, `name:=JSON` for arrays, objects and null.
import { NameMap } from '../base/name-map.js'
import { cliText } from '../base/texts/cli.js'
import type { CimClass, CimElement } from '../cim/class.js'
import { coerceValue } from '../cim/convert.js'
import { CimDateTime } from '../cim/datetime.js'
import { type CimInstance, InstanceShape } from '../cim/instance.js'
import type { CimValue } from '../cim/value.js'
import type { NamedValues } from '../wmi/services.js'
import { UsageError } from './errors.js'

/** One argument of the command line taken apart. */
export interface Assignment {
  readonly name: string
  readonly text: string
  /** The text is JSON. */
  readonly json: boolean
}

/** @throws UsageError for an argument that is neither `name=text` nor `name:=JSON`, or a name given twice */
export function readAssignments(texts: readonly string[]): Assignment[] {
  const seen = new NameMap<true>()
  return texts.map(text => {
    const match = /^([^=:\s]+)(:?=)(.*)$/s.exec(text)
    const [, name, operator, rest] = match ?? []
    if (name === undefined || rest === undefined)
      throw new UsageError(cliText('assignmentForm', { text }), { hint: cliText('assignmentHint') })
    if (seen.has(name)) throw new UsageError(cliText('assignmentTwice', { name }), { hint: cliText('assignmentHint') })
    seen.set(name, true)
    return { name, text: rest, json: operator === ':=' }
  })
}

type Lookup = (className: string) => Promise<CimClass>

/**
 * Values for a method's in-parameters or a class's properties. A name that is not among them is passed on as text, so that
 * whoever knows the class says what is wrong.
 *
 * @throws UsageError for text that is not JSON or a list given as text; WmiError WBEM_E_TYPE_MISMATCH naming the parameter
 */
export async function typedValues(
  elements: Iterable<CimElement>,
  assignments: readonly Assignment[],
  lookup: Lookup,
): Promise<NamedValues> {
  const declared = NameMap.from(elements)
  const values: [string, CimValue | string][] = []
  for (const { name, text, json } of assignments) {
    const parameter = declared.get(name)
    const given = json ? parseJson(name, text) : text
    const whole = parameter !== undefined && !parameter.type.startsWith('real')
    if (!parameter) values.push([name, text])
    else if (!json && (parameter.isArray || parameter.type === 'object'))
      throw new UsageError(cliText('needsJson', { name }), { hint: cliText('needsJsonHint', { name }) })
    else if (json && whole && inexact(given))
      throw new UsageError(cliText('inexact', { name }), { hint: cliText('inexactHint', { name }) })
    else values.push([parameter.name, coerceValue(parameter, await fromJson(parameter, given, lookup))])
  }
  return Object.fromEntries(values)
}

/** JSON.parse rounds integers beyond 2^53 in silence. */
function inexact(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(inexact)
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(cliText('jsonForm', { name }), { hint: cliText('needsJsonHint', { name }), cause: error })
  }
}

/** Makes instances of JSON objects with `__CLASS`, and datetimes of ISO 8601 texts; the rest stays for coerceValue. */
async function fromJson(element: CimElement, value: unknown, lookup: Lookup): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(item => fromJson(element, item, lookup)))
  if (element.type === 'object' && isObject(value)) return embedded(element, value, lookup)
  if (element.type === 'datetime' && typeof value === 'string') return isoDateTime(value) ?? value
  return value
}

/** An instant as our own JSON writes it, with microseconds and offset; undefined for any other text. */
function isoDateTime(text: string): CimDateTime | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6})\d*)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text)
  if (!match) return undefined
  const [, local = '', fraction = '', sign = '+', hours = '0', minutes = '0'] = match
  const milliseconds = Date.parse(`${local}Z`)
  // 31 February would become a day of March.
  if (Number.isNaN(milliseconds) || !new Date(milliseconds).toISOString().startsWith(`${local}.`)) return undefined
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  const microseconds = BigInt(milliseconds - offset * 60_000) * 1000n + BigInt(fraction.padEnd(6, '0'))
  return CimDateTime.fromMicroseconds(microseconds, offset)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function embedded(
  element: CimElement,
  value: Readonly<Record<string, unknown>>,
  lookup: Lookup,
): Promise<CimInstance> {
  const named = value.__CLASS ?? element.className
  if (typeof named !== 'string')
    throw new UsageError(cliText('needsClass', { name: element.name }), { hint: cliText('needsClassHint') })
  const cimClass = await lookup(named)
  const given = new NameMap<unknown>()
  for (const [name, item] of Object.entries(value)) {
    if (name.startsWith('__')) continue
    if (!cimClass.properties.has(name)) {
      throw new UsageError(cliText('noProperty', { name, class: cimClass.name }), {
        hint: cliText('noPropertyHint', { class: cimClass.name }),
      })
    }
    given.set(name, item)
  }
  const shape = new InstanceShape(cimClass)
  const values: CimValue[] = []
  for (const property of shape.properties) {
    const item = given.has(property.name)
      ? coerceValue(property, await fromJson(property, given.get(property.name), lookup))
      : property.defaultValue
    values.push(item)
  }
  return shape.create(values)
}
