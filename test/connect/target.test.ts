import { describe, expect, test } from 'vitest'
import { ArgumentError, WmiError } from '../../src/base/errors.js'
import { TransportError } from '../../src/connect/errors.js'
import type { ConnectOptions } from '../../src/connect/options.js'
import { localNamespace, readTarget } from '../../src/connect/target.js'

const linux = { platform: 'linux', machineName: 'web01.contoso.test' } as const
const windows = { ...linux, platform: 'win32' } as const

describe('a text', () => {
  test.each<[string, ConnectOptions]>([
    ['\\\\sql01\\root\\cimv2', { server: 'sql01', namespace: 'root\\cimv2' }],
    ['\\\\sql01\\root\\cimv2:', { server: 'sql01', namespace: 'root\\cimv2' }],
    ['//./root/cimv2', { server: '.', namespace: 'root/cimv2' }],
    ['//./root/cimv2/', { server: '.', namespace: 'root/cimv2' }],
    ['\\\\sql01', { server: 'sql01' }],
    ['\\\\sql01\\', { server: 'sql01' }],
    ['root\\cimv2', { namespace: 'root\\cimv2' }],
    ['\\root\\cimv2', { namespace: '\\root\\cimv2' }],
    ['ROOT/StandardCimv2', { namespace: 'ROOT/StandardCimv2' }],
    ['root', { namespace: 'root' }],
    ['root\\cimv2:', { namespace: 'root\\cimv2' }],
    [
      'ServerName=\\\\sql01;Namespace=\\root\\wmi;UseNtAuth=True;UserName=;',
      { server: '\\\\sql01', namespace: '\\root\\wmi', useNtAuth: true, username: '' },
    ],
    [
      'servername=.;UserName=bob;useNtAuth=false;Password=p',
      { server: '.', namespace: '\\root\\cimv2', useNtAuth: false, username: 'bob', password: 'p' },
    ],
  ])('%j is read', (text, expected) => {
    expect(readTarget(text)).toEqual(expected)
  })

  test.each(['', 'sql01', 'cimv2', 'rooted\\cimv2', 'Win32_Process', '\\\\', 'root\\cimv2:Win32_Process', 'c:\\temp'])(
    '%j is neither a path nor a connection string',
    text => {
      expect(() => readTarget(text)).toThrow(ArgumentError)
      expect(() => readTarget(text)).toThrow(`"${text}" is neither a connection string nor a namespace path`)
    },
  )

  test.each([
    ['https://bob:hunter2@sql01:5986/wsman?a=hunter2', '"https://sql01:5986" is neither'],
    ['\\\\sql01\\root\\cimv2:Win32_Service.Name="Spooler"', '"\\\\sql01\\root\\cimv2:Win32_Service.Name…" is neither'],
    ['Pasword=hunter2', '"Pasword…" is neither'],
    ['Sever=sql01;hunter2', '"Sever…" is neither'],
    ['root;hunter2', '"root…" is neither'],
    ['=', '"…" is neither'],
  ])('%j has no part of a connection string, so it does not mean this machine', (text, message) => {
    expect(() => readTarget(text)).toThrow(ArgumentError)
    expect(() => readTarget(text)).toThrow(message)
    expect(() => readTarget(text)).not.toThrow(/hunter2/)
  })

  test('that is a URL is not repeated with its password', () => {
    expect(() => readTarget('https://bob:hunter2@sql01:5986/wsman')).toThrow('"https://sql01:5986" is neither')
  })
})

describe('this machine', () => {
  test.each<[ConnectOptions, string]>([
    [{}, 'root\\cimv2'],
    [{ server: '\\\\localhost', namespace: '\\root\\cimv2' }, 'root\\cimv2'],
    [{ server: '\\\\.', namespace: 'root/default/' }, 'root\\default'],
    [{ server: 'WEB01' }, 'root\\cimv2'],
    [{ server: 'web01.contoso.test', namespace: '' }, 'root\\cimv2'],
    [{ useNtAuth: true, username: '' }, 'root\\cimv2'],
    [{ useNtAuth: false, username: '', password: '' }, 'root\\cimv2'],
    [{ embedded: true }, 'root\\cimv2'],
  ])('%j means %j', (options, namespace) => {
    expect(localNamespace(options, linux)).toBe(namespace)
  })

  test.each<[ConnectOptions]>([
    [{ username: 'bob' }],
    [{ password: 'hunter2' }],
    [{ username: 'bob', password: 'hunter2', useNtAuth: false }],
  ])('takes no credentials: %j', options => {
    const check = () => localNamespace({ ...options, server: '\\\\web01' }, linux)
    expect(check).toThrow(WmiError)
    expect(check).toThrow(
      expect.objectContaining({
        name: 'WBEM_E_LOCAL_CREDENTIALS',
        code: 0x80041064,
        server: 'web01',
        operation: 'connect',
      }),
    )
    expect(check).not.toThrow(/hunter2/)
  })

  test('ignores credentials when UseNtAuth is True, and says so', () => {
    const warnings: string[] = []
    const options = { username: 'bob', useNtAuth: true, onWarning: (text: string) => warnings.push(text) }
    expect(localNamespace(options, linux)).toBe('root\\cimv2')
    expect(warnings).toEqual(['user name and password are ignored because UseNtAuth is True'])
  })

  test('on Windows is refused unless the embedded host is asked for', () => {
    expect(() => localNamespace({}, windows)).toThrow(TransportError)
    expect(() => localNamespace({}, windows)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('--embedded') }),
    )
    expect(localNamespace({ embedded: true }, windows)).toBe('root\\cimv2')
  })
})

describe('another server', () => {
  test.each<[ConnectOptions, string]>([
    [{ server: '\\\\sql01' }, 'no transport to a remote server in this version; cannot connect to sql01'],
    [{ server: '10.0.0.5' }, 'no transport to a remote server in this version; cannot connect to 10.0.0.5'],
    [
      { server: 'https://bob:hunter2@localhost:5986/wsman?x=hunter2' },
      'no transport to a remote server in this version; cannot connect to https://localhost:5986',
    ],
    [{ server: 'https://[bad' }, 'no transport to a remote server in this version; cannot connect to https://…'],
    [
      { server: 'sql01', username: 'bob', password: 'hunter2' },
      'no transport to a remote server in this version; cannot connect to sql01',
    ],
    [{ transport: 'wsman' }, 'no transport "wsman" in this version; cannot connect to localhost'],
    [{ transport: 'dcom', server: 'sql01' }, 'no transport "dcom" in this version; cannot connect to sql01'],
  ])('%j is refused by name', (options, message) => {
    for (const surroundings of [linux, windows]) {
      expect(() => localNamespace(options, surroundings)).toThrow(TransportError)
      expect(() => localNamespace(options, surroundings)).toThrow(
        expect.objectContaining({ message, hint: expect.stringContaining('embedded host') }),
      )
    }
  })

  test('is not the embedded host', () => {
    for (const options of [{ server: 'sql01' }, { transport: 'dcom' }, { server: 'http://localhost' }])
      expect(() => localNamespace({ ...options, embedded: true }, linux)).toThrow(ArgumentError)
  })
})
