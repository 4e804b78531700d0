// What a failure says to the page, and with which HTTP status.
import { ArgumentError, WmiError, WmilinkError } from '../../base/errors.js'
import { designerServerText } from '../../base/texts/designer-server.js'
import { DtsError, ExpressionError } from '../../ssis/index.js'
import { WqlSyntaxError } from '../../wql/errors.js'
import type { Failure } from '../api/index.js'
import { DesignerError } from '../failure.js'

const statuses: Readonly<Record<Failure['kind'], number>> = {
  consent: 403,
  secret: 403,
  packagePassword: 403,
  trust: 403,
  conflict: 409,
  invalid: 400,
  notFound: 404,
  cancelled: 499,
  failed: 422,
}

const refusalKinds: Readonly<Record<number, Failure['kind'] | undefined>> = {
  401: 'failed',
  403: 'failed',
  404: 'notFound',
  421: 'failed',
  429: 'failed',
}

/** A request that is refused for itself, with a status of its own. */
export class Refusal extends DesignerError {
  readonly status: number

  constructor(status: number, message: string, hint?: string) {
    super({ kind: refusalKinds[status] ?? 'invalid', message, ...(hint === undefined ? {} : { hint }) })
    this.status = status
  }
}

/** A failure as the page gets it. */
export interface Told {
  readonly failure: Failure
  readonly status: number
  /** True for a fault of our own, which belongs into the log. */
  readonly internal: boolean
}

/**
 * Reads what any error says. Nothing but these fields is told: neither a stack nor a cause, and of what nobody threw on purpose not
 * even the message, for it could quote a value.
 *
 * @param signal that of the work: what fails after it was cancelled, was cancelled
 */
export function tell(error: unknown, signal?: AbortSignal): Told {
  if (signal?.aborted) {
    const reason: unknown = signal.reason
    const message = reason instanceof DesignerError ? reason.message : designerServerText('cancelled')
    return known({ kind: 'cancelled', message })
  }
  if (error instanceof Refusal) return { failure: error.failure, status: error.status, internal: false }
  if (error instanceof DesignerError) return known(error.failure)
  if (error instanceof WmilinkError) return known(ofWmilink(error))
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code !== undefined && /^E[A-Z0-9]+$/.test(code))
    return known({ kind: 'failed', message: systemMessage(error, code), name: code })
  const name = error instanceof Error ? error.name : typeof error
  const message = designerServerText('internal', { name })
  return {
    failure: { kind: 'failed', message, hint: designerServerText('internalHint') },
    status: 500,
    internal: true,
  }
}

function known(failure: Failure): Told {
  return { failure, status: statuses[failure.kind], internal: false }
}

function ofWmilink(error: WmilinkError): Failure {
  const coded = error instanceof WmiError || error instanceof DtsError
  return {
    kind: error instanceof ArgumentError ? 'invalid' : 'failed',
    message: error.message,
    ...(error.hint === '' ? {} : { hint: error.hint }),
    ...(coded ? { name: error.name, code: error.code } : {}),
    ...positionOf(error),
  }
}

function positionOf(error: WmilinkError): { position?: number } {
  if (error instanceof ExpressionError) return { position: error.position }
  return error instanceof WqlSyntaxError ? { position: error.column - 1 } : {}
}

/** `ENOENT: no such file or directory, open '…'` without the path, which the page does not need. */
function systemMessage(error: unknown, name: string): string {
  const reason = error instanceof Error ? /^E[A-Z0-9]+: ([^,'"]+)/.exec(error.message)?.[1] : undefined
  return reason === undefined
    ? designerServerText('system', { name })
    : designerServerText('systemText', { reason, name })
}
