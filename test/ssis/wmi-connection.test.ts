import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../src/base/drives.js'
import type { ConnectOptions } from '../../src/connect/connect.js'
import { type ConnectionManager, DTSExecResult, DtsError, Package } from '../../src/ssis/index.js'
import { reader, smallPackage } from './samples.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-wmi-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Counts what the managers open and close; `connect()` itself is real. */
class Host {
  readonly opened: string[] = []
  closed = 0

  connect(namespace: string): never {
    this.opened.push(namespace)
    return {
      server: 'HERE',
      namespace,
      close: async () => {
        this.closed += 1
      },
    } as never
  }

  get environment() {
    const connect: ConnectOptions = { host: this, embedded: true }
    return { drives: new DriveMap(), connect }
  }
}

const open = (password = '') =>
  Package.parse(
    smallPackage(
      `  <DTS:ConnectionManagers>
    <DTS:ConnectionManager
      DTS:refId="Package.ConnectionManagers[w]"
      DTS:CreationName="WMI"
      DTS:DTSID="{33333333-3333-3333-3333-333333333333}"
      DTS:ObjectName="w">
      <DTS:ObjectData>
        <WmiConnectionManager
          ConnectionString="ServerName=\\\\sql01;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=svc;"${
            password === '' ? ' />' : `>\n${password}\n        </WmiConnectionManager>`
          }
      </DTS:ObjectData>
    </DTS:ConnectionManager>
  </DTS:ConnectionManagers>
`,
    ),
  )

const clear = '          <Password\n            Sensitive="1">hunter2</Password>'
const userKey =
  '          <Password\n            Sensitive="1"\n            Encrypted="1">AQAAANCMnd8BFdERjHoAwE/Cl+sB</Password>'
const byPassword =
  '          <EncryptedData\n            Salt="a" xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData /></EncryptedData>'

describe('a live connection', () => {
  const local = () => Package.parse(reader()).connections.get('WMI Connection Manager')

  test('is made when it is asked for, not before', async () => {
    const host = new Host()
    const manager = local()
    expect(manager.validate()).toBe(DTSExecResult.Success)
    expect(host.opened).toEqual([])
    const services = await manager.acquireConnection(null, host.environment)
    expect(services).toMatchObject({ server: 'HERE', namespace: 'root\\cimv2' })
    await manager.releaseConnection(services)
    expect(host.closed).toBe(1)
  })

  test('is shared by those who hold it at the same time', async () => {
    const host = new Host()
    const manager = local()
    const { environment } = host
    const [first, second] = await Promise.all([
      manager.acquireConnection(null, environment),
      manager.acquireConnection(null, environment),
    ])
    expect(second).toBe(first)
    expect(host.opened).toEqual(['root\\cimv2'])
    await manager.releaseConnection(first)
    expect(host.closed).toBe(0)
    await manager.releaseConnection(second)
    expect(host.closed).toBe(1)
    await manager.releaseConnection(second)
    expect(host.closed).toBe(1)
  })

  test('is another one when the settings changed, or the environment', async () => {
    const host = new Host()
    const manager = local()
    const { environment } = host
    const first = await manager.acquireConnection(null, environment)
    manager.innerObject.namespace = '\\root\\default'
    const second = await manager.acquireConnection(null, environment)
    const third = await manager.acquireConnection(null, { ...environment })
    expect(host.opened).toEqual(['root\\cimv2', 'root\\default', 'root\\default'])
    for (const each of [first, second, third]) await manager.releaseConnection(each)
    expect(host.closed).toBe(3)
  })

  test('is closed when its manager is disposed', async () => {
    const host = new Host()
    const manager = local()
    await manager.acquireConnection(null, host.environment)
    await manager.dispose()
    expect(host.closed).toBe(1)
  })

  test('that fails is not kept', async () => {
    const host = new Host()
    const manager = local()
    let failing = true
    const flaky = {
      connect: (namespace: string) => {
        if (failing) throw new Error('down')
        return host.connect(namespace)
      },
    }
    const environment = { drives: new DriveMap(), connect: { host: flaky, embedded: true } }
    await expect(manager.acquireConnection(null, environment)).rejects.toThrow('down')
    failing = false
    expect(await manager.acquireConnection(null, environment)).toMatchObject({ server: 'HERE' })
  })

  test('takes no transaction', async () => {
    await expect(local().acquireConnection({} as never)).rejects.toThrow('pass null')
  })

  test('a server that is not this machine says what is missing', async () => {
    const manager = local()
    manager.innerObject.serverName = '\\\\far-away'
    await expect(manager.acquireConnection(null)).rejects.toThrow('far-away')
  })
})

