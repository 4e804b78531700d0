import { WmilinkError } from '../../base/errors.js'

/** Why a log cannot be opened or written, where the system itself had nothing against it. */
export class LogError extends WmilinkError {
  constructor(message: string, hint?: string) {
    super(message, { hint })
  }
}
