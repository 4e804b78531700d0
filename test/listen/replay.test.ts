import { expect, test } from 'vitest'
import { TextError } from '../../src/base/errors.js'
import { wbemStatusByName } from '../../src/base/wbem-status.js'
import { type ExchangeEvent, HttpPool } from '../../src/http/index.js'
import { replayPassword, replayTrace } from '../../src/listen/index.js'
import { readFault } from '../../src/wsman/faults/index.js'
import { readResponse } from '../../src/wsman/message/response.js'
import { writeIdentify, writeRequest } from '../../src/wsman/message/write.js'
import { actions } from '../../src/wsman/names.js'
import { readSequence, writeEnumerate, writePull } from '../../src/wsman/operations/index.js'
import { all, child, classUri, header, password, selectors, serve, user } from './listener.js'
import { RawClient } from './raw-client.js'

const enumerate = (maxElements = 100) =>
  writeEnumerate({ optimize: true, maxElements, filter: { dialect: 'wql', query: 'SELECT * FROM Test_Item' } })

/** What a client writes down of a session with a real listener. */
async function recorded(): Promise<string> {
  const events: ExchangeEvent[] = []
  await using served = await serve()
  const pool = new HttpPool({
    url: new URL(served.listener.url),
    credentials: { kind: 'ntlm', username: user, password },
    onExchange: event => events.push(event),
  })
  try {
    const send = async (body: Buffer) => {
      const reply = await pool.exchange({ body, timeout: 20_000, repeatable: false })
      return readResponse(reply.body)
    }
    await send(writeIdentify())
    await send(writeRequest(header(actions.get, classUri('Test_Item'), { selectors: selectors({ Id: '1' }) }), ''))
    await send(writeRequest(header(actions.get, classUri('Test_Item'), { selectors: selectors({ Id: '9' }) }), ''))
    const first = readSequence((await send(writeRequest(header(actions.enumerate, all), enumerate()))).body)
    await send(writeRequest(header(actions.pull, all), writePull({ context: first?.context ?? '', maxElements: 100 })))
  } finally {
    await pool.close()
  }
  return events.map(event => `${JSON.stringify(event)}\n`).join('')
}

test('a recorded session is answered again, to whoever asks, as often as it is asked', async () => {
  const trace = await recorded()
  expect(trace).not.toContain(password)
  await using replay = await replayTrace({ trace, port: 0 })
  expect(replay.messages).toBe(5)
  using client = new RawClient(replay.url)
  for (let round = 0; round < 2; round += 1) {
    const get = header(actions.get, classUri('test_item'), {
      selectors: selectors({ ID: '1' }),
      operationTimeout: 1234,
    })
    const answer = await client.clear(writeRequest(get, ''))
    const message = readResponse(answer.body)
    expect([answer.status, message.relatesTo]).toEqual([200, get.messageId])
    expect(child(message.body, 'Name')?.text).toBe('one <&> "quoted"')
    const first = readResponse((await client.clear(writeRequest(header(actions.enumerate, all), enumerate(7)))).body)
    const context = readSequence(first.body)?.context ?? ''
    const rest = await client.clear(writeRequest(header(actions.pull, all), writePull({ context, maxElements: 7 })))
    expect(readSequence(readResponse(rest.body).body)).toMatchObject({ end: true })
  }
  const missing = header(actions.get, classUri('Test_Item'), { selectors: selectors({ Id: '9' }) })
  const fault = await client.clear(writeRequest(missing, ''))
  expect(fault.status).toBe(500)
})

test('NTLM needs the password of the player, Basic takes any', async () => {
  await using replay = await replayTrace({ trace: await recorded(), port: 0 })
  using client = new RawClient(replay.url)
  expect((await client.logOn({ username: 'CONTOSO\\anybody', password: replayPassword })).status).toBe(200)
  expect((await client.sealed(writeIdentify())).status).toBe(200)
  using basic = new RawClient(replay.url)
  const token = Buffer.from('anybody:anything').toString('base64')
  expect((await basic.clear(writeIdentify(), { Authorization: `Basic ${token}` })).status).toBe(200)
})

test('a request that the trace does not have is a fault that names it', async () => {
  const log: string[] = []
  await using replay = await replayTrace({ trace: '', port: 0, onLog: entry => log.push(entry.text) })
  using client = new RawClient(replay.url)
  const request = writeRequest(header(actions.enumerate, all), enumerate())
  const { status, body } = await client.clear(request)
  const element = readResponse(body).body
  expect(status).toBe(500)
  expect(element && readFault(element)).toMatchObject({
    code: wbemStatusByName.WBEM_E_NOT_AVAILABLE,
    message: expect.stringContaining('SELECT * FROM Test_Item'),
  })
  expect(log).toEqual([expect.stringContaining('SELECT * FROM Test_Item')])
  expect((await client.clear(Buffer.from('no XML'))).status).toBe(500)
})

test('a trace that is none is told by its line, and others may not reach the player', async () => {
  await expect(replayTrace({ trace: '\n{"session":1}\n', port: 0, source: 'x.jsonl' })).rejects.toThrow(TextError)
  await expect(replayTrace({ trace: 'x', port: 0, source: 'x.jsonl' })).rejects.toThrow('x.jsonl:1:1')
  await expect(replayTrace({ trace: '', port: 0, host: '0.0.0.0' })).rejects.toThrow('0.0.0.0')
})
