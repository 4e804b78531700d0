import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { HttpError } from '../../../src/http/errors.js'
import { type Page, WsmanClient, type WsmanClientOptions } from '../../../src/wsman/client/index.js'
import { wsmanCodes } from '../../../src/wsman/faults/codes.js'
import { readEnumerate, readPull, readRelease } from '../../../src/wsman/operations/index.js'
import { classResource } from '../../../src/wsman/resource.js'
import { envelope, faultXml } from '../envelopes.js'
import { type Answer, enumerated, FakeTransport, pulled, type Received, rows, timeOut } from './fake-transport.js'

const resource = classResource('wmi', 'root\\cimv2', '*')
const request = { resource, filter: { dialect: 'wql', query: 'SELECT * FROM R' } } as const

function setting(respond: (received: Received, position: number) => Answer, options: WsmanClientOptions = {}) {
  const transport = new FakeTransport(respond)
  const pauses: number[] = []
  const pause = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    pauses.push(milliseconds)
    await turn()
    signal?.throwIfAborted()
  }
  return { transport, pauses, client: new WsmanClient(transport, { pause, ...options }) }
}

/** Answers in order, whatever is asked; after them Release and nothing else. */
function script(...answers: Answer[]) {
  return setting(({ verb }, position) =>
    verb === 'Release' ? '' : (answers[position] ?? new Error('nothing is asked any more')),
  )
}

async function counts(pages: AsyncIterable<Page>): Promise<number[]> {
  const found: number[] = []
  for await (const page of pages) found.push(page.items.count)
  return found
}

describe('an enumeration', () => {
  it('may be over with its first answer', async () => {
    const { client, transport } = script(enumerated('', rows(1, 2), true))
    expect(await counts(client.enumerate(request))).toEqual([2])
    expect(transport.verbs).toEqual(['Enumerate'])
    expect(readEnumerate(transport.received[0]?.message.body)).toEqual({
      filter: request.filter,
      mode: 'EnumerateObject',
      optimize: true,
      maxElements: 32_000,
    })
    expect(transport.received[0]?.exchange.repeatable).toBe(true)
  })

  it('may be empty', async () => {
    const { client, transport } = script(enumerated('', '', true))
    expect(await counts(client.enumerate(request))).toEqual([])
    expect(transport.verbs).toEqual(['Enumerate'])
  })

  it('goes on with the context of each page until the end, and asks nothing more', async () => {
    const { client, transport } = script(
      enumerated('c1', rows(1)),
      pulled('c2', rows(2, 3)),
      pulled('c2', rows(4)),
      pulled('', rows(5), true),
    )
    expect(await counts(client.enumerate({ ...request, maxElements: 2 }))).toEqual([1, 2, 1, 1])
    expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Pull', 'Pull'])
    const pulls = transport.received.slice(1)
    expect(pulls.map(({ message }) => readPull(message.body).context)).toEqual(['c1', 'c2', 'c2'])
    for (const { message, exchange } of pulls) {
      expect(readPull(message.body).maxElements).toBe(2)
      expect(message.header).toMatchObject({ uri: resource.uri, maxEnvelopeSize: 512_000 })
      expect(exchange.repeatable).toBe(false)
    }
  })

  it('gives the raw page', async () => {
    const { client } = script(enumerated('', rows(7), true))
    for await (const page of client.enumerate(request)) expect(page.bytes.toString()).toContain('<p:N>7</p:N>')
  })

  it('asks for exactly one page ahead of the reader', async () => {
    const { client, transport } = script(
      enumerated('c1', rows(1)),
      pulled('c2', rows(2)),
      pulled('c3', rows(3)),
      pulled('', rows(4), true),
    )
    const asked: number[] = []
    for await (const _ of client.enumerate(request)) {
      for (let i = 0; i < 5; i += 1) await turn()
      asked.push(transport.received.length)
    }
    expect(asked).toEqual([2, 3, 4, 4])
  })

  it('keeps the envelope that the server took, in all Pulls', async () => {
    const large = faultXml(wsmanCodes.ERROR_WSMAN_MAX_ENVELOPE_SIZE, 'too large')
    const { client, transport } = script(large, enumerated('c1', rows(1)), pulled('', rows(2), true))
    expect(await counts(client.enumerate(request))).toEqual([1, 1])
    expect(transport.received.map(({ message }) => message.header.maxEnvelopeSize)).toEqual([512_000, 153_600, 153_600])
  })

  it('may have a first answer without items, and empty pages', async () => {
    const bare = '<n:EnumerateResponse><n:EnumerationContext>c</n:EnumerationContext></n:EnumerateResponse>'
    const { client } = script(bare, pulled('c', ''), pulled('c', rows(1)), pulled('', '', true))
    expect(await counts(client.enumerate(request))).toEqual([1])
  })

  it('is asked again after a time-out of the server, without losing rows', async () => {
    const { client, transport } = script(
      enumerated('c1', rows(1)),
      timeOut,
      timeOut,
      pulled('c2', rows(2)),
      timeOut,
      pulled('', rows(3), true),
    )
    expect(await counts(client.enumerate(request))).toEqual([1, 1, 1])
    expect(transport.received.slice(1).map(({ message }) => readPull(message.body).context)).toEqual([
      'c1',
      'c1',
      'c1',
      'c2',
      'c2',
    ])
  })

  it('is not asked again before the reader comes back', async () => {
    const { client, transport } = script(enumerated('c1', rows(1)), timeOut, pulled('', rows(2), true))
    const pages = client.enumerate(request)
    await pages.next()
    for (let i = 0; i < 10; i += 1) await turn()
    expect(transport.verbs).toEqual(['Enumerate', 'Pull'])
    expect((await pages.next()).value?.items.count).toBe(1)
    expect((await pages.next()).done).toBe(true)
  })

  it('reads pages in UTF-16', async () => {
    const { client } = setting(({ message }) => ({
      status: 200,
      contentType: 'application/soap+xml',
      body: Buffer.from(
        `\ufeff<?xml version="1.0" encoding="UTF-16"?>${envelope(`<a:RelatesTo>${message.header.messageId}</a:RelatesTo>`, enumerated('', rows(1, 2, 3), true))}`,
        'utf16le',
      ),
    }))
    expect(await counts(client.enumerate(request))).toEqual([3])
  })
})

