// What an editor has changed so far, and the one edit that it comes to.
import { useState } from 'react'
import type { EditOf, ObjectView, Place } from '../../api/index.js'
import type { Value } from './property-value.js'

export interface Draft {
  /** As it would be. */
  value(name: string): Value
  set(name: string, value: Value): void
  expression(name: string): string | null
  setExpression(name: string, expression: string | null): void
  readonly changed: boolean
  readonly edit: EditOf<'set'>
}

/** Values and expressions that differ from the object; those of properties that it does not have are left out. */
export function differences(
  object: ObjectView,
  values: Readonly<Record<string, Value>>,
  expressions: Readonly<Record<string, string | null>>,
): EditOf<'set'> {
  const of = (name: string) => object.properties.find(property => property.name === name)
  const changedValues = Object.entries(values).filter(([name, value]) => {
    const property = of(name)
    return property !== undefined && (property.secret ? value !== '' : value !== property.value)
  })
  const changedExpressions = Object.entries(expressions).filter(([name, expression]) => {
    const property = of(name)
    return property !== undefined && (expression || null) !== property.expression
  })
  return {
    kind: 'set',
    object: object.key,
    values: Object.fromEntries(changedValues),
    ...(changedExpressions.length > 0 ? { expressions: Object.fromEntries(changedExpressions) } : {}),
  }
}

/** A connection manager as a draft has it, for what is tried before OK. */
export function placeOf(document: string, connection: string, { changed, edit }: Draft): Place {
  const { values, expressions } = edit
  return {
    document,
    connection,
    ...(changed ? { draft: { values, ...(expressions ? { expressions } : {}) } } : {}),
  }
}

export function useDraft(object: ObjectView): Draft {
  const [values, setValues] = useState<Readonly<Record<string, Value>>>({})
  const [expressions, setExpressions] = useState<Readonly<Record<string, string | null>>>({})
  const of = (name: string) => object.properties.find(property => property.name === name)
  const edit = differences(object, values, expressions)
  return {
    value: name => (Object.hasOwn(values, name) ? (values[name] ?? null) : (of(name)?.value ?? null)),
    set: (name, value) => setValues(before => ({ ...before, [name]: value })),
    expression: name =>
      Object.hasOwn(expressions, name) ? (expressions[name] ?? null) : (of(name)?.expression ?? null),
    setExpression: (name, expression) => setExpressions(before => ({ ...before, [name]: expression })),
    changed: Object.keys(edit.values).length > 0 || edit.expressions !== undefined,
    edit,
  }
}
