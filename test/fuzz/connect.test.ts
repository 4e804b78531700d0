import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ArgumentError, WmilinkError } from '../../src/base/errors.js'
import { formatConnectionString, parseConnectionString } from '../../src/connect/connection-string.js'
import { decideTarget, readTarget } from '../../src/connect/target.js'
import { fuzzCases } from '../vectors.js'

const runs = { numRuns: Math.ceil(fuzzCases / 2), seed: 20050117 }
const piece = fc.oneof(
  fc.constantFrom(
    'ServerName',
    'Namespace',
    'UseNtAuth',
    'UserName',
    'Password',
    '=',
    ';',
    '\\',
    '\\\\',
    '/',
    ':',
    '.',
  ),
  fc.constantFrom('root', 'cimv2', 'localhost', 'True', 'false', 'https://', '[', '@', ' ', 'hunter2'),
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))

test('any text is connection settings that are written and read again, or an ArgumentError', () => {
  fc.assert(
    fc.property(text, input => {
      try {
        const settings = parseConnectionString(input)
        expect(parseConnectionString(formatConnectionString(settings))).toEqual(settings)
      } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError)
      }
    }),
    runs,
  )
})

test('any text is a target on this machine, or a WmilinkError that keeps the password', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('', 'Password=hunter2-secret;'), (input, password) => {
      try {
        expect(
          decideTarget(readTarget(password + input), { platform: 'linux', machineName: 'web01' }).namespace,
        ).not.toBe('')
      } catch (error) {
        expect(error).toBeInstanceOf(WmilinkError)
        expect(String(error)).not.toContain('hunter2-secret')
      }
    }),
    runs,
  )
})
