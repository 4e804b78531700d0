import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { Package } from '../../src/ssis/index.js'
import { openText, sealText } from '../../src/ssis/protection/index.js'
import { fuzzCases, vectorPath } from '../vectors.js'
import { mutateText, seeded } from './mutate.js'

const read = (name: string) => readFileSync(vectorPath(`dtsx/${name}`), 'utf8').replace(/^\ufeff/, '')
const project = ['FTP_Connection_Manager.conmgr', 'db-01_msdb.conmgr', 'Project.params'].map(name =>
  read(`encrypted/${name}`),
)
const tokens = [
  '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">',
  '<CipherValue>',
  '</CipherValue>',
  'Sensitive="1"',
  'Encrypted="1"',
  'Salt="',
  'IV="AAAAAAAAAAA="',
  'AAAAAAAAAAA=',
  '=',
  '"',
  '>',
  '<',
]

/** Only our own errors, and nothing of the secrets in them. */
function quietly(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    expect(error.message + error.hint).not.toMatch(/ssis123|12345|Rbylpv|hunter2/)
  }
}

describe('changed files', () => {
  test('project files open, or say why not', () => {
    const random = seeded(11)
    for (let left = fuzzCases / 4; left > 0; left -= 1) {
      const text = mutateText(project[Math.floor(random() * project.length)] ?? '', random, tokens)
      quietly(() => openText(text, 'ssis123'))
    }
  })

  test('a package that is encrypted as a whole', () => {
    const random = seeded(12)
    const whole = read('encrypted-whole/security_test_pass_is_banana.dtsx')
    for (let left = fuzzCases / 200; left > 0; left -= 1)
      quietly(() => Package.parse(mutateText(whole, random, tokens), { password: 'banana' }))
  })
})

test('what is closed opens as it was', () => {
  const random = seeded(13)
  for (let left = fuzzCases / 20; left > 0; left -= 1) {
    const length = Math.floor(random() * 40)
    const value = Array.from({ length }, () => String.fromCodePoint(32 + Math.floor(random() * 9000))).join('')
    const escaped = value.replace(/[&<>]/g, character => `&#${character.codePointAt(0)};`)
    const clear = `<a xmlns:p="urn:p" xmlns="urn:d"><p:b c="1" Sensitive="1">${escaped}</p:b><d /></a>`
    const password = `p${left}`
    for (const form of ['package', 'project'] as const) {
      const sealed = sealText(clear, { password, originals: new Map(), clear: new Set(), form })
      if (value !== '') expect(sealed).not.toContain(`>${escaped}<`)
      const { text } = openText(sealed, password)
      expect(text.replace(/ xmlns:p="urn:p"(?= Sensitive|>[^<])/g, '')).toContain(`>${escaped}</p:b>`)
      if (value !== '') quietly(() => expect(openText(sealed, `${password}x`)).toBeUndefined())
    }
  }
})
