import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Package } from '../../../src/ssis/index.js'
import type { WmiServices } from '../../../src/wmi/services.js'
import { password, type Served, serve, user } from '../../listen/listener.js'

let served: Served
beforeAll(async () => {
  served = await serve()
})
afterAll(async () => {
  await served[Symbol.asyncDispose]()
})

function manager(settings: string) {
  const pkg = new Package()
  const wmi = pkg.connections.add('WMI')
  wmi.name = 'Servers'
  wmi.connectionString = `ServerName=${served.listener.url};Namespace=\\root\\test;${settings}`
  return wmi
}

describe('a connection of a package', () => {
  test('reaches a server with the user and the password that it is given', async () => {
    const wmi = manager(`UseNtAuth=False;UserName=${user};`)
    wmi.innerObject.password = password
    const services = (await wmi.acquireConnection()) as WmiServices
    expect((await services.query('SELECT Id FROM Test_Item').toArray()).map(({ Id }) => Id)).toEqual([1, 2, 3])
    await wmi.releaseConnection(services)
    await expect(services.namespaces()).rejects.toMatchObject({ name: 'WBEM_E_INVALID_CONTEXT' })
  })

  test.each([
    ['UseNtAuth=True;UserName=;', /needs Kerberos/],
    [`UseNtAuth=True;UserName=${user};`, /UseNtAuth is True/],
    [`UseNtAuth=False;UserName=${user};`, /no password/],
  ])('with %s says what is missing', async (settings, message) => {
    const error: unknown = await manager(settings)
      .acquireConnection()
      .catch((reason: unknown) => reason)
    const texts: string[] = []
    for (let at: unknown = error; at instanceof Error; at = at.cause) texts.push(at.message)
    expect(texts.join('\n')).toMatch(message)
  })
})
