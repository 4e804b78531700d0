import { describe, expect, it } from 'vitest'
import { HttpError } from '../../../src/http/errors.js'
import { WsmanClient, type WsmanClientOptions } from '../../../src/wsman/client/index.js'
import { wsmanCodes } from '../../../src/wsman/faults/codes.js'
import { writePlainResponse } from '../../../src/wsman/message/write.js'
import { anonymousRole } from '../../../src/wsman/names.js'
import { writeCreated, writeIdentity } from '../../../src/wsman/operations/index.js'
import { classResource } from '../../../src/wsman/resource.js'
import { envelope, faultXml } from '../envelopes.js'
import { type Answer, FakeTransport, type Received, timeOut } from './fake-transport.js'

const resource = classResource('wmi', 'root\\cimv2', 'Win32_Service')

interface Setting {
  transport: FakeTransport
  client: WsmanClient
  pauses: number[]
}

function setting(respond: (received: Received, position: number) => Answer, options: WsmanClientOptions = {}): Setting {
  const transport = new FakeTransport(respond)
  const pauses: number[] = []
  const pause = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds)
  return { transport, client: new WsmanClient(transport, { pause, ...options }), pauses }
}

const ok = '<x:Ok/>'

describe('single operations', () => {
  it('say who they are for, how long, and how much may come back', async () => {
    const { client, transport } = setting(() => ok, { locale: 'fr-FR', options: [{ name: 'a', value: '1' }] })
    const message = await client.get(resource, { timeout: 5000, options: [{ name: 'b', value: '2' }] })
    expect(message.body?.name).toBe('x:Ok')
    const [received] = transport.received
    expect(received?.message.header).toMatchObject({
      to: 'http://sql01:5985/wsman',
      uri: resource.uri,
      maxEnvelopeSize: 512_000,
      operationTimeout: 5000,
      locale: 'fr-FR',
      options: [
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
      ],
    })
    expect(received?.message.header.messageId).toMatch(/^uuid:[0-9A-F-]{36}$/)
    expect(received?.exchange).toMatchObject({ timeout: 20_000, repeatable: true })
  })

  it.each([
    [undefined, 60_000],
    [0, 60_000],
    [1, 500],
    [90_000, 60_000],
  ])('a timeout of %s gives the server %d ms', async (timeout, expected) => {
    const { client, transport } = setting(() => ok)
    await client.get(resource, { timeout })
    expect(transport.received[0]?.message.header.operationTimeout).toBe(expected)
  })

  it('repeat only what may be repeated', async () => {
    const { client, transport } = setting(({ verb }) =>
      verb === 'Create' ? writeCreated({ address: anonymousRole, ...resource }) : ok,
    )
    await client.get(resource)
    await client.put(resource, '<p/>')
    expect(await client.create(resource, '<p/>')).toMatchObject({ uri: resource.uri })
    await client.delete(resource)
    await client.invoke(resource, 'StopService', '<p/>')
    expect(transport.verbs).toEqual(['Get', 'Put', 'Create', 'Delete', 'StopService'])
    expect(transport.received.map(({ exchange }) => exchange.repeatable)).toEqual([true, false, false, false, false])
    expect(transport.received.at(-1)?.message.header.action).toBe(`${resource.uri}/StopService`)
  })

  it('tell who answers', async () => {
    const identity = { vendor: 'V', version: 'OS: 1 Stack: 2.0', securityProfiles: [] }
    const { client, transport } = setting(() => ({
      status: 200,
      contentType: 'application/soap+xml',
      body: writePlainResponse(writeIdentity(identity)),
    }))
    expect(await client.identify()).toMatchObject({ vendor: 'V', stack: 2 })
    expect(transport.verbs).toEqual(['Identify'])
  })

  it('fail when a creation does not say what was made', async () => {
    const { client } = setting(() => ok)
    await expect(client.create(resource, '<p/>')).rejects.toMatchObject({ name: 'ERROR_WSMAN_CREATE_RESPONSE_NO_EPR' })
  })

  it('turn faults into errors', async () => {
    const { client } = setting(() => faultXml(2147749890, 'no such thing'))
    await expect(client.get(resource)).rejects.toMatchObject({ name: 'WBEM_E_NOT_FOUND', message: 'no such thing' })
  })

  it('do not repeat a time-out: the operation is lost', async () => {
    const { client, transport } = setting(() => timeOut)
    await expect(client.invoke(resource, 'M', '')).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
    expect(transport.received).toHaveLength(1)
  })
})

