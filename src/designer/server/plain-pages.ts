// Pages without script, for people who have no session (yet): everything on them is our own text.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Language, language } from '../../base/text.js'
import { designerServerText } from '../../base/texts/designer-server.js'
import { commonHeaders, neverKept, plainPolicy } from './headers.js'
import { randomText } from './random.js'

type TextKey = keyof typeof designerServerText.table

/** One plain page: what it says, and the one thing that can be done on it. */
interface PlainPage {
  readonly status: number
  readonly title: TextKey
  readonly text?: TextKey
  readonly action?: 'continue' | 'logon'
}

const pages = {
  stale: { status: 403, title: 'staleTitle', text: 'staleText' },
  locked: { status: 403, title: 'lockedTitle', text: 'lockedText' },
  continue: { status: 200, title: 'continueTitle', text: 'continueText', action: 'continue' },
  refused: { status: 403, title: 'refusedTitle', text: 'refusedText' },
  wrongHost: { status: 421, title: 'refusedTitle', text: 'refusedText' },
  missing: { status: 404, title: 'missingTitle', text: 'missingText' },
  logon: { status: 200, title: 'logonTitle', action: 'logon' },
  logonWrong: { status: 403, title: 'logonTitle', text: 'logonWrong', action: 'logon' },
  logonBusy: { status: 429, title: 'logonTitle', text: 'logonBusy', action: 'logon' },
} as const satisfies Readonly<Record<string, PlainPage>>

export type PlainPageName = keyof typeof pages

/** Answers with a plain page, in the language that the browser prefers. */
export function sendPlainPage(request: IncomingMessage, response: ServerResponse, name: PlainPageName): void {
  const page: PlainPage = pages[name]
  const nonce = randomText()
  response.writeHead(page.status, {
    ...commonHeaders,
    ...neverKept,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': plainPolicy(nonce),
    // Under no-referrer a form would send `Origin: null`.
    'Referrer-Policy': 'same-origin',
  })
  response.end(request.method === 'HEAD' ? undefined : render(page, languageOf(request), nonce))
}

/** The first language of Accept-Language that is spoken here, by the weights that it gives. */
function languageOf({ headers }: IncomingMessage): Language {
  const wanted = (headers['accept-language'] ?? '')
    .slice(0, 500)
    .split(',')
    .map(item => /^\s*(en|fr)\b[^;]*(?:;\s*q\s*=\s*([\d.]+))?/i.exec(item))
    .flatMap(match => (match ? [{ name: match[1]?.toLowerCase(), weight: Number(match[2] ?? 1) }] : []))
    .sort((a, b) => b.weight - a.weight)
  const [first] = wanted
  return first === undefined ? language() : first.name === 'fr' ? 'fr' : 'en'
}

const style = `
:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; margin: 15vh auto 0; max-width: 34rem; padding: 0 1.5rem }
h1 { font-size: 1.25rem; font-weight: 600 }
label { display: block; margin-bottom: .25rem }
input, button { font: inherit; padding: .4rem .7rem }
input { width: 16rem; max-width: 60% }
`

function render({ title, text, action }: PlainPage, lang: Language, nonce: string): string {
  const say = (key: TextKey): string => designerServerText.table[key][lang]
  const actions = {
    continue: () => `<p><a href="/">${say('continueLink')}</a></p>`,
    logon: () => `<form method="post" action="/logon"><label for="password">${say('logonPassword')}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<button>${say('logonButton')}</button></form>`,
  }
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>wmilink</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${say(title)}</h1>${text ? `<p role="status">${say(text)}</p>` : ''}${action ? actions[action]() : ''}</main></body></html>
`
}
