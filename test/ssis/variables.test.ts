import { describe, expect, test } from 'vitest'
import { Package, setByPath } from '../../src/ssis/index.js'
import { changedLines, smallPackage, variable, withVariables } from './samples.js'
import { thrown } from './thrown.js'

const open = (...items: string[]) => Package.parse(withVariables(...items))

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

  test('a read-only variable has its first value, and another one only when it is no longer read-only', () => {
    const pkg = new Package()
    const constant = pkg.variables.add('C', true, 'User', 1)
    const table = { rows: [1] }
    expect(pkg.variables.add('O', true, 'User', table).value).toBe(table)
    const error = thrown(() => Object.assign(constant, { value: 2 }))
    expect(error).toMatchObject({
      code: 0xc0010003,
      symbol: 'DTS_E_VARIABLEREADONLY',
      message: 'the variable "User::C" is read-only and cannot be written',
      hint: 'Set its ReadOnly to False first; its path is \\Package.Variables[User::C].Properties[ReadOnly]',
    })
    expect(constant.value).toBe(1)
    constant.readOnly = false
    constant.value = 2
    expect(constant.value).toBe(2)
  })

  test('a path sets a read-only variable only after its ReadOnly', () => {
    const pkg = open(variable('A', 3, '1', '\n      DTS:ReadOnly="True"'))
    const value = '\\Package.Variables[User::A].Properties[Value]'
    expect(thrown(() => setByPath(pkg, value, '5'))).toMatchObject({ code: 0xc0010003 })
    expect(thrown(() => setByPath(pkg, '\\Package.Variables[System::PackageName].Value', 'x'))).toMatchObject({
      code: 0xc0010003,
      hint: '',
    })
    setByPath(pkg, '\\Package.Variables[User::A].Properties[ReadOnly]', 'False')
    setByPath(pkg, value, '5')
    expect(pkg.variables.get('User::A').value).toBe(5)
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
