import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { TextError, WmiError, WmilinkError, wbemStatusByCode, wbemStatusByName } from '../../src/base/index.js'

// Values of the WMI SDK page "WMI Error Constants".
test.each([
  ['WBEM_E_FAILED', 0x80041001],
  ['WBEM_E_NOT_FOUND', 0x80041002],
  ['WBEM_E_INVALID_NAMESPACE', 0x8004100e],
  ['WBEM_E_INVALID_CLASS', 0x80041010],
  ['WBEM_E_INVALID_QUERY', 0x80041017],
  ['WBEM_E_INVALID_METHOD', 0x8004102e],
  ['WBEM_E_INVALID_OBJECT_PATH', 0x8004103a],
  ['WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE', 0x80041049],
  ['WBEM_E_CANNOT_CHANGE_INDEX_INHERITANCE', 0x80041050],
  ['WBEM_E_METHOD_NOT_IMPLEMENTED', 0x80041055],
  ['WBEM_E_UNINTERPRETABLE_PROVIDER_QUERY', 0x8004105f],
  ['WBEM_E_LOCAL_CREDENTIALS', 0x80041064],
  ['WBEM_E_QUOTA_VIOLATION', 0x8004106c],
  ['WBEM_E_VETO_PUT', 0x8004107a],
  ['WBEMESS_E_REGISTRATION_TOO_PRECISE', 0x80042002],
  ['WBEM_S_TIMEDOUT', 0x40004],
  ['WBEM_S_NEW_STYLE', 0x400ff],
  ['WBEM_E_RETRY_LATER', 0x80043001],
] as const)('%s is %i', (name, code) => {
  expect(wbemStatusByName[name]).toBe(code)
  expect(wbemStatusByCode.get(code)).toBe(name)
})

test('no two statuses share a code', () => {
  expect(wbemStatusByCode.size).toBe(Object.keys(wbemStatusByName).length)
})

test('a WmiError carries number, symbol and hint', () => {
  const error = new WmiError('WBEM_E_INVALID_CLASS', 'no class X', {
    hint: 'look',
    server: 's',
    namespace: 'root',
    operation: 'query',
  })
  expect(error).toBeInstanceOf(WmilinkError)
  expect(error).toMatchObject({
    code: 0x80041010,
    name: 'WBEM_E_INVALID_CLASS',
    message: 'no class X',
    hint: 'look',
    server: 's',
  })
})

test('an HRESULT may be negative and unknown', () => {
  expect(new WmiError(-2147217385, 'x')).toMatchObject({ code: 0x80041017, name: 'WBEM_E_INVALID_QUERY' })
  expect(new WmiError(0x800706ba, 'x').name).toBe('0x800706BA')
})

test('a TextError says file, line and column first', () => {
  const error = new TextError('bad', { line: 3, column: 7, source: 'a.mof' })
  expect(error.message).toBe('a.mof:3:7: bad')
  expect(inspect(error)).toContain('a.mof:3:7: bad')
})
