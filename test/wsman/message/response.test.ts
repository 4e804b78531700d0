import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultOf, readResponse, readResponseHead } from '../../../src/wsman/message/response.js'
import { writeResponse } from '../../../src/wsman/message/write.js'
import { readIdentity, readSequence } from '../../../src/wsman/operations/index.js'
import { sharedVectorPath, vector, vectorPath } from '../../vectors.js'

function rows(folder: string): string[] {
  const path = sharedVectorPath(`wsman/txwinrm/${folder}`)
  return path
    ? readdirSync(path)
        .filter(name => name.endsWith('.xml'))
        .map(name => join(path, name))
    : []
}

describe('responses', () => {
  it('come out as they went in', () => {
    const bytes = writeResponse(
      { action: 'urn:a', relatesTo: 'uuid:Q', operationId: 'uuid:O', sequenceId: '1' },
      '<x:R/>',
    )
    expect(readResponse(bytes)).toMatchObject({
      action: 'urn:a',
      relatesTo: 'uuid:Q',
      language: 'en-US',
      body: { name: 'x:R' },
    })
    expect(readResponseHead(bytes)).toEqual({ action: 'urn:a', relatesTo: 'uuid:Q' })
  })

  it('keep two contexts and the pages of a projected query apart (OpenNMS)', () => {
    const first = readSequence(readResponse(vector('wsman/opennms/optimized-enum-response-with-fragments-1.xml')).body)
    expect(first).toMatchObject({ kind: 'enumerate', context: 'uuid:9BF32A71-F913-4F19-95C9-A642AD4B758F', end: false })
    expect(first?.items).toHaveLength(1)
    const last = readSequence(readResponse(vector('wsman/opennms/optimized-enum-response-with-fragments-2.xml')).body)
    expect(last).toMatchObject({ kind: 'pull', context: undefined, end: true })
    expect(last?.items).toHaveLength(3)
  })

  it('tell the identity of Server 2016', () => {
    const identity = readIdentity(readResponse(vector('wsman/gosammwr/cimsession_flow/01_Res_Hello.xml')).body)
    expect(identity).toMatchObject({
      protocolVersion: 'http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd',
      vendor: 'Microsoft Corporation',
      version: 'OS: 10.0.14393 SP: 0.0 Stack: 3.0',
      stack: 3,
    })
    expect(identity?.securityProfiles).toHaveLength(4)
  })

  it('tell the identity of a server that has it in the namespace of SOAP', () => {
    const xml =
      '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:IdentifyResponse><e:ProductVendor> Open Management Infrastructure </e:ProductVendor></e:IdentifyResponse></e:Body></e:Envelope>'
    const identity = readIdentity(readResponse(Buffer.from(xml)).body)
    expect(identity).toMatchObject({ vendor: 'Open Management Infrastructure', version: '', stack: undefined })
  })

  it('hold the service’s settings (winrm/config) and the result of a method', () => {
    const config = readResponse(vector('wsman/pypsrp/config_get_500.xml')).body
    expect(config?.localName).toBe('Config')
    expect(config?.children[0]?.text).toBe('500')
    const output = readResponse(vector('wsman/openwsman/EnumKey.xml')).body
    expect(output?.localName).toBe('EnumKey_OUTPUT')
    expect(output?.children.at(-1)).toMatchObject({ localName: 'ReturnValue', text: '0' })
  })

  it('are read by their heads only, whatever the body holds', () => {
    const head = '<s:Header><a:RelatesTo>uuid:1</a:RelatesTo></s:Header>'
    const open = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">`
    for (const text of [
      `${open}${head}<s:Body><broken</s:Envelope>`,
      `\ufeff<?xml version="1.0" encoding="utf-8"?>\n${open}${head}<s:Body/></s:Envelope>`,
      `${open}<!-- <s:Body> -->${head}<s:Body></s:Body></s:Envelope>`,
    ])
      expect(readResponseHead(Buffer.from(text))).toEqual({ action: '', relatesTo: 'uuid:1' })
  })

  for (const folder of ['server_2003', 'server_2012']) {
    const files = rows(folder)
    it.skipIf(files.length === 0)(`reads all pages of ${folder} (txwinrm)`, () => {
      for (const file of files) {
        const bytes = readFileSync(file)
        const message = readResponse(bytes)
        const page = readSequence(message.body)
        expect(page?.items.length).toBeGreaterThan(0)
        expect(page && (page.end || page.context !== undefined)).toBe(true)
        expect(readResponseHead(bytes)).toEqual({ action: message.action, relatesTo: message.relatesTo })
        expect(page?.kind).toBe(/_000\.xml$/.test(file) ? 'enumerate' : page?.kind)
        if (folder === 'server_2003') expect(page).toMatchObject({ end: true, context: undefined })
      }
    })
  }

  it('reads every response that others recorded', () => {
    const flow = vectorPath('wsman/gosammwr/cimsession_flow')
    for (const name of readdirSync(flow).filter(name => name.includes('_Res_'))) {
      const message = readResponse(readFileSync(join(flow, name)))
      expect(faultOf(message)).toBeUndefined()
      expect(message.body).toBeDefined()
    }
  })
})
