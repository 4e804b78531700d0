// A server of the designer with a small page and handlers of the test's own, and requests as browsers and others send them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Line, tokenHeader } from '../../../src/designer/api/index.js'
import type { Handlers } from '../../../src/designer/server/handlers.js'
import { sessionHandlers } from '../../../src/designer/server/session-handlers.js'
import { type DesignerServer, type ServeOptions, serve } from '../../../src/designer/server/start.js'

export const script = `console.log('${'the page '.repeat(500)}')`

/** A folder with a page of one script; gone when the test is over. */
export function pageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-page-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta name="wmilink-nonce" content=""><script type="module" src="/assets/index-AbCd_123.js"></script>',
  )
  writeFileSync(join(folder, 'assets', 'index-AbCd_123.js'), script)
  writeFileSync(join(folder, 'secret.txt'), 'not of the page')
  return folder
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Ask {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Buffer
}

/** What a page needs to ask: its cookie and its token. */
export interface Visitor {
  readonly cookie: string
  readonly token: string
}

export class Served {
  readonly server: Pick<DesignerServer, 'port' | 'newUrl' | 'close'>
  readonly tls: boolean
  readonly faults: string[]

  constructor(server: Pick<DesignerServer, 'port' | 'newUrl' | 'close'>, tls: boolean, faults: string[]) {
    this.server = server
    this.tls = tls
    this.faults = faults
  }

  get host(): string {
    return `127.0.0.1:${this.server.port}`
  }

  get origin(): string {
    return `${this.tls ? 'https' : 'http'}://${this.host}`
  }

  /** One request with exactly these headers. */
  async ask({ method = 'GET', path = '/', headers = {}, body }: Ask): Promise<Answered> {
    const options: RequestOptions & { rejectUnauthorized: boolean } = {
      host: '127.0.0.1',
      port: this.server.port,
      method,
      path,
      headers,
      agent: false,
      rejectUnauthorized: false,
    }
    return new Promise((resolve, reject) => {
      const sent = (this.tls ? tlsRequest : request)(options, response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  /** Opens a link as a browser does; the cookie, or the answer that gave none. */
  async open(url = this.server.newUrl()): Promise<{ answer: Answered; cookie: string }> {
    const { pathname, search } = new URL(url)
    const answer = await this.ask({ path: pathname + search, headers: { 'sec-fetch-site': 'none' } })
    return { answer, cookie: (answer.headers['set-cookie'] ?? []).map(one => one.split(';')[0]).join('; ') }
  }

  /** Opens a link and takes the token as the page does. */
  async visit(): Promise<Visitor> {
    const { answer, cookie } = await this.open()
    return { cookie, token: new URL(String(answer.headers.location), this.origin).hash.slice(1) }
  }

  /** The headers of the page's own requests, and others. */
  own(more: Record<string, string> = {}): Record<string, string> {
    return { origin: this.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...more }
  }

  call(visitor: Visitor, operation: string, input: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const own = this.own({ cookie: visitor.cookie, [tokenHeader]: visitor.token, ...headers })
    return this.ask({ method: 'POST', path: `/api/${operation}`, headers: own, body: JSON.stringify(input) })
  }

  /** Starts a job; its name. */
  async start(visitor: Visitor, operation: string, input: unknown): Promise<string> {
    return JSON.parse((await this.call(visitor, operation, input)).text).job
  }

  /** Reads the lines of a job, until its end or until `enough` says so. */
  async *lines(visitor: Visitor, job: string, after = 0): AsyncGenerator<Line> {
    const response = await fetch(`${this.origin}/api/jobs/${job}?after=${after}`, {
      headers: { cookie: visitor.cookie, [tokenHeader]: visitor.token },
    })
    if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
    let rest = ''
    const decoder = new TextDecoder()
    const body = response.body.getReader()
    try {
      for (;;) {
        const { done, value } = await body.read()
        if (done) return
        const parts = (rest + decoder.decode(value, { stream: true })).split('\n')
        rest = parts.pop() ?? ''
        for (const part of parts) yield JSON.parse(part)
      }
    } finally {
      await body.cancel()
    }
  }

  /** Sends bytes as they are; what came back until the other side, or the time, ended it. */
  raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.server.port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', chunk => {
        answer += chunk.toString('latin1')
      })
      socket.on('close', () => resolve(answer))
      socket.on('error', error => ('code' in error && error.code === 'ECONNRESET' ? resolve(answer) : reject(error)))
    })
  }
}

export interface ServedOptions extends Partial<ServeOptions> {
  readonly handlers?: Partial<Handlers>
}

/** Starts a server that ends with the test. Operations without a handler here fail. */
export async function served({ handlers = {}, ...options }: ServedOptions = {}): Promise<Served> {
  const faults: string[] = []
  const server = await serve({ pageFolder: pageFolder(), onFault: text => faults.push(text), ...options }, jobs => ({
    handlers: {
      ...sessionHandlers({ folder: '/srv/packages', open: null }, jobs),
      ...handlers,
    } as Handlers,
    close: () => Promise.resolve(),
  }))
  onTestFinished(() => server.close())
  return new Served(server, options.remote !== undefined, faults)
}

/** All lines of a job. */
export async function allLines(lines: AsyncIterable<Line>): Promise<Line[]> {
  const found: Line[] = []
  for await (const line of lines) found.push(line)
  return found
}
