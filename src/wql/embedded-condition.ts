// The polled query of a notification query: what its WHERE says about the watched instances themselves.
import { foldName } from '../base/name-map.js'
import type { CimClass } from '../cim/class.js'
import type { Condition, Predicate } from './ast.js'
import { type IsA, predicateTest } from './predicate.js'

/** The instances about which a condition is asked. */
export interface WatchedInstances {
  /** Their own class, no superclass of it. */
  readonly class: CimClass
  /** True for a property whose value stays the same as long as an instance lives: nothing else may narrow a poll. */
  keeps(property: string): boolean
  readonly isA?: IsA
}

/** What a part of the condition says. Exact: it says nothing else, so that its negation can be told too. */
export interface Share {
  readonly condition: Condition | boolean
  readonly exact: boolean
}

/** Of a part that says nothing. */
export const nothingKnown: Share = { condition: true, exact: false }

/**
 * The condition that the instances of a class fulfil in every event that fulfils a notification query's WHERE. True: it says
 * nothing of them. False: no event can be about instances of this class.
 *
 * AND keeps the parts that can be told, OR is told when every operand is, NOT when its operand says nothing else. Conditions
 * on PreviousInstance count as those on TargetInstance: what stays the same is the same in both.
 */
export function conditionOnInstances(where: Condition | null, watched: WatchedInstances): Condition | boolean {
  return where === null || shareOf(where, predicate => predicateShare(predicate, watched)).condition
}

/** What a condition says by what each of its predicates says: AND, OR and NOT as {@link conditionOnInstances} has them. */
export function shareOf(condition: Condition, leaf: (predicate: Predicate) => Share): Share {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return joined(
        condition.kind,
        condition.operands.map(operand => shareOf(operand, leaf)),
      )
    case 'not': {
      const inner = shareOf(condition.operand, leaf)
      if (!inner.exact) return nothingKnown
      const negated: Condition | boolean =
        typeof inner.condition === 'boolean' ? !inner.condition : { kind: 'not', operand: inner.condition }
      return { condition: negated, exact: true }
    }
    default:
      return leaf(condition)
  }
}

/** TRUE decides an OR and means nothing in an AND; FALSE the other way round. */
function joined(kind: 'and' | 'or', shares: readonly Share[]): Share {
  const decisive = kind === 'or'
  const exact = shares.every(share => share.exact)
  const operands: Condition[] = []
  for (const { condition } of shares) {
    if (condition === decisive) return { condition: decisive, exact }
    if (typeof condition !== 'boolean') operands.push(condition)
  }
  const [first] = operands
  if (!first) return { condition: !decisive, exact }
  return { condition: operands.length === 1 ? first : { kind, operands }, exact }
}

function predicateShare(predicate: Predicate, watched: WatchedInstances): Share {
  const [holder = '', ...rest] = predicate.property
  const isTarget = foldName(holder) === 'targetinstance'
  if (!isTarget && foldName(holder) !== 'previousinstance') return nothingKnown
  // A creation has no PreviousInstance, so nothing can be said of its absence, nor of what is not the case with it.
  if (!isTarget && predicate.kind === 'null') return nothingKnown
  if (rest.length === 0) {
    if (predicate.kind === 'isa') return { condition: isWatched(watched, predicate.className), exact: isTarget }
    return predicate.kind === 'null' ? { condition: predicate.negated, exact: true } : nothingKnown
  }
  const [name = ''] = rest
  if (rest.length > 1 || name.startsWith('__')) return nothingKnown
  if (watched.class.properties.has(name) && !watched.keeps(name)) return nothingKnown
  const inner: Predicate = { ...predicate, property: rest }
  // What an embedded object does not have, or what does not fit it, matches nothing.
  const fits = typeof predicateTest(inner, watched.class, watched.isA) === 'function'
  return { condition: fits ? inner : false, exact: isTarget }
}

function isWatched({ class: watched, isA }: WatchedInstances, className: string): boolean {
  return watched.isA(className) || isA?.(watched.name, className) === true
}
