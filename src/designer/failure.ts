import { WmilinkError } from '../base/errors.js'
import type { Failure } from './api/index.js'

/** A failure that the page can do something about: it reaches the page as it is. */
export class DesignerError extends WmilinkError {
  readonly failure: Failure

  constructor(failure: Failure, options: { readonly cause?: unknown } = {}) {
    super(failure.message, { hint: failure.hint ?? '', ...options })
    this.failure = failure
  }
}
