import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { languages, setLanguage, speaker } from '../../src/base/index.js'

afterEach(() => setLanguage('en'))

test('a text is said in the chosen language with its parameters', () => {
  const say = speaker({ lost: { en: 'lost {what} at {where}', fr: '{what} perdu à {where}' } })
  expect(say('lost', { what: 'x', where: 3 })).toBe('lost x at 3')
  setLanguage('fr')
  expect(say('lost', { what: 'x', where: 3 })).toBe('x perdu à 3')
})

test('a parameter is not searched for parameters again', () => {
  const say = speaker({ echo: { en: '{a} {b}', fr: '{a} {b}' } })
  expect(say('echo', { a: '{b}', b: '$&' })).toBe('{b} $&')
})

test('names of more than 100 characters are cut, other values are not', () => {
  const say = speaker({ lost: { en: 'no {property} in {class}: {reason}', fr: 'pas de {property}' } })
  const [exact, long, pair] = ['a'.repeat(100), 'b'.repeat(101), `${'c'.repeat(99)}😀d`]
  expect(say('lost', { property: exact, class: long, reason: long })).toBe(
    `no ${exact} in ${'b'.repeat(100)}…: ${long}`,
  )
  expect(say('lost', { property: pair, class: 7, reason: '' })).toBe(`no ${'c'.repeat(99)}… in 7: `)
})

test('a word goes with its number as the language counts', () => {
  const say = speaker({ rows: { en: '{count} {count:row|rows}', fr: '{count} {count:ligne|lignes}' } })
  const all = () => [0, 1, 2, 1n, '1,001'].map(count => say('rows', { count }))
  expect(all()).toEqual(['0 rows', '1 row', '2 rows', '1 row', '1,001 rows'])
  setLanguage('fr')
  expect(all()).toEqual(['0 ligne', '1 ligne', '2 lignes', '1 ligne', '1,001 lignes'])
})

test('the path of an object may be longer, to 400 characters', () => {
  const say = speaker({ gone: { en: 'no {object}', fr: 'pas de {object}' } })
  expect(say('gone', { object: 'a'.repeat(400) })).toBe(`no ${'a'.repeat(400)}`)
  expect(say('gone', { object: 'a'.repeat(1_000_000) })).toBe(`no ${'a'.repeat(400)}…`)
})

describe('every table', () => {
  const folder = new URL('../../src/base/texts/', import.meta.url)
  for (const file of readdirSync(folder)) {
    test(`${file} has both languages with the same parameters`, async () => {
      const exported: Record<string, unknown> = await import(new URL(file, folder).href)
      const tables = Object.values(exported).flatMap(tableOf)
      expect(tables.length).toBeGreaterThan(0)
      for (const table of tables) {
        for (const [key, text] of Object.entries(table)) {
          for (const language of languages) expect(text[language], `${key}.${language}`).toBeTruthy()
          expect(parameters(text.fr), key).toEqual(parameters(text.en))
        }
      }
    })
  }
})

/** The table of a speaker, or a plain table. */
function tableOf(value: unknown): Record<string, Record<string, string>>[] {
  const table = typeof value === 'function' && 'table' in value ? value.table : value
  return typeof table === 'object' && table !== null ? [table as Record<string, Record<string, string>>] : []
}

function parameters(text = ''): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? ''))].sort()
}
