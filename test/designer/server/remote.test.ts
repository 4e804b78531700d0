import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Logon } from '../../../src/designer/server/logon.js'
import { vectorPath } from '../../vectors.js'
import { type Answered, pageFolder, type Served, type ServedOptions, served } from './served.js'

const pem = (name: string): string => readFileSync(vectorPath(`tls/${name}`), 'utf8')
const tls = { cert: pem('server.pem'), key: pem('server.key') }
const password = 'Wonderland & 7 ü'

function remote(more: ServedOptions = {}): Promise<Served> {
  return served({ remote: { tls, password }, ...more })
}

function logOn(server: Served, given: string, headers: Record<string, string> = {}): Promise<Answered> {
  return server.ask({
    method: 'POST',
    path: '/logon',
    headers: {
      origin: server.origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams({ password: given }).toString(),
  })
}

test('an address that others reach needs TLS and a password that is not short', async () => {
  await expect(served({ host: '0.0.0.0' })).rejects.toThrow('needs TLS and a password')
  await expect(served({ host: 'sql01' })).rejects.toThrow('needs TLS and a password')
  await expect(remote({ remote: { tls, password: 'short' } })).rejects.toThrow('shorter than 8')
  const wrong = { cert: 'no certificate', key: tls.key }
  await expect(remote({ remote: { tls: wrong, password } })).rejects.toThrow('cannot be used')
  await expect(served({ pageFolder: `${pageFolder()}/none` })).rejects.toThrow('the page of the designer is missing')
  const { server } = await served()
  await expect(served({ port: server.port })).rejects.toThrow('EADDRINUSE')
})

test('a password opens a session; no link does', async () => {
  const server = await remote()
  expect(server.server.newUrl()).toBe(`https://127.0.0.1:${server.server.port}/`)
  const page = await server.ask({})
  expect(page.status).toBe(200)
  expect(page.text).toContain('type="password"')
  expect(page.text).not.toContain('wmilink-nonce')
  expect(page.headers['content-security-policy']).toContain("form-action 'self'")
  expect((await server.ask({ path: '/?token=x' })).text).toContain('type="password"')

  const answer = await logOn(server, password)
  expect(answer.status).toBe(303)
  const [set = ''] = answer.headers['set-cookie'] ?? []
  expect(set).toMatch(/^__Host-w\w+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  const cookie = set.split(';')[0] ?? ''
  expect((await server.ask({ headers: { cookie } })).text).toContain('wmilink-nonce')
})

test('a wrong password opens nothing, and is not shown again', async () => {
  const server = await remote()
  for (const given of ['', 'wonderland & 7 ü', `${password} `, 'x'.repeat(10_000)]) {
    const answer = await logOn(server, given)
    expect(answer.status).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.text).toContain('This is not the password')
    expect(answer.text).not.toContain('onderland')
  }
  expect((await logOn(server, 'x'.repeat(20_000))).status).toBe(403)
})

test('no other page logs a person on', async () => {
  const server = await remote()
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[])
    expect((await logOn(server, password, headers)).headers['set-cookie']).toBeUndefined()
  expect((await logOn(server, password, { 'content-type': 'application/json' })).headers['set-cookie']).toBeUndefined()
})

test('the names of the certificate are its own, others are not', async () => {
  const server = await remote()
  const status = async (name: string) => {
    return (await server.ask({ headers: { host: `${name}:${server.server.port}` } })).status
  }
  expect(await status('localhost')).toBe(200)
  expect(await status('127.0.0.1')).toBe(200)
  expect(await status('evil.example')).toBe(421)
  expect(await status('192.0.2.7')).toBe(421)
})

test('wrong passwords make the next one wait, ever longer, and a queue is not endless', async () => {
  const waits: number[] = []
  const logon = new Logon(password, {
    sleep: async milliseconds => {
      waits.push(milliseconds)
    },
  })
  for (let count = 0; count < 8; count += 1) expect(await logon.check('wrong')).toBe('wrong')
  expect(waits).toEqual([500, 1000, 2000])
  expect(await logon.check(password)).toBe('right')
  expect(await logon.check(password)).toBe('right')
  expect(waits).toHaveLength(4)
  const many = await Promise.all(Array.from({ length: 20 }, () => logon.check('wrong')))
  expect(many.filter(outcome => outcome === 'busy')).toHaveLength(4)
})
