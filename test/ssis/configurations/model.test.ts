import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseConfigurationFile } from '../../../src/ssis/configurations/index.js'
import { beginRun, endRun } from '../../../src/ssis/dtsx/run-values.js'
import { DTSConfigurationType, Package } from '../../../src/ssis/index.js'
import { sharedVectorPath } from '../../vectors.js'
import { folder } from '../logging/entries.js'
import { oldPackage } from '../samples.js'
import { rejected, thrown } from '../thrown.js'
import { configurationFile, configuredPackage, value } from './configured-package.js'

describe('configurations of a package', () => {
  test('are read, changed and taken out', () => {
    const pkg = configuredPackage([
      { name: 'One', type: 1, place: 'a.dtsConfig' },
      { name: 'Second', type: 2, place: 'VAR', path: '\\Package.Variables[User::Color].Properties[Value]' },
    ])
    expect(JSON.parse(JSON.stringify([...pkg.configurations]))).toEqual([
      {
        name: 'One',
        id: '{00000000-0000-0000-0000-000000000003}',
        configurationString: 'a.dtsConfig',
        packagePath: '',
      },
      {
        name: 'Second',
        id: '{00000000-0000-0000-0000-000000000006}',
        configurationString: 'VAR',
        packagePath: '\\Package.Variables[User::Color].Properties[Value]',
      },
    ])
    expect(pkg.configurationNames).toEqual(['One', 'Second'])
    expect(pkg.configurations.get('second').configurationType).toBe(DTSConfigurationType.EnvVariable)
    expect(thrown(() => pkg.configurations.get(5)).symbol).toBe('DTS_E_ELEMENTNOTFOUND')
    const first = pkg.configurations.get(0)
    first.configurationString = 'b.dtsConfig'
    first.configurationType = DTSConfigurationType.ParentVariable
    expect(thrown(() => Object.assign(first, { configurationType: 77 })).symbol).toBe(
      'DTS_E_FAILEDPROPERTYSET_ERRORINFO',
    )
    const again = Package.parse(pkg.toXml())
    expect(again.configurations.get('One')).toMatchObject({ configurationString: 'b.dtsConfig', configurationType: 0 })
    expect(again.toXml()).toContain('DTS:ConfigurationType="0"')
    again.configurations.remove('One')
    again.configurations.remove(0)
    expect(again.configurations.count).toBe(0)
    expect(again.toXml()).not.toContain('Configurations')
  })

  test.each([8, 3, 2] as const)('are added to packages of format %i', format => {
    const pkg = format === 8 ? new Package() : Package.parse(oldPackage(format))
    const added = pkg.configurations.add()
    expect([added.name, added.configurationType]).toEqual(['Configuration 1', DTSConfigurationType.ConfigFile])
    added.configurationString = 'C:\\a.dtsConfig'
    added.packagePath = '\\Package.Name'
    added.description = 'where from'
    expect(pkg.configurations.add().name).toBe('Configuration 2')
    const again = Package.parse(pkg.toXml())
    expect(again.toXml()).toBe(pkg.toXml())
    expect(again.configurations.get(0)).toMatchObject({
      name: 'Configuration 1',
      description: 'where from',
      configurationString: 'C:\\a.dtsConfig',
      configurationType: 1,
      packagePath: '\\Package.Name',
    })
    expect(again.configurations.get(0).id).toMatch(/^\{[0-9A-F-]{36}\}$/)
  })
})

