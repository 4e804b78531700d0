import { describe, expect, test } from 'vitest'
import { DTSEventFilterKind, DTSLoggingMode, Package, setByPath } from '../../../src/ssis/index.js'
import { everyColumn } from '../../../src/ssis/logging/columns.js'
import { formatEventFilter, parseEventFilter } from '../../../src/ssis/logging/event-filter.js'
import { logProviderKind, logProviderKinds } from '../../../src/ssis/logging/index.js'
import { oldPackage } from '../samples.js'
import { thrown } from '../thrown.js'
import { loggedPackage, loggingOptions, providerIds } from './logged-package.js'

const paths = { text: 'a.txt', xml: 'b.xml' }

describe('log providers', () => {
  test('are known by every name that the documentation has', () => {
    const names: Record<string, string[]> = {
      'Microsoft.LogProviderTextFile': [
        'microsoft.logprovidertextfile',
        'DTS.LogProviderTextFile',
        'DTS.LogProviderTextFile.1',
        'DTS.LogProviderTextFile.2',
        'dts.logprovidertextfile.3',
        '{0A039101-ACC1-4E06-943F-279948323883}',
        '{59B2C6A5-663F-4C20-8863-C83F9B72E2EB}',
        '59b2c6a5-663f-4c20-8863-c83f9b72e2eb',
      ],
      'Microsoft.LogProviderXMLFile': [
        'DTS.LogProviderXMLFile.2',
        '{440945A4-2A22-4F19-B577-EAF5FDDC5F7A}',
        '{AFED6884-619C-484F-9A09-F42D56E1A7EA}',
      ],
      'Microsoft.LogProviderSQLServer': [
        'DTS.LogProviderSQLServer',
        '{94150B25-6AEB-4C0D-996D-D37D1C4FDEDA}',
        '{6AA833A1-E4B2-4431-831B-DE695049DC61}',
      ],
      'Microsoft.LogProviderSQLProfiler': [
        'DTS.LogProviderSQLProfiler.1',
        '{E93F6300-AE0C-4916-A7BF-A8D0CE12C77A}',
        '{5C0B8D21-E9AA-462E-BA34-30FF5F7A42A1}',
      ],
      'Microsoft.LogProviderEventLog': [
        'DTS.LogProviderEventLog.3',
        '{071CC8EB-C343-4CFF-8D58-564B92FCA3CF}',
        '{97634F75-1DC7-4F1F-8A4C-DAF0E13AAA22}',
      ],
      'wmilink.LogProviderJsonLines': ['json', 'JSON', 'wmilink.logproviderjsonlines'],
    }
    for (const [kind, all] of Object.entries(names))
      for (const name of [kind, ...all]) expect([name, logProviderKind(name)?.creationName]).toEqual([name, kind])
    expect(logProviderKinds.filter(({ form }) => form).map(({ form }) => form)).toEqual(['text', 'xml', 'json'])
    for (const name of ['', 'DTS.', 'LogProviderTextFile', '{}', 'DTS.LogProviderTextFile.x'])
      expect(logProviderKind(name)).toBeUndefined()
  })

  test('are read, changed and taken out', () => {
    const pkg = loggedPackage(paths, {})
    const { logProviders } = pkg
    expect(
      Array.from(logProviders, ({ name, creationName, configString }) => [name, creationName, configString]),
    ).toEqual([
      ['Text', 'Microsoft.LogProviderTextFile', 'TextLog'],
      ['XML', 'DTS.LogProviderXMLFile.2', 'XMLLog.xml'],
      ['SQL', 'Microsoft.LogProviderSQLServer', 'db'],
    ])
    expect(pkg.logProviderNames).toEqual(['Text', 'XML', 'SQL'])
    expect(logProviders.get(providerIds.xml.toLowerCase()).name).toBe('XML')
    expect(thrown(() => logProviders.get('none')).symbol).toBe('DTS_E_ELEMENTNOTFOUND')
    const provider = logProviders.get('text')
    provider.properties.get('ConfigString').setValue(provider, 'other')
    expect(pkg.toXml()).toContain('DTS:ConfigString="other"')
    for (const name of ['Text', 'XML', 'SQL']) logProviders.remove(name)
    expect(pkg.toXml()).not.toContain('LogProvider')
  })

  test.each([8, 6, 3, 2] as const)('are added to packages of format %i', format => {
    const text = format < 6 ? oldPackage(format === 2 ? 2 : 3) : new Package().toXml().replace('>8<', `>${format}<`)
    const pkg = Package.parse(text)
    const provider = pkg.logProviders.add('{0A039101-ACC1-4E06-943F-279948323883}')
    const names = {
      8: 'Microsoft.LogProviderTextFile',
      6: 'DTS.LogProviderTextFile.3',
      3: 'DTS.LogProviderTextFile.2',
      2: 'DTS.LogProviderTextFile.1',
    }
    expect(provider.creationName).toBe(names[format])
    expect(provider.name).toBe('SSIS log provider for Text files')
    expect(pkg.logProviders.add('DTS.LogProviderTextFile').name).toBe('SSIS log provider for Text files 1')
    provider.configString = 'log'
    pkg.loggingMode = DTSLoggingMode.Enabled
    pkg.loggingOptions.eventFilterKind = DTSEventFilterKind.Inclusion
    pkg.loggingOptions.eventFilter = ['OnError', 'OnWarning']
    pkg.loggingOptions.setColumnFilter('OnError', { ...everyColumn, sourceId: false })
    pkg.loggingOptions.selectedLogProviders.add(provider)
    pkg.loggingOptions.selectedLogProviders.add(provider)
    const again = Package.parse(pkg.toXml())
    expect(again.toXml()).toBe(pkg.toXml())
    expect(again.logProviders.get(provider.id).configString).toBe('log')
    expect(again.loggingMode).toBe(DTSLoggingMode.Enabled)
    const { loggingOptions: options } = again
    expect(options.eventFilterKind).toBe(DTSEventFilterKind.Inclusion)
    expect(options.eventFilter).toEqual(['OnError', 'OnWarning'])
    expect(options.getColumnFilter('onerror')).toEqual({ ...everyColumn, sourceId: false })
    expect(options.getColumnFilter('OnWarning')).toEqual(everyColumn)
    expect([...options.selectedLogProviders]).toEqual([provider.id])
    options.selectedLogProviders.remove(provider)
    expect(options.selectedLogProviders.count).toBe(0)
    expect(again.toXml()).not.toContain('SelectedLogProvider')
  })

  test('are reached by paths', () => {
    const pkg = loggedPackage(paths, {})
    setByPath(pkg, '\\Package.LogProviders[text].Properties[ConfigString]', 'other')
    setByPath(pkg, `\\Package.LogProviders[${providerIds.xml}].Description`, 'the second')
    expect(pkg.logProviders.get('Text').configString).toBe('other')
    expect(pkg.logProviders.get('XML').description).toBe('the second')
    const provider = pkg.logProviders.get('SQL')
    expect(provider.properties.get('Name').packagePath(provider)).toBe('\\Package.LogProviders[SQL].Properties[Name]')
    const error = thrown(() => setByPath(pkg, '\\Package.LogProviders[None].Name', 'x'))
    expect(error.hint).toContain('the log providers of')
  })

  test('of a kind that nobody knows are not added', () => {
    const error = thrown(() => new Package().logProviders.add('DTS.Mine'))
    expect(error.symbol).toBe('DTS_E_UNKNOWNLOGPROVIDERTYPE')
  })
})

