import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { WsmanClient } from '../../../src/wsman/client/index.js'
import { readResponse } from '../../../src/wsman/message/response.js'
import { readPull, readSequence } from '../../../src/wsman/operations/index.js'
import { classResource } from '../../../src/wsman/resource.js'
import { sharedVectorPath } from '../../vectors.js'
import { FakeTransport } from './fake-transport.js'

const resource = classResource('wmi', 'root\\cimv2', '*')

/** The pages of one recorded query, in order. */
function recorded(name: string, pages: number): Buffer[] {
  return Array.from({ length: pages }, (_, page) => sharedVectorPath(`wsman/txwinrm/${name}_00${page}.xml`))
    .filter(path => path !== undefined)
    .map(path => readFileSync(path))
}

describe('queries that a Windows server has answered (txwinrm)', () => {
  for (const [name, pages] of [
    ['server_2003/Win32_ComputerSystem_all', 1],
    ['server_2012/Win32_LogicalDisk_star', 1],
    ['server_2012/Win32_Process_star', 3],
    ['server_2012/Win32_Service_all', 4],
  ] as const) {
    const bytes = recorded(name, pages)
    it.skipIf(bytes.length === 0)(name, async () => {
      const sequences = bytes.map(page => readSequence(readResponse(page).body))
      const transport = new FakeTransport(({ message }, position) => {
        if (position > 0) expect(readPull(message.body).context).toBe(sequences[position - 1]?.context)
        const text = bytes[position]?.toString('utf8') ?? ''
        const own = text.replace(/(<a:RelatesTo>)[^<]*/, `$1${message.header.messageId}`)
        return { status: 200, contentType: 'application/soap+xml', body: Buffer.from(own) }
      })
      let rows = 0
      for await (const page of new WsmanClient(transport).enumerate({ resource })) rows += page.count
      const expected = sequences.reduce((sum, sequence) => sum + (sequence?.items.length ?? 0), 0)
      expect(rows).toBe(expected)
      expect(transport.verbs).toEqual(['Enumerate', ...Array<string>(pages - 1).fill('Pull')])
    })
  }
})
