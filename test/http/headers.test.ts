import { expect, test } from 'vitest'
import { challengeOf, offeredSchemes, readChallenges, readMediaType } from '../../src/http/index.js'

test('challenges are read from one header and from several', () => {
  const several = ['Negotiate', 'Kerberos', 'Basic realm="WSMAN"', 'CredSSP']
  const one = 'Negotiate, Kerberos,Basic realm="WSMAN", charset="UTF-8" , CredSSP'
  for (const header of [several, one])
    expect(offeredSchemes(readChallenges(header))).toEqual(['Negotiate', 'Kerberos', 'Basic', 'CredSSP'])
  expect(readChallenges(undefined)).toEqual([])
  expect(readChallenges('')).toEqual([])
})

test('a comma or a name within quotes is no challenge', () => {
  const challenges = readChallenges('Digest realm="a, Negotiate \\" b", nonce=1, NEGOTIATE oQcwBaADCgEA==')
  expect(challenges).toEqual([
    { scheme: 'Digest', token: '' },
    { scheme: 'NEGOTIATE', token: 'oQcwBaADCgEA==' },
  ])
  expect(challengeOf(challenges, 'Negotiate')?.token).toBe('oQcwBaADCgEA==')
})

test('of a scheme that is named twice the challenge with the token counts', () => {
  expect(challengeOf(readChallenges(['Negotiate', 'negotiate AAAA', 'Negotiate BBBB']), 'Negotiate')?.token).toBe(
    'AAAA',
  )
  expect(challengeOf(readChallenges('NTLM, Negotiate'), 'Negotiate')?.token).toBe('')
})

test('a token is base64 or nothing', () => {
  for (const bad of ['oQ cw', 'oQ-cw', '===', 'a=b', '"x"'])
    expect(challengeOf(readChallenges(`Negotiate ${bad}`), 'negotiate')?.token).toBe('')
})

test('hostile headers are read in time that grows with their length', () => {
  for (const piece of ['"', '\\"', ',', ' ', 'a ', 'a="', '"\\', ';a="'])
    for (const head of ['', 'Negotiate ', 'a/b;']) {
      readChallenges(head + piece.repeat(60_000))
      readMediaType(head + piece.repeat(60_000))
    }
})

test('media types', () => {
  expect(readMediaType('Text/HTML').type).toBe('text/html')
  expect(readMediaType('')).toEqual({ type: '', parameters: new Map() })
  const { type, parameters } = readMediaType(' application/soap+xml ; Charset=UTF-8 ;x="a;b\\"c"; y ;z=')
  expect(type).toBe('application/soap+xml')
  expect([...parameters]).toEqual([
    ['charset', 'UTF-8'],
    ['x', 'a;b"c'],
    ['z', ''],
  ])
})
