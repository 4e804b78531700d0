import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { defaultSettings, formatConnectionString, parseConnectionString } from '../../src/connect/connection-string.js'

// The form of the 35 connection strings in the SSIS packages we know.
const stock = 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;'

describe('reading', () => {
  test('the string that SSIS writes', () => {
    expect(parseConnectionString(stock)).toEqual({
      serverName: '\\\\localhost',
      namespace: '\\root\\cimv2',
      useNtAuth: true,
      userName: '',
    })
  })

  test('a domain user without Windows authentication', () => {
    expect(
      parseConnectionString(
        'ServerName=\\\\sql01;Namespace=\\root\\StandardCimv2;UseNtAuth=False;UserName=CONTOSO\\svc;',
      ),
    ).toEqual({
      serverName: '\\\\sql01',
      namespace: '\\root\\StandardCimv2',
      useNtAuth: false,
      userName: 'CONTOSO\\svc',
    })
  })

  test('keys in any case and order, blanks around them, no last semicolon', () => {
    expect(
      parseConnectionString(' username = bob ;USENTAUTH=false;; namespace=root\\wmi ; servername=\\\\a=b'),
    ).toEqual({ serverName: '\\\\a=b', namespace: 'root\\wmi', useNtAuth: false, userName: 'bob' })
  })

  test('an unknown key is an error that does not repeat it, unless a file brought it', () => {
    const read = () => parseConnectionString(`${stock}hunter2=30;`)
    expect(read).toThrow('part 5 of the connection string has a key that is none of ServerName')
    expect(read).not.toThrow(/hunter2/)
    expect(parseConnectionString(`${stock}Timeout=30;`, defaultSettings, 'ignore')).toEqual(
      parseConnectionString(stock),
    )
  })

  test('absent keys keep the current value', () => {
    const current = { serverName: '\\\\a', namespace: '\\root\\b', useNtAuth: false, userName: 'c' }
    expect(parseConnectionString('Namespace=\\root\\x;', current)).toEqual({ ...current, namespace: '\\root\\x' })
    expect(parseConnectionString('', current)).toEqual(current)
  })

  test('a part without = is an error that does not repeat it', () => {
    const read = () => parseConnectionString('ServerName=\\\\a;Password=abc;hunter2;')
    expect(read).toThrow(ArgumentError)
    expect(read).toThrow('part 3 of the connection string has no "="')
    expect(read).not.toThrow(/hunter2/)
  })

  test('a UseNtAuth that is neither True nor False is an error', () => {
    const read = () => parseConnectionString('Namespace=root;UseNtAuth=hunter2')
    expect(read).toThrow('UseNtAuth, part 2 of the connection string, must be True or False')
    expect(read).not.toThrow(/hunter2/)
    expect(parseConnectionString('UseNtAuth=FALSE').useNtAuth).toBe(false)
  })
})

describe('a password', () => {
  const current = parseConnectionString('ServerName=\\\\a;UseNtAuth=False;UserName=u;Password= p=1 ')

  test('is read as it stands, and never shown', () => {
    expect(current.password).toBe(' p=1 ')
    expect(inspect(current)).not.toContain('p=1')
    expect(JSON.stringify(current)).not.toContain('p=1')
    expect(formatConnectionString(current)).toBe('ServerName=\\\\a;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=u;')
  })

  test.each([
    ['another namespace', 'Namespace=\\root\\b', ' p=1 '],
    ['the same server in other words', 'ServerName=A;UserName=U', ' p=1 '],
    ['another server', 'ServerName=\\\\b', undefined],
    ['another user', 'UserName=v', undefined],
    ['another server with its own password', 'ServerName=\\\\b;password=q', 'q'],
  ])('with %s', (_, text, password) => {
    expect(parseConnectionString(text, current).password).toBe(password)
  })
})

describe('writing', () => {
  test('fixed order and case, last semicolon', () => {
    expect(formatConnectionString(parseConnectionString(stock))).toBe(stock)
    expect(formatConnectionString(parseConnectionString('username=x;usentauth=FALSE'))).toBe(
      'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=x;',
    )
  })

  test('a value that could not be read back is refused', () => {
    expect(() => formatConnectionString({ ...parseConnectionString(stock), userName: 'a;ServerName=\\\\b' })).toThrow(
      'UserName contains ";", which a connection string cannot hold',
    )
  })

  test('what is written reads back', () => {
    const text = fc.string({ unit: 'binary' }).filter(value => !value.includes(';') && value.trim() === value)
    fc.assert(
      fc.property(
        fc.record({ serverName: text, namespace: text, useNtAuth: fc.boolean(), userName: text }),
        settings => {
          expect(parseConnectionString(formatConnectionString(settings))).toEqual(settings)
        },
      ),
    )
  })
})
