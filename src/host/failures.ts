import { thrownAt } from '../base/error-place.js'
import { WmiError } from '../base/errors.js'
import { hostText } from '../base/texts/host.js'

/** What a provider's failure means to the caller: a WmiError stays, anything else is WBEM_E_PROVIDER_FAILURE with its cause. */
export function providerFailure(error: unknown, className: string): WmiError {
  if (error instanceof WmiError) return error
  const place = thrownAt(error)
  return new WmiError(
    'WBEM_E_PROVIDER_FAILURE',
    hostText('providerFailed', { class: className, reason: reasonOf(error) }),
    {
      hint: place ? hostText('thrownAt', { place }) : hostText('providerFailedHint'),
      cause: error,
    },
  )
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A provider that answered something its class does not allow. */
export function providerAnswer(message: string, cause?: unknown): WmiError {
  return new WmiError('WBEM_E_PROVIDER_FAILURE', message, { hint: hostText('providerAnswerHint'), cause })
}
