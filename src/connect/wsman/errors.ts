import { WmiError } from '../../base/errors.js'
import { HttpError } from '../../http/errors.js'
import { TransportError } from '../errors.js'

/** What went wrong as an error of WMI: failures of the way are a TransportError; anything else is what it was. */
export function asWmiError(error: unknown): unknown {
  return error instanceof HttpError ? TransportError.from(error) : error
}

/** What the server says about an error, in a few words, for a message of ours. */
export function reasonOf(error: unknown): string {
  if (error instanceof WmiError) return `${error.name}: ${error.message.trim()}`
  return error instanceof Error ? error.message : String(error)
}
