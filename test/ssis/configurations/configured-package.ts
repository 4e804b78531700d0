import type { Variable } from '../../../src/ssis/index.js'
import { Package } from '../../../src/ssis/index.js'
import { smallPackage, variable } from '../samples.js'

export interface ConfigurationText {
  readonly name: string
  readonly type: number | string
  readonly place: string
  readonly path?: string
}

/** A Configuration element of formats 6 and 8. */
export const configuration = ({ name, type, place, path }: ConfigurationText) => `    <DTS:Configuration
      DTS:ConfigurationString="${place}"
      DTS:ConfigurationType="${type}"${path === undefined ? '' : `\n      DTS:ConfigurationVariable="${path}"`}
      DTS:CreationName=""
      DTS:DTSID="{00000000-0000-0000-0000-${name.length.toString().padStart(12, '0')}}"
      DTS:ObjectName="${name}" />
`

/** A package with variables of several types, a WMI connection manager and the configurations given. */
export function configuredPackage(
  configurations: readonly ConfigurationText[],
  attributes = '\n  DTS:EnableConfig="True"',
) {
  const sequence = `<DTS:Executable DTS:refId="Package\\Inner" DTS:CreationName="STOCK:SEQUENCE"
      DTS:DTSID="{44444444-4444-4444-4444-444444444444}" DTS:ExecutableType="STOCK:SEQUENCE" DTS:LocaleID="-1"
      DTS:ObjectName="Inner"><DTS:Variables>
${variable('Local', 8, 'inner')}</DTS:Variables></DTS:Executable>`
  return Package.parse(
    smallPackage(
      `  <DTS:ConnectionManagers>
    <DTS:ConnectionManager DTS:refId="Package.ConnectionManagers[WMI]" DTS:CreationName="WMI"
      DTS:DTSID="{55555555-5555-5555-5555-555555555555}" DTS:ObjectName="WMI"><DTS:ObjectData><WmiConnectionManager
        ConnectionString="ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;" /></DTS:ObjectData></DTS:ConnectionManager>
  </DTS:ConnectionManagers>
  <DTS:Configurations>
${configurations.map(configuration).join('')}  </DTS:Configurations>
  <DTS:Variables>
${variable('Color', 8, 'Red')}${variable('Count', 3, '1')}${variable('Big', 20, '1')}${variable('Ratio', 5, '1')}${variable('Flag', 11, '0')}${variable('When', 7, '1/2/2020 3:04:05 AM')}${variable('Any', 13, '')}${variable('Fixed', 8, 'fixed', '\n      DTS:ReadOnly="True"')}  </DTS:Variables>
  <DTS:Executables>${sequence}</DTS:Executables>
`,
      attributes,
    ),
  )
}

/** The variable's value. */
export const value = (pkg: Package, name: string): unknown => variableOf(pkg, name).value
const variableOf = (pkg: Package, name: string): Variable => pkg.variables.get(`User::${name}`)

/** The text of a configuration file with entries of path, type and value. */
export const configurationFile = (...entries: (readonly [path: string, type: string, value: string])[]) =>
  `<?xml version="1.0"?><DTSConfiguration><DTSConfigurationHeading><DTSConfigurationFileInfo GeneratedBy="a" GeneratedFromPackageName="b" GeneratedFromPackageID="{}" GeneratedDate="2025/05/29 00:58:18"/></DTSConfigurationHeading>${entries
    .map(
      ([path, type, text]) =>
        `<Configuration ConfiguredType="Property" Path="${path}" ValueType="${type}"><ConfiguredValue>${text}</ConfiguredValue></Configuration>`,
    )
    .join('')}</DTSConfiguration>`
