import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { bareServer, isLocalServer, isUrl } from '../../src/wmi/local-server.js'

test.each(['', '.', '(local)', 'localhost', 'LOCALHOST', '127.0.0.1', '::1', '[::1]', 'web01', 'WEB01.contoso.test'])(
  '%j means this machine, also with \\\\',
  name => {
    expect(isLocalServer(name, 'web01.contoso.test')).toBe(true)
    expect(isLocalServer(`\\\\${name}`, 'web01.contoso.test')).toBe(true)
    expect(isLocalServer(`//${name}`, 'web01.contoso.test')).toBe(true)
    expect(isLocalServer(`\\\\${name}\\`, 'web01.contoso.test')).toBe(true)
  },
)

test.each(['sql01', '127.0.0.2', 'web01.other.test', 'localhost.localdomain', 'https://localhost:5986/wsman'])(
  '%j is another machine or address',
  name => expect(isLocalServer(name, 'web01.contoso.test')).toBe(false),
)

test('the name the system gives is its own', () => {
  expect(isLocalServer(hostname())).toBe(true)
})

test('the bare name has no slashes around it', () => {
  expect(bareServer('\\\\sql01')).toBe('sql01')
  expect(bareServer('\\\\sql01\\')).toBe('sql01')
  expect(bareServer('//sql01')).toBe('sql01')
  expect(bareServer(' sql01 ')).toBe('sql01')
})

test('a URL is told from a name', () => {
  expect(isUrl('https://sql01:5986/wsman')).toBe(true)
  expect(isUrl('HTTP://sql01')).toBe(true)
  expect(isUrl('\\\\sql01')).toBe(false)
  expect(isUrl('sql01:5985')).toBe(false)
})
