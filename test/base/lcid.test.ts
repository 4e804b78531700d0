import { expect, test } from 'vitest'
import { lcidOfTag, localeOfTag, tagOfLocale } from '../../src/base/lcid.js'

test('language tags and the locales of WMI stand for each other', () => {
  expect(lcidOfTag('fr-FR')).toBe(1036)
  expect(localeOfTag('fr-fr')).toBe('MS_40C')
  expect(tagOfLocale('ms_40c')).toBe('fr-FR')
  expect(tagOfLocale('MS_040C')).toBe('fr-FR')
  expect(localeOfTag('en-US')).toBe('MS_409')
})

test('what the table does not have is nothing', () => {
  expect(localeOfTag('xx-XX')).toBeUndefined()
  expect(tagOfLocale('MS_FFFF')).toBeUndefined()
  expect(tagOfLocale('fr-FR')).toBeUndefined()
})
