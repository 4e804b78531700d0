import { describe, expect, test } from 'vitest'
import { DtsError, Package, type Variable, VariableDataType } from '../../src/ssis/index.js'
import { changedLines, smallPackage } from './samples.js'

const variable = (name: string, type: number, text: string, attributes = '') => `    <DTS:Variable
      DTS:CreationName=""
      DTS:DTSID="{${name.padStart(8, '0')}-0000-0000-0000-000000000000}"
      DTS:IncludeInDebugDump="6789"${attributes}
      DTS:Namespace="User"
      DTS:ObjectName="${name}">
      <DTS:VariableValue
        DTS:DataType="${type}">${text}</DTS:VariableValue>
    </DTS:Variable>
`

const withVariables = (...items: string[]) => smallPackage(`  <DTS:Variables>\n${items.join('')}  </DTS:Variables>\n`)
const open = (...items: string[]) => Package.parse(withVariables(...items))

function thrown(work: () => unknown): DtsError {
  try {
    work()
  } catch (error) {
    if (error instanceof DtsError) return error
    throw error
  }
  throw new Error('it succeeded')
}

const set = (target: Variable, value: unknown) => Object.assign(target, { value })

test.each([
  [5, '1E+300'],
  [7, '04/21/2008 09:03:29 AM'],
  [11, 'True'],
  [3, ' +5'],
])('setting the value that is there keeps its text (type %i, %s)', (type, text) => {
  const file = smallPackage(
    `<DTS:Variables><DTS:Variable DTS:DTSID="{V}" DTS:Namespace="User" DTS:ObjectName="V"><DTS:VariableValue DTS:DataType="${type}">${text}</DTS:VariableValue></DTS:Variable></DTS:Variables>`,
  )
  const pkg = Package.parse(file)
  const variable = pkg.variables.get('User::V')
  variable.value = variable.value as never
  expect(pkg.toXml()).toBe(file)
})

