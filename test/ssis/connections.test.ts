import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../src/base/drives.js'
import { WmilinkError } from '../../src/base/errors.js'
import { type ConnectionManager, DTSExecResult, DTSProtectionLevel, Package } from '../../src/ssis/index.js'
import { changedLines, reader, smallPackage } from './samples.js'
import { rejected, thrown } from './thrown.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-connections-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('Connections', () => {
  test('count, order, look-up by name, ID and index', () => {
    const { connections } = Package.parse(reader())
    expect(connections.count).toBe(2)
    expect(connections.getCount()).toBe(2)
    const names = [...connections].map(manager => manager.name)
    expect(names).toEqual(['output.txt', 'WMI Connection Manager'])
    const wmi = connections.get('WMI Connection Manager')
    expect(connections.get(1)).toBe(wmi)
    expect(connections.get('{483162F9-43E0-45AF-BE51-4B85C8E15C4D}')).toBe(wmi)
    expect(connections.get('{483162f9-43e0-45af-be51-4b85c8e15c4d}')).toBe(wmi)
    expect(connections.get('wmi connection MANAGER')).toBe(wmi)
    expect(connections.contains('output.txt')).toBe(true)
    expect(connections.contains(2)).toBe(false)
    // What no key can be is not there, and breaks nothing.
    expect(connections.contains({} as string)).toBe(false)
    expect(thrown(() => connections.get(undefined as unknown as string)).message).toContain('"undefined"')
  })

  test('copyTo puts the managers into an array, from the index on', () => {
    const { connections } = Package.parse(reader())
    const [file, wmi] = connections
    const spare = new Package().connections.add('FILE')
    const array = [spare, spare, spare, spare]
    connections.copyTo(array, 1)
    expect(array.map(manager => manager.name)).toEqual([
      'File Connection Manager',
      'output.txt',
      'WMI Connection Manager',
      'File Connection Manager',
    ])
    const sparse: ConnectionManager[] = []
    connections.copyTo(sparse, 2)
    expect([sparse.length, sparse[2] === file, sparse[3] === wmi]).toEqual([4, true, true])
    expect(connections.isSynchronized).toBe(false)
    expect(connections.syncRoot).toBe(connections)
  })

  test('a key that is not there throws 0xC001000E and lists what is', () => {
    const error = thrown(() => Package.parse(reader()).connections.get('Nope'))
    expect(error).toMatchObject({ code: 0xc001000e, symbol: 'DTS_E_CONNECTIONNOTFOUND' })
    expect(error.message).toContain('"Nope"')
    expect(error.hint).toBe('There is "output.txt", "WMI Connection Manager"')
  })

  test('add names managers apart', () => {
    const { connections } = new Package()
    expect([connections.add('WMI'), connections.add('wmi'), connections.add('FILE')].map(({ name }) => name)).toEqual([
      'WMI Connection Manager',
      'WMI Connection Manager 1',
      'File Connection Manager',
    ])
  })

  test('add refuses types that are unknown, and those that cannot be made here', () => {
    const { connections } = new Package()
    expect(thrown(() => connections.add('NONSENSE'))).toMatchObject({
      code: 0xc0014005,
      symbol: 'DTS_E_UNKNOWNCONNECTIONMANAGERTYPE',
    })
    for (const type of ['OLEDB', 'ADO.NET:SQL', 'SMTP', 'EXCEL']) {
      expect(() => connections.add(type)).toThrow(`connection managers of type ${type} are kept in files`)
      expect(() => connections.add(type)).toThrow(WmilinkError)
    }
    expect(connections.count).toBe(0)
  })

  test('remove takes the manager out, with its collection when it was the last', () => {
    const pkg = Package.parse(reader())
    pkg.connections.remove('output.txt')
    expect(changedLines(reader(), pkg.toXml()).removed.length).toBe(11)
    pkg.connections.remove(0)
    expect(pkg.toXml()).not.toContain('ConnectionManagers')
    expect(pkg.connections.count).toBe(0)
    expect(thrown(() => pkg.connections.remove('output.txt')).code).toBe(0xc001000e)
  })
})

