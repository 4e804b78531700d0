import { describe, expect, test } from 'vitest'
import {
  DTSExecResult,
  DTSPrecedenceEvalOp,
  type ForLoop,
  Package,
  type Sequence,
  type TaskHost,
} from '../../src/ssis/index.js'
import { sharedVectorPath } from '../vectors.js'
import { changedLines, reader, smallPackage } from './samples.js'
import { thrown } from './thrown.js'

const task = (refId: string, name: string, type: string, id: number, data: string) => `<DTS:Executable
      DTS:refId="${refId}"
      DTS:CreationName="${type}"
      DTS:DTSID="{0000000${id}-0000-0000-0000-000000000000}"
      DTS:ExecutableType="${type}"
      DTS:ObjectName="${name}">
      ${data}
    </DTS:Executable>`

const nested = smallPackage(`  <DTS:Variables />
  <DTS:Executables>
    <DTS:Executable
      DTS:refId="Package\\Outer"
      DTS:CreationName="STOCK:SEQUENCE"
      DTS:DTSID="{00000001-0000-0000-0000-000000000000}"
      DTS:ExecutableType="STOCK:Sequence"
      DTS:ObjectName="Outer">
      <DTS:Executables>
    ${task('Package\\Outer\\Flow', 'Flow', 'Microsoft.Pipeline', 2, '<DTS:ObjectData><pipeline><components><component refId="Package\\Outer\\Flow\\Source" name="Package\\Outer"><connections><connection refId="Package\\Outer\\Flow\\Source.Connections[c]" connectionManagerID="Package.ConnectionManagers[db]" /></connections><outputs><output lineageId="Package\\Outer\\Flow\\Source.Outputs[o]" /></outputs><properties><property name="Expression">#{Package\\Outer\\Flow\\Source.Outputs[o]} + 1</property></properties></component></components></pipeline></DTS:ObjectData>')}
    ${task('Package\\Outer\\Outer', 'Outer', 'Microsoft.ExecuteSQLTask', 3, '<DTS:ObjectData><x /></DTS:ObjectData>')}
      </DTS:Executables>
      <DTS:PrecedenceConstraints>
        <DTS:PrecedenceConstraint
          DTS:refId="Package\\Outer.PrecedenceConstraints[Inner]"
          DTS:From="Package\\Outer\\Flow"
          DTS:ObjectName="Inner"
          DTS:To="Package\\Outer\\Outer" />
      </DTS:PrecedenceConstraints>
      <DTS:EventHandlers>
        <DTS:EventHandler
          DTS:refId="Package\\Outer.EventHandlers[OnError]"
          DTS:CreationName="OnError"
          DTS:EventName="OnError">
          <DTS:Variables>
            <DTS:Variable
              DTS:Namespace="System"
              DTS:ObjectName="Propagate">
              <DTS:VariableValue
                DTS:DataType="11">0</DTS:VariableValue>
            </DTS:Variable>
          </DTS:Variables>
          <DTS:Executables>
    ${task('Package\\Outer.EventHandlers[OnError]\\Mail', 'Mail', 'Microsoft.SendMailTask', 4, '<DTS:ObjectData />')}
          </DTS:Executables>
        </DTS:EventHandler>
      </DTS:EventHandlers>
    </DTS:Executable>
    <DTS:Executable
      DTS:refId="Package\\Outer 2"
      DTS:AssignExpression="@i = @i + 1"
      DTS:CreationName="STOCK:FORLOOP"
      DTS:DTSID="{00000005-0000-0000-0000-000000000000}"
      DTS:EvalExpression="@i &lt; 3"
      DTS:ExecutableType="STOCK:FORLOOP"
      DTS:MaxConcurrent="1"
      DTS:ObjectName="Outer 2" />
  </DTS:Executables>
  <DTS:PrecedenceConstraints>
    <DTS:PrecedenceConstraint
      DTS:refId="Package.PrecedenceConstraints[Outer]"
      DTS:EvalOp="3"
      DTS:Expression="@x &gt; 1"
      DTS:From="Package\\Outer"
      DTS:LogicalAnd="True"
      DTS:ObjectName="Outer"
      DTS:To="Package\\Outer 2"
      DTS:Value="1" />
    <DTS:PrecedenceConstraint
      DTS:refId="Package.PrecedenceConstraints[Lost]"
      DTS:From="Package\\Gone"
      DTS:ObjectName="Lost"
      DTS:To="Package\\Outer" />
  </DTS:PrecedenceConstraints>
  <DTS:DesignTimeProperties><![CDATA[<Objects><NodeLayout Id="Package\\Outer" /></Objects>]]></DTS:DesignTimeProperties>
`)

