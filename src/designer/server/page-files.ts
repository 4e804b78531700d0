// The built page: files by the names that they have, found once at the start, so that no name in a request ever becomes a path.
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { WmilinkError } from '../../base/errors.js'
import { designerServerText } from '../../base/texts/designer-server.js'
import { commonHeaders, keptForEver, neverKept, pagePolicy } from './headers.js'
import { randomText } from './random.js'

/** Types of what a page consists of; other files are not served. */
const types: Readonly<Record<string, { readonly type: string; readonly text: boolean } | undefined>> = {
  '.css': { type: 'text/css; charset=utf-8', text: true },
  '.html': { type: 'text/html; charset=utf-8', text: true },
  '.ico': { type: 'image/x-icon', text: false },
  '.js': { type: 'text/javascript; charset=utf-8', text: true },
  '.json': { type: 'application/json', text: true },
  '.md': { type: 'text/plain; charset=utf-8', text: true },
  '.png': { type: 'image/png', text: false },
  '.svg': { type: 'image/svg+xml', text: true },
  '.webmanifest': { type: 'application/manifest+json', text: true },
  '.woff2': { type: 'font/woff2', text: false },
}

const encoders = {
  br: promisify((data: Buffer, done: (error: Error | null, result: Buffer) => void) =>
    brotliCompress(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }, done),
  ),
  gzip: promisify((data: Buffer, done: (error: Error | null, result: Buffer) => void) =>
    gzip(data, { level: 7 }, done),
  ),
} as const
type Encoding = keyof typeof encoders | 'identity'

/** `index-B3x_9kQd.js`: the name changes with the content. */
const hashed = /-[\w-]{8}\.\w+$/

interface PageFile {
  readonly path: string
  readonly type: string
  readonly text: boolean
  readonly hashed: boolean
  readonly bodies: Map<Encoding, Promise<Buffer>>
}

const nonceMark = /(<meta name="wmilink-nonce" content=")(")/

/** The files of the built page. */
export class PageFiles {
  readonly #files = new Map<string, PageFile>()
  readonly #index: string

  /** @throws WmilinkError when the folder has no index.html */
  constructor(folder: string) {
    this.#index = join(folder, 'index.html')
    for (const name of filesOf(folder)) {
      const kind = types[extname(name)]
      if (kind === undefined) continue
      this.#files.set(`/${name.split(sep).join('/')}`, {
        ...kind,
        path: join(folder, name),
        hashed: hashed.test(name),
        bodies: new Map(),
      })
    }
    if (!this.#files.delete('/index.html'))
      throw new WmilinkError(designerServerText('noPage', { file: this.#index }), {
        hint: designerServerText('noPageHint'),
      })
  }

  has(path: string): boolean {
    return this.#files.has(path)
  }

  /** Answers with the page itself, with a nonce of its own. */
  async sendIndex(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const nonce = randomText()
    const html = (await readFile(this.#index, 'utf8')).replace(nonceMark, `$1${nonce}$2`)
    response.writeHead(200, {
      ...commonHeaders,
      ...neverKept,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': pagePolicy(nonce),
    })
    response.end(request.method === 'HEAD' ? undefined : html)
  }

  /** Answers with a file that {@link has} knows. */
  async send(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = this.#files.get(path)
    if (!file) return
    const encoding = file.text ? encodingFor(request) : 'identity'
    const body = await bodyOf(file, encoding)
    response.writeHead(200, {
      ...commonHeaders,
      ...(file.hashed ? keptForEver : neverKept),
      'Content-Type': file.type,
      'Content-Length': body.length,
      // A picture opened by itself is a document too.
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      ...(file.text ? { Vary: 'Accept-Encoding' } : {}),
      ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

/** Compressed once, when first asked for. */
function bodyOf(file: PageFile, encoding: Encoding): Promise<Buffer> {
  const known = file.bodies.get(encoding)
  if (known) return known
  const body = readFile(file.path).then(bytes => (encoding === 'identity' ? bytes : encoders[encoding](bytes)))
  file.bodies.set(encoding, body)
  body.catch(() => file.bodies.delete(encoding))
  return body
}

function encodingFor({ headers }: IncomingMessage): Encoding {
  const accepted = String(headers['accept-encoding'] ?? '')
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(accepted) ? 'gzip' : 'identity'
}
