import { expect, test } from 'vitest'
import { commandLine, isFingerprint, placeWith } from '../../../../src/designer/web/connections/server-settings.js'
import { usualSettings } from '../../../../src/designer/workspace/server-settings.js'

test('settings are options of the command line', () => {
  expect(commandLine(usualSettings)).toBe('')
  const fingerprint = 'AB:'.repeat(20)
  expect(commandLine({ ...usualSettings, timeout: 1500, auth: 'ntlm', fingerprint, channelBinding: false })).toBe(
    `--timeout 1.5 --auth ntlm --fingerprint ${'AB'.repeat(20)} --no-channel-binding`,
  )
})

test('a thumbprint has the digits of SHA-1 or SHA-256', () => {
  expect(['', 'aB'.repeat(20), 'ab '.repeat(32)].every(isFingerprint)).toBe(true)
  expect(['ab', 'xy'.repeat(20)].some(isFingerprint)).toBe(false)
})

test('what was not changed is not sent', () => {
  const place = { document: 'd', connection: 'c' }
  const draft = { found: undefined, failure: undefined, settings: usualSettings, set: () => undefined }
  expect(placeWith(place, { ...draft, changed: false })).toEqual(place)
  expect(placeWith(place, { ...draft, changed: true }).draft).toEqual({ values: {}, server: usualSettings })
})
