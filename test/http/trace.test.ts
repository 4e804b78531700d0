import { afterEach, expect, test } from 'vitest'
import type { ExchangeEvent } from '../../src/http/index.js'
import { ask, closeAll, failureOf, message, pooled, serve } from './fixture.js'
import { password } from './server.js'

afterEach(closeAll)

test('a trace holds messages in clear and no secrets', async () => {
  const events: ExchangeEvent[] = []
  const server = await serve({ answer: () => ({ headers: { 'set-cookie': 'token=S3cret' } }) })
  const pool = pooled(server.options({ onExchange: event => events.push(event) }))
  await ask(pool, 'x')
  const told = events.map(({ direction, purpose, status, sealed, body, session }) => ({
    direction,
    purpose,
    status,
    sealed,
    body,
    session,
  }))
  const logon = { purpose: 'logon', sealed: false, body: undefined, session: 1 }
  expect(told).toEqual([
    { ...logon, direction: 'request', status: undefined },
    { ...logon, direction: 'response', status: 401 },
    { ...logon, direction: 'request', status: undefined },
    { ...logon, direction: 'response', status: 200 },
    { purpose: 'message', direction: 'request', status: undefined, sealed: true, body: '<m>x</m>', session: 1 },
    { purpose: 'message', direction: 'response', status: 200, sealed: true, body: '<echo><m>x</m></echo>', session: 1 },
  ])
  expect(events[0]?.headers).toMatchObject({ authorization: 'Negotiate' })
  expect(events[1]?.headers).toMatchObject({ 'www-authenticate': 'Negotiate' })
  expect(events[4]?.headers['content-type']).toBe('application/soap+xml;charset=UTF-8')
  expect(events[5]?.headers['content-type']).toBe('application/soap+xml')
  expect(events[5]?.milliseconds).toBeGreaterThan(0)
  expect(events[0]?.url).toBe(server.url.href)
  expect(JSON.stringify(events)).not.toMatch(/S3cret|TlRMTVNT|Negotiate [A-Za-z0-9]/)
})

test('Basic and client certificates are told by their scheme', async () => {
  const events: ExchangeEvent[] = []
  const server = await serve({ offers: ['Basic realm="WSMAN", charset="UTF-8"', 'Negotiate'] })
  const credentials = { kind: 'basic', username: 'ann', password } as const
  const more = { allowUnencrypted: true, onExchange: (event: ExchangeEvent) => events.push(event) }
  await ask(pooled(server.options({ credentials, ...more })), 'x')
  expect(events[0]?.headers.authorization).toBe('Basic')
  await failureOf(
    ask(pooled(server.options({ credentials: { ...credentials, password: 'not' }, ...more })), 'x'),
    'logon',
  )
  expect(events.at(-1)).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Basic, Negotiate' } })
  expect(JSON.stringify(events)).not.toContain(Buffer.from(`ann:${password}`).toString('base64'))
})

test('parameters that are passwords are blanked in requests', async () => {
  const events: ExchangeEvent[] = []
  const server = await serve()
  const pool = pooled(server.options({ onExchange: event => events.push(event) }))
  const body =
    '<p:Create_INPUT><p:StartName>ann</p:StartName><p:StartPassword xsi:type="x">S3cret-1</p:StartPassword>' +
    '<Password>S3cret-2</Password><p:PasswordExpires>true</p:PasswordExpires></p:Create_INPUT>'
  await pool.exchange(message('', { body: Buffer.from(body) }))
  expect(server.messages).toEqual([body])
  expect(events[4]?.body).toBe(body.replace(/S3cret-./g, '***'))
})

test('who is told may fail: then the exchange does, and nothing hangs', async () => {
  const server = await serve()
  const pool = pooled(
    server.options({
      onExchange: event => {
        if (event.purpose === 'message') throw new Error('disk full')
      },
    }),
  )
  for (let again = 0; again < 3; again += 1) await expect(ask(pool, 'x')).rejects.toThrow('disk full')
})
