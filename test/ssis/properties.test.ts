import { afterEach, describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { setLanguage } from '../../src/base/text.js'
import { Package } from '../../src/ssis/index.js'
import { thrown } from './thrown.js'

afterEach(() => setLanguage('en'))

const make = () => {
  const pkg = new Package()
  const task = pkg.executables.add('STOCK:WmiDataReaderTask')
  return { pkg, task, get: (name: string) => task.properties.get(name) }
}

describe('DtsProperty', () => {
  test('tells its name, type and access', () => {
    const { get, pkg } = make()
    expect(get('disable')).toMatchObject({ name: 'Disable', type: 'Boolean', get: true, set: true })
    expect(get('id')).toMatchObject({ name: 'ID', type: 'String', get: true, set: false })
    expect(get('OutputType').type).toMatchObject({ name: 'OutputType' })
    expect(pkg.properties.get('ProtectionLevel').getValue(pkg)).toBe(0)
  })

  test.each<[string, unknown, unknown]>([
    ['Disable', 'true', true],
    ['Disable', '-1', true],
    ['Disable', '0', false],
    ['MaximumErrorCount', ' 12 ', 12],
    ['MaximumErrorCount', 3n, 3],
    ['OutputType', 'propertyvalue', 1],
    ['OutputType', '2', 2],
    ['OutputType', 0, 0],
    ['Description', 'a\nb', 'a\nb'],
  ])('%s takes %o', (name, value, expected) => {
    const { task, get } = make()
    get(name).setValue(task, value)
    expect(get(name).getValue(task)).toBe(expected)
  })

  const outputTypes = 'Give one of DataTable (0), PropertyValue (1), PropertyNameAndValue (2), by name or by number'
  test.each<[string, unknown, string, string]>([
    ['Disable', 'yes', '"yes" is not a Boolean', 'Give True or False'],
    ['Disable', 1, '1 is not a Boolean', 'Give True or False'],
    ['MaximumErrorCount', '1.5', '"1.5" is not a 32-bit integer', 'Give a whole number from -2147483648 to 2147483647'],
    [
      'MaximumErrorCount',
      2147483648,
      '2147483648 is not a 32-bit',
      'Give a whole number from -2147483648 to 2147483647',
    ],
    ['OutputType', 'Table', '"Table" is no value of OutputType', outputTypes],
    ['OutputType', 3, '3 is no value of OutputType', outputTypes],
    ['Description', 5, '5 is not a text', 'Give a text'],
  ])('%s refuses %o', (name, value, reason, hint) => {
    const { task, get, pkg } = make()
    const before = pkg.toXml()
    const error = thrown(() => get(name).setValue(task, value))
    expect(error).toMatchObject({ code: 0xc001f026, symbol: 'DTS_E_FAILEDPROPERTYSET_ERRORINFO' })
    expect(error.message).toContain(reason)
    expect(error.hint).toBe(hint)
    expect(pkg.toXml()).toBe(before)
  })

  test('read-only ones refuse to be set', () => {
    const { task, get } = make()
    expect(thrown(() => get('CreationName').setValue(task, 'x'))).toMatchObject({ code: 0xc001f021 })
  })

  test('works on another object that has the property, and refuses one that does not', () => {
    const { pkg, task, get } = make()
    const other = pkg.executables.add('STOCK:WmiDataReaderTask')
    get('WqlQuerySource').setValue(other, 'SELECT * FROM a')
    expect([get('WqlQuerySource').getValue(task), get('WqlQuerySource').getValue(other)]).toEqual([
      '',
      'SELECT * FROM a',
    ])
    expect(() => get('WqlQuerySource').getValue(pkg)).toThrow(ArgumentError)
  })

  test('expressions of tasks and packages', () => {
    const { pkg, task, get } = make()
    get('WqlQuerySource').setExpression(task, '@[User::Q]')
    pkg.properties.get('Description').setExpression(pkg, '"x"')
    expect(get('wqlquerysource').getExpression(task)).toBe('@[User::Q]')
    expect([task.propertyExpressions, pkg.propertyExpressions]).toEqual([
      [{ property: 'WqlQuerySource', expression: '@[User::Q]' }],
      [{ property: 'Description', expression: '"x"' }],
    ])
    const again = Package.parse(pkg.toXml())
    expect(again.executables.get(0).getExpression('WqlQuerySource')).toBe('@[User::Q]')
    get('WqlQuerySource').setExpression(task, '')
    expect(task.hasExpressions).toBe(false)
    expect(() => task.setExpression('Nope', '1')).toThrow('Nope')
  })
})

test('a file that says something else than a property can be loads, and is refused when it is asked', () => {
  const { pkg } = make()
  const text = pkg
    .toXml()
    .replace('DTS:LocaleID="-1"', 'DTS:Disabled="perhaps" DTS:LocaleID="-1"')
    .replace('<DTS:ObjectData />', '<DTS:ObjectData><WMIDRTaskData OutputType="Table" /></DTS:ObjectData>')
  const task = Package.parse(text).executables.get(0)
  expect(thrown(() => task.disable)).toMatchObject({ symbol: 'DTS_E_PERSISTENCEERROR' })
  expect(thrown(() => task.properties.get('OutputType').getValue(task)).message).toContain('"Table"')
  task.disable = true
  expect(task.disable).toBe(true)
})

test('the texts are there in French', () => {
  setLanguage('fr')
  const { task, get } = make()
  expect(thrown(() => get('Disable').setValue(task, 'oui')).message).toContain('« oui » n’est pas un booléen')
  expect(() => new Package().connections.add('OLEDB')).toThrow('ne peuvent pas être créés ici')
  expect(() => Package.parse('<a>')).toThrow('n’est pas fermé avant la fin du texte')
})
