import { Package } from '../../../src/ssis/index.js'
import { smallPackage } from '../samples.js'

const guid = (digit: string) =>
  `{${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}}`

/** IDs of the log providers of {@link loggedPackage}. */
export const providerIds = { text: guid('A'), xml: guid('B'), sql: guid('C') }

/** A FILE connection manager as files have it. */
export const fileManager = (name: string, path: string, more = '') => `    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[${name}]"
      DTS:CreationName="FILE"
      DTS:DTSID="${guid(name.length.toString(16))}"
      DTS:ObjectName="${name}">
${more}      <DTS:ObjectData>
        <DTS:ConnectionManager
          DTS:FileUsageType="1"
          DTS:ConnectionString="${path}" />
      </DTS:ObjectData>
    </DTS:ConnectionManager>
`

export const logProvider = (name: string, creationName: string, id: string, config: string) => `    <DTS:LogProvider
      DTS:ConfigString="${config}"
      DTS:CreationName="${creationName}"
      DTS:Description="${name}"
      DTS:DTSID="${id}"
      DTS:ObjectName="${name}">
      <DTS:ObjectData>
        <InnerObject />
      </DTS:ObjectData>
    </DTS:LogProvider>
`

/** Logging options of a container: its mode, its filter, columns by event, and the IDs of the providers. */
export function loggingOptions(options: {
  mode?: number
  kind?: number
  filter?: string
  columns?: Readonly<Record<string, Readonly<Record<string, number>>>>
  providers?: readonly string[]
}): string {
  const { mode, kind, filter, columns = {}, providers = [] } = options
  const attributes = [
    kind === undefined ? '' : ` DTS:FilterKind="${kind}"`,
    mode === undefined ? '' : ` DTS:LoggingMode="${mode}"`,
  ]
  const columnFilters = Object.entries(columns).map(
    ([event, values]) =>
      `<DTS:Property DTS:EventName="${event}" DTS:Name="ColumnFilter">${Object.entries(values)
        .map(([name, value]) => `<DTS:Property DTS:Name="${name}">${value}</DTS:Property>`)
        .join('')}</DTS:Property>`,
  )
  const selected = providers.map(id => `<DTS:SelectedLogProvider DTS:InstanceID="${id}" />`)
  return `  <DTS:LoggingOptions${attributes.join('')}>
    ${filter === undefined ? '' : `<DTS:Property DTS:DataType="8" DTS:Name="EventFilter">${filter}</DTS:Property>`}
    ${columnFilters.join('\n')}
    ${selected.length > 0 ? `<DTS:SelectedLogProviders>${selected.join('')}</DTS:SelectedLogProviders>` : ''}
  </DTS:LoggingOptions>
`
}

/** A package `Demo` with a sequence `Inner` in it that holds a sequence `Deep`, each with its own logging options. */
export function loggedPackage(
  paths: { readonly text: string; readonly xml: string },
  options: { readonly root?: string; readonly inner?: string; readonly deep?: string },
  more = '',
): Package {
  const sequence = (name: string, reference: string, id: string, inside: string) => `<DTS:Executable
      DTS:refId="${reference}" DTS:CreationName="STOCK:SEQUENCE" DTS:DTSID="${id}"
      DTS:ExecutableType="STOCK:SEQUENCE" DTS:LocaleID="-1" DTS:ObjectName="${name}"><DTS:Variables />
${inside}</DTS:Executable>`
  const deep = sequence('Deep', 'Package\\Inner\\Deep', guid('2'), options.deep ?? '')
  const inner = sequence(
    'Inner',
    'Package\\Inner',
    guid('3'),
    `${options.inner ?? ''}<DTS:Executables>${deep}</DTS:Executables>`,
  )
  return Package.parse(
    smallPackage(`  <DTS:ConnectionManagers>
${fileManager('TextLog', paths.text)}${fileManager('XMLLog.xml', paths.xml)}${more}  </DTS:ConnectionManagers>
  <DTS:LogProviders>
${logProvider('Text', 'Microsoft.LogProviderTextFile', providerIds.text, 'TextLog')}${logProvider(
  'XML',
  'DTS.LogProviderXMLFile.2',
  providerIds.xml,
  'XMLLog.xml',
)}${logProvider('SQL', 'Microsoft.LogProviderSQLServer', providerIds.sql, 'db')}  </DTS:LogProviders>
  <DTS:Variables />
${options.root ?? ''}  <DTS:Executables>
${inner}
  </DTS:Executables>
`),
  )
}
