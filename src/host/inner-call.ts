import { WmiError } from '../base/errors.js'
import { Call } from '../wmi/call.js'

/**
 * A call for work inside another one, which waits on its own. It fails as the outer one fails; when the outer one is merely
 * left it is left too, so that what it holds is released in peace.
 */
export function innerCall(signal: AbortSignal): Call {
  const call = new Call({}, () => signal.removeEventListener('abort', stop))
  const stop = () => {
    const reason: unknown = signal.reason
    if (reason instanceof WmiError) call.fail(reason)
    else call.leave()
  }
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return call
}