describe('the tree', () => {
  const pkg = Package.parse(nested)
  const outer = pkg.executables.get('Outer') as Sequence

  test('containers and tasks by their types in any case', () => {
    expect([...pkg.executables].map(each => each.containerType)).toEqual(['sequence', 'forLoop'])
    expect([...outer.executables].map(each => [each.name, each.creationName, each.containerType])).toEqual([
      ['Flow', 'Microsoft.Pipeline', 'taskHost'],
      ['Outer', 'Microsoft.ExecuteSQLTask', 'taskHost'],
    ])
    expect(outer.executables.get(0).getPackagePath()).toBe('\\Package\\Outer\\Flow')
    expect(outer.executables.get(0).package).toBe(pkg)
  })

  test('a loop keeps its expressions', () => {
    const loop = pkg.executables.get('Outer 2') as ForLoop
    expect([loop.initExpression, loop.evalExpression, loop.assignExpression]).toEqual(['', '@i < 3', '@i = @i + 1'])
  })

  test('constraints with their ends, also one whose end is not there', () => {
    const [first, lost] = [...pkg.precedenceConstraints]
    expect(first).toMatchObject({
      name: 'Outer',
      value: DTSExecResult.Failure,
      evalOp: DTSPrecedenceEvalOp.ExpressionAndConstraint,
      expression: '@x > 1',
      logicalAnd: true,
    })
    expect(first?.precedenceExecutable).toBe(outer)
    expect(first?.constrainedExecutable?.name).toBe('Outer 2')
    expect(lost?.precedenceExecutable).toBeUndefined()
    expect(lost).toMatchObject({ value: DTSExecResult.Success, evalOp: 2, logicalAnd: false })
    expect([...outer.precedenceConstraints][0]?.precedenceExecutable?.name).toBe('Flow')
  })

  test('event handlers', () => {
    const [handler] = outer.eventHandlers
    expect(outer.eventHandlerNames).toEqual(['OnError'])
    expect(handler?.name).toBe('OnError')
    expect(handler?.executables.get('Mail').getPackagePath()).toBe('\\Package\\Outer.EventHandlers[OnError]\\Mail')
    expect(handler?.variables.get('System::Propagate').value).toBe(false)
    expect(thrown(() => Object.assign(handler ?? {}, { name: 'x' })).symbol).toBe('DTS_E_EVENTHANDLERNAMEREADONLY')
  })

  test('a stock task that does not run here is kept, without properties of its own', () => {
    const sql = outer.executables.get('Outer') as TaskHost
    expect(sql.task?.unsupported).toMatch(/^The Execute SQL Task is kept in the package but does not run here/)
    expect(sql.kind?.title).toBe('Execute SQL Task')
    expect(Object.keys(sql.innerObject)).toEqual([])
    expect(sql.properties.get('Disable').getValue(sql)).toBe(false)
  })

  test('one that is not there throws and lists what is', () => {
    const error = thrown(() => outer.executables.get('Nope'))
    expect(error.symbol).toBe('DTS_E_ELEMENTNOTFOUND')
    expect(error.hint).toBe('There is Flow, Outer')
  })
})

