import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeWsdl, Package, type TaskHost } from '../../../src/ssis/index.js'
import { type DTSWebMethodInfo, WebServiceTask } from '../../../src/ssis/tasks/web-service.js'
import { changedLines, smallPackage } from '../samples.js'
import { rejected, thrown } from '../thrown.js'
import { array, choice, complex, method, primitive, servicePackage, variable } from './service-package.js'
import { element, encodedWsdl, wsdl } from './wsdl-texts.js'

/** The data of a task as SSIS saves it, with something in its method. */
const data = (content: string) => `
        <WSTask:WebServiceTaskData
          WSTask:ConnectionName="{00726591-EFAC-4B64-B515-1D8AC2D24701}"
          WSTask:Service="CalcService"
          WSTask:WSDLFile="H:\\Demo.wsdl"
          WSTask:OverwriteWSDLFile="True"
          WSTask:OutputType="Variable"
          WSTask:OutputLocation="User::Result" xmlns:WSTask="www.microsoft.com/sqlserver/dts/tasks/webservicetask">
          <WSTask:MethodInfo
            WSTask:MethodName="Subtract"
            WSTask:MessageName="">
            <WSTask:Documentation></WSTask:Documentation>
${content}          </WSTask:MethodInfo>
        </WSTask:WebServiceTaskData>
`

const info = (name: string, type: string, value: string) => `            <WSTask:ParamInfo
              WSTask:Name="${name}"
              WSTask:Datatype="int"
              WSTask:ParamType="${type}"
              WSTask:SeqNumber="${name.charCodeAt(0) - 97}">
              ${value}
            </WSTask:ParamInfo>
`

const packaged = (objectData: string) =>
  smallPackage(`  <DTS:Executables>
    <DTS:Executable
      DTS:refId="Package\\Call"
      DTS:CreationName="Microsoft.WebServiceTask"
      DTS:DTSID="{44444444-4444-4444-4444-444444444444}"
      DTS:ExecutableType="Microsoft.WebServiceTask"
      DTS:LocaleID="-1"
      DTS:ObjectName="Call">
      <DTS:ObjectData>${objectData}</DTS:ObjectData>
    </DTS:Executable>
  </DTS:Executables>
`)

function loaded(text: string) {
  const pkg = Package.parse(text)
  const host = pkg.executables.get('Call') as TaskHost
  const { task } = host
  if (!(task instanceof WebServiceTask)) throw new Error('another task')
  return { pkg, host, task }
}

const variables = info('a', 'Variable', '<WSTask:VariableValue>User::A</WSTask:VariableValue>')

