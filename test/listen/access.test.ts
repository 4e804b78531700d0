// The host of a listener, with the policy for listeners, as `wmilink serve` puts them together.
import { expect, test } from 'vitest'
import { wbemStatusByName } from '../../src/base/wbem-status.js'
import { type AccessRules, listenerPolicy, WmiHost } from '../../src/host/index.js'
import { actions, wmiResource } from '../../src/wsman/names.js'
import { writeEnumerate } from '../../src/wsman/operations/index.js'
import { inTest } from '../host/test-host.js'
import { all, classUri, mof, type Served, selectors, serve, TestClient } from './listener.js'

const denied = wbemStatusByName.WBEM_E_ACCESS_DENIED

function guarded(rules: AccessRules, allow: boolean): Promise<Served> {
  const host = new WmiHost({
    hostName: 'TESTHOST',
    access: listenerPolicy(rules),
    mof: [{ text: inTest + mof, source: 'test.mof', namespace: 'root' }],
  })
  const open = ({ user }: { user: string }, namespace: string) =>
    host.connect(namespace, { caller: { user, remote: true, allowMethods: allow } })
  return serve({ open, allowWrites: allow, allowMethods: allow }, host)
}

const made = `<p:Test_Item xmlns:p="${classUri('Test_Item')}"><p:Id>9</p:Id></p:Test_Item>`

test('users may read what the policy gives them, and nothing else', async () => {
  await using served = await guarded({ rules: [] }, true)
  using client = new TestClient(served.listener)
  expect((await client.ask(actions.get, classUri('Test_Item'), '', { selectors: selectors({ Id: '1' }) })).status).toBe(
    200,
  )
  const cimv2 = wmiResource('root/cimv2', '*')
  const body = (query: string) => writeEnumerate({ optimize: true, maxElements: 10, filter: { dialect: 'wql', query } })
  const environment = await client.ask(actions.enumerate, cimv2, body('SELECT * FROM Win32_Environment'))
  expect(environment.fault?.code).toBe(denied)
  expect((await client.ask(actions.create, classUri('Test_Item'), made)).fault?.code).toBe(denied)
  expect((await client.ask(actions.enumerate, all, body('SELECT * FROM Test_Item'))).fault).toBeUndefined()
})

test('a rule and the option of the listener are both needed to change anything', async () => {
  const rules: AccessRules = { rules: [{ user: 'alice', rights: ['partialWrite'], namespaces: 'root/test' }] }
  await using open = await guarded(rules, true)
  using client = new TestClient(open.listener)
  expect((await client.ask(actions.create, classUri('Test_Item'), made)).fault).toBeUndefined()
  await using shut = await guarded(rules, false)
  using other = new TestClient(shut.listener)
  expect((await other.ask(actions.create, classUri('Test_Item'), made)).fault?.code).toBe(denied)
  expect(shut.log.at(-1)).toMatchObject({ event: 'denied', user: 'alice', address: '127.0.0.1' })
})