describe('validation', () => {
  test.each([
    ['', '\\root\\cimv2', 'its ServerName is empty'],
    ['\\\\localhost', '\\', 'its Namespace is empty'],
  ])('server %j, namespace %j', (serverName, namespace, message) => {
    const manager = new Package().connections.add('WMI')
    Object.assign(manager.innerObject, { serverName, namespace })
    expect(manager.problems().map(({ description }) => description)).toEqual([
      `the connection manager "WMI Connection Manager" gave no connection: ${message}`,
    ])
  })

  test('a text that is no connection string loads, is shown without what may be a password, and fails validation', () => {
    const pkg = Package.parse(reader().replace('Namespace=\\root\\cimv2;', 'nonsense;Password=hunter2;'))
    const manager = pkg.connections.get('WMI Connection Manager')
    expect(manager.connectionString).toBe('ServerName=\\\\localhost;nonsense;Password=')
    expect(manager.validate()).toBe(DTSExecResult.Failure)
    expect(JSON.stringify(manager.problems())).not.toContain('hunter2')
    manager.connectionString = 'Namespace=\\root\\wmi'
    expect(manager.connectionString).toBe('ServerName=\\\\localhost;Namespace=\\root\\wmi;UseNtAuth=True;UserName=;')
  })
})

describe('connection strings', () => {
  test('keys in any case and order; what is not said stays', () => {
    const manager = open().connections.get('w')
    manager.connectionString = 'namespace=\\root\\wmi;USENTAUTH=true'
    expect(manager.connectionString).toBe('ServerName=\\\\sql01;Namespace=\\root\\wmi;UseNtAuth=True;UserName=svc;')
  })

  test('a bad string is refused and changes nothing', () => {
    const pkg = open()
    const before = pkg.toXml()
    expect(() => {
      pkg.connections.get('w').connectionString = 'nonsense'
    }).toThrow('=')
    expect(() => {
      pkg.connections.get('w').connectionString = 'UseNtAuth=perhaps'
    }).toThrow('UseNtAuth, part 1 of the connection string, must be True or False')
    expect(pkg.toXml()).toBe(before)
  })

  test('a manager that was never opened has the defaults', () => {
    const text = open()
      .toXml()
      .replace(/<WmiConnectionManager[\s\S]*? \/>/, '')
    const manager = Package.parse(text).connections.get('w')
    expect(manager.connectionString).toBe('ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;')
  })
})

