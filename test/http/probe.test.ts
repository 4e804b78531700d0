import { afterEach, describe, expect, test } from 'vitest'
import { type ProbeOptions, type ProbeStage, probe } from '../../src/http/index.js'
import { vector } from '../vectors.js'
import { closeAll, raw, serve } from './fixture.js'

afterEach(closeAll)

const ca = vector('tls/ca.pem').toString()

async function walk(url: URL, options?: ProbeOptions): Promise<ProbeStage[]> {
  const stages: ProbeStage[] = []
  for await (const stage of probe(url, options)) stages.push(stage)
  return stages
}

const brief = (stages: readonly ProbeStage[]) => stages.map(stage => `${stage.stage} ${stage.failure?.failure ?? 'ok'}`)

describe('a walk to a server', () => {
  test('over http ends with what it offers', async () => {
    const server = await serve({ offers: ['Negotiate', 'Basic realm="WSMAN"'] })
    const stages = await walk(server.url)
    expect(brief(stages)).toEqual(['resolve ok', 'tcp ok', 'offer ok'])
    expect(stages[0]).toMatchObject({ host: '127.0.0.1', addresses: ['127.0.0.1'] })
    expect(stages[1]).toMatchObject({ port: server.port, connected: '127.0.0.1' })
    expect(stages[2]).toMatchObject({ status: 401, schemes: ['Negotiate', 'Basic'] })
    expect(server.requests.length).toBe(1)
    expect(server.requests[0]?.headers.authorization).toBeUndefined()
    for (const { milliseconds } of stages) expect(milliseconds).toBeGreaterThanOrEqual(0)
  })

  test('over https tells the certificate, and goes on when it is not trusted', async () => {
    const trusted = await serve({ certificate: 'server' })
    const stages = await walk(trusted.url, { tls: { ca } })
    expect(brief(stages)).toEqual(['resolve ok', 'tcp ok', 'tls ok', 'offer ok'])
    expect(stages[2]).toMatchObject({ protocol: 'TLSv1.3', certificate: { subject: 'CN=server, O=wmilink test' } })
    const expired = await serve({ certificate: 'expired' })
    const refused = await walk(expired.url, { tls: { ca } })
    expect(brief(refused)).toEqual(['resolve ok', 'tcp ok', 'tls certificate', 'offer ok'])
    expect(refused[2]?.failure?.details.reason).toBe('CERT_HAS_EXPIRED')
    expect(refused[3]).toMatchObject({ schemes: ['Negotiate', 'Kerberos'] })
  })

  test('ends at the stage that fails', async () => {
    const closed = await walk(new URL('http://127.0.0.1:1/wsman'))
    expect(brief(closed)).toEqual(['resolve ok', 'tcp unreachable'])
    expect(closed[1]?.failure?.hint).toMatch(/winrm quickconfig/)
    expect(brief(await walk(new URL('http://no-such-server.invalid:5985/wsman')))).toEqual(['resolve resolve'])
    const plain = await serve()
    const url = new URL(plain.url.href.replace('http:', 'https:'))
    expect(brief(await walk(url))).toEqual(['resolve ok', 'tcp ok', 'tls tls'])
    const silent = await raw(() => {})
    expect(brief(await walk(new URL(`http://127.0.0.1:${silent}/wsman`), { timeout: 50 }))).toEqual([
      'resolve ok',
      'tcp ok',
      'offer timeout',
    ])
    expect(brief(await walk(new URL(`https://127.0.0.1:${silent}/wsman`), { timeout: 50 }))).toEqual([
      'resolve ok',
      'tcp ok',
      'tls timeout',
    ])
    const cutting = await raw(socket => socket.once('data', () => socket.destroy()))
    expect(brief(await walk(new URL(`http://127.0.0.1:${cutting}/wsman`)))).toEqual([
      'resolve ok',
      'tcp ok',
      'offer cut',
    ])
  })

  test('goes through a proxy', async () => {
    const refusing = await raw(socket =>
      socket.once('data', () => socket.end('HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n')),
    )
    const stages = await walk(new URL('http://sql01.invalid:5985/wsman'), { proxy: `http://127.0.0.1:${refusing}` })
    expect(brief(stages)).toEqual(['resolve ok', 'tcp ok', 'proxy proxy'])
    expect(stages[0]).toMatchObject({ host: '127.0.0.1' })
  })

  test('ends when it is given up', async () => {
    const server = await raw(() => {})
    const stop = new AbortController()
    const walking = walk(new URL(`http://127.0.0.1:${server}/wsman`), { signal: stop.signal }).catch(error => error)
    setTimeout(() => stop.abort('enough'), 20)
    expect(await walking).toBe('enough')
    for await (const stage of probe(new URL(`http://127.0.0.1:${server}/wsman`))) if (stage.stage === 'tcp') break
  })
})
