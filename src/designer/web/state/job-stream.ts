// The lines of a job: read until its end, over as many connections as it takes.
import * as v from 'valibot'
import { type Line, lineSchema } from '../../api/index.js'

/** Milliseconds before the next try, growing up to the last. */
const pauses = [200, 500, 1000, 2000, 5000]

/** The server is alive as long as it says something within this time, in milliseconds. */
const silence = 40_000

export type JobEnd = Extract<Line, { readonly kind: 'end' | 'failure' }>

/**
 * Reads a job's lines.
 *
 * @param open asks for the lines behind a number; a response that is no success ends the job
 * @throws Error when the server does not know the job
 */
export async function readJob(
  open: (after: number, signal: AbortSignal) => Promise<Response>,
  onEvent: (event: unknown) => void,
  wait: (milliseconds: number) => Promise<void> = pause,
): Promise<JobEnd> {
  let after = 0
  for (let failures = 0; ; failures += 1) {
    const stop = new AbortController()
    let response: Response | undefined
    try {
      response = await open(after, stop.signal)
    } catch {
      // The connection was lost: the next try.
    }
    if (response && !response.ok) throw new Error(String(response.status))
    if (response?.body) {
      try {
        for await (const line of linesOf(response.body, () => stop.abort())) {
          failures = -1
          if (line.kind === 'alive' || line.n <= after) continue
          after = line.n
          if (line.kind !== 'event') return line
          onEvent(line.event)
        }
      } catch (error) {
        if (error instanceof v.ValiError || error instanceof SyntaxError) throw error
      } finally {
        stop.abort()
      }
    }
    await wait(pauses[Math.min(Math.max(failures, 0), pauses.length - 1)] ?? 0)
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>, onSilence: () => void): AsyncGenerator<Line> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  for (;;) {
    const timer = setTimeout(onSilence, silence)
    const { done, value } = await reader.read().finally(() => clearTimeout(timer))
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') yield v.parse(lineSchema, JSON.parse(line))
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
