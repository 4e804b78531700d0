// What programs that register kinds of tasks and connection managers hand over: checked at once, so that a mistake shows where it
// was made and not in the middle of a run.
import { ArgumentError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { stockText } from '../base/texts/ssis-stock-tasks.js'

/** How `registerTask` and `registerConnectionManager` take a name that is there already. */
export interface RegisterOptions {
  /** True: the new one takes the place of the old one, one of this project included. */
  readonly replace?: boolean
}

/** `name`: a text with something in it; with `?` the member may be absent. */
type Shape = 'name' | 'string?' | 'function' | 'function?' | 'array?'

const fits: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  name: value => typeof value === 'string' && value.trim() !== '',
  'string?': value => value === undefined || typeof value === 'string',
  function: value => typeof value === 'function',
  'function?': value => value === undefined || typeof value === 'function',
  'array?': value => value === undefined || Array.isArray(value),
}

/** @param what the function that was called, for the message. @throws ArgumentError that names the first member which is not what it must be */
export function checkDefinition(what: string, definition: unknown, members: Readonly<Record<string, Shape>>): void {
  if (typeof definition !== 'object' || definition === null)
    throw new ArgumentError(stockText('noDefinition', { what }))
  for (const [member, shape] of Object.entries(members)) {
    const value: unknown = Reflect.get(definition, member)
    if (!fits[shape](value))
      throw new ArgumentError(stockText('badMember', { what, member, wanted: shape.replace('?', '') }))
  }
}

const propertyTypes: readonly unknown[] = ['String', 'Boolean', 'Int32', 'Object']

/** Checks property definitions: names that differ, types that are known, defaults of their type. @throws ArgumentError */
export function checkProperties(what: string, kind: string, properties: readonly unknown[]): void {
  const names = new NameMap<true>()
  for (const property of properties) {
    const problem = propertyProblem(property, names)
    if (problem) throw new ArgumentError(stockText('badProperty', { what, kind, problem }))
  }
}

function propertyProblem(property: unknown, names: NameMap<true>): string | undefined {
  if (typeof property !== 'object' || property === null) return stockText('propertyNoObject')
  const { name, type, default: preset, writeOnly, attribute } = property as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || name.trim() === '') return stockText('propertyNoName')
  if (names.has(name)) return stockText('propertyTwice', { name })
  names.set(name, true)
  if (writeOnly === true && attribute !== undefined) return stockText('propertySecret', { name })
  if (propertyTypes.includes(type)) {
    const wanted = type === 'Boolean' ? 'boolean' : type === 'Int32' ? 'number' : 'string'
    return type === 'Object' || typeof preset === wanted ? undefined : stockText('propertyDefault', { name })
  }
  const members: unknown = typeof type === 'object' && type !== null ? Reflect.get(type, 'enum') : undefined
  if (typeof members !== 'object' || members === null) return stockText('propertyType', { name })
  return Object.values(members).includes(preset) ? undefined : stockText('propertyDefault', { name })
}