describe('the data of a task', () => {
  test('is read as SSIS saves it, and stays as it is', () => {
    const text = packaged(data(variables))
    const { pkg, host, task } = loaded(text)
    expect(host.innerObject).toMatchObject({
      connection: '{00726591-EFAC-4B64-B515-1D8AC2D24701}',
      serviceName: 'CalcService',
      wsdlFile: 'H:\\Demo.wsdl',
      overwriteWsdlFile: true,
      outputType: 1,
      outputLocation: 'User::Result',
    })
    expect(task.webMethodInfo).toEqual({
      methodName: 'Subtract',
      messageName: '',
      documentation: '',
      paramInfos: [
        { name: 'a', dataType: 'int', paramType: 'Variable', sequenceNumber: 0, paramValue: variable('User::A') },
      ],
    })
    expect(pkg.toXml()).toBe(text)
  })

  test('of a new task has its namespace, and every kind of value comes back', () => {
    const everything = method('Do', {
      a: primitive(' <1> '),
      b: choice('Red'),
      c: array(primitive('1'), primitive('2')),
      d: complex({ x: primitive('1'), y: array(choice('a')), z: complex({}) }),
      e: variable('User::A'),
      f: null,
    })
    const { pkg, task } = servicePackage('http://localhost/', everything)
    expect(task.webMethodInfo).toEqual(everything)
    const text = pkg.toXml()
    expect(text).toContain('xmlns:WSTask="www.microsoft.com/sqlserver/dts/tasks/webservicetask"')
    expect(text).toMatch(/<WSTask:WebServiceTaskData[^>]*WSTask:ConnectionName="Service"/)
    expect(text).toMatch(/<WSTask:PrimitiveValue>\s&lt;1&gt;\s<\/WSTask:PrimitiveValue>/)
    const again = Package.parse(text).executables.get('Call') as TaskHost
    expect((again.task as WebServiceTask).webMethodInfo).toEqual(everything)
    task.webMethodInfo = undefined
    expect(pkg.toXml()).not.toContain('MethodInfo')
  })

  test('changes nothing but the method when that is set', () => {
    const text = packaged(data(variables))
    const { pkg, task } = loaded(text)
    const before = task.webMethodInfo as DTSWebMethodInfo
    task.webMethodInfo = { ...before, methodName: 'Add' }
    const { removed, added } = changedLines(text, pkg.toXml())
    expect(removed.join()).not.toMatch(/ConnectionName|OutputLocation/)
    expect(added.join('\n')).toContain('WSTask:MethodName="Add"')
    expect(task.webMethodInfo).toEqual({ ...before, methodName: 'Add' })
  })

  const forms: readonly (readonly [string, string, unknown])[] = [
    ['Primitive', '<WSTask:PrimitiveValue>5</WSTask:PrimitiveValue>', primitive('5')],
    ['Primitive', '<WSTask:PrimitiveValue><WSTask:Value>5</WSTask:Value></WSTask:PrimitiveValue>', primitive('5')],
    ['Primitive', '<WSTask:PrimitiveValue WSTask:Value="5"/>', primitive('5')],
    [
      'Primitive',
      '<WSTask:ParamValue><WSTask:PrimitiveValue>5</WSTask:PrimitiveValue></WSTask:ParamValue>',
      primitive('5'),
    ],
    ['primitive', '<PrimitiveValue>5</PrimitiveValue>', primitive('5')],
    ['Primitive', '<WSTask:ParamValue>5</WSTask:ParamValue>', primitive('5')],
    ['Primitive', '', null],
    ['Enum', '<WSTask:EnumValue><WSTask:SelectedValue>Red</WSTask:SelectedValue></WSTask:EnumValue>', choice('Red')],
    ['Enum', '<WSTask:ParamValue>Red</WSTask:ParamValue>', choice('Red')],
    ['Variable', '<WSTask:VariableValue> User::A </WSTask:VariableValue>', variable('User::A')],
    [
      'Array',
      '<WSTask:ArrayValue><WSTask:Elements><WSTask:PrimitiveValue>1</WSTask:PrimitiveValue><WSTask:Element>2</WSTask:Element></WSTask:Elements></WSTask:ArrayValue>',
      array(primitive('1'), primitive('2')),
    ],
    [
      'Complex',
      '<WSTask:ComplexValue><WSTask:Properties><WSTask:Property WSTask:Name="x" WSTask:ParamType="Primitive"><WSTask:PrimitiveValue>1</WSTask:PrimitiveValue></WSTask:Property></WSTask:Properties></WSTask:ComplexValue>',
      complex({ x: primitive('1') }),
    ],
  ]
  for (const [type, value, expected] of forms)
    test(`is read in other forms: ${type} ${value}`, () => {
      const [first] = loaded(packaged(data(info('a', type, value)))).task.webMethodInfo?.paramInfos ?? []
      expect(first?.paramValue).toEqual(expected)
    })

  test('has its parameters in the order of their numbers', () => {
    const { task } = loaded(packaged(data(info('b', 'Primitive', '') + info('a', 'Primitive', ''))))
    expect(task.webMethodInfo?.paramInfos.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  for (const [what, content, symbol] of [
    ['another ParamType', info('a', 'Tuple', ''), 'PARAMTYPE_NOT_SUPPORTED'],
    ['no name', '<WSTask:ParamInfo WSTask:ParamType="Primitive"/>', 'XML_ATTRIBUTE_NOT_FOUND'],
    ['no number', '<WSTask:ParamInfo WSTask:Name="a" WSTask:SeqNumber="x"/>', 'ERROR_IN_LOAD_FROM_XML'],
    ['another element', info('a', 'Array', '<WSTask:ArrayValue><b/></WSTask:ArrayValue>'), 'UNEXPECTED_XML_ELEMENT'],
    [
      'too many levels',
      info('a', 'Array', `${'<WSTask:ArrayValue>'.repeat(50)}${'</WSTask:ArrayValue>'.repeat(50)}`),
      'ERROR_IN_LOAD_FROM_XML',
    ],
  ] as const)
    test(`loads with ${what}, and tells it when the task is used`, async () => {
      const text = packaged(data(content))
      const { pkg, task } = loaded(text)
      expect(pkg.toXml()).toBe(text)
      expect(thrown(() => task.webMethodInfo).symbol).toBe(`DTS_E_WEBSERVICETASK_${symbol}`)
      await pkg.validate()
      expect(pkg.errors.map(error => error.symbol)).toContain(`DTS_E_WEBSERVICETASK_${symbol}`)
    })

  test('refuses what XML cannot carry', () => {
    const { task } = servicePackage('http://localhost/', method('Do'))
    const change = () => {
      task.webMethodInfo = method('Do', { a: primitive('\u0000') })
    }
    expect(thrown(change).symbol).toBe('DTS_E_WEBSERVICETASK_ERROR_IN_SAVE_TO_XML')
    expect(task.webMethodInfo?.paramInfos).toEqual([])
  })

  test('may be empty', async () => {
    const { pkg, task } = loaded(packaged(''))
    expect(task.webMethodInfo).toBeUndefined()
    await pkg.validate()
    expect(pkg.errors[0]?.symbol).toBe('DTS_E_WEBSERVICETASK_CONNECTION_NAME_NULL')
  })
})

describe('describeWsdl', () => {
  const schema = `<xs:complexType name="Pair"><xs:sequence>${element('x', 'xs:int')}${element('y', 't:Pair', 'minOccurs="0"')}</xs:sequence></xs:complexType>
    <xs:complexType name="List"><xs:sequence>${element('i', 'xs:int', 'maxOccurs="unbounded"')}</xs:sequence></xs:complexType>
    <xs:simpleType name="Color"><xs:restriction base="xs:string"><xs:enumeration value="red"/><xs:enumeration value="blue"/></xs:restriction></xs:simpleType>`
  const input =
    element('a', 'xs:int') + element('b', 't:Color', 'minOccurs="0"') + element('c', 't:List') + element('d', 't:Pair')

  test('tells services, ports, methods and the kinds of their parameters', async () => {
    const [service] = await describeWsdl(wsdl({ schema, input, output: element('r', 'xs:string') }))
    expect(service).toEqual({
      name: 'S',
      documentation: '',
      ports: [
        {
          name: 'Port',
          soapVersion: '1.1',
          address: 'http://localhost/s',
          methods: [
            {
              name: 'Do',
              messageName: '',
              documentation: 'Does it.',
              style: 'document',
              encoded: false,
              supported: true,
              parameters: [
                { name: 'a', dataType: 'int', paramType: 'Primitive', optional: false },
                { name: 'b', dataType: 'Color', paramType: 'Enum', optional: true, values: ['red', 'blue'] },
                {
                  name: 'c',
                  dataType: 'List',
                  paramType: 'Array',
                  optional: false,
                  element: { name: 'i', dataType: 'int', paramType: 'Primitive', optional: false },
                },
                {
                  name: 'd',
                  dataType: 'Pair',
                  paramType: 'Complex',
                  optional: false,
                  properties: [
                    { name: 'x', dataType: 'int', paramType: 'Primitive', optional: false },
                    { name: 'y', dataType: 'Pair', paramType: 'Complex', optional: true },
                  ],
                },
              ],
              result: { name: 'r', dataType: 'string', paramType: 'Primitive', optional: false },
            },
          ],
        },
      ],
    })
  })

  test('takes a path, of Windows too, and Latin-1', async () => {
    const { folder } = servicePackage('http://localhost/', undefined)
    const path = join(folder, 'a b#.wsdl')
    writeFileSync(path, Buffer.from(encodedWsdl(), 'latin1'))
    const [service] = await describeWsdl(path)
    expect(service?.ports[0]?.methods[0]).toMatchObject({ style: 'rpc', encoded: true, supported: true })
    expect(await describeWsdl('H:\\x.wsdl', { nativePath: () => path })).toEqual([service])
    expect((await rejected(describeWsdl(join(folder, 'missing.wsdl')))).symbol).toBe(
      'DTS_E_WEBSERVICETASK_ERROR_IN_DOWNLOAD',
    )
  })

  test('says which methods cannot be called', async () => {
    const [service] = await describeWsdl(wsdl({ input: element('a', 'xs:anyType') }))
    expect(service?.ports[0]?.methods[0]).toMatchObject({
      supported: false,
      parameters: [{ name: 'a', paramType: 'Undefined' }],
    })
  })

  test('ends for types that double at every level', async () => {
    const types = Array.from({ length: 60 }, (_, index) => {
      const next = element('a', `t:T${index + 1}`, 'minOccurs="0"') + element('b', `t:T${index + 1}`, 'minOccurs="0"')
      return `<xs:complexType name="T${index}"><xs:sequence>${next}</xs:sequence></xs:complexType>`
    })
    const [service] = await describeWsdl(wsdl({ schema: types.join(''), input: element('a', 't:T0') }))
    expect(JSON.stringify(service).length).toBeLessThan(1_000_000)
  })

  test('tells methods of one name apart', async () => {
    const text = wsdl({
      change: [
        [
          /<wsdl:operation name="Do"><wsdl:doc[\s\S]*?<\/wsdl:operation>/,
          ['One', 'Two']
            .map(name => `<wsdl:operation name="Do"><wsdl:input name="${name}" message="t:DoIn"/></wsdl:operation>`)
            .join(''),
        ],
        [
          /<wsdl:operation name="Do"><soap:[\s\S]*?<\/wsdl:operation>/,
          ['One', 'Two']
            .map(
              name =>
                `<wsdl:operation name="Do"><soap:operation soapAction="${name}"/><wsdl:input name="${name}"><soap:body use="literal"/></wsdl:input></wsdl:operation>`,
            )
            .join(''),
        ],
      ],
    })
    const [service] = await describeWsdl(text)
    expect(service?.ports[0]?.methods.map(each => each.messageName)).toEqual(['One', 'Two'])
  })
})