describe('ConnectionManager', () => {
  const open = () => Package.parse(reader()).connections.get('WMI Connection Manager')

  test('what it tells', () => {
    const manager = open()
    expect(manager).toMatchObject({
      name: 'WMI Connection Manager',
      id: '{483162F9-43E0-45AF-BE51-4B85C8E15C4D}',
      description: '',
      creationName: 'WMI',
      connectionString: 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
      delayValidation: false,
      offlineMode: false,
      hostType: 'ConnectionManager',
      hasExpressions: false,
      supportsDTCTransactions: false,
    })
    expect(manager.getPackagePath()).toBe('\\Package.Connections[WMI Connection Manager]')
    expect(manager.parent.name).toBe('WMIDataReader')
    expect(manager.equals(manager)).toBe(true)
    expect(manager.equals('{483162f9-43e0-45af-be51-4b85c8e15c4d}')).toBe(true)
    expect(manager.equals('{00000000-0000-0000-0000-000000000000}')).toBe(false)
  })

  test('properties in any case, of the type and of the host', () => {
    const manager = open()
    const get = (name: string) => manager.properties.get(name).getValue(manager)
    expect([get('servername'), get('NAMESPACE'), get('UseWindowsAuth'), get('Username')]).toEqual([
      '\\\\localhost',
      '\\root\\cimv2',
      true,
      '',
    ])
    manager.properties.get('ServerName').setValue(manager, '\\\\sql01')
    manager.properties.get('usewindowsauth').setValue(manager, 'False')
    manager.properties.get('UserName').setValue(manager, 'CONTOSO\\svc')
    manager.properties.get('DelayValidation').setValue(manager, true)
    expect(manager.connectionString).toBe(
      'ServerName=\\\\sql01;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=CONTOSO\\svc;',
    )
    expect(manager.delayValidation).toBe(true)
    expect(manager.properties.get('ServerName').packagePath(manager)).toBe(
      '\\Package.Connections[WMI Connection Manager].Properties[ServerName]',
    )
    const unknown = thrown(() => manager.properties.get('Server'))
    expect(unknown.symbol).toBe('DTS_E_ELEMENTNOTFOUND')
    expect(unknown.hint).toContain('ServerName, Namespace, UseWindowsAuth')
    expect(thrown(() => manager.properties.get('ID').setValue(manager, 'x')).symbol).toBe('DTS_E_PROPERTYREADONLY')
    expect(thrown(() => manager.properties.get('UseWindowsAuth').setValue(manager, 'perhaps')).symbol).toBe(
      'DTS_E_FAILEDPROPERTYSET_ERRORINFO',
    )
  })

  test('the inner object in camelCase, and nothing but its properties', () => {
    const manager = open()
    manager.innerObject.useWindowsAuth = false
    manager.innerObject.namespace = 'root\\default'
    expect(manager.connectionString).toBe('ServerName=\\\\localhost;Namespace=root\\default;UseNtAuth=False;UserName=;')
    expect(() => {
      manager.innerObject.servername = 'x'
    }).toThrow(TypeError)
    expect(thrown(() => Object.assign(manager.innerObject, { useWindowsAuth: 'maybe' })).message).toContain('maybe')
  })

  test('a qualifier is not supported', () => {
    const manager = open()
    expect(
      thrown(() => {
        manager.qualifier = 'x'
      }),
    ).toMatchObject({ code: 0xc001400c })
    expect(thrown(() => manager.setQualifier('x'))).toMatchObject({ code: 0xc001400c })
    expect([manager.qualifier, manager.getQualifier()]).toEqual(['', ''])
  })

  test('what it has from its package', () => {
    const pkg = Package.parse(reader())
    const manager = pkg.connections.get('WMI Connection Manager')
    pkg.protectionLevel = DTSProtectionLevel.DontSaveSensitive
    expect(manager).toMatchObject({ scope: 'package', site: null, protectionLevel: 0 })
    expect(manager.variables).toBe(pkg.variables)
    const level = manager.properties.get('ProtectionLevel')
    expect([level.get, level.set, level.getValue(manager)]).toEqual([true, false, 0])
    pkg.protectionLevel = DTSProtectionLevel.EncryptSensitiveWithPassword
    expect([manager.protectionLevel, level.getValue(manager)]).toEqual([2, 2])
    expect(thrown(() => level.setValue(manager, 1)).symbol).toBe('DTS_E_PROPERTYREADONLY')
    const transactions = manager.properties.get('SupportsDTCTransactions')
    expect([transactions.set, transactions.getValue(manager)]).toEqual([false, false])
  })

  test('TargetServerVersion is there when the file has it, and is only read', () => {
    expect(open().properties.contains('TargetServerVersion')).toBe(false)
    const saved = (text: string) => {
      const file = reader().replace('<WmiConnectionManager', `<WmiConnectionManager TargetServerVersion="${text}"`)
      const pkg = Package.parse(file)
      return { file, pkg, manager: pkg.connections.get('WMI Connection Manager') }
    }
    const { file, pkg, manager } = saved('110')
    const property = manager.properties.get('targetserverversion')
    expect(property.getValue(manager)).toBe(110)
    expect(manager.innerObject.targetServerVersion).toBe(110)
    expect(thrown(() => property.setValue(manager, 160)).symbol).toBe('DTS_E_PROPERTYREADONLY')
    expect(pkg.toXml()).toBe(file)
    const broken = saved('new').manager
    const error = thrown(() => broken.properties.get('TargetServerVersion').getValue(broken))
    expect(error.message).toBe('the value "new" of "WMI Connection Manager.TargetServerVersion" could not be read')
  })

  test('expressions are stored and saved, and reported where they cannot be evaluated', () => {
    const pkg = Package.parse(reader())
    const manager = pkg.connections.get('WMI Connection Manager')
    manager.setExpression('servername', '@[User::Server]')
    expect(manager.getExpression('ServerName')).toBe('@[User::Server]')
    expect(manager.hasExpressions).toBe(true)
    expect(manager.propertyExpressions).toEqual([{ property: 'ServerName', expression: '@[User::Server]' }])
    const errors: number[] = []
    const events = { fireError: (code: number) => errors.push(code) } as never
    expect(manager.validate(events)).toBe(DTSExecResult.Failure)
    expect(errors).toEqual([0xc0017003])
    manager.setExpression('ServerName', null)
    expect(manager.validate()).toBe(DTSExecResult.Success)
    expect(pkg.toXml()).toBe(reader())
  })

  test('names: reserved characters and taken names are refused, a dot is not', () => {
    const pkg = Package.parse(reader())
    const manager = pkg.connections.get('WMI Connection Manager')
    for (const name of ['a/b', 'a\\b', 'a:b', 'a[b', 'a]b', 'a=b'])
      expect(thrown(() => Object.assign(manager, { name })).symbol).toBe('DTS_E_DTSNAME_LEGAL')
    expect(thrown(() => Object.assign(manager, { name: 'a/b' })).message).toBe(
      'the name "a/b" has a character that names must not have: / \\ : [ ] =',
    )
    expect(thrown(() => Object.assign(manager, { name: '' })).symbol).toBe('DTS_E_DTSNAME_NOTEMPTY')
    expect(thrown(() => Object.assign(manager, { name: ' a' })).symbol).toBe('DTS_E_DTSNAME_NOLEADWHITESP')
    expect(thrown(() => Object.assign(manager, { name: 'a\u0001b' })).symbol).toBe('DTS_E_DTSNAME_PRINTABLE')
    expect(thrown(() => Object.assign(manager, { name: 'OUTPUT.TXT' })).symbol).toBe('DTS_E_NAMEALREADYEXISTS')
    manager.name = 'servers.prod'
    expect(changedLines(reader(), pkg.toXml())).toEqual({
      removed: [
        '      DTS:refId="Package.ConnectionManagers[WMI Connection Manager]"',
        '      DTS:CreationName="WMI"',
        '      DTS:DTSID="{483162F9-43E0-45AF-BE51-4B85C8E15C4D}"',
        '      DTS:ObjectName="WMI Connection Manager">',
      ],
      added: [
        '      DTS:refId="Package.ConnectionManagers[servers.prod]"',
        '      DTS:CreationName="WMI"',
        '      DTS:DTSID="{483162F9-43E0-45AF-BE51-4B85C8E15C4D}"',
        '      DTS:ObjectName="servers.prod">',
      ],
    })
  })

  test('names that were loaded are never refused', () => {
    const pkg = Package.parse(reader().replaceAll('WMI Connection Manager', 'a/b:[c]=.'))
    expect(pkg.connections.get('a/b:[c]=.').creationName).toBe('WMI')
  })

  test('offline, nothing connects', async () => {
    const pkg = Package.parse(reader())
    const manager = pkg.connections.get('WMI Connection Manager')
    const refusal = async () => {
      const { code, hint } = await rejected(manager.acquireConnection(null))
      return [code, hint]
    }
    pkg.offlineMode = true
    expect(await refusal()).toEqual([0xc0014019, 'Set OfflineMode of the package to False to connect'])
    manager.offlineMode = true
    expect(await refusal()).toEqual([
      0xc0014019,
      'Set OfflineMode of the package and of the connection manager to False to connect',
    ])
    pkg.offlineMode = false
    expect(await refusal()).toEqual([0xc0014019, 'Set OfflineMode of the connection manager to False to connect'])
  })

  test('a disposed manager gives no connection', async () => {
    const manager = open()
    await manager.dispose()
    expect((await rejected(manager.acquireConnection())).message).toContain('it was disposed')
  })

  test('a manager that was removed from its package gives no connection, and the others still do', async () => {
    const { connections } = new Package()
    const [kept, gone] = [connections.add('FILE'), connections.add('FILE')]
    for (const manager of [kept, gone]) manager.connectionString = folder
    for (const manager of [kept, gone]) manager.innerObject.fileUsageType = 2
    connections.remove(gone.id)
    expect(await rejected(gone.acquireConnection())).toMatchObject({
      symbol: 'DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER',
      message: 'the connection manager "File Connection Manager 1" gave no connection: it was removed from its package',
    })
    expect(await kept.acquireConnection()).toBe(folder)
  })

  test('shown as JSON it is its name, ID, type and connection string', () => {
    expect(JSON.parse(JSON.stringify(open()))).toEqual({
      name: 'WMI Connection Manager',
      id: '{483162F9-43E0-45AF-BE51-4B85C8E15C4D}',
      creationName: 'WMI',
      connectionString: 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
    })
    expect(inspect(open())).not.toContain('Win32')
  })
})

