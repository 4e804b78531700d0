import { type WbemStatus, wbemStatusByCode, wbemStatusByName } from './wbem-status.js'

/** Options every wmilink error accepts. */
export interface WmilinkErrorOptions {
  /** What a person can do about it, one sentence. */
  readonly hint?: string | undefined
  readonly cause?: unknown
}

/** Root of every error that wmilink throws on purpose. */
export class WmilinkError extends Error {
  /** What a person can do about it; empty when there is nothing to add. */
  readonly hint: string

  constructor(message: string, options: WmilinkErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.name
    this.hint = options.hint ?? ''
  }
}

/** Where and during what a WMI operation failed. */
export interface WmiErrorOptions extends WmilinkErrorOptions {
  readonly server?: string | undefined
  readonly namespace?: string | undefined
  /** The WmiServices operation, such as `query` or `invoke`. */
  readonly operation?: string | undefined
  /** The symbol of a code that is no WBEM status, such as `ERROR_WSMAN_QUOTA_USER`. */
  readonly symbol?: string | undefined
}

/**
 * A WMI failure. `code` is the HRESULT as an unsigned number, `name` its symbol, such as `WBEM_E_INVALID_CLASS`
 * ([MS-WMI] 2.2.11 and the WMI error constants of the WMI SDK).
 */
export class WmiError extends WmilinkError {
  readonly code: number
  server: string | undefined
  namespace: string | undefined
  operation: string | undefined

  /** @param status the symbol or the HRESULT; a number that no table knows keeps its hexadecimal form as name. */
  constructor(status: WbemStatus | number, message: string, options: WmiErrorOptions = {}) {
    super(message, options)
    this.code = typeof status === 'number' ? status >>> 0 : wbemStatusByName[status]
    this.name = wbemStatusByCode.get(this.code) ?? options.symbol ?? hresultText(this.code)
    this.server = options.server
    this.namespace = options.namespace
    this.operation = options.operation
  }
}

/** Bad text in a file or a message: says where. Lines and columns count from 1; an offset counts UTF-16 units from 0. */
export class TextError extends WmilinkError {
  readonly line: number
  readonly column: number
  readonly source: string | undefined

  constructor(
    message: string,
    at: { line: number; column: number; source?: string | undefined },
    options: WmilinkErrorOptions = {},
  ) {
    super(`${at.source ? `${at.source}:` : ''}${at.line}:${at.column}: ${message}`, options)
    this.line = at.line
    this.column = at.column
    this.source = at.source
  }
}

/** An argument or option that cannot be right whatever the server says. */
export class ArgumentError extends WmilinkError {}

/** An HRESULT the way people search for it: `0x80041017`. */
export function hresultText(code: number): string {
  return `0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')}`
}
