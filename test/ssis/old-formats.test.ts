import { describe, expect, test } from 'vitest'
import { Package, type TaskHost } from '../../src/ssis/index.js'
import { changedLines, oldPackage } from './samples.js'

describe.each([2, 3] as const)('format %i', format => {
  const open = () => Package.parse(oldPackage(format))

  test('properties are read from elements', () => {
    const pkg = open()
    expect(pkg).toMatchObject({
      name: 'Old',
      id: '{0D2C7C3F-9F3B-4C0C-8E55-4E8C6C0A0007}',
      creatorName: 'LAB\\someone',
      creationDate: '3/16/2010 2:06:15 PM',
      protectionLevel: 1,
      maximumErrorCount: 3,
      versionBuild: 7,
      enableConfigurations: false,
      localeId: 1033,
    })
    expect(pkg.variables.get('User::Limit')).toMatchObject({ value: 42, readOnly: true, dataType: 3 })
  })

  test('connection managers', () => {
    const { connections } = open()
    expect([...connections].map(({ name, creationName }) => [name, creationName])).toEqual([
      ['WMI Connection Manager', 'WMI'],
      ['out.txt', 'FILE'],
    ])
    expect(connections.get('WMI Connection Manager').innerObject.serverName).toBe('\\\\localhost')
    expect(connections.get(1)).toMatchObject({ connectionString: 'C:\\out\\out.txt', delayValidation: true })
    expect(connections.get(1).innerObject.fileUsageType).toBe(1)
  })

  test('tasks by their assembly-qualified names, constraints by GUIDs in any case', () => {
    const pkg = open()
    expect([...pkg.executables].map(item => item.name)).toEqual(['First', 'Second'])
    const first = pkg.executables.get('First') as TaskHost
    expect(first.failPackageOnFailure).toBe(true)
    expect(first.kind?.creationName).toBe('Microsoft.WmiDataReaderTask')
    expect(first.innerObject.wqlQuerySource).toBe('SELECT * FROM Win32_LogicalDisk')
    const constraint = pkg.precedenceConstraints.get('Constraint')
    expect(constraint).toMatchObject({ value: 2, evalOp: 2, logicalAnd: true })
    expect(constraint.precedenceExecutable).toBe(first)
    expect(constraint.constrainedExecutable).toBe(pkg.executables.get('Second'))
  })

  test('a changed property changes its element', () => {
    const pkg = open()
    pkg.executables.get('First').disable = true
    expect(changedLines(oldPackage(format), pkg.toXml())).toEqual({
      removed: ['<DTS:Property DTS:Name="Disabled">0</DTS:Property>'],
      added: ['<DTS:Property DTS:Name="Disabled">-1</DTS:Property>'],
    })
  })

  test('defaults are written, not left out', () => {
    const pkg = open()
    pkg.executables.get('First').failPackageOnFailure = false
    expect(changedLines(oldPackage(format), pkg.toXml()).added).toEqual([
      '<DTS:Property DTS:Name="FailPackageOnFailure">0</DTS:Property>',
    ])
  })

  test('a property that the file does not have goes where its tool puts it', () => {
    const pkg = open()
    pkg.failPackageOnFailure = true
    expect(changedLines(oldPackage(format), pkg.toXml())).toEqual({
      removed: [],
      added: ['<DTS:Property DTS:Name="FailPackageOnFailure">-1</DTS:Property>'],
    })
    expect(pkg.toXml()).toContain(
      '<DTS:Property DTS:Name="FailPackageOnFailure">-1</DTS:Property>\r\n<DTS:Property DTS:Name="MaxErrorCount">3<',
    )
  })

  test('renaming touches nothing but the name', () => {
    const pkg = open()
    pkg.executables.get('First').name = 'Ask'
    expect(changedLines(oldPackage(format), pkg.toXml()).added).toEqual([
      '<DTS:Property DTS:Name="ObjectName">Ask</DTS:Property>',
    ])
    expect(pkg.precedenceConstraints.get(0).precedenceExecutable?.name).toBe('Ask')
  })

  test('an expression stands before the object data', () => {
    const pkg = open()
    pkg.connections.get('out.txt').setExpression('ConnectionString', '@[User::Path]')
    expect(pkg.toXml()).toContain(
      '\r\n<DTS:PropertyExpression DTS:Name="ConnectionString">@[User::Path]</DTS:PropertyExpression><DTS:ObjectData><DTS:ConnectionManager>',
    )
  })
})

