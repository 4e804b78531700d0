import { expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import { inTest } from '../../host/test-host.js'
import { mof } from '../../listen/listener.js'
import { type Refusal, refusing } from './refusing.js'

const links = [
  'Far_Thing.Name=\\"near\\"',
  '\\\\\\\\.\\\\root\\\\test:Test_Item.Id=2',
  'Far_Thing.Name=\\"last\\"',
  '\\\\\\\\.\\\\root\\\\test:Test_Part.Id=3',
]
const far = `
#pragma namespace("\\\\\\\\.\\\\root")
instance of __NAMESPACE { Name = "far"; };
#pragma namespace("\\\\\\\\.\\\\root\\\\far")
class Far_Thing { [key] string Name; };
[association] class Far_Link { [key] uint32 At; object ref Here; object ref There; };
${['t', 'near', 'last'].map(name => `instance of Far_Thing { Name = "${name}"; };`).join('\n')}
${links.map((path, at) => `instance of Far_Link { At = ${at}; Here = "Far_Thing.Name=\\"t\\""; There = "${path}"; };`).join('\n')}
`
const question = 'ASSOCIATORS OF {Far_Thing.Name="t"} WHERE ResultRole = There'

async function asking(refusals: readonly Refusal[] = []) {
  const host = new WmiHost({
    hostName: 'TESTHOST',
    mof: [{ text: inTest + mof + far, source: 'test.mof', namespace: 'root' }],
  })
  const it = await refusing(refusals, { namespace: 'root\\far' }, { host })
  const read = () => it.wmi.query(question).toArray()
  return Object.assign(it, { read, direct: () => host.connect('root\\far').query(question).toArray() })
}

test('rows of another namespace, behind rows of this one, are those of their own classes, each once', async () => {
  await using it = await asking()
  const rows = await it.read()
  const direct = await it.direct()
  expect(rows.map(row => row.__PATH)).toEqual(direct.map(row => row.__PATH))
  expect(rows.map(row => ({ ...row }))).toEqual(direct.map(row => ({ ...row })))
  expect(rows.map(row => row.__NAMESPACE)).toEqual(['root\\far', 'root\\test', 'root\\far', 'root\\test'])
  expect(rows.at(-1)?.__DERIVATION).toEqual(['Test_Item'])
  expect(it.warnings).toEqual([])
})

test('ClassDefsOnly gives their classes', async () => {
  await using it = await asking()
  const rows = await it.wmi.associators('Far_Thing.Name="t"', { resultRole: 'There', classDefsOnly: true }).toArray()
  expect(rows.map(row => [row.__NAMESPACE, row.__CLASS, row.__GENUS])).toEqual([
    ['root\\far', 'Far_Thing', 1],
    ['root\\test', 'Test_Item', 1],
    ['root\\test', 'Test_Part', 1],
  ])
})

test('where the server tells no references they are texts, and that is said', async () => {
  await using it = await asking([{ when: /EnumerateObjectAndEPR/, code: 'ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED' }])
  const rows = await it.read()
  expect(rows.map(row => [row.__CLASS, row.Name])).toEqual([
    ['Far_Thing', 'near'],
    ['Test_Item', 'two'],
    ['Far_Thing', 'last'],
    ['Test_Part', 'three'],
  ])
  expect(rows[1]?.__PATH).toBeNull()
  expect(it.warnings).toHaveLength(1)
})
