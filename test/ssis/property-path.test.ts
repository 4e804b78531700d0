import { describe, expect, test } from 'vitest'
import { DtsError, findByPath, Package, setByPath } from '../../src/ssis/index.js'
import { variable, withVariables } from './samples.js'
import { thrown } from './thrown.js'

function make(): Package {
  const pkg = new Package()
  pkg.variables.add('X', false, 'User', 1)
  pkg.connections.add('WMI').name = 'servers.prod'
  pkg.connections.add('FILE').name = 'out.txt'
  const sequence = pkg.executables.add('STOCK:SEQUENCE')
  sequence.name = 'Read all'
  sequence.variables.add('Y', false, 'User', 'y')
  sequence.executables.add('STOCK:WmiDataReaderTask').name = 'Disks'
  return pkg
}

const read = (pkg: Package, path: string) => {
  const { object, property } = findByPath(pkg, path)
  return property.getValue(object)
}

describe('paths as dtexec writes them', () => {
  test.each<[string, unknown, unknown]>([
    ['\\Package.Variables[User::X].Value', '7', 7],
    ['\\Package.Variables[User::X].Properties[Value]', '8', 8],
    ['\\Package.Variables[X].Value', '9', 9],
    ['\\package.variables[user::x].properties[VALUE]', '10', 10],
    ['\\Package.Connections[out.txt].Properties[ConnectionString]', 'C:\\a.txt', 'C:\\a.txt'],
    ['\\Package.Connections[out.txt].ConnectionString', 'C:\\b.txt', 'C:\\b.txt'],
    ['\\Package.Connections[servers.prod].Properties[ServerName]', '\\\\sql01', '\\\\sql01'],
    ['\\Package.Properties[MaxConcurrentExecutables]', '3', 3],
    ['\\Package.Properties[MaximumErrorCount]', '4', 4],
    ['\\Package.DelayValidation', 'True', true],
    ['\\Package\\Read all.Properties[Disable]', 'True', true],
    ['\\Package\\Read all.Variables[User::Y].Value', 'z', 'z'],
    ['\\Package\\Read all\\Disks.Properties[OutputType]', 'PropertyNameAndValue', 2],
    ['\\Package\\Read all\\Disks.Properties[WqlQuerySource]', 'SELECT * FROM x[]', 'SELECT * FROM x[]'],
    ['\\PACKAGE\\read ALL\\disks.properties[disabled]', '-1', true],
  ])('%s', (path, text, value) => {
    const pkg = make()
    setByPath(pkg, path, text)
    expect(read(pkg, path)).toBe(value)
  })

  test('a connection by its ID', () => {
    const pkg = make()
    const { id } = pkg.connections.get('out.txt')
    setByPath(pkg, `\\Package.Connections[${id}].Properties[ConnectionString]`, 'x')
    expect(pkg.connections.get('out.txt').connectionString).toBe('x')
  })

  test('loaded names with brackets, dots and backslashes', () => {
    const text = make().toXml().replaceAll('out.txt', 'a]b].Properties[c').replaceAll('Disks', 'D.1]')
    const pkg = Package.parse(text)
    setByPath(pkg, '\\Package.Connections[a]b].Properties[c].Properties[ConnectionString]', 'x')
    expect(pkg.connections.get(1).connectionString).toBe('x')
    setByPath(pkg, '\\Package\\Read all\\D.1].Properties[Disable]', true)
    expect(read(pkg, '\\Package\\Read all\\D.1].Disable')).toBe(true)
  })

  test('event handlers', () => {
    const text = make()
      .toXml()
      .replace(
        /(\s*)<\/DTS:Executable>$/,
        '<DTS:EventHandlers><DTS:EventHandler DTS:EventName="OnError"><DTS:Executables><DTS:Executable DTS:ExecutableType="X" DTS:ObjectName="Mail" /></DTS:Executables></DTS:EventHandler></DTS:EventHandlers>$&',
      )
    const pkg = Package.parse(text)
    const path = '\\Package.EventHandlers[OnError]\\Mail.Properties[Disable]'
    setByPath(pkg, path, 'True')
    expect(read(pkg, path)).toBe(true)
    const { object, property } = findByPath(pkg, path)
    expect(property.packagePath(object)).toBe(path)
  })

  test('what packagePath gives leads back', () => {
    const pkg = make()
    for (const object of [pkg, pkg.connections.get(0), pkg.executables.get(0), pkg.variables.get('User::X')])
      for (const property of object.properties)
        expect(findByPath(pkg, property.packagePath(object)).property).toBe(property)
  })
})

