import { expect, test } from 'vitest'
import { readAuthorization } from '../../src/listen/http/authorization.js'

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

test('the header is read by its scheme, whatever its letters and blanks', () => {
  expect(readAuthorization(undefined)).toBeUndefined()
  expect(readAuthorization(basic('alice:a:b'))).toEqual({ scheme: 'basic', user: 'alice', password: 'a:b' })
  expect(readAuthorization('nEGOTIATE \t TlRM ')).toEqual({
    scheme: 'negotiate',
    name: 'nEGOTIATE',
    token: Buffer.from('NTL'),
  })
  expect(readAuthorization('NTLM')).toMatchObject({ scheme: 'ntlm', token: Buffer.alloc(0) })
})

test('what is no token is no logon', () => {
  for (const header of ['', ' ', 'Negotiate a b', 'Negotiate !', 'Basic YQ==', 'Bearer YQ==', 'Negotiate a,Basic b'])
    expect(readAuthorization(header)).toEqual({ scheme: 'other' })
})

test('a header full of blanks is read in one go', () => {
  // Looked at once for every blank, these alone would take longer than a test may.
  for (let i = 0; i < 200; i += 1)
    expect(readAuthorization(`Negotiate${' '.repeat(16_000)}a b`)).toEqual({ scheme: 'other' })
})
