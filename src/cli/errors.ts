import { ArgumentError, WmilinkError, type WmilinkErrorOptions } from '../base/errors.js'
import type { ExitCode } from './exit-code.js'

/** The command line is wrong: exit code 6. */
export class UsageError extends ArgumentError {}

/** A package that is not there (exit code 4) or cannot be read as a package (5). */
export class PackageError extends WmilinkError {
  readonly exitCode: ExitCode

  constructor(message: string, exitCode: ExitCode, options: WmilinkErrorOptions = {}) {
    super(message, options)
    this.exitCode = exitCode
  }
}

/** Somebody pressed Ctrl-C. */
export class Interrupted extends WmilinkError {}

/** Gives an error the code, the symbol and the place of the one that caused it. */
export function withFactsOf<T extends Error>(error: T, cause: object): T {
  const facts = ['code', 'symbol', 'source', 'line', 'column'].filter(name => name in cause)
  return Object.assign(error, Object.fromEntries(facts.map(name => [name, Reflect.get(cause, name)])))
}
