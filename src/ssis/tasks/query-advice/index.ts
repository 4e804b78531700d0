// Advice on queries before they run. Nothing here connects to a server, which has the last word.
import { WmiError } from '../../../base/errors.js'
import { type AdviceText, adviceText } from '../../../base/texts/ssis-query-advice.js'
import { maxQueryLength, parseDataQuery, parseEventQuery, parseWql } from '../../../wql/parse.js'
import { checks, type Finding, type QueryTask, type Subject } from './checks.js'
import { isReadable, type RepairText, repair } from './repair.js'

export type { QueryTask } from './checks.js'

/** One thing that can be better in a query. */
export interface QueryAdvice {
  /** Which advice it is, the same in every language: `needsWithin`. */
  readonly kind: AdviceText
  readonly problem: string
  /** What a person can do about it, with the corrected query where there is one; may be empty. */
  readonly hint: string
  /** The whole query without this and all other problems that can be mended. WQL can read it. */
  readonly correctedQuery?: string
}

/** For which task, over which connection. */
export interface QueryPlace {
  readonly task: QueryTask
  /** Such as `\root\cimv2`. */
  readonly namespace: string
}

/**
 * What can be better in a query, by its text alone. About classes and namespaces that are not known it says nothing.
 * Empty for an empty text.
 */
export function adviseOnQuery(text: string, { task, namespace }: QueryPlace): QueryAdvice[] {
  if (!text.trim()) return []
  if (text.length > maxQueryLength) return faultAdvice(text, task)
  const { text: mended, found, readable } = repair(text)
  const findings: Finding[] = found.map(kind => ({ kind, ...repaired(kind), ...(readable ? { text: mended } : {}) }))
  if (!readable) {
    const told = findings.map(finding => adviceOf(finding))
    return found.includes('placeholder') ? told : [...told, ...faultAdvice(mended, task)]
  }
  const { better, more } = improved(mended, { task, namespace })
  findings.push(...more)
  const fault = faultOf(better, task)
  const correctedQuery = fault || better === text ? undefined : better
  const told = findings.map(finding => adviceOf(finding, correctedQuery))
  return fault && !more.some(({ kind }) => explaining.has(kind)) ? [...told, ...faultAdvice(better, task)] : told
}

/** After these it is clear why the query cannot be what the task needs. */
const explaining: ReadonlySet<AdviceText> = new Set(['dataToWatcher', 'eventToReader'])

/** All checks one after the other, each on what the ones before have left. */
function improved(text: string, place: QueryPlace): { readonly better: string; readonly more: readonly Finding[] } {
  const more: Finding[] = []
  let better = text
  for (const check of checks) {
    const subject: Subject = { text: better, query: parseWql(better), ...place }
    const finding = check(subject)
    if (!finding) continue
    const { text, ...told } = finding
    // What names a class in a string need not be a name that can stand after FROM.
    const mends = text !== undefined && isReadable(text)
    more.push(mends ? finding : told)
    if (mends) better = text
  }
  return { better, more }
}

function repaired(kind: RepairText): { readonly problem: string; readonly hint?: string } {
  return kind === 'placeholder'
    ? { problem: adviceText(kind), hint: adviceText('placeholderHint') }
    : { problem: adviceText(kind) }
}

function adviceOf({ kind, problem, hint = '', text }: Finding, correctedQuery?: string): QueryAdvice {
  if (text === undefined || correctedQuery === undefined) return { kind, problem, hint }
  const query = correctedQuery
  return {
    kind,
    problem,
    hint: hint ? adviceText('orWrite', { hint, query }) : adviceText('write', { query }),
    correctedQuery,
  }
}

function faultOf(text: string, task: QueryTask): WmiError | undefined {
  try {
    if (task === 'reader') parseDataQuery(text)
    else parseEventQuery(text)
    return undefined
  } catch (error) {
    if (error instanceof WmiError) return error
    throw error
  }
}

function faultAdvice(text: string, task: QueryTask): QueryAdvice[] {
  const fault = faultOf(text, task)
  if (!fault) return []
  const problem = adviceText('invalid', { reason: `${fault.name}: ${fault.message}` })
  return [{ kind: 'invalid', problem, hint: fault.hint }]
}
