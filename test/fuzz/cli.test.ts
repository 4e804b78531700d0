import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/cli/errors.js'
import { displayWidth, pad, truncate, visible } from '../../src/cli/format/display.js'
import { readAssignments } from '../../src/cli/parameters.js'
import { withoutSecrets } from '../../src/cli/secrets.js'
import { fuzzCases } from '../vectors.js'

const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\u001b', '\r', '日', '🙂', '\u0301', '\u200d', '\ufe0f', '\u202e', '\u08e2'),
  ),
})
const cases = { numRuns: fuzzCases, seed: 20050117 }

test('no text moves the cursor or changes the terminal once it is made visible', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
    }),
    cases,
  )
})

test('cut text is never wider than asked for, padded text never narrower', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
      const shown = visible(text)
      expect(displayWidth(truncate(shown, width))).toBeLessThanOrEqual(width)
      expect(displayWidth(pad(shown, width))).toBeGreaterThanOrEqual(width)
    }),
    cases,
  )
})

test('any argument is an assignment or an error of usage', () => {
  fc.assert(
    fc.property(anyText, text => {
      try {
        const [assignment] = readAssignments([text])
        expect(text).toBe(`${assignment?.name}${assignment?.json ? ':=' : '='}${assignment?.text}`)
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
    cases,
  )
})

test('no password of a connection string is shown, wherever it stands', () => {
  const part = fc.stringMatching(/^[A-Za-z ]{1,10}=[a-z0-9\\. ]{0,10}$/)
  const key = fc.constantFrom('Password', 'PWD', 'password ', 'Jet OLEDB:Database Password', 'User Password')
  fc.assert(
    fc.property(
      fc.array(part),
      key,
      fc.stringMatching(/^[!-:<-~]{1,20}$/),
      fc.array(part),
      (before, name, tail, after) => {
        const secret = `s3cr3t${tail}`
        const text = [...before, `${name}=${secret}`, ...after].join(';')
        expect(withoutSecrets(text)).not.toContain('s3cr3t')
      },
    ),
    cases,
  )
})