const fileManager = (path: string, usage: number): ConnectionManager => {
  const manager = new Package().connections.add('FILE')
  manager.connectionString = path
  manager.innerObject.fileUsageType = usage
  return manager
}

describe('FILE', () => {
  const environment = { drives: new DriveMap([`D:=${folder}`]), connect: {} }
  const acquire = (path: string, usage: number) => fileManager(path, usage).acquireConnection(null, environment)
  writeFileSync(join(folder, 'there.txt'), 'x')

  test('an existing file is given by its native path', async () => {
    expect(await acquire('D:\\there.txt', 0)).toBe(join(folder, 'there.txt'))
    expect(await acquire(join(folder, 'there.txt'), 0)).toBe(join(folder, 'there.txt'))
  })

  test('a file to create need not be there', async () => {
    expect(await acquire('D:\\sub\\new.txt', 1)).toBe(join(folder, 'sub', 'new.txt'))
  })

  test('folders exist or are made', async () => {
    expect(await acquire('D:\\', 2)).toBe(folder)
    const made = join(folder, 'made', 'deep')
    expect(await acquire('D:\\made\\deep', 3)).toBe(made)
    expect(statSync(made).isDirectory()).toBe(true)
  })

  test.each([
    ['D:\\absent.txt', 0, 'does not exist'],
    ['D:\\absent', 2, 'does not exist'],
    ['D:\\', 0, 'is a folder, not a file'],
    ['D:\\', 1, 'is a folder, not a file'],
    ['D:\\there.txt', 2, 'is a file, not a folder'],
    ['D:\\there.txt', 3, 'is a file, not a folder'],
  ])('%s with usage %i', async (path, usage, message) => {
    const error = await rejected(acquire(path, usage))
    expect(error).toMatchObject({ symbol: 'DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER' })
    expect(error.message).toContain(message)
  })

  test('no path, an unmapped drive', async () => {
    expect(await rejected(acquire('', 0))).toMatchObject({ code: 0xc001401e })
    expect(fileManager('', 0).validate()).toBe(DTSExecResult.Failure)
    await expect(acquire('Q:\\x.txt', 1)).rejects.toThrow('drive Q:')
  })
})