describe('renaming', () => {
  test('changes refIds in the own subtree, From and To, and nothing else', () => {
    const pkg = Package.parse(nested)
    pkg.executables.get('Outer').name = 'New'
    const expected = nested
      .replaceAll('refId="Package\\Outer"', 'refId="Package\\New"')
      .replaceAll('Package\\Outer\\', 'Package\\New\\')
      .replaceAll('Package\\Outer.', 'Package\\New.')
      .replace('From="Package\\Outer"', 'From="Package\\New"')
      .replace('To="Package\\Outer"', 'To="Package\\New"')
      .replace('DTS:ObjectName="Outer"', 'DTS:ObjectName="New"')
    expect(pkg.toXml()).toBe(expected)
    expect(pkg.toXml()).toContain('<NodeLayout Id="Package\\Outer" />')
    expect(pkg.toXml()).toContain('name="Package\\Outer"')
    expect(pkg.precedenceConstraints.get('Outer').precedenceExecutable?.name).toBe('New')
  })

  test('of a task inside leaves its namesake outside alone', () => {
    const pkg = Package.parse(nested)
    const outer = pkg.executables.get('Outer') as Sequence
    outer.executables.get('Outer').name = 'Inner'
    expect(pkg.toXml()).toBe(
      nested
        .replaceAll('Package\\Outer\\Outer"', 'Package\\Outer\\Inner"')
        .replace(
          'DTS:ExecutableType="Microsoft.ExecuteSQLTask"\n      DTS:ObjectName="Outer"',
          'DTS:ExecutableType="Microsoft.ExecuteSQLTask"\n      DTS:ObjectName="Inner"',
        ),
    )
  })

  test('of a connection manager follows into data flows', () => {
    const text = nested.replace(
      '  <DTS:Variables />',
      '  <DTS:ConnectionManagers>\n    <DTS:ConnectionManager\n      DTS:refId="Package.ConnectionManagers[db]"\n      DTS:CreationName="OLEDB"\n      DTS:ObjectName="db" />\n  </DTS:ConnectionManagers>\n  <DTS:Variables />',
    )
    const pkg = Package.parse(text)
    pkg.connections.get('db').name = 'warehouse'
    expect(pkg.toXml()).toBe(
      text
        .replaceAll('ConnectionManagers[db]', 'ConnectionManagers[warehouse]')
        .replace('ObjectName="db"', 'ObjectName="warehouse"'),
    )
  })

  test('reserved characters and taken names are refused; loaded names never', () => {
    const pkg = Package.parse(nested)
    const outer = pkg.executables.get('Outer')
    for (const name of ['a/b', 'a\\b', 'a:b', 'a[b', 'a]b', 'a.b', 'a=b'])
      expect(thrown(() => Object.assign(outer, { name }))).toMatchObject({ code: 0xc001f202 })
    expect(thrown(() => Object.assign(outer, { name: 'outer 2' })).symbol).toBe('DTS_E_NAMEALREADYEXISTS')
    expect(pkg.toXml()).toBe(nested)
    expect(Package.parse(nested.replaceAll('Outer 2', 'a.b=[c]')).executables.get('a.b=[c]').containerType).toBe(
      'forLoop',
    )
  })
})