describe('new objects take the form of the file', () => {
  const added = (edit: (pkg: Package) => void): string => {
    const pkg = Package.parse(oldPackage(3))
    pkg.newId = () => '{NEW}'
    edit(pkg)
    return changedLines(oldPackage(3), pkg.toXml()).added.join('\n')
  }

  test('a connection manager', () => {
    expect(added(pkg => pkg.connections.add('WMI'))).toBe(
      [
        '<DTS:ConnectionManager>',
        '<DTS:Property DTS:Name="DelayValidation">0</DTS:Property>',
        '<DTS:Property DTS:Name="ObjectName">WMI Connection Manager 1</DTS:Property>',
        '<DTS:Property DTS:Name="DTSID">{NEW}</DTS:Property>',
        '<DTS:Property DTS:Name="Description"></DTS:Property>',
        '<DTS:Property DTS:Name="CreationName">WMI</DTS:Property>',
        '<DTS:ObjectData>',
        '<WmiConnectionManager ConnectionString="ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;"/>',
        '</DTS:ObjectData>',
        '</DTS:ConnectionManager>',
      ].join('\n'),
    )
  })

  test('a file connection', () => {
    const text = added(pkg => {
      pkg.connections.add('FILE').innerObject.fileUsageType = 1
    })
    expect(text.split('\n').slice(6)).toEqual([
      '<DTS:ObjectData>',
      '<DTS:ConnectionManager>',
      '<DTS:Property DTS:Name="FileUsageType">1</DTS:Property>',
      '<DTS:Property DTS:Name="ConnectionString"></DTS:Property>',
      '</DTS:ConnectionManager>',
      '</DTS:ObjectData>',
      '</DTS:ConnectionManager>',
    ])
  })

  test('a variable', () => {
    expect(added(pkg => pkg.variables.add('Path', false, 'User', 'x'))).toBe(
      [
        '<DTS:Variable>',
        '<DTS:Property DTS:Name="Expression"></DTS:Property>',
        '<DTS:Property DTS:Name="EvaluateAsExpression">0</DTS:Property>',
        '<DTS:Property DTS:Name="Namespace">User</DTS:Property>',
        '<DTS:Property DTS:Name="ReadOnly">0</DTS:Property>',
        '<DTS:Property DTS:Name="RaiseChangedEvent">0</DTS:Property>',
        '<DTS:Property DTS:Name="IncludeInDebugDump">2345</DTS:Property>',
        '<DTS:VariableValue DTS:DataType="8">x</DTS:VariableValue>',
        '<DTS:Property DTS:Name="ObjectName">Path</DTS:Property>',
        '<DTS:Property DTS:Name="DTSID">{NEW}</DTS:Property>',
        '<DTS:Property DTS:Name="Description"></DTS:Property>',
        '<DTS:Property DTS:Name="CreationName"></DTS:Property>',
        '</DTS:Variable>',
      ].join('\n'),
    )
  })

  test('a task and a constraint', () => {
    const pkg = Package.parse(oldPackage(2))
    const task = pkg.executables.add('STOCK:WmiDataReaderTask')
    pkg.precedenceConstraints.add(pkg.executables.get('Second'), task)
    const again = Package.parse(pkg.toXml())
    expect(again.executables.get(2)).toMatchObject({
      name: 'WMI Data Reader Task',
      creationName:
        'Microsoft.SqlServer.Dts.Tasks.WmiDataReaderTask.WmiDataReaderTask, Microsoft.SqlServer.WMIDRTask, Version=9.0.242.0, Culture=neutral, PublicKeyToken=89845dcd8080cc91',
      containerType: 'taskHost',
    })
    const constraint = again.precedenceConstraints.get(1)
    expect(constraint.precedenceExecutable?.name).toBe('Second')
    expect(constraint.constrainedExecutable?.name).toBe('WMI Data Reader Task')
    expect(constraint).toMatchObject({ name: 'Constraint 1', value: 0, logicalAnd: true })
  })

  test('what was added can be removed without a trace', () => {
    const pkg = Package.parse(oldPackage(3))
    pkg.variables.add('Path', false, 'User', 'x')
    pkg.connections.add('WMI')
    const task = pkg.executables.add('STOCK:SEQUENCE')
    pkg.precedenceConstraints.add(pkg.executables.get(0), task)
    pkg.variables.remove('User::Path')
    pkg.connections.remove('WMI Connection Manager 1')
    pkg.executables.remove(task.name)
    expect(pkg.toXml()).toBe(oldPackage(3))
  })
})
