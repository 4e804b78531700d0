import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { thrownAt } from './error-place.js'

/** An error that was thrown where nobody could catch it, such as in a timer of a module. */
export class StrayError extends WmilinkError {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(cliText('stray', { reason: reason + thrownAt(cause) }), { hint: cliText('strayHint'), cause })
  }
}