describe('configuration files', () => {
  test('are written as SSIS writes them', async ({ skip }) => {
    const sample = sharedVectorPath('dtsx/logs/ColorConfiguration.dtsConfig')
    if (!sample) return skip('no shared vectors')
    const real = readFileSync(sample, 'utf8')
    const path = join(folder(), 'a.dtsConfig')
    const pkg = configuredPackage([])
    await pkg.importConfigurationFile(sample)
    const paths = ['\\Package.Variables[User::Color].Properties[Value]']
    await pkg.exportConfigurationFile(path, { paths, now: () => new Date(2025, 4, 29, 0, 58, 18) })
    const same = (text: string) =>
      text.replace(/GeneratedBy="[^"]*"/, 'GeneratedBy=""').replace(/(GeneratedFromPackage\w+)="[^"]*"/g, '$1=""')
    expect(same(readFileSync(path, 'utf8'))).toBe(same(real))
  })

  test('take the values of variables away and bring them back', async () => {
    const path = join(folder(), 'a.dtsConfig')
    const pkg = configuredPackage([])
    pkg.variables.get('User::Color').value = ' <a> & "b"\r\n\tc '
    pkg.variables.get('User::Flag').value = true
    pkg.variables.get('User::Big').value = -9007199254740993n
    await pkg.exportConfigurationFile(path)
    const { entries } = parseConfigurationFile(readFileSync(path), path)
    expect(entries.map(({ path: target, valueType, text }) => [target, valueType, text])).toEqual([
      ['\\Package.Variables[User::Color].Properties[Value]', 'String', ' <a> & "b"\r\n\tc '],
      ['\\Package.Variables[User::Count].Properties[Value]', 'Int32', '1'],
      ['\\Package.Variables[User::Big].Properties[Value]', 'Int64', '-9007199254740993'],
      ['\\Package.Variables[User::Ratio].Properties[Value]', 'Double', '1'],
      ['\\Package.Variables[User::Flag].Properties[Value]', 'Boolean', '-1'],
      ['\\Package.Variables[User::When].Properties[Value]', 'DateTime', '1/2/2020 3:04:05 AM'],
      ['\\Package\\Inner.Variables[User::Local].Properties[Value]', 'String', 'inner'],
    ])
    const other = configuredPackage([])
    expect(await other.importConfigurationFile(path)).toEqual([])
    expect([value(other, 'Color'), value(other, 'Flag'), value(other, 'Big')]).toEqual([
      ' <a> & "b"\r\n\tc ',
      true,
      -9007199254740993n,
    ])
    expect(other.toXml()).toBe(pkg.toXml())
  })

  test('take properties by path', async () => {
    const path = join(folder(), 'a.dtsConfig')
    const pkg = configuredPackage([])
    const paths = [
      '\\Package.Connections[WMI].Properties[ServerName]',
      '\\Package\\Inner.MaximumErrorCount',
      '\\Package.Properties[DelayValidation]',
    ]
    await pkg.exportConfigurationFile(path, { paths })
    expect(parseConfigurationFile(readFileSync(path), path).entries).toEqual([
      { path: '\\Package.Connections[WMI].Properties[ServerName]', valueType: 'String', text: '\\\\localhost' },
      { path: '\\Package\\Inner.Properties[MaximumErrorCount]', valueType: 'Int32', text: '1' },
      { path: '\\Package.Properties[DelayValidation]', valueType: 'Boolean', text: '0' },
    ])
  })

  test('are written at once or not at all, and never with a secret', async () => {
    const place = folder()
    const path = join(place, 'a.dtsConfig')
    writeFileSync(path, 'old')
    const pkg = configuredPackage([])
    const manager = pkg.connections.get('WMI')
    manager.properties.get('Password').setValue(manager, 'hunter2')
    const paths = ['\\Package.Name', '\\Package.Connections[WMI].Properties[Password]']
    expect((await rejected(pkg.exportConfigurationFile(path, { paths }))).symbol).toBe('DTS_E_PROPERTYWRITEONLY')
    const nowhere = pkg.exportConfigurationFile(path, { paths: ['\\Package.None'] })
    expect((await rejected(nowhere)).symbol).toBe('DTS_E_COULDNOTRESOLVEPACKAGEPATH')
    expect(readFileSync(path, 'utf8')).toBe('old')
    mkdirSync(join(place, 'folder'))
    for (const target of [join(place, 'folder'), join(place, 'no', 'a')]) {
      const error = await rejected(pkg.exportConfigurationFile(target))
      expect([error.symbol, error.code]).toEqual(['DTS_E_CONFIGFILEFAILEDEXPORT', 0xc001201b])
    }
    expect(existsSync(join(place, 'no'))).toBe(false)
  })

  test('leave objects out', async () => {
    const path = join(folder(), 'a.dtsConfig')
    const pkg = configuredPackage([])
    await pkg.exportConfigurationFile(path, { paths: ['\\Package.Variables[User::Any].Value'] })
    const { problems } = parseConfigurationFile(readFileSync(path), path)
    expect(problems.map(({ symbol }) => symbol)).toEqual(['DTS_W_CONFIGFILEEMPTY'])
  })

  test('with a character that XML cannot carry are not written', async () => {
    const path = join(folder(), 'a.dtsConfig')
    const pkg = configuredPackage([])
    const { document } = pkg.node.element
    beginRun(document)
    const error = await rejected(exportControl(pkg, path))
    endRun(document)
    expect(error.symbol).toBe('DTS_E_CONFIGFILEFAILEDEXPORT')
  })

  test('tell importing what was not set', async () => {
    const path = join(folder(), 'a.dtsConfig')
    writeFileSync(
      path,
      configurationFile(['\\Package.None', 'String', 'x'], ['\\Package.Variables[User::Count].Value', 'Int32', '4']),
    )
    const pkg = configuredPackage([])
    expect((await pkg.importConfigurationFile(path)).map(({ symbol }) => symbol)).toEqual(['DTS_W_CANNOTFINDOBJECT'])
    expect(pkg.toXml()).toContain('>4</DTS:VariableValue>')
  })
})

/** Exports a name that no file could hold, as a run may have it. */
async function exportControl(pkg: Package, path: string): Promise<void> {
  pkg.description = 'a\u0001b'
  await pkg.exportConfigurationFile(path, { paths: ['\\Package.Description'] })
}