describe('an enumeration that is left', () => {
  it('is released after the Pull under way, with the newest context', async () => {
    const { client, transport } = script(enumerated('c1', rows(1)), pulled('c2', rows(2)))
    for await (const _ of client.enumerate(request)) break
    expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Release'])
    const last = transport.received.at(-1)
    expect(readRelease(last?.message.body)).toBe('c2')
    expect(last?.message.header.uri).toBe(resource.uri)
  })

  it('is not released when the Pull under way was the last', async () => {
    const { client, transport } = script(enumerated('c1', rows(1)), pulled('', rows(2), true))
    for await (const _ of client.enumerate(request)) break
    expect(transport.verbs).toEqual(['Enumerate', 'Pull'])
  })

  it('does not mind a Release that fails', async () => {
    const { client } = setting(({ verb }) =>
      verb === 'Enumerate'
        ? enumerated('c1', rows(1))
        : verb === 'Pull'
          ? pulled('c2', rows(2))
          : new HttpError('cut', 'gone'),
    )
    for await (const _ of client.enumerate(request)) break
    await client.settle()
  })

  it('is released when the reader fails, whose error it is', async () => {
    const { client, transport } = script(enumerated('c1', rows(1)), pulled('c2', rows(2)))
    const reading = (async () => {
      for await (const _ of client.enumerate(request)) throw new Error('mine')
    })()
    await expect(reading).rejects.toThrow('mine')
    expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Release'])
  })

  it('is released in the background when the caller cancels', async () => {
    const abort = new AbortController()
    const { client, transport } = setting(({ verb }) => {
      if (verb === 'Enumerate') return enumerated('c1', rows(1))
      return verb === 'Pull' ? new Promise(() => undefined) : ''
    })
    const reading = counts(client.enumerate(request, { signal: abort.signal }))
    for (let i = 0; i < 5; i += 1) await turn()
    abort.abort(new Error('enough'))
    await expect(reading).rejects.toThrow('enough')
    await client.settle()
    expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Release'])
    expect(transport.received.at(-1)?.exchange.signal).toBeUndefined()
  })

  it('is released by the context that the Pull under way brings, although nobody waits for it', async () => {
    const abort = new AbortController()
    let answer = (_: Answer): void => {}
    const { client, transport } = setting(({ verb }) => {
      if (verb === 'Enumerate') return enumerated('c1', rows(1))
      if (verb !== 'Pull') return ''
      return new Promise(resolve => {
        answer = given => resolve(given as string)
      })
    })
    const reading = counts(client.enumerate(request, { signal: abort.signal }))
    for (let i = 0; i < 5; i += 1) await turn()
    abort.abort(new Error('enough'))
    await expect(reading).rejects.toThrow('enough')
    expect(transport.verbs).toEqual(['Enumerate', 'Pull'])
    answer(pulled('c2', rows(2)))
    await client.settle()
    expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Release'])
    expect(readRelease(transport.received.at(-1)?.message.body)).toBe('c2')
  })

  it('asks nothing when it was cancelled before', async () => {
    const { client, transport } = script()
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(counts(client.enumerate(request, { signal }))).rejects.toThrow('enough')
    expect(transport.received).toEqual([])
  })
})

