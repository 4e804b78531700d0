import { describe, expect, test } from 'vitest'
import { acceptor, failureOf, initiator, negotiate } from './dialogue.js'

describe('messages', () => {
  const pair = async () => {
    const client = initiator()
    const server = acceptor()
    await negotiate(client, server)
    return { client, server }
  }
  const sealed = (context: { seal(parts: { bytes: Buffer; kind: 'data' }[]): Uint8Array }, text: string) => {
    const bytes = Buffer.from(text)
    return { signature: Buffer.from(context.seal([{ bytes, kind: 'data' }])), bytes }
  }
  const open = (
    context: { unseal(parts: { bytes: Buffer; kind: 'data' }[], signature: Uint8Array): void },
    message: { bytes: Buffer; signature: Buffer },
  ) => {
    const bytes = Buffer.from(message.bytes)
    context.unseal([{ bytes, kind: 'data' }], message.signature)
    return bytes.toString()
  }

  test('before the context is established nothing is protected', async () => {
    expect(await failureOf(() => initiator().seal([]))).toBe('refused')
    expect(await failureOf(() => acceptor().verify([], Buffer.alloc(16)))).toBe('refused')
  })

  test('replayed', async () => {
    const { client, server } = await pair()
    const message = sealed(client, 'once')
    expect(open(server, message)).toBe('once')
    expect(await failureOf(() => open(server, message))).toBe('signature')
  })

  test('reordered', async () => {
    const { client, server } = await pair()
    const first = sealed(client, 'first')
    const second = sealed(client, 'second')
    expect(await failureOf(() => open(server, second))).toBe('signature')
    // After a failure the right one is of no use either.
    expect(await failureOf(() => open(server, first))).toBe('signature')
  })

  test('reflected', async () => {
    const { client } = await pair()
    const message = sealed(client, 'to the server')
    expect(await failureOf(() => open(client, message))).toBe('signature')
  })

  test.each([
    ['data', (message: { bytes: Buffer }) => message.bytes.writeUInt8(message.bytes.readUInt8(3) ^ 1, 3)],
    [
      'checksum',
      (message: { signature: Buffer }) => message.signature.writeUInt8(message.signature.readUInt8(6) ^ 1, 6),
    ],
    ['version', (message: { signature: Buffer }) => message.signature.writeUInt8(2, 0)],
    ['number', (message: { signature: Buffer }) => message.signature.writeUInt8(1, 12)],
  ])('changed in its %s', async (_what, change) => {
    const { client, server } = await pair()
    const message = sealed(client, 'message')
    change(message)
    const copy = Buffer.from(message.bytes)
    expect(await failureOf(() => server.unseal([{ bytes: copy, kind: 'data' }], message.signature))).toBe('signature')
    expect(copy.toString()).not.toBe('message')
  })

  test('changed in what is only signed, cut, or with a short signature', async () => {
    const parts = (head: string) => [
      { bytes: Buffer.from(head), kind: 'signOnly' as const },
      { bytes: Buffer.from('data'), kind: 'signOnly' as const },
    ]
    for (const received of [parts('hEad'), parts('head').slice(0, 1), []]) {
      const { client, server } = await pair()
      const signature = client.sign(parts('head'))
      expect(await failureOf(() => server.verify(received, signature))).toBe('signature')
    }
    const { client, server } = await pair()
    const signature = client.sign(parts('head'))
    expect(await failureOf(() => server.verify(parts('head'), signature.subarray(0, 15)))).toBe('signature')
  })

  test('what did not verify is wiped', async () => {
    const { client, server } = await pair()
    const message = sealed(client, 'secret text')
    message.signature.writeUInt8(message.signature.readUInt8(5) ^ 1, 5)
    await failureOf(() => server.unseal([{ bytes: message.bytes, kind: 'data' }], message.signature))
    expect(message.bytes.every(byte => byte === 0)).toBe(true)
  })
})
