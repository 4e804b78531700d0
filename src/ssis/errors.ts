import { hresultText, WmilinkError, type WmilinkErrorOptions } from '../base/errors.js'
import { formatText, type Text, type TextParameters } from '../base/text.js'
import { dtsHint, dtsText } from '../base/texts/ssis.js'
import { dtsCodes } from './codes.js'

export { dtsCodes } from './codes.js'

/** The symbol of a documented code, such as `DTS_E_CONNECTIONNOTFOUND`. */
export type DtsSymbol = keyof typeof dtsCodes

type DtsTexts = typeof dtsText.table
type Values = Readonly<Record<string, string | number | bigint>>
/** The parameters that a symbol's text names between braces; none may be given as `{}` or left out. */
export type DtsParameters<S extends DtsSymbol> = TextParameters<DtsTexts[S]>
type Rest<S extends DtsSymbol, Options> = [keyof DtsParameters<S>] extends [never]
  ? [parameters?: Readonly<Record<string, never>>, options?: Options]
  : [parameters: DtsParameters<S>, options?: Options]

/**
 * An error of the SSIS runtime. `code` is the HRESULT as an unsigned number, `symbol` (also `name`) its documented symbol;
 * a code that no table knows has its hexadecimal form as symbol.
 */
export class DtsError extends WmilinkError {
  readonly code: number
  readonly symbol: string

  constructor(code: number, message: string, options: WmilinkErrorOptions = {}) {
    super(message, options)
    this.code = code >>> 0
    this.symbol = dtsSymbol(this.code)
    this.name = this.symbol
  }
}

const symbols = new Map<number, DtsSymbol>()
for (const [symbol, code] of Object.entries(dtsCodes)) symbols.set(code, symbol as DtsSymbol)

/** The documented symbol of a code, signed or unsigned; its hexadecimal form when the table does not have it. */
export function dtsSymbol(code: number): string {
  return symbols.get(code >>> 0) ?? hresultText(code)
}

/** A documented problem as data: what events, validation and `pkg.errors` carry. */
export interface DtsProblem {
  /** Unsigned. */
  readonly code: number
  readonly symbol: string
  readonly description: string
  /** What a person can do about it; empty when there is nothing to add. */
  readonly hint: string
}

function tell(symbol: DtsSymbol, values: Values = {}, hint?: string): DtsProblem {
  const hints: Partial<Record<string, Text>> = dtsHint
  const known = hints[symbol]
  return {
    code: dtsCodes[symbol],
    symbol,
    description: formatText(dtsText.table[symbol], values),
    hint: hint ?? (known ? formatText(known, values) : ''),
  }
}

/** The documented problem of a symbol, told in the current language. `hint` replaces the table's hint. */
export function dtsProblem<S extends DtsSymbol>(symbol: S, ...rest: Rest<S, { readonly hint?: string }>): DtsProblem {
  return tell(symbol, rest[0], rest[1]?.hint)
}

/** What an exception says as a problem: a documented one as it is, any other error by its message. */
export function problemOf(error: unknown): DtsProblem {
  if (error instanceof DtsError)
    return { code: error.code, symbol: error.symbol, description: error.message, hint: error.hint }
  const reason = error instanceof Error ? error.message : String(error)
  const hint = error instanceof WmilinkError ? error.hint : ''
  return dtsProblem('DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE', { reason }, { hint })
}

/** The error of a symbol, told in the current language. `options.hint` replaces the table's hint. */
export function dtsError<S extends DtsSymbol>(symbol: S, ...rest: Rest<S, WmilinkErrorOptions>): DtsError {
  const { code, description, hint } = tell(symbol, rest[0], rest[1]?.hint)
  return new DtsError(code, description, { hint, cause: rest[1]?.cause })
}
