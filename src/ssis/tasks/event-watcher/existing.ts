import { watcherText } from '../../../base/texts/ssis-watcher.js'
import { type Condition, formatWql, type PropertyPath, parseEventQuery } from '../../../wql/index.js'

/** The data query that finds what an event query would have reported, or why there is none. */
export type ExistingQuery = { readonly query: string } | { readonly reason: string }

const eventClasses = new Set(['__instancecreationevent', '__instancemodificationevent', '__instanceoperationevent'])

/** @throws WqlSyntaxError as parsing does */
export function existingQuery(text: string): ExistingQuery {
  const query = parseEventQuery(text)
  if (!eventClasses.has(query.from.toLowerCase()) || !query.where) return { reason: watcherText('notIntrinsic') }
  let className: string | undefined
  const conditions: Condition[] = []
  for (const part of query.where.kind === 'and' ? query.where.operands : [query.where]) {
    if (part.kind === 'isa' && part.property.length === 1 && isTarget(part.property)) className ??= part.className
    else {
      const inner = ofTarget(part)
      if (!inner) return { reason: watcherText('notTarget') }
      conditions.push(inner)
    }
  }
  if (className === undefined) return { reason: watcherText('notIntrinsic') }
  const [first] = conditions
  const where: Condition | null = !first
    ? null
    : conditions.length === 1
      ? first
      : { kind: 'and', operands: conditions }
  return { query: formatWql({ kind: 'data', select: null, from: className, where }) }
}

function isTarget(property: PropertyPath): boolean {
  return property[0]?.toLowerCase() === 'targetinstance'
}

/** A condition on properties of TargetInstance as one on the instance itself; undefined when it is about something else. */
function ofTarget(condition: Condition): Condition | undefined {
  if (condition.kind === 'not') {
    const operand = ofTarget(condition.operand)
    return operand && { kind: 'not', operand }
  }
  if ('operands' in condition) {
    const operands = condition.operands.flatMap(each => ofTarget(each) ?? [])
    return operands.length === condition.operands.length ? { kind: condition.kind, operands } : undefined
  }
  if (condition.property.length < 2 || !isTarget(condition.property)) return undefined
  return { ...condition, property: condition.property.slice(1) }
}
