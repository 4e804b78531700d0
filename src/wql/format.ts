// The printer mirrors the parser: reading what it prints gives an equal query.
import type { AssociationQuery, Condition, EventQuery, Predicate, PropertyPath, WqlConstant, WqlQuery } from './ast.js'
import { quoteText } from './literal.js'
import { associationOptions } from './parse-association.js'

/** The text of a query in canonical form: capital keywords, single blanks, escaped strings. */
export function formatWql(query: WqlQuery): string {
  if ('source' in query) return formatAssociation(query)
  const list = query.select === null ? '*' : query.select.map(formatPath).join(', ')
  const event = query.kind === 'event' ? query : null
  return [
    `SELECT ${list} FROM ${query.from}`,
    event?.within == null ? '' : ` WITHIN ${event.within}`,
    query.where === null ? '' : ` WHERE ${formatCondition(query.where)}`,
    event?.group ? formatGroup(event.group) : '',
  ].join('')
}

/** The text of a condition as it stands after WHERE. */
export function formatCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.operands
        .map(operand => formatOperand(operand, condition.kind))
        .join(` ${condition.kind.toUpperCase()} `)
    case 'not':
      return `NOT ${formatOperand(condition.operand, 'not')}`
    default:
      return formatPredicate(condition)
  }
}

/** Parentheses where the operand binds no tighter than what holds it. */
function formatOperand(operand: Condition, holder: 'and' | 'or' | 'not'): string {
  const text = formatCondition(operand)
  const loose = operand.kind === 'or' || (operand.kind === 'and' && holder !== 'or')
  return loose ? `(${text})` : text
}

function formatPredicate(predicate: Predicate): string {
  const path = formatPath(predicate.property)
  switch (predicate.kind) {
    case 'compare':
      return `${path} ${predicate.operator} ${formatConstant(predicate.value)}`
    case 'like':
      return `${path} LIKE ${quoteText(predicate.pattern)}`
    case 'isa':
      return `${path} ISA ${quoteText(predicate.className)}`
    case 'null':
      return `${path} IS ${predicate.negated ? 'NOT ' : ''}NULL`
  }
}

export function formatPath(path: PropertyPath): string {
  return path.join('.')
}

export function formatConstant(constant: WqlConstant): string {
  switch (constant.kind) {
    case 'string':
      return quoteText(constant.value)
    case 'integer':
      return String(constant.value)
    case 'boolean':
      return constant.value ? 'TRUE' : 'FALSE'
    case 'real': {
      const text = Object.is(constant.value, -0) ? '-0' : String(constant.value)
      // Without a point or an exponent it would read back as an integer.
      return /[.e]/.test(text) ? text : `${text}.0`
    }
  }
}

function formatGroup({ within, by, having }: NonNullable<EventQuery['group']>): string {
  return [
    ' GROUP',
    within === null ? '' : ` WITHIN ${within}`,
    by.length === 0 ? '' : ` BY ${by.map(formatPath).join(', ')}`,
    having === null ? '' : ` HAVING NumberOfEvents ${having.operator} ${having.value}`,
  ].join('')
}

function formatAssociation({ kind, source, options }: AssociationQuery): string {
  const words = associationOptions.flatMap(({ name, keyword, takesName }) => {
    const value = options[name]
    return value === undefined || value === false ? [] : [takesName ? `${keyword} = ${value}` : keyword]
  })
  return `${kind.toUpperCase()} OF {${source}}${words.length === 0 ? '' : ` WHERE ${words.join(' ')}`}`
}
