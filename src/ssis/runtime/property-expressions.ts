// Property expressions ("Use Property Expressions in Packages"): each gives its property a value for the run.
import { WmilinkError } from '../../base/errors.js'
import { withoutPasswords } from '../connection-kinds/secrets.js'
import { type DtsProblem, dtsProblem } from '../errors.js'
import { evaluateExpression } from '../expressions/index.js'
import type { DtsProperties } from '../properties.js'
import type { VariableScope } from '../variables.js'

/** What property expressions stand on: an executable or a connection manager. */
export interface ExpressionOwner {
  readonly name: string
  readonly variables: VariableScope
  readonly propertyExpressions: readonly { readonly property: string; readonly expression: string }[]
  readonly properties?: DtsProperties
}

/**
 * Evaluates the property expressions of an executable or connection manager in the scope of its own variables, and sets the
 * properties, secrets last: a change of server or user drops them. The caller sees to it that the values are a run's.
 *
 * @returns what failed: DTS_E_PROPERTYEXPRESSIONEVAL, DTS_E_PROPERTYEXPRESSIONSET
 */
export function applyPropertyExpressions(owner: ExpressionOwner): DtsProblem[] {
  const { propertyExpressions, properties } = owner
  if (propertyExpressions.length === 0 || !properties) return []
  const problems: DtsProblem[] = []
  const secrets: (typeof propertyExpressions)[number][] = []
  for (const one of propertyExpressions)
    if (isSecret(properties, one.property)) secrets.push(one)
    else problems.push(...apply(owner, properties, one, false))
  for (const one of secrets) problems.push(...apply(owner, properties, one, true))
  return problems
}

function isSecret(properties: DtsProperties, name: string): boolean {
  return properties.contains(name) && !properties.get(name).get
}

function apply(
  { name, variables }: ExpressionOwner,
  properties: DtsProperties,
  { property, expression }: { readonly property: string; readonly expression: string },
  sensitive: boolean,
): DtsProblem[] {
  let value: unknown
  try {
    value = evaluateExpression(expression, variables, { sensitive }).value
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    // The expression of a secret may be the secret.
    const parameters = {
      name,
      property,
      expression: sensitive ? '…' : withoutPasswords(expression),
      reason: error.message,
    }
    return [dtsProblem('DTS_E_PROPERTYEXPRESSIONEVAL', parameters, error.hint ? { hint: error.hint } : {})]
  }
  try {
    const target = properties.get(property)
    target.setValue({ properties }, textFor(target.type, value), property)
    return []
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    const parameters = { name, property, reason: error.message }
    return [dtsProblem('DTS_E_PROPERTYEXPRESSIONSET', parameters, error.hint ? { hint: error.hint } : {})]
  }
}

/** Numbers become the text of a property that is one; every other conversion is the property's own. */
function textFor(type: unknown, value: unknown): unknown {
  return type === 'String' && (typeof value === 'number' || typeof value === 'bigint') ? String(value) : value
}
