import { describe, expect, it } from 'vitest'
import { WmiError } from '../../src/base/errors.js'
import { faultToError } from '../../src/wsman/faults/fault-error.js'
import { readFault } from '../../src/wsman/faults/read-fault.js'
import { RequestError, readRequest } from '../../src/wsman/message/request.js'
import { faultOf, readResponse, readResponseHead } from '../../src/wsman/message/response.js'
import {
  readCreated,
  readEnumerate,
  readIdentity,
  readPull,
  readRelease,
  readRenew,
  readSequence,
  readSubscribe,
  readSubscribeResponse,
} from '../../src/wsman/operations/index.js'
import { readReference } from '../../src/wsman/reference.js'
import { pathTextOfReference } from '../../src/wsman/reference-path.js'
import { fuzzCases, vector } from '../vectors.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

const flow = 'wsman/gosammwr/cimsession_flow'
const requests = ['01_Req_Hello', '02_Req_enum', '03_Req_schema', '04_Req_pull', '05_Req_end'].map(name =>
  vector(`${flow}/${name}.xml`),
)
const faults = [
  'wsman/winrb/soap_fault_v2.xml',
  'wsman/winrb/wmi_error_v2.xml',
  'wsman/pypsrp/fault_2147942402_providerfault.xml',
  'wsman/pypsrp/fault_2150858843_unexpected_selectors.xml',
].map(vector)
const responses = [
  vector(`${flow}/01_Res_Hello.xml`),
  vector('wsman/openwsman/EnumKey.xml'),
  vector(`${flow}/02_Res_enum.xml`),
]

const tokens = [
  '<a:EndpointReference>',
  '<a:ReferenceParameters><w:ResourceURI>urn:x</w:ResourceURI></a:ReferenceParameters>',
  '<w:Selector Name="a">',
  '</w:Selector>',
  '<w:SelectorSet>',
  ' s:mustUnderstand="true"',
  '<s:NotUnderstood/>',
  '<f:WSManFault Code="5">',
  '-1',
  '4294967295',
  '0x80041010',
  'HRESULT 0xffffffff',
  'xsi:nil="true"',
  '&#x0;',
  '&amp;',
  'xmlns=""',
  'PT9999999999S',
  '<!--',
  '\u0000',
]

/** A few bytes, or a few pieces, changed. */
function changed(bytes: Buffer, random: () => number): Buffer {
  if (random() < 0.3) return Buffer.from(mutateBytes(bytes, random))
  return Buffer.from(mutateText(bytes.toString('utf8'), random, tokens))
}

function pick(from: readonly Buffer[], random: () => number): Buffer {
  return from[Math.floor(random() * from.length)] ?? Buffer.alloc(0)
}

/** What a reader may throw: errors that say something. */
function tried(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    if (!(error instanceof WmiError)) throw error
    expect(error.message).not.toBe('')
    expect(error.name).not.toMatch(/^0x/)
  }
}

describe('messages that were changed on the way', () => {
  it('requests are read or refused with a code of the service', () => {
    const random = seeded(20_261)
    for (let i = 0; i < fuzzCases / 4; i += 1) {
      const bytes = changed(pick(requests, random), random)
      try {
        const { header, body } = readRequest(bytes)
        expect(header.action).not.toBe('')
        for (const read of [readEnumerate, readPull, readRelease, readSubscribe, readRenew]) tried(() => read(body))
      } catch (error) {
        expect(error).toBeInstanceOf(RequestError)
        expect((error as RequestError).name).toMatch(/^ERROR_WSMAN_/)
      }
    }
  })

  it('faults become errors with a code and words', () => {
    const random = seeded(20_262)
    for (let i = 0; i < fuzzCases / 4; i += 1) {
      const bytes = changed(pick(faults, random), random)
      tried(() => {
        const message = readResponse(bytes)
        const fault = faultOf(message)
        if (!fault) return
        const error = faultToError(readFault(fault, message.headers))
        expect(error.code).toBeGreaterThan(0)
        expect(error.code).toBeLessThanOrEqual(0xffffffff)
        expect(error.message).not.toBe('')
      })
    }
  })

  it('responses and references are read or refused', () => {
    const random = seeded(20_263)
    const home = { server: 'S', namespace: 'root\\cimv2' }
    for (let i = 0; i < fuzzCases / 4; i += 1) {
      const bytes = changed(pick(responses, random), random)
      tried(() => readResponseHead(bytes))
      tried(() => {
        const { body } = readResponse(bytes)
        readIdentity(body)
        readSubscribeResponse(body)
        readCreated(body)
        const page = readSequence(body)
        for (const item of page?.items ?? []) {
          const reference = readReference(item)
          if (reference) tried(() => pathTextOfReference(reference, home))
        }
      })
    }
  })
})