describe('an enumeration that fails', () => {
  it('at once', async () => {
    const { client, transport } = script(faultXml(2147749911, 'bad query', 'n:CannotProcessFilter'))
    await expect(counts(client.enumerate(request))).rejects.toMatchObject({ name: 'WBEM_E_INVALID_QUERY' })
    expect(transport.verbs).toEqual(['Enumerate'])
  })

  it('when Enumerate takes too long', async () => {
    const { client } = script(timeOut)
    await expect(counts(client.enumerate(request))).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
  })

  it.each([
    ['quick', 0],
    ['slow', 10],
  ])(
    'in the middle: rows before it are given, and nothing is released that the server has closed (%s reader)',
    async (_, turns) => {
      const { client, transport } = script(
        enumerated('c1', rows(1)),
        pulled('c2', rows(2)),
        faultXml(2147749892, 'the provider broke'),
      )
      const found: number[] = []
      const reading = (async () => {
        for await (const page of client.enumerate(request)) {
          found.push(page.items.count)
          for (let i = 0; i < turns; i += 1) await turn()
        }
      })()
      await expect(reading).rejects.toMatchObject({ name: 'WBEM_E_PROVIDER_FAILURE' })
      expect(found).toEqual([1, 1])
      await client.settle()
      expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Pull'])
    },
  )

  it('when the way is cut: never passed off as complete, and released', async () => {
    const { client, transport } = setting(({ verb }) => {
      if (verb === 'Enumerate') return enumerated('c1', rows(1))
      return verb === 'Pull' ? new HttpError('cut', 'gone', { sent: true }) : ''
    })
    await expect(counts(client.enumerate(request))).rejects.toMatchObject({ failure: 'cut' })
    await client.settle()
    expect(transport.verbs).toEqual(['Enumerate', 'Pull', 'Release'])
  })

  it('when a page neither ends nor goes on', async () => {
    const first = script('<n:EnumerateResponse><w:Items/></n:EnumerateResponse>')
    await expect(counts(first.client.enumerate(request))).rejects.toMatchObject({ failure: 'protocol' })
    const later = script(enumerated('c1', rows(1)), pulled('', rows(2)))
    await expect(counts(later.client.enumerate(request))).rejects.toMatchObject({ failure: 'protocol' })
  })

  it('when something else comes', async () => {
    const { client } = script('<x:Odd/>')
    await expect(counts(client.enumerate(request))).rejects.toMatchObject({ failure: 'protocol' })
  })

  it('when a page belongs to another question', async () => {
    const { client } = setting((_, position) =>
      position === 0
        ? enumerated('c1', rows(1))
        : {
            status: 200,
            contentType: 'text/xml',
            body: envelope('<a:RelatesTo>uuid:x</a:RelatesTo>', pulled('', rows(2), true)),
          },
    )
    await expect(counts(client.enumerate(request))).rejects.toMatchObject({ failure: 'protocol' })
  })

  it('when nothing comes within the timeout, however often the server says: not yet', async () => {
    const { client, transport } = setting(async ({ verb }) => {
      await turn()
      return verb === 'Enumerate' ? enumerated('c1', rows(1)) : verb === 'Pull' ? timeOut : ''
    })
    await expect(counts(client.enumerate(request, { timeout: 50 }))).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
    await client.settle()
    expect(transport.verbs.at(-1)).toBe('Release')
  })

  it('when empty pages come without end, and it does not spin', async () => {
    const { client, pauses } = setting(({ verb }) =>
      verb === 'Enumerate' ? enumerated('c1', rows(1)) : verb === 'Pull' ? pulled('c1', '') : '',
    )
    await expect(counts(client.enumerate(request, { timeout: 40 }))).rejects.toMatchObject({ name: 'WBEM_E_TIMED_OUT' })
    expect(pauses.length).toBeGreaterThan(0)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(1000)
  })
})
