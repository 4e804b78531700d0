import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { readMediaType } from '../../http/index.js'

/** The type of clear messages that we send. */
export const soapType = 'application/soap+xml;charset=UTF-8'

/** An HTTP answer. */
export interface HttpAnswer {
  readonly status: number
  readonly headers?: OutgoingHttpHeaders
  readonly type?: string
  readonly body?: Buffer | undefined
  /** The connection ends with this answer. */
  readonly close?: boolean
}

/** SOAP in UTF-8 or UTF-16. */
export function isSoapType(contentType: string | undefined): boolean {
  const { type, parameters } = readMediaType(contentType ?? '')
  return type === 'application/soap+xml' && /^utf-?(?:8|16(?:le|be)?)$/i.test(parameters.get('charset') ?? 'utf-8')
}

/** Sends an answer and waits until it is on its way; who does not take it in time loses the connection. */
export async function send(response: ServerResponse, answer: HttpAnswer, timeout: number): Promise<void> {
  if (response.destroyed || !response.socket || response.socket.destroyed) return
  await new Promise<void>(resolve => {
    const timer = setTimeout(() => response.destroy(), timeout)
    timer.unref()
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    response.writeHead(answer.status, {
      ...answer.headers,
      ...(answer.type === undefined ? {} : { 'Content-Type': answer.type }),
      ...(answer.close ? { Connection: 'close' } : {}),
      'Content-Length': answer.body?.length ?? 0,
    })
    response.end(answer.body)
  })
}