describe('paths that lead nowhere say which part, and what is there', () => {
  test.each([
    ['', 'It must start with \\Package. '],
    ['Package.Variables[X].Value', 'It must start with \\Package. '],
    ['\\Packages', 'It must start with \\Package. '],
    ['\\Package', 'It names no property. '],
    ['\\Package\\Read all', 'It names no property. '],
    ['\\Package.Variables[User::X]', 'It names no property. '],
    [
      '\\Package.Variables[User::Z].Value',
      '"User::Z" was not found in the variables of \\Package. There is User::X, System::',
    ],
    [
      '\\Package.Connections[nope].Properties[X]',
      '"nope" was not found in the connections of the package. There is servers.prod, out.txt',
    ],
    ['\\Package\\Nope.Properties[X]', '"Nope" was not found in the executables of \\Package. There is Read all'],
    [
      '\\Package\\Read all\\Nope\\X.Disable',
      '"Nope" was not found in the executables of \\Package\\Read all. There is Disks',
    ],
    [
      '\\Package\\Read all\\Disks\\X.Disable',
      '"X" was not found in the executables of \\Package\\Read all\\Disks. There is nothing',
    ],
    [
      '\\Package.Connections[out.txt].Properties[Nope]',
      '"Nope" was not found in the properties of \\Package.Connections[out.txt]. There is ConnectionString, FileUsageType',
    ],
    ['\\Package.Connections[out.txt.Properties', '"[" at ".Connections[out.txt.Properties" is not closed. '],
    ['\\Package.Properties[Name', '"[" at ".Properties[Name" is not closed. '],
    ['\\Package.Nonsense[x].Value', '".Nonsense[" was not found in \\Package. '],
    [
      '\\Package.EventHandlers[OnError].Disable',
      '"OnError" was not found in the event handlers of \\Package. There is nothing',
    ],
  ])('%s', (path, hint) => {
    try {
      findByPath(make(), path)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      expect(error).toMatchObject({ code: 0xc001f02f, symbol: 'DTS_E_COULDNOTRESOLVEPACKAGEPATH' })
      expect(error.message).toContain(`"${path}"`)
      expect(error.hint.startsWith(hint), error.hint).toBe(true)
    }
  })

  test('variables of the user come before those of the system, and long lists are cut', () => {
    const pkg = make()
    for (let number = 1; number <= 30; number += 1) pkg.variables.add(`V${number}`, false, 'User', 1)
    const { hint } = thrown(() => findByPath(pkg, '\\Package.Variables[User::Z].Value'))
    const shown = ['User::X', ...Array.from({ length: 18 }, (_, index) => `User::V${index + 1}`)].join(', ')
    expect(hint).toBe(`"User::Z" was not found in the variables of \\Package. There is ${shown} and 34 more`)
    const stored = Package.parse(
      withVariables(variable('Propagate', 11, '0').replace('"User"', '"System"'), variable('Mine', 3, '1')),
    )
    expect(thrown(() => findByPath(stored, '\\Package.Variables[User::Z].Value')).hint).toContain(
      'There is User::Mine, System::Propagate, ',
    )
  })

  test('a property is called what the path calls it', () => {
    const set = (name: string) => () => setByPath(make(), `\\Package\\Read all.Properties[${name}]`, 'maybe')
    expect(thrown(set('Disabled')).message).toBe('the property Disabled could not be set: "maybe" is not a Boolean')
    expect(thrown(set('disable')).message).toBe('the property disable could not be set: "maybe" is not a Boolean')
    const readOnly = () => setByPath(make(), '\\Package.Properties[id]', 'x')
    expect(thrown(readOnly).message).toBe('the property id is read-only')
  })

  test('a Boolean variable says what it takes', () => {
    const pkg = make()
    pkg.variables.add('B', false, 'User', true)
    expect(thrown(() => setByPath(pkg, '\\Package.Variables[User::B].Value', 'maybe'))).toMatchObject({
      symbol: 'DTS_E_RUNTIMEVARIABLETYPECHANGE',
      hint: 'Give True or False',
    })
  })

  test('a value of the wrong type, a read-only property', () => {
    const codes = [
      () => setByPath(make(), '\\Package.Variables[User::X].Value', 'seven'),
      () => setByPath(make(), '\\Package.Variables[System::PackageName].Value', 'x'),
      () => setByPath(make(), '\\Package.Properties[ID]', 'x'),
      () => setByPath(make(), '\\Package\\Read all.Properties[Disable]', 'maybe'),
      () => setByPath(make(), '\\Package.Properties[TransactionOption]', '9'),
    ].map(work => {
      try {
        work()
        return 0
      } catch (error) {
        return error instanceof DtsError ? error.symbol : error
      }
    })
    expect(codes).toEqual([
      'DTS_E_RUNTIMEVARIABLETYPECHANGE',
      'DTS_E_VARIABLEREADONLY',
      'DTS_E_PROPERTYREADONLY',
      'DTS_E_FAILEDPROPERTYSET_ERRORINFO',
      'DTS_E_FAILEDPROPERTYSET_ERRORINFO',
    ])
  })
})
