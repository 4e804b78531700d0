// Small packages of each format, made for these tests after the layout of real files.
import { readFileSync } from 'node:fs'
import { vectorPath } from '../vectors.js'

/** A real package of format 8: two data readers, a data flow, WMI and FILE. */
export const reader = () => readFileSync(vectorPath('dtsx/WMIDataReader_7045kHz.dtsx'), 'utf8')

const property = (name: string, value: string) => `<DTS:Property DTS:Name="${name}">${value}</DTS:Property>`
const lines = (...parts: string[]) => parts.join('\r\n')

const executable = (name: string, id: string, type: string, data: string) =>
  lines(
    `<DTS:Executable DTS:ExecutableType="${type}">`,
    property('ForceExecValue', '0'),
    '<DTS:Property DTS:Name="ExecValue" DTS:DataType="3">0</DTS:Property>',
    property('ForceExecutionResult', '-1'),
    property('Disabled', '0'),
    property('FailPackageOnFailure', '-1'),
    property('FailParentOnFailure', '0'),
    property('MaxErrorCount', '1'),
    property('ISOLevel', '1048576'),
    property('LocaleID', '-1'),
    property('TransactionOption', '1'),
    property('DelayValidation', '0'),
    property('ObjectName', name),
    property('DTSID', id),
    property('Description', 'WMI Data Reader Task'),
    property('CreationName', type),
    `${property('DisableEventHandlers', '0')}<DTS:ObjectData>${data}</DTS:ObjectData></DTS:Executable>`,
  )

const readerType = (version: string) =>
  `Microsoft.SqlServer.Dts.Tasks.WmiDataReaderTask.WmiDataReaderTask, Microsoft.SqlServer.WMIDRTask, Version=${version}, Culture=neutral, PublicKeyToken=89845dcd8080cc91`

/** A package of format 2 or 3: properties as elements, objects nested directly, Booleans as -1 and 0. */
export function oldPackage(format: 2 | 3): string {
  const type = readerType(format === 2 ? '9.0.242.0' : '10.0.0.0')
  const root = format === 2 ? 'MSDTS.Package.1' : 'SSIS.Package.2'
  return lines(
    `<?xml version="1.0"?><DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts" DTS:ExecutableType="${root}">`,
    property('PackageFormatVersion', String(format)),
    property('VersionComments', ''),
    property('CreatorName', 'LAB\\someone'),
    property('CreatorComputerName', 'LAB1'),
    '<DTS:Property DTS:Name="CreationDate" DTS:DataType="7">3/16/2010 2:06:15 PM</DTS:Property>',
    property('PackageType', '5'),
    property('ProtectionLevel', '1'),
    property('MaxConcurrentExecutables', '-1'),
    property('VersionMajor', '1'),
    property('VersionMinor', '0'),
    property('VersionBuild', '7'),
    property('VersionGUID', '{FE251D5C-361D-419A-A278-A7DD92F2E511}'),
    property('EnableConfig', '0'),
    '<DTS:ConnectionManager>',
    property('DelayValidation', '0'),
    property('ObjectName', 'WMI Connection Manager'),
    property('DTSID', '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0001}'),
    property('Description', ''),
    `${property('CreationName', 'WMI')}<DTS:ObjectData><WmiConnectionManager ConnectionString="ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;"/></DTS:ObjectData></DTS:ConnectionManager>`,
    '<DTS:ConnectionManager>',
    property('DelayValidation', '-1'),
    property('ObjectName', 'out.txt'),
    property('DTSID', '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0002}'),
    property('Description', ''),
    `${property('CreationName', 'FILE')}<DTS:ObjectData><DTS:ConnectionManager>`,
    property('FileUsageType', '1'),
    `${property('ConnectionString', 'C:\\out\\out.txt')}</DTS:ConnectionManager></DTS:ObjectData></DTS:ConnectionManager>`,
    property('LastModifiedProductVersion', '10.0.2531.0'),
    property('Disabled', '0'),
    property('MaxErrorCount', '3'),
    property('LocaleID', '1033'),
    property('DelayValidation', '0'),
    '<DTS:Variable>',
    property('Expression', ''),
    property('EvaluateAsExpression', '0'),
    property('Namespace', 'User'),
    property('ReadOnly', '-1'),
    property('RaiseChangedEvent', '0'),
    '<DTS:VariableValue DTS:DataType="3">42</DTS:VariableValue>',
    property('ObjectName', 'Limit'),
    property('DTSID', '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0003}'),
    property('Description', ''),
    `${property('CreationName', '')}</DTS:Variable>`,
    '<DTS:LoggingOptions>',
    property('LoggingMode', '0'),
    `${property('FilterKind', '1')}</DTS:LoggingOptions>`,
    executable(
      'First',
      '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0004}',
      type,
      '<WMIDRTaskData WQLQuerySource="SELECT * FROM Win32_LogicalDisk" Destination="{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0002}" WMIConnectionName="{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0001}"/>',
    ),
    executable('Second', '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0005}', type, ''),
    '<DTS:PrecedenceConstraint><DTS:Executable IDREF="{0d2c7c3f-9f3b-4c0c-8e55-4e8c6c0a0004}" DTS:IsFrom="-1"/><DTS:Executable IDREF="{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0005}" DTS:IsFrom="0"/>',
    property('Value', '2'),
    property('EvalOp', '2'),
    property('LogicalAnd', '-1'),
    property('Expression', ''),
    property('ObjectName', 'Constraint'),
    property('DTSID', '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0006}'),
    property('Description', ''),
    `${property('CreationName', '')}</DTS:PrecedenceConstraint>`,
    property('ObjectName', 'Old'),
    property('DTSID', '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0007}'),
    property('Description', ''),
    property('CreationName', root),
    `${property('DisableEventHandlers', '0')}</DTS:Executable>`,
  )
}

/** A package of format 8 with a body between its first property and its end. */
export function smallPackage(body: string, attributes = ''): string {
  return [
    '<?xml version="1.0"?>',
    '<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts"',
    '  DTS:refId="Package"',
    '  DTS:CreationName="Microsoft.Package"',
    '  DTS:DTSID="{11111111-1111-1111-1111-111111111111}"',
    '  DTS:ExecutableType="Microsoft.Package"',
    '  DTS:LocaleID="1033"',
    `  DTS:ObjectName="Demo"${attributes}`,
    '  DTS:VersionGUID="{22222222-2222-2222-2222-222222222222}">',
    '  <DTS:Property',
    '    DTS:Name="PackageFormatVersion">8</DTS:Property>',
    `${body}</DTS:Executable>`,
  ].join('\n')
}

/** What a changed text has in place of the original's lines: [removed, added]. */
export function changedLines(before: string, after: string): { removed: string[]; added: string[] } {
  const a = before.split(/\r?\n/)
  const b = after.split(/\r?\n/)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return { removed: a.slice(start, a.length - end), added: b.slice(start, b.length - end) }
}

/** A variable `User::…` as files of formats 6 and 8 write it. */
export const variable = (name: string, type: number, text: string, attributes = '') => `    <DTS:Variable
      DTS:CreationName=""
      DTS:DTSID="{${name.padStart(8, '0')}-0000-0000-0000-000000000000}"
      DTS:IncludeInDebugDump="6789"${attributes}
      DTS:Namespace="User"
      DTS:ObjectName="${name}">
      <DTS:VariableValue
        DTS:DataType="${type}">${text}</DTS:VariableValue>
    </DTS:Variable>
`

/** A package of format 8 with variables. */
export const withVariables = (...items: string[]) =>
  smallPackage(`  <DTS:Variables>\n${items.join('')}  </DTS:Variables>\n`)
