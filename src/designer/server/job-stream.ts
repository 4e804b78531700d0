import type { ServerResponse } from 'node:http'
import { commonHeaders, neverKept } from './headers.js'
import type { Job } from './job.js'

/** About how many characters are written at a time. */
const batch = 65_536

/**
 * Streams the lines of a job behind number `after` until it is over or the reader goes. A reader that is slow gets its lines when it
 * takes them: what waits for it stands in the job, once for all readers.
 *
 * @param alive milliseconds after which the stream says that it is alive
 */
export function streamJob(job: Job, after: number, response: ServerResponse, alive: number): void {
  response.writeHead(200, { ...commonHeaders, ...neverKept, 'Content-Type': 'application/x-ndjson; charset=utf-8' })
  let next = after + 1
  let waits = false
  let open = true
  const send = (): void => {
    while (open && !waits) {
      let text = ''
      let ends = false
      while (!ends && text.length < batch) {
        const line = job.line(next)
        if (line === undefined) {
          ends = job.over
          break
        }
        next += 1
        text += line.text
        ends = line.gap
      }
      if (text !== '') waits = !response.write(text)
      if (ends) finish()
      if (text === '') return
    }
  }
  const leave = job.read(send)
  const pulse = setInterval(() => {
    if (!waits) waits = !response.write('{"kind":"alive"}\n')
  }, alive)
  pulse.unref()
  const finish = (): void => {
    if (!open) return
    open = false
    clearInterval(pulse)
    leave()
    response.end()
  }
  response.on('drain', () => {
    waits = false
    send()
  })
  response.on('close', finish)
  response.flushHeaders()
  send()
}
