import { readFileSync } from 'node:fs'
import { Pool } from 'undici'
import { connect } from '../../src/connect/connect.js'
import type { WmiServices } from '../../src/wmi/services.js'
import { ListenerChild } from '../listener-child.js'
import { pair, type Row } from '../measure.js'

const sessions = 10
const queries = 400
const question = 'SELECT * FROM Bench_Few'

/**
 * Queries of ten rows (an Enumerate and a Pull each) against a listener in another process, beside bare undici that sends the same
 * bodies over the same TLS and reads nothing of the answers but the context. NTLM has no counterpart: its messages are sealed as well.
 */
export async function run(): Promise<Row[]> {
  const child = await ListenerChild.start(0)
  const ca = readFileSync('test/vectors/tls/ca.pem', 'utf8')
  const common = { namespace: 'root\\bench', username: 'bench', password: 'bench', maxConnections: sessions }
  const bodies: string[] = []
  const recorder = await connect({
    ...common,
    server: child.https,
    auth: 'basic',
    tls: { ca },
    onExchange: event => {
      if (event.direction === 'request' && event.body) bodies.push(event.body)
    },
  })
  await recorder.query(question).toArray()
  await recorder.close()
  const enumerate = bodies.find(body => body.includes('/Enumerate<')) ?? ''
  const pull = bodies.find(body => body.includes('/Pull<')) ?? ''

  const basic = await connect({ ...common, server: child.https, auth: 'basic', tls: { ca } })
  const ntlm = await connect({ ...common, server: child.http })
  const url = new URL(child.https)
  const bare = new Pool(url.origin, { connections: sessions, connect: { ca } })
  const headers = {
    authorization: `Basic ${Buffer.from('bench:bench').toString('base64')}`,
    'content-type': 'application/soap+xml;charset=UTF-8',
  }
  const post = async (body: string): Promise<string> => {
    const reply = await bare.request({ path: url.pathname, method: 'POST', headers, body })
    if (reply.statusCode !== 200) throw new Error(`HTTP ${reply.statusCode}`)
    return reply.body.text()
  }
  const context = /EnumerationContext[^>]*>([^<]+)</
  const bareQuery = async (): Promise<void> => {
    const first = context.exec(await post(enumerate))?.[1] ?? ''
    const page = await post(pull.replace(context, match => match.replace(/>[^<]+</, `>${first}<`)))
    if (!page.includes('EndOfSequence')) throw new Error('the bare client needs another Pull')
  }
  const ours = (wmi: WmiServices) => async (): Promise<void> => {
    let rows = 0
    for await (const _ of wmi.query(question)) rows += 1
    if (rows !== 10) throw new Error(`${rows} rows`)
  }

  const found: Row[] = []
  try {
    for (const inFlight of [1, 10, 100]) {
      for (const [how, wmi] of [
        ['Basic over TLS', basic],
        ['NTLM, sealed', ntlm],
      ] as const) {
        const { a, b } = await pair(
          () => together(ours(wmi), inFlight),
          () => together(bareQuery, inFlight),
          5,
        )
        found.push({
          what: `queries of 10 rows, ${inFlight} in flight, ${how}`,
          ours: `${perSecond(a)} /s`,
          beside: `${perSecond(b)} /s, bare undici over TLS`,
          ratio: `${(b / a).toFixed(2)} ×`,
        })
      }
    }
  } finally {
    await Promise.all([basic.close(), ntlm.close(), bare.close()])
    await child.stop()
  }
  return found
}

/** Runs all queries, so many at a time. */
async function together(query: () => Promise<void>, inFlight: number): Promise<void> {
  let left = queries
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await query()
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

function perSecond(milliseconds: number): string {
  return ((queries / milliseconds) * 1000).toFixed(0)
}
