// Event queries as data queries: what an event is about can also be asked for.
import { foldName } from '../../../base/name-map.js'
import type { DataQuery, EventQuery, Predicate } from '../../../wql/ast.js'
import { nothingKnown, type Share, shareOf } from '../../../wql/embedded-condition.js'
import { classLimitsOf } from '../../../wql/limits.js'

const targetInstance = 'targetinstance'

/**
 * The data queries, one for each class, for the instances that fulfil what an event query says of TargetInstance; its other
 * conditions are left out. Empty when it names no class with `TargetInstance ISA`.
 */
export function instanceQueries({ where }: EventQuery | DataQuery): DataQuery[] {
  return (classLimitsOf(where, 'TargetInstance') ?? []).flatMap((from): DataQuery[] => {
    const condition = where === null || shareOf(where, predicate => shareOfInstance(predicate, from)).condition
    if (condition === false) return []
    return [{ kind: 'data', select: null, from, where: condition === true ? null : condition }]
  })
}

function shareOfInstance(predicate: Predicate, className: string): Share {
  const [holder = '', ...property] = predicate.property
  if (foldName(holder) !== targetInstance) return nothingKnown
  if (property.length > 0) return { condition: { ...predicate, property }, exact: true }
  if (predicate.kind === 'isa') return { condition: foldName(predicate.className) === foldName(className), exact: true }
  return predicate.kind === 'null' ? { condition: predicate.negated, exact: true } : nothingKnown
}