describe('answers that are none', () => {
  const respond = (body: Buffer, status = 200) => setting(() => ({ status, contentType: 'text/xml', body })).client

  it.each([
    ['cut off', respond(Buffer.from('<s:Envelope')), 'protocol'],
    ['HTML', respond(Buffer.from('<html>busy</html>')), 'protocol'],
    ['empty', respond(Buffer.alloc(0)), 'protocol'],
    ['of another question', respond(envelope('<a:RelatesTo>uuid:other</a:RelatesTo>', ok)), 'protocol'],
    ['failures without a fault', respond(envelope('', ok), 500), 'status'],
    ['bytes that are no text', respond(Buffer.from([0x3c, 0xff, 0xfe, 0x3e])), 'protocol'],
  ])('%s', async (_, client, failure) => {
    const error = await client.get(resource).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({ failure })
    expect((error as HttpError).message).not.toBe('')
  })

  it('may lack the relation, and have it in any case and with blanks', async () => {
    await respond(envelope('', ok)).get(resource)
    const { client } = setting(({ message }) => ({
      status: 200,
      contentType: 'text/xml',
      body: envelope(`<a:RelatesTo> ${message.header.messageId.toLowerCase()}\n</a:RelatesTo>`, ok),
    }))
    expect((await client.get(resource)).body?.name).toBe('x:Ok')
  })

  it('may be UTF-16', async () => {
    const { client } = setting(({ message }) => ({
      status: 200,
      contentType: 'text/xml',
      body: Buffer.from(
        `\ufeff${envelope(`<a:RelatesTo>${message.header.messageId}</a:RelatesTo>`, ok).toString()}`,
        'utf16le',
      ),
    }))
    expect((await client.get(resource)).body?.name).toBe('x:Ok')
  })
})

describe('a server that cannot just now', () => {
  const busy = faultXml(wsmanCodes.ERROR_WSMAN_QUOTA_USER, 'busy', 'w:QuotaLimit')

  it.each([
    ['a quota of the user', busy],
    ['a quota of the system', faultXml(wsmanCodes.ERROR_WSMAN_QUOTA_SYSTEM, 'busy', 'w:QuotaLimit')],
    ['HTTP 503', new HttpError('status', 'unavailable', { status: 503 })],
  ])('is asked again after growing pauses: %s', async (_, failure) => {
    const { client, pauses, transport } = setting((_, position) => (position < 3 ? failure : ok))
    await client.put(resource, '')
    expect(transport.received).toHaveLength(4)
    expect(pauses).toEqual([1000, 2000, 4000])
  })

  it('is not asked a fourth time', async () => {
    const { client, transport } = setting(() => busy)
    await expect(client.get(resource)).rejects.toMatchObject({ name: 'ERROR_WSMAN_QUOTA_USER' })
    expect(transport.received).toHaveLength(4)
  })

  it('is not asked again when the caller has no time', async () => {
    const { client, transport, pauses } = setting(() => busy)
    await expect(client.get(resource, { timeout: 900 })).rejects.toMatchObject({ name: 'ERROR_WSMAN_QUOTA_USER' })
    expect(transport.received).toHaveLength(1)
    expect(pauses).toEqual([])
  })

  it('is left alone when the caller gives up', async () => {
    const abort = new AbortController()
    const transport = new FakeTransport(() => {
      queueMicrotask(() => abort.abort(new Error('enough')))
      return busy
    })
    await expect(new WsmanClient(transport).get(resource, { signal: abort.signal })).rejects.toThrow('enough')
    expect(transport.received).toHaveLength(1)
  })

  it('is not asked again for other refusals', async () => {
    const { client, transport } = setting(() => new HttpError('status', 'no', { status: 404 }))
    await expect(client.get(resource)).rejects.toMatchObject({ status: 404 })
    expect(transport.received).toHaveLength(1)
  })
})

describe('a server that wants the message again', () => {
  it('because the user came with another token, once', async () => {
    const other = faultXml(wsmanCodes.ERROR_WSMAN_DIFFERENT_AUTHZ_TOKEN, 'again')
    const once = setting((_, position) => (position === 0 ? other : ok))
    await once.client.put(resource, '')
    expect(once.transport.received).toHaveLength(2)
    const ever = setting(() => other)
    await expect(ever.client.put(resource, '')).rejects.toMatchObject({ name: 'ERROR_WSMAN_DIFFERENT_AUTHZ_TOKEN' })
    expect(ever.transport.received).toHaveLength(2)
  })

  it('with a smaller envelope, which is remembered', async () => {
    const large = faultXml(wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE, 'too large')
    const { client, transport } = setting(({ message }) =>
      (message.header.maxEnvelopeSize ?? 0) > 153_600 ? large : ok,
    )
    await client.get(resource)
    await client.get(resource)
    expect(transport.received.map(({ message }) => message.header.maxEnvelopeSize)).toEqual([512_000, 153_600, 153_600])
  })

  it('with an even smaller one, which is an error', async () => {
    const { client, transport } = setting(() => faultXml(wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE, 'too large'))
    await expect(client.get(resource)).rejects.toMatchObject({ name: 'ERROR_WSMAN_MAX_ENVELOPE_SIZE' })
    expect(transport.received).toHaveLength(2)
  })
})
