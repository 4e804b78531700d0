import { beforeEach, expect, test, vi } from 'vitest'
import { DriveMap } from '../../src/base/drives.js'
import type { ConnectOptions } from '../../src/connect/connect.js'
import { Package } from '../../src/ssis/index.js'

const asked: ConnectOptions[] = []

vi.mock('../../src/connect/connect.js', () => ({
  connect: async (options: ConnectOptions) => {
    asked.push(options)
    return { close: async () => undefined }
  },
}))

beforeEach(() => {
  asked.length = 0
})

const manager = (connectionString: string) => {
  const made = new Package().connections.add('WMI')
  made.connectionString = connectionString
  return made
}

const remote = 'ServerName=\\\\sql01;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=CONTOSO\\svc;'

test('user and password go into the connection that is made without Windows authentication', async () => {
  const made = manager(remote)
  made.innerObject.password = 'hunter2'
  await made.acquireConnection(null, { drives: new DriveMap(), connect: { timeout: 5 } })
  expect(asked).toEqual([
    {
      timeout: 5,
      server: '\\\\sql01',
      namespace: '\\root\\cimv2',
      useNtAuth: false,
      username: 'CONTOSO\\svc',
      password: 'hunter2',
    },
  ])
})

test('a password saved in clear text is used, an encrypted one is not', async () => {
  const made = manager(remote)
  const text = made.parent.toXml()
  for (const [attributes, password] of [
    ['Sensitive="1"', 'hunter2'],
    ['Sensitive="1" Encrypted="1"', undefined],
  ] as const) {
    const saved = text.replace(
      'ConnectByProxy="False" />',
      `ConnectByProxy="False"><AnyName ${attributes}>hunter2</AnyName></WmiConnectionManager>`,
    )
    await Package.parse(saved).connections.get(0).acquireConnection(null)
    expect(asked.at(-1)?.password).toBe(password)
  }
})

test('with Windows authentication no password leaves the manager', async () => {
  const made = manager(remote)
  made.innerObject.password = 'hunter2'
  made.innerObject.useWindowsAuth = true
  await made.acquireConnection(null)
  expect(asked[0]).toEqual({
    server: '\\\\sql01',
    namespace: '\\root\\cimv2',
    useNtAuth: true,
    username: 'CONTOSO\\svc',
  })
})

test('another password is another connection', async () => {
  const made = manager(remote)
  const environment = { drives: new DriveMap(), connect: {} }
  made.innerObject.password = 'hunter2'
  const first = await made.acquireConnection(null, environment)
  expect(await made.acquireConnection(null, environment)).toBe(first)
  made.innerObject.password = 'hunter3'
  expect(await made.acquireConnection(null, environment)).not.toBe(first)
  expect(asked.map(({ password }) => password)).toEqual(['hunter2', 'hunter3'])
})

test('a password in the string of a file goes on with another namespace', async () => {
  const text = manager(remote).parent.toXml().replace('svc;"', 'svc;Password=hunter2;"')
  const made = Package.parse(text).connections.get(0)
  made.innerObject.namespace = '\\root\\wmi'
  await made.acquireConnection(null)
  expect(asked[0]).toMatchObject({ namespace: '\\root\\wmi', password: 'hunter2' })
})

test('after dispose the password is gone', async () => {
  const made = manager(remote)
  made.innerObject.password = 'hunter2'
  await made.dispose()
  expect(made.hasUnsavedSecret).toBe(false)
})
