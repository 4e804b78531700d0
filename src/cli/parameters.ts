// The in-parameters of `invoke`, the properties of `create` and `put`: `name=text` by declared type, `name:=JSON` for arrays, objects and null.
import { ArgumentError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { cliText } from '../base/texts/cli.js'
import type { CimElement } from '../cim/class.js'
import type { CimValue } from '../cim/value.js'
import { type ClassLookup, hasInexact, valueOfJson } from '../wmi/json-value.js'
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

/**
 * Values for a method's in-parameters or a class's properties. A name that is not among them is passed on as text, so that
 * whoever knows the class says what is wrong.
 *
 * @throws UsageError for text that is not JSON or a list given as text; WmiError WBEM_E_TYPE_MISMATCH naming the parameter
 */
export async function typedValues(
  elements: Iterable<CimElement>,
  assignments: readonly Assignment[],
  lookup: ClassLookup,
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
    else if (json && whole && hasInexact(given))
      throw new UsageError(cliText('inexact', { name }), { hint: cliText('inexactHint', { name }) })
    else values.push([parameter.name, await asUsage(() => valueOfJson(parameter, given, lookup))])
  }
  return Object.fromEntries(values)
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(cliText('jsonForm', { name }), { hint: cliText('needsJsonHint', { name }), cause: error })
  }
}

/** What is wrong with a value is wrong with the command line. */
async function asUsage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error
    throw new UsageError(error.message, { hint: error.hint, cause: error })
  }
}
