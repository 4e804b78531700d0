import { describe, expect, test } from 'vitest'
import { Machine } from '../../../src/host/machine.js'
import { environmentProvider } from '../../../src/host/providers/environment.js'
import { providerGet, providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

describe('Win32_Environment of the server', () => {
  const provider = environmentProvider(treeMachine('server'))

  test('the last file to set a variable counts, and /etc/environment is the last', async () => {
    const rows = await providerRows(provider)
    expect(rows.map(row => [row.Name, row.VariableValue])).toEqual([
      ['LANG', 'fr_FR.UTF-8'],
      ['EDITOR', 'nano -w'],
      ['TOOLS', '$HOME/bin:$PATH'],
      ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin'],
      ['http_proxy', 'http://proxy.example.com:3128'],
      ['HTTP_PROXY', 'http://proxy.example.com:3128'],
      ['LONG', 'onetwo'],
      ['EMPTY', ''],
      ['QUOTE', "it's"],
      ['OPEN', '"half'],
    ])
  })

  test('every variable is the system’s', async () => {
    expect(await providerGet(provider, { Name: 'lang', UserName: '<system>' })).toEqual({
      Name: 'LANG',
      UserName: '<SYSTEM>',
      SystemVariable: true,
      VariableValue: 'fr_FR.UTF-8',
      Caption: '<SYSTEM>\\LANG',
      Description: '<SYSTEM>\\LANG',
      Status: 'OK',
    })
  })

  test('names that differ in case are found by their exact spelling first', async () => {
    const ask = (Name: string) => providerGet(provider, { Name, UserName: '<SYSTEM>' })
    expect([(await ask('HTTP_PROXY'))?.Name, (await ask('http_proxy'))?.Name]).toEqual(['HTTP_PROXY', 'http_proxy'])
    expect((await ask('Http_Proxy'))?.Name).toBe('http_proxy')
    expect(await ask('NOTHING')).toBeNull()
    expect(await providerGet(provider, { Name: 'LANG', UserName: 'SQL01\\jdupont' })).toBeNull()
  })
})

test('Win32_Environment of the container: no file, no variable', async () => {
  expect(await providerRows(environmentProvider(treeMachine('container')))).toEqual([])
})

test('variables of this process are never told', async () => {
  process.env.WMILINK_TEST_SECRET = 'only in this process'
  const rows = await providerRows(environmentProvider(new Machine()))
  delete process.env.WMILINK_TEST_SECRET
  expect(rows.map(row => row.Name)).not.toContain('WMILINK_TEST_SECRET')
})