describe('values by type', () => {
  const date = new Date(2008, 3, 21, 9, 3, 29)

  test.each<[keyof typeof VariableDataType, string, unknown, unknown, string]>([
    ['Int16', '-5', -5, 32767, '32767'],
    ['Int32', '0', 0, -2147483648, '-2147483648'],
    ['Single', '0.1', Math.fround(0.1), 2.5, '2.5'],
    ['Double', '1.5E+20', 1.5e20, 0.25, '0.25'],
    ['DateTime', '4/21/2008 9:03:29 AM', date, new Date(2026, 11, 31, 0, 5, 9), '12/31/2026 12:05:09 AM'],
    ['String', 'a &lt; b', 'a < b', 'x > y', 'x &gt; y'],
    ['Boolean', '-1', true, false, '0'],
    ['Decimal', '12345678901234567890.5', '12345678901234567890.5', '0.10', '0.10'],
    ['SByte', '-128', -128, 127, '127'],
    ['Byte', '255', 255, 0, '0'],
    ['UInt16', '65535', 65535, 1, '1'],
    ['UInt32', '4294967295', 4294967295, 7, '7'],
    ['Int64', '-9223372036854775808', -9223372036854775808n, 9223372036854775807n, '9223372036854775807'],
    ['UInt64', '18446744073709551615', 18446744073709551615n, 5n, '5'],
  ])('%s', (type, text, value, next, nextText) => {
    const item = variable('X', VariableDataType[type], text)
    const pkg = open(item)
    const target = pkg.variables.get('User::X')
    expect(target.dataType).toBe(VariableDataType[type])
    expect(target.value).toEqual(value)
    target.value = next
    expect(target.value).toEqual(next)
    expect(pkg.toXml()).toBe(withVariables(item.replace(`>${text}<`, `>${nextText}<`)))
    expect(Package.parse(pkg.toXml()).variables.get('User::X').value).toEqual(next)
  })

  test.each<[keyof typeof VariableDataType, unknown]>([
    ['Int16', 32768],
    ['Int32', 1.5],
    ['Int32', '5'],
    ['Int32', null],
    ['Single', 'x'],
    ['DateTime', '4/21/2008'],
    ['DateTime', new Date(Number.NaN)],
    ['String', 5],
    ['String', null],
    ['Boolean', 1],
    ['Byte', -1],
    ['Int64', 2n ** 63n],
    ['UInt64', -1],
    ['Decimal', 'one'],
  ])('a value of another type is refused: %s %o', (type, value) => {
    const target = open(variable('X', VariableDataType[type], '')).variables.get('User::X')
    const error = thrown(() => set(target, value))
    expect(error).toMatchObject({ code: 0xc001f009, symbol: 'DTS_E_RUNTIMEVARIABLETYPECHANGE' })
    expect(error.message).toBe(`the variable "User::X" is of type ${type} and cannot take a value of another type`)
  })

  test('integers fit 64-bit variables whatever their JavaScript type', () => {
    const target = open(variable('X', VariableDataType.Int64, '0')).variables.get('User::X')
    target.value = 5
    expect(target.value).toBe(5n)
  })

  test('an Object holds anything, in memory only', () => {
    const envelope = '<x:Envelope xmlns:x="urn:soap"><x:Body /></x:Envelope>'
    const pkg = open(variable('X', VariableDataType.Object, envelope))
    const target = pkg.variables.get('User::X')
    expect(target.value).toBeNull()
    const table = { rows: [1, 2] }
    target.value = table
    expect(target.value).toBe(table)
    expect(pkg.toXml()).toBe(withVariables(variable('X', VariableDataType.Object, envelope)))
  })

  test('a text that is not of its type loads, and is refused when it is read', () => {
    const target = open(variable('X', VariableDataType.Int32, 'many')).variables.get('User::X')
    const error = thrown(() => target.value)
    expect(error.symbol).toBe('DTS_E_PERSISTENCEERROR')
    expect(error.message).toContain('"many"')
    target.value = 3
    expect(target.value).toBe(3)
  })

  test('dates: US order, 12 o’clock, without time, ISO; impossible ones are refused', () => {
    const read = (text: string) => open(variable('X', VariableDataType.DateTime, text)).variables.get('User::X').value
    expect(read('12/1/2024 12:00:00 PM')).toEqual(new Date(2024, 11, 1, 12))
    expect(read('12/1/2024 12:30:00 AM')).toEqual(new Date(2024, 11, 1, 0, 30))
    expect(read('2/29/2024')).toEqual(new Date(2024, 1, 29))
    expect(read('2024-02-29 13:14:15')).toEqual(new Date(2024, 1, 29, 13, 14, 15))
    for (const text of ['13/1/2024', '2/30/2024', '1/1/2024 13:00:00 PM', '1/1/2024 25:00:00', 'yesterday'])
      expect(thrown(() => read(text)).symbol).toBe('DTS_E_PERSISTENCEERROR')
  })

  test('white space is kept by the attribute that keeps it', () => {
    const pkg = open(variable('X', VariableDataType.String, 'x'))
    pkg.variables.get('User::X').value = '  '
    expect(changedLines(withVariables(variable('X', 8, 'x')), pkg.toXml()).added).toEqual([
      '        DTS:DataType="8"',
      '        xml:space="preserve">  </DTS:VariableValue>',
    ])
  })

  test('text of each type, as /SET gives it', () => {
    const pkg = open(
      variable('I', VariableDataType.Int32, '0'),
      variable('B', VariableDataType.Boolean, '0'),
      variable('S', VariableDataType.String, ''),
      variable('D', VariableDataType.DateTime, ''),
    )
    const put = (name: string, text: string) => {
      const target = pkg.variables.get(name)
      target.properties.get('Value').setValue(target, text)
      return target.value
    }
    expect([put('I', '-7'), put('B', 'TRUE'), put('S', '0'), put('D', '1/2/2026')]).toEqual([
      -7,
      true,
      '0',
      new Date(2026, 0, 2),
    ])
    expect(thrown(() => put('I', 'seven')).code).toBe(0xc001f009)
  })
})

