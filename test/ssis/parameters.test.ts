import { describe, expect, test } from 'vitest'
import { DTSExecResult, Package, setByPath } from '../../src/ssis/index.js'
import { smallPackage } from './samples.js'
import { thrown } from './thrown.js'

test('parameters of the package are read like variables', () => {
  const text = smallPackage(`  <DTS:PackageParameters>
    <DTS:PackageParameter
      DTS:CreationName=""
      DTS:DataType="3"
      DTS:DTSID="{DE2BEF67-8332-43A6-B634-49E46FC66E20}"
      DTS:ObjectName="Limit">
      <DTS:Property
        DTS:DataType="3"
        DTS:Name="ParameterValue">7</DTS:Property>
    </DTS:PackageParameter>
    <DTS:PackageParameter
      DTS:CreationName=""
      DTS:DataType="8"
      DTS:DTSID="{DE2BEF67-8332-43A6-B634-49E46FC66E21}"
      DTS:ObjectName="Secret"
      DTS:Required="True"
      DTS:Sensitive="True">
      <DTS:Property
        DTS:DataType="8"
        DTS:Name="ParameterValue">hunter2</DTS:Property>
    </DTS:PackageParameter>
  </DTS:PackageParameters>
  <DTS:Variables />
`)
  const pkg = Package.parse(text)
  expect(pkg.variables.get('$Package::Limit').value).toBe(7)
  expect(pkg.variables.get('$Package::Secret').value).toBeNull()
  expect(pkg.parameters.map(({ name, required, sensitive }) => [name, required, sensitive])).toEqual([
    ['Limit', false, false],
    ['Secret', true, true],
  ])
  expect(thrown(() => Object.assign(pkg.variables.get('$Package::Limit'), { value: 8 })).code).toBe(0xc0010003)
})

describe('a required parameter', () => {
  const required = (value: string) =>
    Package.parse(
      smallPackage(`  <DTS:PackageParameters>
    <DTS:PackageParameter
      DTS:DataType="3"
      DTS:ObjectName="Limit"
      DTS:Required="True">
      <DTS:Property
        DTS:DataType="3"
        DTS:Name="ParameterValue">${value}</DTS:Property>
    </DTS:PackageParameter>
  </DTS:PackageParameters>
  <DTS:Variables />
`),
    )

  test('without any value keeps the package from running, and is named', async () => {
    const pkg = required('')
    expect(await pkg.execute()).toBe(DTSExecResult.Failure)
    expect(pkg.errors).toMatchObject([
      { code: 0xc0022101, description: 'required parameters of the package have no value: $Package::Limit' },
    ])
  })

  test('takes a value from its file or from whoever runs the package', async () => {
    expect(await required('5').execute()).toBe(DTSExecResult.Success)
    const pkg = required('')
    const text = pkg.toXml()
    setByPath(pkg, '\\Package.Variables[$Package::Limit].Value', '7')
    expect(await pkg.execute()).toBe(DTSExecResult.Success)
    expect(pkg.variables.get('$Package::Limit').value).toBe(7)
    expect(pkg.toXml()).toBe(text)
  })
})
