// Bodies of requests: bounded, in time, of the type that is expected.
import type { IncomingMessage } from 'node:http'
import { designerServerText } from '../../base/texts/designer-server.js'
import { Refusal } from './failures.js'

/** What a body may cost: bytes, milliseconds, levels of JSON. */
export interface BodyLimits {
  readonly body: number
  readonly bodyTime: number
  readonly depth: number
}

/**
 * The JSON of a request.
 *
 * @throws Refusal 415 for another type, 413 for a large body, 408 for a slow one, 400 for what is no JSON or nests too deep
 */
export async function readJson(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const type = request.headers['content-type'] ?? ''
  const [, charset] = /^application\/json\s*(?:;\s*charset\s*=\s*"?([\w-]+)"?\s*)?$/i.exec(type) ?? [undefined, 'none']
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new Refusal(415, designerServerText('notJson'))
  const text = decode(await readBody(request, limits))
  if (isDeeper(text, limits.depth)) throw new Refusal(400, designerServerText('deepJson', { max: limits.depth }))
  try {
    return JSON.parse(text)
  } catch {
    // The message of the error would quote the text.
    throw new Refusal(400, designerServerText('badJson'))
  }
}

/** The bytes of a request. @throws Refusal 413, 415 for compressed ones, 408; 400 when the sender goes away */
export function readBody(
  request: IncomingMessage,
  { body: most, bodyTime }: Omit<BodyLimits, 'depth'>,
): Promise<Buffer> {
  const megabytes = Math.max(1, Math.round(most / 1024 / 1024))
  const tooLarge = (): Refusal => new Refusal(413, designerServerText('tooLarge', { max: megabytes }))
  if (request.headers['content-encoding'] !== undefined)
    return Promise.reject(new Refusal(415, designerServerText('notJson')))
  if (Number(request.headers['content-length'] ?? 0) > most) return Promise.reject(tooLarge())
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => end(new Refusal(408, designerServerText('tooSlow'))), bodyTime)
    const end = (error?: Refusal): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose)
      // What still comes is nobody's any more; the error of a broken connection too.
      request.on('error', () => undefined)
      if (error) {
        request.pause()
        reject(error)
      } else resolve(Buffer.concat(chunks, size))
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > most) end(tooLarge())
      else chunks.push(chunk)
    }
    const onEnd = (): void => end()
    const onClose = (): void => end(new Refusal(400, designerServerText('badRequest')))
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose)
  })
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Refusal(400, designerServerText('badJson'))
  }
}

/** Whether brackets outside of strings nest deeper. Who checks values afterwards goes down as many levels. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (quoted) {
      if (code === 0x5c) at += 1
      else if (code === 0x22) quoted = false
    } else if (code === 0x22) quoted = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > most) return true
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return false
}