describe('FLATFILE', () => {
  test('gives its native path and keeps delimiters escaped in the file', async () => {
    const pkg = new Package()
    const manager = pkg.connections.add('FLATFILE')
    manager.connectionString = 'C:\\data\\x.csv'
    expect(manager.innerObject.headerRowDelimiter).toBe('\r\n')
    expect(manager.innerObject.textQualifier).toBe('<none>')
    manager.innerObject.textQualifier = '"'
    manager.innerObject.unicode = true
    expect(pkg.toXml()).toContain('DTS:TextQualifier="_x0022_"')
    expect(await manager.acquireConnection(null, { drives: new DriveMap([], 'linux'), connect: {} })).toBe(
      '/data/x.csv',
    )
  })

  test('one without a path fails validation', () => {
    expect(new Package().connections.add('FLATFILE').problems()).toMatchObject([{ code: 0xc001401e }])
  })
})

describe('managers of other kinds', () => {
  const text = smallPackage(
    `  <DTS:ConnectionManagers>
    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[db]"
      DTS:CreationName="OLEDB"
      DTS:DTSID="{33333333-3333-3333-3333-333333333333}"
      DTS:ObjectName="db">
      <DTS:ObjectData>
        <DTS:ConnectionManager
          DTS:ConnectionString="Data Source=a;Initial Catalog=b;">
          <DTS:Password
            DTS:Name="Password"
            Sensitive="1"
            Encrypted="1">AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA</DTS:Password>
        </DTS:ConnectionManager>
      </DTS:ObjectData>
    </DTS:ConnectionManager>
    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[mail]"
      DTS:CreationName="SMTP"
      DTS:DTSID="{44444444-4444-4444-4444-444444444444}"
      DTS:ObjectName="mail">
      <DTS:ObjectData>
        <SmtpConnectionManager
          ConnectionString="SmtpServer=mail;UseWindowsAuthentication=True;EnableSsl=False;" />
      </DTS:ObjectData>
    </DTS:ConnectionManager>
  </DTS:ConnectionManagers>
`,
  )

  test('load, show their connection string, pass validation, and cannot be acquired', async () => {
    const { connections } = Package.parse(text)
    expect([...connections].map(manager => manager.connectionString)).toEqual([
      'Data Source=a;Initial Catalog=b;',
      'SmtpServer=mail;UseWindowsAuthentication=True;EnableSsl=False;',
    ])
    expect(connections.get('db').validate()).toBe(DTSExecResult.Success)
    const error = await rejected(connections.get('db').acquireConnection(null))
    expect(error.message).toBe(
      'the connection manager "db" gave no connection: connections of type OLEDB cannot be opened in this version',
    )
    expect(error.hint).toBe('This version opens connections of type WMI, FILE, FLATFILE, HTTP')
  })

  test('a password in a connection string is never shown, and stays in the file while nothing changes', () => {
    const saved = text.replace('Initial Catalog=b;', `User ID=u;Password='hun;ter2';Initial Catalog=b;`)
    const pkg = Package.parse(saved)
    const manager = pkg.connections.get('db')
    expect(manager.connectionString).toBe('Data Source=a;User ID=u;Password=;Initial Catalog=b;')
    expect(JSON.stringify([manager, manager.innerObject])).not.toContain('ter2')
    manager.connectionString = String(manager.connectionString)
    expect(pkg.toXml()).toBe(saved)
  })

  test('an encrypted password stays while nothing changes', () => {
    const pkg = Package.parse(text)
    pkg.connections.get('db').description = 'x'
    expect(pkg.toXml()).toContain('AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA')
  })

  test('a new connection string takes the saved password with it', () => {
    const pkg = Package.parse(text)
    pkg.connections.get('db').connectionString = 'Data Source=elsewhere;'
    pkg.connections.get('mail').connectionString = 'SmtpServer=other;'
    expect(pkg.toXml()).toContain('DTS:ConnectionString="Data Source=elsewhere;"')
    expect(pkg.toXml()).toContain('ConnectionString="SmtpServer=other;"')
    expect(pkg.toXml()).not.toContain('Password')
    expect(pkg.warnings.map(({ description }) => description)).toEqual([
      'the saved password of the connection manager "db" was removed: it belonged to another server or user',
    ])
  })
})
