import { createHmac, randomBytes } from 'node:crypto'
import { Rc4 } from '../../src/security/crypto/rc4.js'
import { acceptNegotiateNtlm, negotiateNtlm, ntlmHash, type SecurityContext } from '../../src/security/index.js'
import { pair, type Row } from '../measure.js'

const password = 'bench'
const megabytes = 16

async function session(): Promise<{ client: SecurityContext; server: SecurityContext }> {
  const client = negotiateNtlm({ username: 'bench', password })
  const server = acceptNegotiateNtlm({ accounts: { hashOf: async () => ntlmHash(password) }, computerName: 'BENCH' })
  let token = (await client.step()).token
  while (!client.established) {
    const answer = (await server.step(token)).token
    token = (await client.step(answer)).token
  }
  return { client, server }
}

/** Sealing and unsealing of messages, beside the sum of what it is made of: RC4 of the data, HMAC-MD5 of the data. */
export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, size] of [
    ['1 kB', 1000],
    ['64 kB', 64_000],
    ['512 kB', 512_000],
  ] as const) {
    const count = Math.ceil((megabytes * 1e6) / size)
    const { client, server } = await session()
    const cipher = new Rc4(randomBytes(16))
    const key = randomBytes(16)
    const message = randomBytes(size)
    const clear = Buffer.from(message)
    const protect = () => {
      for (let at = 0; at < count; at += 1) {
        const signature = client.seal([{ bytes: message, kind: 'data' }])
        server.unseal([{ bytes: message, kind: 'data' }], signature)
      }
    }
    const parts = () => {
      for (let at = 0; at < count; at += 1)
        for (let side = 0; side < 2; side += 1) {
          cipher.apply(message)
          createHmac('md5', key).update(message).digest()
        }
    }
    protect()
    if (!message.equals(clear)) throw new Error('unsealing did not give back what was sealed')
    const time = await pair(protect, parts)
    const speed = (milliseconds: number) => `${((count * size) / 1e3 / milliseconds).toFixed(0)} MB/s`
    rows.push({
      what: `seal and unseal messages of ${what}`,
      ours: speed(time.a),
      beside: `${speed(time.b)} (RC4 and HMAC-MD5 alone)`,
      ratio: `${(1 / time.ratio).toFixed(2)} × its speed`,
    })
  }
  return rows
}
