import { describe, expect, test } from 'vitest'
import { ArgumentError, WmiError } from '../../src/base/errors.js'
import { TransportError } from '../../src/connect/errors.js'
import type { ConnectOptions } from '../../src/connect/options.js'
import { typedServerName } from '../../src/connect/server-url.js'
import { decideTarget, readTarget, type Surroundings } from '../../src/connect/target.js'

const linux = { platform: 'linux', machineName: 'web01.contoso.test' } as const
const windows = { ...linux, platform: 'win32' } as const
const localNamespace = (options: ConnectOptions, surroundings: Surroundings) => {
  const target = decideTarget(options, surroundings)
  return target.kind === 'local' ? target.namespace : `not local: ${target.url.href}`
}
const bob = { username: 'CONTOSO\\bob', password: 'hunter2' }
const reached = (options: ConnectOptions) => {
  const target = decideTarget({ ...bob, ...options }, linux)
  return target.kind === 'wsman' ? target.url.href : 'local'
}
const refusal = (options: ConnectOptions): unknown => {
  try {
    return decideTarget(options, linux)
  } catch (error) {
    return error
  }
}

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
    [{ server: 'sql01' }, 'http://sql01:5985/wsman'],
    [{ server: '\\\\sql01' }, 'http://sql01:5985/wsman'],
    [{ server: '//sql01.contoso.test/' }, 'http://sql01.contoso.test:5985/wsman'],
    [{ server: '10.0.0.5' }, 'http://10.0.0.5:5985/wsman'],
    [{ server: 'fe80::1' }, 'http://[fe80::1]:5985/wsman'],
    [{ server: '[fe80::1]' }, 'http://[fe80::1]:5985/wsman'],
    [{ server: 'sql01', tls: {} }, 'https://sql01:5986/wsman'],
    [{ server: 'sql01', tls: { ca: 'PEM' } }, 'https://sql01:5986/wsman'],
    [{ server: 'https://sql01' }, 'https://sql01:5986/wsman'],
    [{ server: 'https://sql01/' }, 'https://sql01:5986/wsman'],
    [{ server: 'HTTPS://sql01:443/other' }, 'https://sql01/other'],
    [{ server: 'http://sql01:80' }, 'http://sql01/wsman'],
    [{ server: 'http://sql01:5985/wsman' }, 'http://sql01:5985/wsman'],
    [{ server: 'http://[::1]' }, 'http://[::1]:5985/wsman'],
    [{ server: 'http://localhost:47001/wsman' }, 'http://localhost:47001/wsman'],
    [{ transport: 'wsman' }, 'http://localhost:5985/wsman'],
    [{ transport: 'wsman', server: '.' }, 'http://localhost:5985/wsman'],
    [{ transport: 'wsman', server: 'web01', tls: {} }, 'https://web01:5986/wsman'],
  ])('%j means %s', (options, url) => {
    expect(reached(options)).toBe(url)
  })

  test('has a namespace and credentials', () => {
    expect(decideTarget({ server: 'sql01', namespace: '/root/wmi/', ...bob }, linux)).toMatchObject({
      kind: 'wsman',
      namespace: 'root\\wmi',
      credentials: { kind: 'negotiate', ...bob },
    })
    const certificate = { server: 'sql01', tls: { certificate: 'PEM', key: 'PEM' } }
    expect(decideTarget(certificate, linux)).toMatchObject({ credentials: { kind: 'certificate' } })
    expect(decideTarget({ ...certificate, ...bob }, linux)).toMatchObject({ credentials: { kind: 'negotiate' } })
    expect(decideTarget({ ...certificate, useNtAuth: true }, linux)).toMatchObject({
      credentials: { kind: 'certificate' },
    })
    expect(decideTarget({ server: 'sql01', ...bob, password: '', auth: 'ntlm' }, linux)).toMatchObject({
      credentials: { kind: 'ntlm', password: '' },
    })
  })

  test.each<[ConnectOptions, string]>([
    [{ server: 'sql01:5985', ...bob }, '"sql01:5985" is no server name'],
    [{ server: 'sql 01', ...bob }, '"sql 01" is no server name'],
    [{ server: 'bob:hunter2@sql01', ...bob }, '"…@sql01" is no server name'],
    [{ server: 'fe80::1%eth0', ...bob }, 'is no server name'],
    [{ server: 'http://', ...bob }, 'http://… is no URL that can be read'],
    [{ server: 'https://[bad', ...bob }, 'https://… is no URL that can be read'],
    [{ server: 'sql01', username: 'bob' }, 'a user name was given for http://sql01:5985, but no password'],
    [{ server: 'sql01', password: 'hunter2' }, 'a password was given for http://sql01:5985, but no user name'],
    [{ server: 'sql01', ...bob, auth: 'kerberos' as never }, 'the option auth names no way to log on'],
    [{ server: 'sql01', ...bob, auth: 7 as never }, 'the option auth must be a text'],
  ])('%j is an ArgumentError', (options, message) => {
    const error = refusal(options)
    expect(error).toBeInstanceOf(ArgumentError)
    expect(error).toMatchObject({ message: expect.stringContaining(message) })
  })

  test.each<[ConnectOptions, string]>([
    [{ server: 'sql01' }, 'as the caller needs Kerberos'],
    [{ server: '\\\\sql01', useNtAuth: true, username: '' }, 'as the caller needs Kerberos'],
    [{ server: 'sql01', useNtAuth: true, ...bob }, 'UseNtAuth is True, so user name and password are ignored'],
    [{ server: 'https://sql01' }, 'logging on to https://sql01:5986 as the caller'],
  ])('%j needs an identity that is not there', (options, message) => {
    const error = refusal(options)
    expect(error).toBeInstanceOf(TransportError)
    expect(error).toBeInstanceOf(WmiError)
    expect(error).toMatchObject({
      reason: 'credentials',
      name: 'SEC_E_NO_CREDENTIALS',
      code: 0x8009030e,
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/password|UseNtAuth/),
    })
    expect(JSON.stringify(error) + String(error)).not.toContain('hunter2')
  })

  test('by a way that this version does not have is refused by name', () => {
    for (const surroundings of [linux, windows])
      expect(() => decideTarget({ transport: 'dcom', server: 'sql01', ...bob }, surroundings)).toThrow(
        expect.objectContaining({
          message: 'no transport "dcom" in this version; cannot connect to sql01',
          reason: 'unsupported',
          name: 'WBEM_E_NOT_SUPPORTED',
        }),
      )
  })

  test('is not the embedded host', () => {
    for (const options of [{ server: 'sql01' }, { transport: 'dcom' }, { server: 'http://localhost' }])
      expect(() => decideTarget({ ...options, embedded: true }, linux)).toThrow(ArgumentError)
  })

  test('is never shown with what a URL holds besides', () => {
    const error = refusal({ server: 'https://bob:hunter2@sql01:5986/wsman?x=hunter2' })
    expect(error).toBeInstanceOf(TransportError)
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('hunter2')
  })
})

test.each([
  ['http://sql01.contoso.test:5985/wsman', 'SQL01'],
  ['http://localhost/', 'LOCALHOST'],
  ['http://10.0.0.5:5985/', '10.0.0.5'],
  ['http://[fe80::1]:5985/', 'fe80::1'],
])('%s is called %s until it says its name', (url, name) => {
  expect(typedServerName(new URL(url))).toBe(name)
})
