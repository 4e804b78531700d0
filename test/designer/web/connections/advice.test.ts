import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adviceFor, thumbprintIn } from '../../../../src/designer/web/connections/advice.js'

test('each option is named once, by its field or as one of the start', () => {
  expect(
    adviceFor(['pin it with --fingerprint or trust it with --ca', 'or --fingerprint', 'no --such-option']),
  ).toEqual([
    'for --fingerprint, use “Thumbprint of the certificate” on the page Advanced',
    'for --ca, start the designer with it: wmilink design --ca …',
  ])
})

test('every option that messages about connecting name has an advice', async () => {
  const folder = new URL('../../../../src/base/texts/', import.meta.url)
  const options = new Set<string>()
  for (const file of readdirSync(folder).filter(name => /^(?:connect|http)/.test(name))) {
    const tables: Record<string, unknown> = await import(new URL(file, folder).href)
    for (const say of Object.values(tables))
      for (const option of JSON.stringify(Object(say).table ?? {}).match(/--[a-z][a-z-]*/g) ?? []) options.add(option)
  }
  expect([...options].filter(option => adviceFor([option]).length === 0)).toEqual([])
})

test('a thumbprint is found where a message says that it can be pinned', () => {
  const sha1 = '348b05188a4c80df9edc179d9289d124dd8a0328'
  expect(thumbprintIn(['elsewhere', `(thumbprint ${sha1}), pin it with --fingerprint`])).toBe(sha1)
  expect(thumbprintIn([`${sha1.replace(/(..)(?=.)/g, '$1:')} --fingerprint`])).toBe(sha1)
  expect(thumbprintIn([`a certificate ${sha1}`, 'give --fingerprint'])).toBeUndefined()
})