describe('logging options', () => {
  test('of a new package are written as its tools do', () => {
    const pkg = new Package()
    pkg.loggingMode = DTSLoggingMode.UseParentSetting
    expect(pkg.toXml()).not.toContain('LoggingOptions')
    expect(pkg.loggingOptions.eventFilterKind).toBe(DTSEventFilterKind.Exclusion)
    expect(pkg.loggingOptions.eventFilter).toEqual([])
    pkg.loggingOptions.eventFilterKind = DTSEventFilterKind.Inclusion
    pkg.loggingMode = DTSLoggingMode.Enabled
    pkg.loggingOptions.eventFilter = ['OnError']
    expect(pkg.toXml()).toMatch(
      /<DTS:LoggingOptions\s+DTS:FilterKind="0"\s+DTS:LoggingMode="1">\s*<DTS:Property\s+DTS:DataType="8"\s+DTS:Name="EventFilter">1,7,OnError<\/DTS:Property>\s*<\/DTS:LoggingOptions>/,
    )
    pkg.loggingOptions.eventFilterKind = DTSEventFilterKind.Exclusion
    expect(pkg.toXml()).toMatch(/DTS:FilterKind="1"/)
  })

  test('LoggingMode is a property that paths reach', () => {
    const pkg = loggedPackage(paths, { root: loggingOptions({ mode: 1 }) })
    const property = pkg.properties.get('LoggingMode')
    expect(property.getValue(pkg)).toBe(1)
    property.setValue(pkg, 'Disabled')
    expect(pkg.loggingMode).toBe(DTSLoggingMode.Disabled)
    expect(thrown(() => property.setValue(pkg, 7)).symbol).toBe('DTS_E_FAILEDPROPERTYSET_ERRORINFO')
  })

  test('a mode that makes no sense is told when it is read', () => {
    const pkg = loggedPackage(paths, { root: loggingOptions({ mode: 9 }) })
    expect(thrown(() => pkg.loggingMode).symbol).toBe('DTS_E_PERSISTENCEERROR')
  })
})

describe('event filters', () => {
  test.each([
    ['', []],
    ['0', []],
    ['1,7,OnError', ['OnError']],
    ['2,7,OnError,9,OnWarning', ['OnError', 'OnWarning']],
    ['2,3,a,b,1,,', ['a,b', ',']],
  ])('%j is %j', (text, names) => {
    expect(parseEventFilter(text)).toEqual(names)
    if (text !== '0') expect(formatEventFilter(names)).toBe(text)
  })

  test.each(['1', '1,', '1,7', '1,8,OnError', 'a', '-1', '1,-7,OnError', '2,7,OnError', '1e9,1,a', '999999999'])(
    '%j is none',
    text => {
      expect(parseEventFilter(text)).toBeUndefined()
    },
  )
})
