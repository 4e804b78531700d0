import { createServer, type Server } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DiagnosisStage, diagnose } from '../../src/connect/diagnose.js'
import type { ConnectOptions } from '../../src/connect/options.js'
import { password, type Served, serve, user } from '../listen/listener.js'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
})

const walk = async (options: Partial<ConnectOptions>): Promise<DiagnosisStage[]> => {
  const stages: DiagnosisStage[] = []
  const all = { server: served.listener.url, username: user, password, namespace: 'root\\test', ...options }
  for await (const stage of diagnose(all, { timeout: 5000 })) stages.push(stage)
  return stages
}
const outcomes = (stages: readonly DiagnosisStage[]) =>
  Object.fromEntries(stages.map(({ stage, outcome }) => [stage, outcome]))

describe('a walk', () => {
  test('to the end says what it met', async () => {
    const stages = await walk({})
    expect(outcomes(stages)).toEqual({
      settings: 'ok',
      resolve: 'ok',
      tcp: 'ok',
      offer: 'ok',
      logon: 'ok',
      namespace: 'ok',
      query: 'ok',
      roundTrip: 'ok',
    })
    const logon = stages.find(({ stage }) => stage === 'logon')
    expect(logon?.facts).toMatchObject({ user, server: 'TESTHOST', stack: 3 })
    expect(logon?.detail).toContain(`${user} @ TESTHOST`)
    expect(stages.find(({ stage }) => stage === 'offer')?.facts.schemes).toContain('Negotiate')
    expect(inspect(stages, { depth: 9 })).not.toContain(password)
  })

  test('ends at the logon for a wrong password, and says what may be done', async () => {
    const stages = await walk({ password: 'hunter2', username: "O'Neil" })
    expect(outcomes(stages)).toMatchObject({ offer: 'ok', logon: 'failed', namespace: 'skipped', roundTrip: 'skipped' })
    const failed = stages.find(({ stage }) => stage === 'logon')
    expect(failed?.error).toMatchObject({ reason: 'logon', name: 'E_ACCESSDENIED' })
    expect(failed?.causes.map(({ command }) => command)).toEqual(
      expect.arrayContaining([
        "net user 'O''Neil'",
        expect.stringContaining('LocalAccountTokenFilterPolicy'),
        expect.stringContaining('"Remote Management Users"'),
        'w32tm /resync',
      ]),
    )
    expect(inspect(stages, { depth: 9 })).not.toContain('hunter2')
  })

  test('without credentials looks at the way all the same', async () => {
    const stages = await walk({ username: '', password: '' })
    expect(outcomes(stages)).toMatchObject({ settings: 'warning', tcp: 'ok', offer: 'ok', logon: 'failed' })
    expect(stages[0]?.causes[0]?.cause).toContain('Kerberos')
    expect(stages.find(({ stage }) => stage === 'logon')?.error).toMatchObject({ reason: 'credentials' })
  })

  test('ends where the namespace is missing', async () => {
    const stages = await walk({ namespace: 'root\\none' })
    expect(outcomes(stages)).toMatchObject({ logon: 'ok', namespace: 'failed', query: 'skipped' })
    const failed = stages.find(({ stage }) => stage === 'namespace')
    expect(failed?.error).toMatchObject({ name: 'WBEM_E_INVALID_NAMESPACE' })
    expect(failed?.causes[0]?.command).toBe('Get-CimInstance -Namespace root -ClassName __NAMESPACE')
  })

  test('says that the wanted authentication is not offered', async () => {
    const stages = await walk({ auth: 'basic', allowUnencrypted: true })
    const offer = stages.find(({ stage }) => stage === 'offer')
    expect(offer).toMatchObject({ outcome: 'failed' })
    expect(offer?.causes[0]?.command).toBe('Set-Item WSMan:\\localhost\\Service\\Auth\\Basic $true')
    expect(outcomes(stages)).toMatchObject({ logon: 'skipped' })
  })

  test('ends at once at a name without address and at a closed port', async () => {
    const unknown = await walk({ server: 'nothing.invalid' })
    expect(outcomes(unknown)).toMatchObject({ settings: 'ok', resolve: 'failed', tcp: 'skipped', roundTrip: 'skipped' })
    expect(Object.keys(outcomes(unknown))).not.toContain('tls')

    const port = await freePort()
    const closed = await walk({ server: `http://127.0.0.1:${port}/wsman` })
    expect(outcomes(closed)).toMatchObject({ resolve: 'ok', tcp: 'failed', offer: 'skipped' })
    expect(closed.find(({ stage }) => stage === 'tcp')?.causes[0]?.command).toBe('winrm quickconfig')
    const secure = await walk({ server: `https://127.0.0.1:${port}/wsman` })
    expect(outcomes(secure)).toMatchObject({ tcp: 'failed', tls: 'skipped' })
  })

  test('can be stopped', async () => {
    const control = new AbortController()
    const reason = new Error('enough')
    const walking = async () => {
      const options = { server: served.listener.url, username: user, password }
      for await (const _stage of diagnose(options, { signal: control.signal })) control.abort(reason)
    }
    await expect(walking()).rejects.toBe(reason)
  })

  test('needs a server that can be one', async () => {
    await expect(walk({ server: 'http://' })).rejects.toMatchObject({ name: 'ArgumentError' })
  })
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