describe('look-up', () => {
  const nested = () => {
    const pkg = new Package()
    const outer = pkg.executables.add('STOCK:SEQUENCE')
    const task = outer.executables.add('STOCK:WmiDataReaderTask')
    pkg.variables.add('A', false, 'User', 'package')
    pkg.variables.add('B', false, 'User', 'package')
    outer.variables.add('A', false, 'User', 'sequence')
    return { pkg, outer, task }
  }

  test('goes from the container outward', () => {
    const { pkg, outer, task } = nested()
    expect(task.variables.get('User::A').value).toBe('sequence')
    expect(task.variables.get('B').value).toBe('package')
    expect(pkg.variables.get('A').value).toBe('package')
    expect(outer.variables.get('A').parent).toBe(outer)
    expect(pkg.variables.find('User::C')).toBeUndefined()
  })

  test('is with case, so that names which differ in it stay apart', () => {
    const { pkg } = nested()
    expect(pkg.variables.find('user::a')).toBeUndefined()
    expect(pkg.variables.contains('User::A')).toBe(true)
  })

  test('by ID and index', () => {
    const { pkg } = nested()
    const first = pkg.variables.get(0)
    expect(first.qualifiedName).toBe('User::A')
    expect(pkg.variables.get(first.id.toLowerCase())).toBe(first)
  })

  test('one that is not there throws 0xC0010001 and lists what is seen from here', () => {
    const { task } = nested()
    const error = thrown(() => task.variables.get('User::C'))
    expect(error).toMatchObject({ code: 0xc0010001, symbol: 'DTS_E_VARIABLENOTFOUND' })
    expect(error.hint).toBe('There is User::A, User::A, User::B')
  })

  test('a bare name in two namespaces is ambiguous', () => {
    const pkg = new Package()
    pkg.variables.add('A', false, 'User', 1)
    pkg.variables.add('A', false, 'Mine', 2)
    expect(thrown(() => pkg.variables.get('A'))).toMatchObject({ code: 0xc001f032 })
    expect(pkg.variables.get('Mine::A').value).toBe(2)
  })
})

describe('system variables', () => {
  test('of the package', () => {
    const pkg = new Package({ now: () => new Date(2026, 0, 31, 8, 5, 0), newId: () => '{ID}' })
    pkg.name = 'demo'
    const read = (name: string) => pkg.variables.get(`System::${name}`).value
    expect(read('PackageName')).toBe('demo')
    expect(read('PackageID')).toBe('{ID}')
    expect(read('CreationDate')).toEqual(new Date(2026, 0, 31, 8, 5, 0))
    expect(read('VersionMajor')).toBe(1)
    expect(read('LocaleId')).toBe(1033)
    expect(read('OfflineMode')).toBe(false)
    expect(read('ServerExecutionID')).toBe(0n)
    expect(read('MachineName')).not.toBe('')
    expect([...pkg.variables].filter(each => each.systemVariable).length).toBe(22)
  })

  test('of a task, with those of the package behind them', () => {
    const pkg = new Package()
    const task = pkg.executables.add('STOCK:WmiDataReaderTask')
    expect(task.variables.get('System::TaskName').value).toBe('WMI Data Reader Task')
    expect(task.variables.get('System::TaskID').value).toBe(task.id)
    expect(task.variables.get('System::LocaleId').value).toBe(1033)
    expect(task.variables.get('System::PackageName').value).toBe('Package')
    expect(pkg.variables.contains('System::TaskName')).toBe(false)
  })

  test('are filled by the runtime and by nobody else', () => {
    const pkg = new Package()
    const start = new Date(2026, 0, 1)
    pkg.setSystemValue('StartTime', start)
    expect(pkg.variables.get('System::StartTime').value).toBe(start)
    const name = pkg.variables.get('System::PackageName')
    expect(thrown(() => set(name, 'x')).code).toBe(0xc0010003)
    expect(thrown(() => Object.assign(name, { name: 'x' })).code).toBe(0xc001f003)
    expect(thrown(() => Object.assign(name, { namespace: 'x' })).code).toBe(0xc001f004)
    expect(thrown(() => Object.assign(name, { readOnly: false })).code).toBe(0xc001f002)
  })
})

