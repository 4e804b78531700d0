import { describe, expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { thrown } from './thrown.js'

describe('a new package', () => {
  let number = 0
  const newId = () => {
    number += 1
    return `{00000000-0000-0000-0000-${String(number).padStart(12, '0')}}`
  }
  const make = () => {
    number = 0
    return new Package({ newId, now: () => new Date(2026, 0, 31, 8, 5, 0) })
  }

  test('is format 8 with its attribute order and omitted defaults', () => {
    expect(make().toXml()).toBe(
      [
        '<?xml version="1.0"?>',
        '<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts"',
        '  DTS:refId="Package"',
        '  DTS:CreationDate="1/31/2026 8:05:00 AM"',
        '  DTS:CreationName="Microsoft.Package"',
        '  DTS:DTSID="{00000000-0000-0000-0000-000000000001}"',
        '  DTS:ExecutableType="Microsoft.Package"',
        '  DTS:LocaleID="1033"',
        '  DTS:ObjectName="Package"',
        '  DTS:PackageType="5"',
        '  DTS:ProtectionLevel="0"',
        '  DTS:VersionGUID="{00000000-0000-0000-0000-000000000002}">',
        '  <DTS:Property',
        '    DTS:Name="PackageFormatVersion">8</DTS:Property>',
        '  <DTS:Variables />',
        '</DTS:Executable>',
      ].join('\r\n'),
    )
  })

  test('with one object of each kind', () => {
    const pkg = make()
    pkg.name = 'inventory'
    const wmi = pkg.connections.add('WMI')
    wmi.name = 'Servers'
    const file = pkg.connections.add('FILE')
    file.innerObject.fileUsageType = 1
    file.connectionString = 'C:\\out\\disks.txt'
    pkg.variables.add('Disks', false, 'User', '')
    pkg.variables.add('Limit', true, 'User', 90)
    const task = pkg.executables.add('STOCK:WmiDataReaderTask')
    task.properties.get('WqlQuerySource').setValue(task, 'SELECT Name\nFROM Win32_Process WHERE Name <> \'a "b"\'')
    task.properties.get('WmiConnection').setValue(task, wmi.id)
    const sequence = pkg.executables.add('STOCK:SEQUENCE')
    pkg.precedenceConstraints.add(task, sequence, 1)
    expect(pkg.toXml().split('\r\n').slice(6)).toEqual(
      `
  DTS:ExecutableType="Microsoft.Package"
  DTS:LocaleID="1033"
  DTS:ObjectName="inventory"
  DTS:PackageType="5"
  DTS:ProtectionLevel="0"
  DTS:VersionGUID="{00000000-0000-0000-0000-000000000002}">
  <DTS:Property
    DTS:Name="PackageFormatVersion">8</DTS:Property>
  <DTS:ConnectionManagers>
    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[Servers]"
      DTS:CreationName="WMI"
      DTS:DTSID="{00000000-0000-0000-0000-000000000003}"
      DTS:ObjectName="Servers">
      <DTS:ObjectData>
        <WmiConnectionManager
          ConnectionString="ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;"
          ConnectByProxy="False" />
      </DTS:ObjectData>
    </DTS:ConnectionManager>
    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[File Connection Manager]"
      DTS:CreationName="FILE"
      DTS:DTSID="{00000000-0000-0000-0000-000000000004}"
      DTS:ObjectName="File Connection Manager">
      <DTS:ObjectData>
        <DTS:ConnectionManager
          DTS:FileUsageType="1"
          DTS:ConnectionString="C:\\out\\disks.txt" />
      </DTS:ObjectData>
    </DTS:ConnectionManager>
  </DTS:ConnectionManagers>
  <DTS:Variables>
    <DTS:Variable
      DTS:CreationName=""
      DTS:DTSID="{00000000-0000-0000-0000-000000000005}"
      DTS:IncludeInDebugDump="2345"
      DTS:Namespace="User"
      DTS:ObjectName="Disks">
      <DTS:VariableValue
        DTS:DataType="8"
        xml:space="preserve"></DTS:VariableValue>
    </DTS:Variable>
    <DTS:Variable
      DTS:CreationName=""
      DTS:DTSID="{00000000-0000-0000-0000-000000000006}"
      DTS:IncludeInDebugDump="6789"
      DTS:Namespace="User"
      DTS:ObjectName="Limit"
      DTS:ReadOnly="True">
      <DTS:VariableValue
        DTS:DataType="3">90</DTS:VariableValue>
    </DTS:Variable>
  </DTS:Variables>
  <DTS:Executables>
    <DTS:Executable
      DTS:refId="Package\\WMI Data Reader Task"
      DTS:CreationName="Microsoft.WmiDataReaderTask"
      DTS:Description="WMI Data Reader Task"
      DTS:DTSID="{00000000-0000-0000-0000-000000000007}"
      DTS:ExecutableType="Microsoft.WmiDataReaderTask"
      DTS:LocaleID="-1"
      DTS:ObjectName="WMI Data Reader Task">
      <DTS:Variables />
      <DTS:ObjectData>
        <WMIDRTaskData
          WQLQuerySource="SELECT Name&#xA;FROM Win32_Process WHERE Name &lt;&gt; 'a &quot;b&quot;'"
          WMIConnectionName="{00000000-0000-0000-0000-000000000003}" />
      </DTS:ObjectData>
    </DTS:Executable>
    <DTS:Executable
      DTS:refId="Package\\Sequence Container"
      DTS:CreationName="STOCK:SEQUENCE"
      DTS:Description="Sequence Container"
      DTS:DTSID="{00000000-0000-0000-0000-000000000008}"
      DTS:ExecutableType="STOCK:SEQUENCE"
      DTS:LocaleID="-1"
      DTS:ObjectName="Sequence Container">
      <DTS:Variables />
    </DTS:Executable>
  </DTS:Executables>
  <DTS:PrecedenceConstraints>
    <DTS:PrecedenceConstraint
      DTS:refId="Package.PrecedenceConstraints[Constraint]"
      DTS:CreationName=""
      DTS:DTSID="{00000000-0000-0000-0000-000000000009}"
      DTS:From="Package\\WMI Data Reader Task"
      DTS:LogicalAnd="True"
      DTS:ObjectName="Constraint"
      DTS:To="Package\\Sequence Container"
      DTS:Value="1" />
  </DTS:PrecedenceConstraints>
</DTS:Executable>`
        .split('\n')
        .slice(1),
    )
  })

  test('reads back as it was made', () => {
    const pkg = make()
    pkg.variables.add('X', false, 'User', 5)
    pkg.executables.add('STOCK:WmiDataReaderTask')
    const again = Package.parse(pkg.toBytes())
    expect(again.toXml()).toBe(pkg.toXml())
    expect(again.variables.get('User::X').value).toBe(5)
    expect(again.executables.get(0).name).toBe('WMI Data Reader Task')
  })

  test('takes the protection levels and uses of checkpoints that there are', () => {
    const pkg = new Package()
    const hint =
      'Give one of DontSaveSensitive (0), EncryptSensitiveWithUserKey (1), EncryptSensitiveWithPassword (2), EncryptAllWithPassword (3), EncryptAllWithUserKey (4), ServerStorage (5), by name or by number'
    const text = pkg.toXml()
    const set = (name: string, value: unknown) => () => pkg.properties.get(name).setValue(pkg, value)
    for (const work of [() => Object.assign(pkg, { protectionLevel: 9 }), set('ProtectionLevel', '9')])
      expect(thrown(work)).toMatchObject({ symbol: 'DTS_E_FAILEDPROPERTYSET_ERRORINFO', hint })
    expect(thrown(set('CheckpointUsage', '3')).symbol).toBe('DTS_E_FAILEDPROPERTYSET_ERRORINFO')
    expect(pkg.toXml()).toBe(text)
    set('ProtectionLevel', 'encryptSensitiveWithPassword')()
    expect(pkg.protectionLevel).toBe(2)
  })

  test('gets GUIDs of its own without options', () => {
    const [a, b] = [new Package(), new Package()]
    expect(a.id).toMatch(/^\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/)
    expect(a.id).not.toBe(b.id)
  })
})
