import { afterAll, beforeAll, expect, test } from 'vitest'
import { TextError, WmilinkError } from '../../src/base/errors.js'
import type { WmiHost } from '../../src/host/host.js'
import { readAuthorization } from '../../src/listen/http/authorization.js'
import { defaultLimits } from '../../src/listen/index.js'
import { requestShape } from '../../src/listen/replay/request-shape.js'
import { readTrace } from '../../src/listen/replay/trace-file.js'
import { WsmanService } from '../../src/listen/wsman/service.js'
import { readResponse } from '../../src/wsman/message/response.js'
import { writeRequest } from '../../src/wsman/message/write.js'
import { actions, deliveryModes, namespaces, resources } from '../../src/wsman/names.js'
import {
  writeEnumerate,
  writePull,
  writeRelease,
  writeSubscribe,
  writeUnsubscribe,
} from '../../src/wsman/operations/index.js'
import { all, classUri, header, selectors, testHost } from '../listen/listener.js'
import { fuzzCases, vector } from '../vectors.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

let host: WmiHost
let service: WsmanService
const failures: string[] = []

beforeAll(() => {
  host = testHost()
  service = new WsmanService({
    listen: { open: (_caller, namespace) => host.connect(namespace), allowWrites: true, allowMethods: true },
    limits: {
      ...defaultLimits,
      enumerationTimeout: 500,
      maxOperationTimeout: 500,
      maxOperations: 5000,
      maxOperationsPerUser: 5000,
    },
    computerName: 'TESTHOST',
    log: (event, text) => {
      if (event === 'failed') failures.push(text)
    },
  })
})

afterAll(async () => {
  await service.close(0)
  await host.close()
})

const flow = (name: string) => vector(`wsman/gosammwr/cimsession_flow/${name}.xml`).toString()
const wql = (query: string) => writeEnumerate({ optimize: true, maxElements: 5, filter: { dialect: 'wql', query } })
const item = classUri('Test_Item')
const object = { address: 'x', uri: item, selectors: selectors({ Id: '1' }) }
const requests: readonly string[] = [
  ...['01_Req_Hello', '02_Req_enum', '03_Req_schema', '05_Req_end'].map(flow),
  ...[
    writeRequest(header(actions.get, item, { selectors: selectors({ Id: '1' }) }), ''),
    writeRequest(
      header(actions.put, item, { selectors: selectors({ Id: '2' }) }),
      `<p:Test_Item xmlns:p="${item}"><p:Name>x</p:Name><p:Bytes>1</p:Bytes></p:Test_Item>`,
    ),
    writeRequest(header(actions.create, item), `<p:Test_Item xmlns:p="${item}"><p:Id>9</p:Id></p:Test_Item>`),
    writeRequest(header(actions.delete, item, { selectors: selectors({ Id: '9' }) }), ''),
    writeRequest(header(actions.enumerate, all), wql('SELECT Name FROM Test_Item WHERE Id > 1')),
    writeRequest(header(actions.enumerate, all), wql('ASSOCIATORS OF {Test_Item.Id=1}')),
    writeRequest(
      header(actions.enumerate, item),
      writeEnumerate({ optimize: true, maxElements: 1, mode: 'EnumerateObjectAndEPR' }),
    ),
    writeRequest(
      header(actions.enumerate, all),
      writeEnumerate({
        optimize: false,
        maxElements: 1,
        filter: { dialect: 'association', association: { kind: 'associated', object } },
      }),
    ),
    writeRequest(header(actions.pull, all), writePull({ context: 'uuid:1', maxElements: 5 })),
    writeRequest(header(actions.release, all), writeRelease('uuid:1')),
    writeRequest(header(actions.unsubscribe, all, { identifier: 'x' }), writeUnsubscribe()),
    writeRequest(header(`${item}/Add`, item), `<p:Add_INPUT xmlns:p="${item}"><p:A>1</p:A></p:Add_INPUT>`),
    writeRequest(header(actions.get, resources.config), ''),
  ].map(String),
  writeRequest(
    header(actions.subscribe, all),
    writeSubscribe({
      mode: deliveryModes.push,
      filter: { dialect: 'wql', query: 'SELECT * FROM __InstanceCreationEvent' },
    }),
  ).toString(),
]
const tokens = [
  ...[
    item,
    all,
    resources.schema,
    resources.allClasses,
    resources.cim,
    namespaces.n,
    'root/test',
    '__cimnamespace',
    'ClassName',
  ],
  ...[
    '<',
    '>',
    '</s:Body>',
    '<n:Pull>',
    '<w:Item/>',
    '&#x0;',
    '\u0000',
    ']]>',
    '<!DOCTYPE x>',
    'xsi:nil="true"',
    '&amp;',
    'PT1S',
    '9'.repeat(30),
    '-1',
  ],
  ...Object.values(actions),
]

async function answered(body: Buffer): Promise<void> {
  const { signal } = new AbortController()
  const answer = await service.answer({ body, user: 'fuzz', address: '127.0.0.1', signal })
  if (answer.status === 202) return
  expect([200, 500]).toContain(answer.status)
  const { body: element } = readResponse(answer.body ?? Buffer.alloc(0))
  if (answer.status === 500) expect(element?.is('Fault', namespaces.s)).toBe(true)
}

test('any message is answered by a response or a fault, and nothing of ours breaks', async () => {
  const random = seeded(41)
  for (let at = 0; at < fuzzCases / 10; at += 1) {
    const request = requests[at % requests.length] ?? ''
    const bytes =
      random() < 0.8 ? Buffer.from(mutateText(request, random, tokens)) : mutateBytes(Buffer.from(request), random)
    await answered(Buffer.from(bytes))
  }
  expect([...new Set(failures)]).toEqual([])
}, 600_000)

test('any Authorization header is read or is another scheme', () => {
  const random = seeded(42)
  const headers = [
    'Negotiate TlRMTVNTUAABAAAA',
    'Basic YWxpY2U6c2VjcmV0',
    'http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual',
    'NTLM x',
  ]
  for (let at = 0; at < fuzzCases; at += 1) {
    const read = readAuthorization(
      mutateText(headers[at % headers.length] ?? '', random, ['Basic ', '=', ' ', ':', '\t', 'AAAA']),
    )
    expect(['negotiate', 'ntlm', 'basic', 'certificate', 'other', undefined]).toContain(read?.scheme)
  }
})

test('any trace is read or told by its line, any request has a shape or an error', () => {
  const random = seeded(43)
  const event = { at: 1, session: 1, direction: 'request', purpose: 'message', url: 'x', headers: {}, sealed: true }
  const lines = [event, { ...event, direction: 'response', status: 200 }].map(line =>
    JSON.stringify({ ...line, body: requests[4] }),
  )
  const text = `${lines.join('\n')}\n`
  for (let at = 0; at < fuzzCases / 4; at += 1) {
    try {
      for (const { request } of readTrace(mutateText(text, random, ['\n', '{}', 'null', '"', '[1]'])))
        requestShape(Buffer.from(request))
    } catch (error) {
      if (!(error instanceof TextError || error instanceof WmilinkError)) throw error
    }
  }
})
