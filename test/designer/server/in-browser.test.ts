// What only a real browser decides: which cookies and origins it sends, and what the security policy lets through.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { vectorPath } from '../../vectors.js'
import { browser, closeBrowser, inBrowser } from '../browser/browser.js'
import { served } from './served.js'

/** A page of somebody else, on another port of this machine. */
async function foreignPage(html: (request: string) => string): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(html(request.url ?? ''))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://localhost:${(server.address() as AddressInfo).port}/`
}

async function newPage(options: object = {}) {
  const context = await (await browser()).newContext(options)
  onTestFinished(() => context.close())
  return context.newPage()
}

inBrowser('a browser', () => {
  afterAll(closeBrowser)

  test('opens the link, and keeps its session when it loads the page again', async () => {
    const server = await served()
    const page = await newPage()
    await page.goto(server.server.newUrl())
    const url = new URL(page.url())
    expect(url.search).toBe('')
    expect(url.hash).toHaveLength(44)
    const nonce = await page.getAttribute('meta[name=wmilink-nonce]', 'content')
    // Browsers hide nonces, but not this one: the page needs it.
    expect(nonce).toHaveLength(43)
    await page.reload()
    expect(await page.getAttribute('meta[name=wmilink-nonce]', 'content')).not.toBe(nonce)
    expect(await page.evaluate('document.cookie')).toBe('')
  })

  test('follows a link of another page with a click', async () => {
    const server = await served()
    const page = await newPage()
    const url = server.server.newUrl()
    await page.goto(await foreignPage(() => `<a href="${url}">designer</a>`))
    await page.click('a')
    expect(await page.textContent('h1')).toBe('The designer is ready')
    await page.click('a')
    await page.waitForSelector('meta[name=wmilink-nonce]', { state: 'attached' })
  })

  test('gives another page nothing, though it has a session', async () => {
    const server = await served()
    const page = await newPage()
    await page.goto(server.server.newUrl())
    await page.goto(await foreignPage(() => '<title>evil</title>'))
    const got = await page.evaluate(`(async origin => {
      const outcome = asking => asking.then(({ type, status }) => type + ' ' + status, String)
      const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
      const script = document.createElement('script')
      script.src = origin + '/assets/index-AbCd_123.js'
      return [
        await outcome(fetch(origin + '/api/session.hello', { ...json, credentials: 'include' })),
        await outcome(fetch(origin + '/', { credentials: 'include' })),
        await new Promise(resolve => {
          script.onload = () => resolve('loaded')
          script.onerror = () => resolve('refused')
          document.head.append(script)
        }),
      ]
    })('${server.origin}')`)
    expect(got).toEqual(['TypeError: Failed to fetch', 'TypeError: Failed to fetch', 'refused'])
    await page.setContent(`<iframe src="${server.origin}/"></iframe>`)
    const frame = page.frames().at(-1)
    expect(await frame?.content()).not.toContain('wmilink-nonce')
  })

  test('runs no script that somebody put into the page', async () => {
    const server = await served()
    const page = await newPage()
    await page.goto(server.server.newUrl())
    const ran = await page.evaluate(`(() => {
      const inline = document.createElement('script')
      inline.textContent = 'window.ran = "inline"'
      document.body.append(inline)
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1">')
      return window.ran
    })()`)
    expect(ran).toBeUndefined()
  })

  test('logs on with the password', async () => {
    const pem = (name: string): string => readFileSync(vectorPath(`tls/${name}`), 'utf8')
    const tls = { cert: pem('server.pem'), key: pem('server.key') }
    const server = await served({ remote: { tls, password: 'Wonderland & 7' } })
    const page = await newPage({ ignoreHTTPSErrors: true, locale: 'fr-FR' })
    await page.goto(server.server.newUrl())
    await page.getByLabel('Mot de passe').fill('wrong')
    await page.getByRole('button', { name: 'Ouvrir la session' }).click()
    await page.getByText('Ce n’est pas le mot de passe.').waitFor()
    await page.getByLabel('Mot de passe').fill('Wonderland & 7')
    await page.keyboard.press('Enter')
    await page.waitForSelector('meta[name=wmilink-nonce]', { state: 'attached' })
    expect(new URL(page.url()).pathname).toBe('/')
  })
})
