// What is served under which address and method.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { designerServerText } from '../../base/texts/designer-server.js'
import type { Failure } from '../api/index.js'
import { readJson } from './body.js'
import { Refusal, type Told, tell } from './failures.js'
import type { Gate } from './gate.js'
import { commonHeaders, neverKept } from './headers.js'
import { streamJob } from './job-stream.js'
import type { Jobs } from './jobs.js'
import type { ServerLimits } from './limits.js'
import type { OperationTable } from './operations.js'
import { foreign, type OwnNames } from './origin.js'
import type { PageFiles } from './page-files.js'
import { sendPlainPage } from './plain-pages.js'

/** What a site consists of. */
export interface SiteParts {
  readonly own: OwnNames
  readonly gate: Gate
  readonly files: PageFiles
  readonly operations: OperationTable
  readonly jobs: Jobs
  readonly limits: ServerLimits
  /** Told of faults of our own. */
  readonly onFault: (text: string) => void
}

interface Route {
  readonly methods: readonly string[]
  /** Of people's browsers: refusals are pages, not JSON. */
  readonly shown: boolean
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const jobsPath = '/api/jobs/'
const operationsPath = '/api/'

/** The pages, files and operations of one server. */
export class Site {
  readonly #parts: SiteParts

  constructor(parts: SiteParts) {
    this.#parts = parts
  }

  /** Answers a request. Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The target as it came: names are compared, never resolved, so that no way of writing one leads elsewhere.
    const [path = '', query = ''] = splitTarget(request.url ?? '')
    const route = this.#routeOf(path, query)
    try {
      const stranger = foreign(request, this.#parts.own, path === '/')
      if (stranger) {
        const name = stranger === 'host' ? 'wrongHost' : 'foreignPage'
        throw new Refusal(stranger === 'host' ? 421 : 403, designerServerText(name))
      }
      if (!route) throw new Refusal(404, designerServerText('notHere'))
      const { method = '' } = request
      if (!route.methods.includes(method)) {
        response.setHeader('Allow', route.methods.join(', '))
        throw new Refusal(405, designerServerText('notAllowed', { method: method.slice(0, 20) }))
      }
      await route.handle(request, response)
    } catch (error) {
      const told = tell(error)
      if (told.internal) this.#parts.onFault(error instanceof Error ? error.name : typeof error)
      refuse(request, response, told, route?.shown ?? !path.startsWith(operationsPath))
    }
  }

  #routeOf(path: string, query: string): Route | undefined {
    const fixed: Readonly<Record<string, Route | undefined>> = {
      '/': { methods: ['GET', 'HEAD'], shown: true, handle: (...pair) => this.#page(...pair, query) },
      '/logon': { methods: ['POST'], shown: true, handle: (...pair) => this.#parts.gate.logOn(...pair) },
    }
    if (Object.hasOwn(fixed, path)) return fixed[path]
    if (path.startsWith(jobsPath))
      return { methods: ['GET'], shown: false, handle: (...pair) => this.#job(...pair, path, query) }
    if (path.startsWith(operationsPath))
      return { methods: ['POST'], shown: false, handle: (...pair) => this.#operation(...pair, path) }
    if (!this.#parts.files.has(path)) return undefined
    return { methods: ['GET', 'HEAD'], shown: true, handle: (...pair) => this.#file(...pair, path) }
  }

  async #page(request: IncomingMessage, response: ServerResponse, query: string): Promise<void> {
    const { gate, files } = this.#parts
    const parameters = new URLSearchParams(query)
    // A link is used up even by a browser that has a session, and never stays in its address bar.
    if (!gate.knows(request) || parameters.has('token')) gate.enter(request, response, parameters)
    else await files.sendIndex(request, response)
  }

  async #file(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { gate, files } = this.#parts
    if (!gate.knows(request)) throw new Refusal(401, designerServerText('noSession'))
    await files.send(path, request, response)
  }

  async #job(request: IncomingMessage, response: ServerResponse, path: string, query: string): Promise<void> {
    const { gate, jobs, limits } = this.#parts
    gate.checkPage(request)
    const job = jobs.get(path.slice(jobsPath.length))
    const after = new URLSearchParams(query).get('after') ?? '0'
    if (!/^\d{1,12}$/.test(after) || Number(after) > job.last) throw new Refusal(400, designerServerText('badRequest'))
    streamJob(job, Number(after), response, limits.alive)
  }

  async #operation(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { gate, operations, limits } = this.#parts
    gate.checkPage(request)
    const input = await readJson(request, limits)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const answer = await operations.run(path.slice(operationsPath.length), input, gone.signal)
    if ('told' in answer) refuse(request, response, answer.told, false)
    else sendJson(response, 200, answer.value)
  }
}

function splitTarget(target: string): readonly [string, string] {
  const at = target.indexOf('?')
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}

function refuse(request: IncomingMessage, response: ServerResponse, told: Told, shown: boolean): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  // Whatever of the request is still on its way is not waited for.
  if (!request.complete) response.setHeader('Connection', 'close')
  if (!shown) sendJson(response, told.status, { failure: told.failure satisfies Failure })
  else if (told.status === 404) sendPlainPage(request, response, 'missing')
  else sendPlainPage(request, response, told.status === 421 ? 'wrongHost' : 'refused')
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, {
    ...commonHeaders,
    ...neverKept,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  })
  response.end(body)
}
