import { reasonAndPlace } from '../base/error-place.js'
import { WmilinkError } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'

/** An error that was thrown where nobody could catch it, such as in a timer of a module. */
export class StrayError extends WmilinkError {
  constructor(cause: unknown) {
    super(cliText('stray', { reason: reasonAndPlace(cause) }), { hint: cliText('strayHint'), cause })
  }
}