describe('passwords', () => {
  test('can be set and never read', () => {
    const manager = open().connections.get('w')
    manager.innerObject.password = 'hunter2'
    const codes = [() => manager.innerObject.password, () => manager.properties.get('Password').getValue(manager)].map(
      read => {
        try {
          return read()
        } catch (error) {
          return error instanceof DtsError ? error.code : error
        }
      },
    )
    expect(codes).toEqual([0xc001f027, 0xc001f027])
    expect(manager.properties.get('password')).toMatchObject({ get: false, set: true })
    expect(Object.keys(manager.innerObject)).not.toContain('password')
  })

  test('are shown nowhere', () => {
    const pkg = open(clear)
    const manager = pkg.connections.get('w')
    manager.innerObject.password = 'hunter3'
    const shown = [
      inspect(manager, { depth: 9, showHidden: true }),
      inspect(pkg, { depth: 9, showHidden: true, getters: true }),
      inspect(manager.innerObject, { getters: true }),
      JSON.stringify(manager),
      JSON.stringify(pkg),
      String(manager),
      manager.connectionString,
      pkg.toXml(),
    ].join()
    expect(shown).not.toMatch(/hunter/)
  })

  test('are written into no file without a package password; a warning or an error says so where the level promises more', async () => {
    const path = join(folder, 'secret.dtsx')
    const pkg = new Package()
    const manager = pkg.connections.add('WMI')
    Object.assign(manager.innerObject, { serverName: '\\\\sql01', useWindowsAuth: false, userName: 'svc' })
    manager.innerObject.password = 'hunter2'
    await pkg.save(path)
    expect(pkg.warnings).toEqual([])
    pkg.protectionLevel = 1
    await pkg.save(path)
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
    expect(pkg.warnings.map(({ description }) => description)).toEqual([
      'the password of the connection manager "WMI Connection Manager" was not saved: the protection level EncryptSensitiveWithUserKey cannot be honoured here',
    ])
    for (const [level, code] of [
      [2, 0xc001405e],
      [3, 0xc001405e],
      [4, 0xc0014035],
      [5, 0xc0014035],
    ] as const) {
      pkg.protectionLevel = level
      await expect(pkg.save(path)).rejects.toMatchObject({ code })
      expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
    }
  })

  test('in a connection string are taken and not written', () => {
    const pkg = open()
    pkg.connections.get('w').connectionString = 'Password=hunter2;Namespace=\\root\\wmi'
    expect(pkg.toXml()).not.toContain('hunter2')
    expect(pkg.connections.get('w').hasUnsavedSecret).toBe(true)
  })

  test('in the connection string of a file go on with another namespace, and nowhere else', () => {
    const saved = reader().replace(
      'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
      'ServerName=\\\\sql01;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=svc;Password=hunter2;',
    )
    const pkg = Package.parse(saved)
    const manager = pkg.connections.get('WMI Connection Manager')
    manager.innerObject.namespace = '\\root\\wmi'
    expect(pkg.toXml()).not.toContain('hunter2')
    expect(manager.hasUnsavedSecret).toBe(true)
    const other = Package.parse(saved)
    other.connections.get('WMI Connection Manager').innerObject.serverName = '\\\\sql02'
    expect(other.toXml()).not.toContain('hunter2')
    expect(other.connections.get('WMI Connection Manager').hasUnsavedSecret).toBe(false)
    expect(other.warnings.map(({ description }) => description)).toEqual([
      'the saved password of the connection manager "WMI Connection Manager" was removed: it belonged to another server or user',
    ])
    const newer = Package.parse(saved)
    newer.connections.get('WMI Connection Manager').innerObject.password = 'new'
    expect(newer.toXml()).toContain('UserName=svc;"')
  })

  test('are dropped when the server or the user changes, and only then', () => {
    const edits: [string, (manager: ConnectionManager) => void, boolean][] = [
      ['namespace', manager => Object.assign(manager.innerObject, { namespace: '\\root\\wmi' }), true],
      [
        'the same server without backslashes',
        manager => Object.assign(manager.innerObject, { serverName: 'SQL01' }),
        true,
      ],
      ['server', manager => Object.assign(manager.innerObject, { serverName: '\\\\sql02' }), false],
      ['user', manager => Object.assign(manager.innerObject, { userName: 'other' }), false],
      [
        'string with the same server',
        manager => Object.assign(manager, { connectionString: 'ServerName=\\\\sql01' }),
        true,
      ],
      ['string with another server', manager => Object.assign(manager, { connectionString: 'ServerName=evil' }), false],
    ]
    for (const [what, edit, kept] of edits) {
      const manager = open().connections.get('w')
      manager.innerObject.password = 'hunter2'
      edit(manager)
      expect(manager.hasUnsavedSecret, what).toBe(kept)
    }
  })

  test.each([
    ['in clear text', clear, 'the file holds the password of the connection manager "w" in clear text'],
    [
      'for a Windows user',
      userKey,
      'the password of the connection manager "w" is encrypted (for a Windows user) and cannot be opened here: it counts as not set',
    ],
    [
      'with the package password',
      byPassword,
      'the password of the connection manager "w" is encrypted (with the package password) and cannot be opened here: it counts as not set',
    ],
  ])('saved %s stay as they are, with a warning', (_, secret, warning) => {
    const pkg = open(secret)
    expect(pkg.warnings.map(({ description }) => description)).toEqual([warning])
    expect(pkg.warnings[0]).toMatchObject({ code: 0x80010015, symbol: 'DTS_W_GENERICWARNING', source: 'Demo' })
    pkg.connections.get('w').innerObject.namespace = '\\root\\wmi'
    expect(pkg.toXml()).toContain(secret)
  })

  test.each([clear, userKey, byPassword])('saved ones go when the server changes: %s', secret => {
    const pkg = open(secret)
    pkg.connections.get('w').innerObject.serverName = '\\\\sql02'
    expect(pkg.toXml()).toBe(open().toXml().replace('sql01', 'sql02'))
    expect(pkg.warnings.map(({ description }) => description)).toEqual([
      'the saved password of the connection manager "w" was removed: it belonged to another server or user',
    ])
  })

  test('a new password takes the place of the saved one', () => {
    const pkg = open(clear)
    pkg.connections.get('w').innerObject.password = 'other'
    expect(pkg.toXml()).toBe(open().toXml())
    expect(pkg.warnings).toEqual([])
  })
})
