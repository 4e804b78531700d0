// How an error reads: for a person on a terminal, and as JSON.
import { ArgumentError, WmiError, WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { Interrupted, PackageError } from './errors.js'
import { ExitCode } from './exit-code.js'
import type { Paint } from './format/colour.js'
import { displayWidth, visible } from './format/display.js'

/** The `error` object of docs/json.md. */
export interface Failure {
  /** The HRESULT or SSIS code, unsigned; null for errors that have none. */
  readonly code: number | null
  /** `WBEM_E_INVALID_CLASS`, `DTS_E_WMIDRTASK_TASKFAILURE`, `ENOENT`, or the class of the error. */
  readonly name: string
  readonly message: string
  readonly hint: string
  /** Where it happened, as far as known. */
  readonly server?: string
  readonly namespace?: string
  readonly operation?: string
  readonly source?: string
  readonly line?: number
  readonly column?: number
  readonly expected?: readonly string[]
}

const placeFields = ['server', 'namespace', 'operation', 'source', 'line', 'column', 'expected'] as const

/** Reads what any error says. Nothing but these fields is told, so no secret of an error's cause gets out. */
export function describeFailure(error: unknown): Failure {
  const fields: Readonly<Record<string, unknown>> = error instanceof Error ? { ...error } : {}
  const places = placeFields.filter(name => fields[name] !== undefined)
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: typeof fields.code === 'number' ? fields.code : null,
    name: failureName(error, fields),
    message: isInternal(error) ? cliText('internal', { message }) : wordsOf(message, fields),
    hint: isInternal(error) ? cliText('internalHint') : hintOf(error),
    ...Object.fromEntries(places.map(name => [name, fields[name]])),
  }
}

/** Errors of the system begin with their code, which is told as the name. */
function wordsOf(message: string, { code }: Readonly<Record<string, unknown>>): string {
  return typeof code === 'string' && message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message
}

function hintOf(error: unknown): string {
  return error instanceof WmilinkError ? error.hint : ''
}

function failureName(error: unknown, fields: Readonly<Record<string, unknown>>): string {
  if (typeof fields.symbol === 'string') return fields.symbol
  if (typeof fields.code === 'string') return fields.code
  return error instanceof Error ? error.name : 'Error'
}

/** True for what nobody threw on purpose; errors of the system carry a code such as ENOSPC and are no fault of ours. */
function isInternal(error: unknown): boolean {
  return !(error instanceof WmilinkError) && !(error instanceof Error && 'code' in error)
}

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof PackageError) return error.exitCode
  if (error instanceof Interrupted) return ExitCode.Cancelled
  return error instanceof ArgumentError ? ExitCode.Usage : ExitCode.Failed
}

/**
 * The lines a person reads: `wmilink: WBEM_E_INVALID_CLASS: message`, the query with a caret where it goes wrong, the hint.
 *
 * @param query the WQL that failed, if the error may point into it
 */
export function failureLines(error: unknown, paint: Paint, query?: string): string[] {
  const failure = describeFailure(error)
  const named = error instanceof WmiError || !(error instanceof WmilinkError) || 'symbol' in error
  const name = named && !isInternal(error) ? `${paint('bold', failure.name)}: ` : ''
  const lines = [`${paint('red', 'wmilink:')} ${name}${visibleLines(failure.message)}`]
  // With a line the place is one in a file, such as of --mof.
  if (query?.trim() && failure.column !== undefined && failure.line === undefined)
    lines.push(...pointAt(query, failure.column, paint))
  if (failure.hint) lines.push(`  ${visibleLines(failure.hint)}`)
  return lines
}

/** The line of the query that holds the column (from 1, in UTF-16 units), and a caret under it. */
function pointAt(query: string, column: number, paint: Paint): string[] {
  const at = Math.min(Math.max(column - 1, 0), query.length)
  const start = query.lastIndexOf('\n', at - 1) + 1
  const end = query.indexOf('\n', at)
  const before = visible(query.slice(start, at))
  const line = before + visible(query.slice(at, end < 0 ? undefined : end).replace(/\r$/, ''))
  return [`  ${line}`, `  ${' '.repeat(displayWidth(before))}${paint('red', '^')}`]
}

function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n  ')
}
