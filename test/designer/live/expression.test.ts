// The expression builder.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { setLanguage } from '../../../src/base/text.js'
import { functionNames } from '../../../src/ssis/expressions/functions/index.js'
import { kinds } from '../../../src/ssis/expressions/type-info.js'
import { Package, Sequence } from '../../../src/ssis/index.js'
import { failureOf, living } from './living.js'

async function packageWithScopes() {
  const live = await living({ agreed: false })
  const pkg = live.document.package
  pkg.variables.add('Outer', false, 'User', 20)
  const sequence = pkg.executables.add('STOCK:SEQUENCE')
  if (!(sequence instanceof Sequence)) throw new Error('no sequence')
  sequence.variables.add('Inner', false, 'User', 'in')
  live.document.refresh()
  const evaluate = (expression: string, scope: object = pkg) =>
    live.call('expression.evaluate', { document: live.document.key, scope: live.document.keyOf(scope), expression })
  return { live, pkg, sequence, evaluate }
}

describe('an expression', () => {
  test.each([
    ['1 + 2', '3', 'DT_I4'],
    ['"a" + "b"', 'ab', 'DT_WSTR'],
    ['1 == 1', 'True', 'DT_BOOL'],
    ['@[User::Outer] * 2', '40', 'DT_I4'],
    ['@[System::PackageName]', 'Package', 'DT_WSTR'],
    ['NULL(DT_I4)', '', 'DT_I4'],
    ['9007199254740993L', '9007199254740993', 'DT_I8'],
  ])('%s', async (expression, text, type) => {
    const { evaluate } = await packageWithScopes()
    expect(await evaluate(expression)).toEqual({ result: { text, type }, failure: null })
  })

  test('sees what its object sees', async () => {
    const { evaluate, sequence, live, pkg } = await packageWithScopes()
    expect((await evaluate('@[User::Inner]', sequence)).result?.text).toBe('in')
    expect((await evaluate('@[User::Inner]')).failure).toMatchObject({ position: 0 })
    const manager = pkg.connections.add('FILE')
    live.document.refresh()
    expect((await evaluate('@[User::Outer]', manager)).result?.text).toBe('20')
  })

  test('that is wrong tells where', async () => {
    const { evaluate } = await packageWithScopes()
    const { result, failure } = await evaluate('1 + Foo(2)')
    expect(result).toBeNull()
    expect(failure).toMatchObject({ kind: 'failed', position: 4 })
    expect(failure?.message).toMatch(/FOO/i)
  })

  test('does not read sensitive parameters', async () => {
    const live = await living({ agreed: false })
    const parameters = `<DTS:PackageParameters><DTS:PackageParameter DTS:CreationName="" DTS:DataType="8"
      DTS:DTSID="{DE2BEF67-8332-43A6-B634-49E46FC66E21}" DTS:ObjectName="Secret" DTS:Sensitive="True">
      <DTS:Property DTS:DataType="8" DTS:Name="ParameterValue" Sensitive="1">hush</DTS:Property>
      </DTS:PackageParameter></DTS:PackageParameters>`
    const text = new Package().toXml().replace(/(<DTS:Variables)/, `${parameters}$1`)
    writeFileSync(join(live.workspace.folder, 'p.dtsx'), text)
    const document = await live.workspace.open('p.dtsx')
    expect([...document.package.parameters].map(({ name }) => name)).toEqual(['Secret'])
    const { result, failure } = await live.call('expression.evaluate', {
      document: document.key,
      scope: document.keyOf(document.package),
      expression: '@[$Package::Secret]',
    })
    expect(result).toBeNull()
    expect(JSON.stringify(failure)).not.toContain('hush')
  })

  test('needs an object that is there', async () => {
    const { live } = await packageWithScopes()
    const input = { document: live.document.key, scope: '{nobody}', expression: '1' }
    expect(await failureOf(live.call('expression.evaluate', input))).toMatchObject({ kind: 'notFound' })
  })
})

describe('the catalog', () => {
  test('has every function, cast and NULL of the language', async () => {
    const live = await living({ agreed: false })
    const { entries } = await live.call('expression.catalog', {})
    const labels = entries.map(({ label }) => label)
    for (const name of functionNames)
      expect(
        labels.some(label => label.startsWith(`${name}(`)),
        name,
      ).toBe(true)
    for (const type of Object.keys(kinds)) {
      expect(
        labels.some(label => label.startsWith(`(${type}`)),
        type,
      ).toBe(true)
      expect(
        labels.some(label => label.startsWith(`NULL(${type}`)),
        type,
      ).toBe(true)
    }
    expect(entries.every(({ description, group }) => description !== '' && group !== '')).toBe(true)
    expect(entries.find(({ label }) => label.startsWith('SUBSTRING'))?.insert).toBe(
      'SUBSTRING( «character_expression», «start», «length» )',
    )
  })

  test('speaks French', async () => {
    const live = await living({ agreed: false })
    const english = await live.call('expression.catalog', {})
    setLanguage('fr')
    onTestFinished(() => setLanguage('en'))
    const french = await live.call('expression.catalog', {})
    expect(french.entries.map(({ label }) => label)).toEqual(english.entries.map(({ label }) => label))
    expect(french.entries.filter(({ description }, at) => description === english.entries[at]?.description)).toEqual([])
  })
})