describe('adding, renaming, removing', () => {
  test('the type follows from the value', () => {
    const pkg = new Package()
    const types = ['', 5, 5_000_000_000, 1.5, true, 7n, new Date(), null, { a: 1 }].map(
      (value, index) => pkg.variables.add(`V${index}`, false, 'User', value).dataType,
    )
    expect(types).toEqual([8, 3, 20, 5, 11, 20, 7, 13, 13])
    expect(pkg.variables.get('User::V8').value).toEqual({ a: 1 })
  })

  test('names', () => {
    const pkg = new Package()
    const first = pkg.variables.add('A', false, 'User', 1)
    expect(thrown(() => pkg.variables.add('a', false, 'user', 1)).symbol).toBe('DTS_E_NAMEALREADYADDED')
    expect(thrown(() => pkg.variables.add('X', false, 'System', 1))).toMatchObject({ code: 0xc001000d })
    expect(thrown(() => pkg.variables.add('a.b', false, 'User', 1)).symbol).toBe('DTS_E_DTSNAME_LEGAL')
    expect(thrown(() => pkg.variables.add('', false, 'User', 1)).symbol).toBe('DTS_E_DTSNAME_NOTEMPTY')
    pkg.variables.add('B', false, 'User', 1)
    expect(thrown(() => Object.assign(first, { name: 'b' })).symbol).toBe('DTS_E_NAMEALREADYEXISTS')
    first.name = 'C'
    first.namespace = 'Mine'
    expect(pkg.variables.get('Mine::C')).toBe(first)
    expect(thrown(() => Object.assign(first, { namespace: 'SYSTEM' })).code).toBe(0xc001000d)
  })

  test('names that were loaded are never refused', () => {
    expect(open(variable('a.b=c', 3, '1')).variables.get('User::a.b=c').value).toBe(1)
  })

  test('remove', () => {
    const items = [variable('A', 3, '1'), variable('B', 3, '2')]
    const pkg = open(...items)
    pkg.variables.remove('User::A')
    expect(pkg.toXml()).toBe(withVariables(items[1] ?? ''))
    pkg.variables.remove(0)
    expect(pkg.toXml()).toBe(smallPackage('  <DTS:Variables />\n'))
    expect(thrown(() => pkg.variables.remove('User::A')).code).toBe(0xc0010001)
    expect(thrown(() => pkg.variables.remove('System::PackageName')).code).toBe(0xc0010001)
  })

  test('other properties', () => {
    const pkg = open(variable('A', 3, '1'))
    const target = pkg.variables.get('User::A')
    Object.assign(target, {
      description: 'd',
      evaluateAsExpression: true,
      expression: '1 + 1',
      raiseChangedEvent: true,
    })
    expect(changedLines(withVariables(variable('A', 3, '1')), pkg.toXml()).added).toEqual([
      '      DTS:Description="d"',
      '      DTS:DTSID="{0000000A-0000-0000-0000-000000000000}"',
      '      DTS:EvaluateAsExpression="True"',
      '      DTS:Expression="1 + 1"',
      '      DTS:IncludeInDebugDump="6789"',
      '      DTS:Namespace="User"',
      '      DTS:ObjectName="A"',
      '      DTS:RaiseChangedEvent="True">',
    ])
    expect(target.properties.get('Value').packagePath(target)).toBe('\\Package.Variables[User::A].Properties[Value]')
    expect(thrown(() => target.properties.get('Value').setExpression(target, '1'))).toMatchObject({ code: 0xc0017002 })
  })
})

describe('read-only', () => {
  test('may be written while the package is designed, not while it runs', async () => {
    const pkg = new Package()
    const constant = pkg.variables.add('C', true, 'User', 1)
    constant.value = 2
    expect(constant.value).toBe(2)
    const codes: number[] = []
    pkg.executables.add('STOCK:PipelineTask')
    await pkg.execute({
      events: {
        onPreExecute: () => {
          codes.push(
            thrown(() => set(constant, 3)).code,
            thrown(() => Object.assign(constant, { readOnly: false })).code,
          )
        },
      },
    })
    expect(codes.slice(0, 2)).toEqual([0xc0010003, 0xc0010010])
    expect(constant.value).toBe(2)
  })
})

describe('during a run', () => {
  test('new values are seen after it, are not saved, and are gone when the next one starts', async () => {
    const pkg = new Package()
    const counter = pkg.variables.add('N', false, 'User', 1)
    pkg.executables.add('STOCK:PipelineTask')
    const text = pkg.toXml()
    const seen: unknown[] = []
    const options = {
      events: {
        onPreExecute: (source: { name: string }) => {
          if (source.name !== pkg.name) return
          seen.push(counter.value)
          counter.value = 99
        },
      },
    }
    await pkg.execute(options)
    expect(counter.value).toBe(99)
    expect(pkg.toXml()).toBe(text)
    await pkg.execute(options)
    expect(seen).toEqual([1, 1])
  })

  test('nothing is added or removed', async () => {
    const pkg = new Package()
    pkg.variables.add('N', false, 'User', 1)
    pkg.executables.add('STOCK:PipelineTask')
    const codes = new Set<number>()
    const work = [
      () => pkg.variables.add('M', false, 'User', 1),
      () => pkg.variables.remove('User::N'),
      () => pkg.connections.add('WMI'),
      () => pkg.executables.add('STOCK:SEQUENCE'),
      () => pkg.executables.remove(0),
    ]
    const tryAll = () => {
      for (const each of work) codes.add(thrown(each).code)
    }
    await pkg.execute({ events: { onPreExecute: tryAll } })
    expect([...codes]).toEqual([0xc0016024])
  })
})

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
  expect(thrown(() => set(pkg.variables.get('$Package::Limit'), 8)).code).toBe(0xc0010003)
})