describe('adding and removing', () => {
  test('stock monikers and names that files have', () => {
    const pkg = Package.parse(reader())
    const names = [
      'STOCK:WmiDataReaderTask',
      'stock:sequence',
      'Microsoft.WmiEventWatcherTask',
      'STOCK:WebServiceTask',
      'STOCK:PipelineTask',
    ]
    expect(names.map(moniker => pkg.executables.add(moniker).name)).toEqual([
      'WMI Data Reader Task 2',
      'Sequence Container',
      'WMI Event Watcher Task',
      'Web Service Task',
      'Data Flow Task 1',
    ])
  })

  test('others are refused with what can be made', () => {
    const error = thrown(() => new Package().executables.add('STOCK:Nonsense'))
    expect(error).toMatchObject({ code: 0xc001f02a, symbol: 'DTS_E_INVALIDTASKMONIKER' })
    expect(error.hint).toBe(
      'Use one of STOCK:WmiDataReaderTask, STOCK:WmiEventWatcherTask, STOCK:WebServiceTask, STOCK:PipelineTask, STOCK:ExpressionTask, STOCK:ExecuteProcessTask, STOCK:FileSystemTask, STOCK:ExecutePackageTask, STOCK:SEQUENCE, STOCK:FORLOOP, STOCK:FOREACHLOOP',
    )
  })

  test('removing an executable takes its constraints along', () => {
    const pkg = Package.parse(nested)
    pkg.executables.remove('Outer 2')
    expect([...pkg.precedenceConstraints].map(each => each.name)).toEqual(['Lost'])
    pkg.executables.remove('Outer')
    expect(pkg.executables.count).toBe(0)
    expect(pkg.precedenceConstraints.count).toBe(0)
    expect(pkg.toXml()).toBe(
      smallPackage(
        '  <DTS:Variables />\n  <DTS:DesignTimeProperties><![CDATA[<Objects><NodeLayout Id="Package\\Outer" /></Objects>]]></DTS:DesignTimeProperties>\n',
      ),
    )
  })

  test('constraints that share an ID are told apart', () => {
    const part = (kind: string, id: string, name: string, attributes: string) =>
      `<DTS:${kind} DTS:refId="Package\\${name}" DTS:DTSID="${id}" DTS:ObjectName="${name}" ${attributes}></DTS:${kind}>`
    const box = (name: string) => part('Executable', `{${name}}`, name, 'DTS:ExecutableType="STOCK:SEQUENCE"')
    const constraint = (name: string, from: string, to: string) =>
      part('PrecedenceConstraint', '{1}', name, `DTS:From="Package\\${from}" DTS:To="Package\\${to}"`)
    const pkg = Package.parse(
      smallPackage(
        `<DTS:Executables>${box('A')}${box('B')}${box('C')}</DTS:Executables>` +
          `<DTS:PrecedenceConstraints>${constraint('First', 'A', 'B')}${constraint('Second', 'B', 'C')}</DTS:PrecedenceConstraints>`,
      ),
    )
    pkg.executables.remove('C')
    expect([...pkg.precedenceConstraints].map(({ name }) => name)).toEqual(['First'])
  })

  test.each([
    [smallPackage, 'DTS:From="Package\\Lost" DTS:To="Package\\A" DTS:ObjectName="C"', ''],
    [
      (body: string) => smallPackage(body).replace('FormatVersion">8', 'FormatVersion">3'),
      '',
      '<DTS:Property DTS:Name="ObjectName">C</DTS:Property><DTS:Executable IDREF="Package\\Lost" DTS:IsFrom="-1"/><DTS:Executable IDREF="{A}" DTS:IsFrom="0"/>',
    ],
  ])('validation quotes where a constraint leads that leads nowhere', async (make, attributes, content) => {
    const constraint = `<DTS:PrecedenceConstraint ${attributes}>${content}</DTS:PrecedenceConstraint>`
    const pkg = Package.parse(make(`<DTS:PrecedenceConstraints>${constraint}</DTS:PrecedenceConstraints>${constraint}`))
    await pkg.validate()
    expect(pkg.errors[0]).toMatchObject({
      code: 0xc0014016,
      description: 'the constraint "C" starts at "Package\\Lost", which is not in the container "Demo"',
    })
  })

  test('constraints: ends must be children, and one pair has one', () => {
    const pkg = Package.parse(nested)
    const outer = pkg.executables.get('Outer') as Sequence
    const loop = pkg.executables.get('Outer 2')
    const flow = outer.executables.get('Flow')
    expect(thrown(() => pkg.precedenceConstraints.add(flow, loop))).toMatchObject({
      code: 0xc0014016,
      message: 'the constraint "Constraint" starts at "Package\\Outer\\Flow", which is not in the container "Demo"',
    })
    expect(thrown(() => pkg.precedenceConstraints.add(loop, loop))).toMatchObject({
      symbol: 'DTS_E_PRECEDENCECONSTRAINT',
      message:
        'the precedence constraint "Constraint" between "Outer 2" and "Outer 2" cannot be evaluated: ' +
        'it closes a circle, so that nothing in it could ever start: Outer 2 → Outer 2',
      hint: 'Name two executables that follow each other',
    })
    expect(thrown(() => pkg.precedenceConstraints.add(loop, flow))).toMatchObject({ code: 0xc0014017 })
    expect(thrown(() => pkg.precedenceConstraints.add(outer, loop))).toMatchObject({ code: 0xc0014038 })
    const gone = pkg.executables.add('STOCK:SEQUENCE')
    pkg.executables.remove(gone.id)
    expect(thrown(() => pkg.precedenceConstraints.add(gone, loop))).toMatchObject({ code: 0xc0014016 })
    expect(thrown(() => pkg.precedenceConstraints.add(loop, outer, 99 as DTSExecResult)).symbol).toBe(
      'DTS_E_FAILEDPROPERTYSET_ERRORINFO',
    )
    const added = pkg.precedenceConstraints.add(loop, outer, DTSExecResult.Completion)
    for (const wrong of [{ value: 4 }, { evalOp: 0 }])
      expect(thrown(() => Object.assign(added, wrong)).symbol).toBe('DTS_E_FAILEDPROPERTYSET_ERRORINFO')
    expect(added.constrainedExecutable).toBe(outer)
    added.value = DTSExecResult.Success
    added.evalOp = DTSPrecedenceEvalOp.Expression
    added.expression = '@x'
    added.logicalAnd = false
    expect(changedLines(nested, pkg.toXml()).added.slice(1, 9)).toEqual([
      '      DTS:refId="Package.PrecedenceConstraints[Constraint]"',
      '      DTS:CreationName=""',
      `      DTS:DTSID="${added.id}"`,
      '      DTS:EvalOp="1"',
      '      DTS:Expression="@x"',
      '      DTS:From="Package\\Outer 2"',
      '      DTS:ObjectName="Constraint"',
      '      DTS:To="Package\\Outer" />',
    ])
  })
})

test.skipIf(!sharedVectorPath('dtsx/32_WMIEventWatcherTaskDemo.dtsx'))('a real package with a constraint', async () => {
  const pkg = await Package.load(sharedVectorPath('dtsx/32_WMIEventWatcherTaskDemo.dtsx') ?? '')
  const [constraint] = [...pkg.precedenceConstraints]
  expect(constraint?.precedenceExecutable?.name).toBe('WMI Event Watcher Task')
  expect(constraint?.constrainedExecutable?.name).toBe('Script Task')
})
