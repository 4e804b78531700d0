import { expect, test } from 'vitest'
import { isPort, partsOf, serverNameOf } from '../../../../src/designer/web/connections/server-name.js'

test.each([
  ['\\\\sql01', { transport: 'name', host: 'sql01', port: '', path: '' }],
  ['sql01', { transport: 'name', host: 'sql01', port: '', path: '' }],
  ['https://sql01', { transport: 'https', host: 'sql01', port: '', path: '' }],
  ['HTTP://sql01:8080/other', { transport: 'http', host: 'sql01', port: '8080', path: '/other' }],
  ['https://[fe80::1]:5986/wsman', { transport: 'https', host: '[fe80::1]', port: '5986', path: '/wsman' }],
  ['https://', { transport: 'https', host: '', port: '', path: '' }],
])('%s has its parts', (name, parts) => {
  expect(partsOf(name)).toEqual(parts)
})

test('parts make the server name again', () => {
  for (const name of ['\\\\sql01', 'https://sql01', 'http://sql01:8080/other', 'https://[fe80::1]:5986/wsman'])
    expect(serverNameOf(partsOf(name))).toBe(name)
  expect(serverNameOf({ transport: 'https', host: 'fe80::1', port: '', path: 'wsman' })).toBe('https://[fe80::1]/wsman')
  expect(serverNameOf({ transport: 'name', host: '[fe80::1]', port: '5986', path: '/wsman' })).toBe('\\\\fe80::1')
})

test('a port is a number to 65535, or left open', () => {
  expect(['', '1', '65535'].every(isPort)).toBe(true)
  expect(['0', '65536', 'x', '123456'].some(isPort)).toBe(false)
})
