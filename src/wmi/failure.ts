import { WmiError } from '../base/errors.js'

/** Where a failure happened. */
export interface FailurePlace {
  readonly server: string
  readonly namespace: string
  readonly operation: string
}

/** Fills in server, namespace and operation where a WmiError does not say them yet; answers what it was given. */
export function placed(error: unknown, place: FailurePlace): unknown {
  if (error instanceof WmiError) {
    error.server ??= place.server
    error.namespace ??= place.namespace
    error.operation ??= place.operation
  }
  return error
}
