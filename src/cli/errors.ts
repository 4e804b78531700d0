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
