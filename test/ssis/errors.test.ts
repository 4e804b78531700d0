import { afterEach, describe, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { setLanguage } from '../../src/base/text.js'
import { dtsHint, dtsText } from '../../src/base/texts/ssis.js'
import { fileText } from '../../src/base/texts/ssis-files.js'
import { modelText } from '../../src/base/texts/ssis-model.js'
import { readerText } from '../../src/base/texts/ssis-reader.js'
import { runText } from '../../src/base/texts/ssis-run.js'
import { DtsError, dtsCodes, dtsError, dtsProblem, dtsSymbol } from '../../src/ssis/errors.js'

afterEach(() => setLanguage('en'))

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]).sort()

describe('the table of documented codes', () => {
  test('every code has a text in both languages with the same parameters', () => {
    expect(Object.keys(dtsText.table).sort()).toEqual(Object.keys(dtsCodes).sort())
    for (const [symbol, text] of Object.entries(dtsText.table))
      expect([symbol, names(text.fr)]).toEqual([symbol, names(text.en)])
  })

  test('a hint uses only parameters of its text', () => {
    for (const [symbol, hint] of Object.entries(dtsHint)) {
      const own = names(dtsText.table[symbol as keyof typeof dtsHint].en)
      for (const name of [...names(hint.en), ...names(hint.fr)]) expect(own).toContain(name)
    }
  })

  test('the other texts of the runtime have the same parameters in both languages', () => {
    for (const [key, text] of Object.entries({
      ...runText.table,
      ...readerText.table,
      ...fileText.table,
      ...modelText.table,
    }))
      expect([key, names(text.fr)]).toEqual([key, names(text.en)])
  })

  test('numbers are unique', () => {
    expect(new Set(Object.values(dtsCodes)).size).toBe(Object.keys(dtsCodes).length)
  })

  // From the "Integration Services Error and Message Reference".
  test.each([
    ['DTS_E_VARIABLENOTFOUND', 0xc0010001],
    ['DTS_E_VARIABLEREADONLY', 0xc0010003],
    ['DTS_E_CONNECTIONNOTFOUND', 0xc001000e],
    ['DTS_E_UNKNOWNCONNECTIONMANAGERTYPE', 0xc0014005],
    ['DTS_E_CONNECTIONOFFLINE', 0xc0014019],
    ['DTS_E_CONNECTIONVALIDATIONFAILED', 0xc001401d],
    ['DTS_E_PACKAGEPROTECT', 0xc0014035],
    ['DTS_E_PACKAGEUNPROTECT', 0xc0014036],
    ['DTS_E_PACKAGEPASSWORD', 0xc0014037],
    ['DTS_E_DUPLICATECONSTRAINT', 0xc0014038],
    ['DTS_E_RUNTIMEVARIABLETYPECHANGE', 0xc001f009],
    ['DTS_E_DTSNAME_LEGAL', 0xc001f202],
    ['DTS_E_WMIDRTASK_SYNCOBJECTFAILED', 0xc0029244],
    ['DTS_E_WMIDRTASK_CANTWRITETOVAR', 0xc0029253],
    ['DTS_E_WMIEWTASK_SYNCOBJECTFAILED', 0xc0029254],
    ['DTS_E_WMIEWTASK_ERRMESSAGE', 0xc0029261],
    ['DTS_E_WMIDRTASK_VARIABLETYPEISNOTOBJECT', 0xc002f310],
    ['DTS_E_WMIDRTASK_VARIABLETYPEISNOTSTRING', 0xc002f311],
    ['DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', 0xc020801c],
    ['DTS_W_MAXIMUMERRORCOUNTREACHED', 0x80019002],
    ['DTS_I_PACKAGEMIGRATED', 0x40016019],
  ] as const)('%s is %d', (symbol, code) => {
    expect(dtsCodes[symbol]).toBe(code)
    expect(dtsSymbol(code)).toBe(symbol)
    expect(dtsSymbol(code | 0)).toBe(symbol)
  })
})

describe('errors', () => {
  test('carry code, symbol, text and hint', () => {
    const error = dtsError('DTS_E_CONNECTIONOFFLINE', { name: 'WMI' })
    expect(error).toBeInstanceOf(WmilinkError)
    expect(error).toMatchObject({
      name: 'DTS_E_CONNECTIONOFFLINE',
      symbol: 'DTS_E_CONNECTIONOFFLINE',
      code: 0xc0014019,
      message: 'the connection manager "WMI" does not connect because OfflineMode is True',
      hint: 'Set OfflineMode of the package to False to connect',
    })
  })

  test('speak French', () => {
    setLanguage('fr')
    expect(dtsProblem('DTS_E_CONNECTIONOFFLINE', { name: 'WMI' })).toEqual({
      code: 0xc0014019,
      symbol: 'DTS_E_CONNECTIONOFFLINE',
      description: 'le gestionnaire de connexions « WMI » ne se connecte pas car OfflineMode vaut True',
      hint: 'Définissez OfflineMode du package sur False pour vous connecter',
    })
  })

  test('a code without an entry keeps its hexadecimal form', () => {
    expect(new DtsError(-1073676287, 'text').symbol).toBe('DTS_E_VARIABLENOTFOUND')
    expect(new DtsError(0xc0ffee00, 'text')).toMatchObject({ symbol: '0xC0FFEE00', name: '0xC0FFEE00', hint: '' })
  })
})
