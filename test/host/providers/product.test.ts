import { utimesSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/host.js'
import type { Programs } from '../../../src/host/programs.js'
import type { ProviderRow } from '../../../src/host/provider.js'
import { parseRpmLine } from '../../../src/host/providers/linux/packages/rpm.js'
import { productProvider } from '../../../src/host/providers/product.js'
import { quickFixEngineeringProvider } from '../../../src/host/providers/quick-fix-engineering.js'
import { machineMaker } from '../machines.js'
import { providerRows } from '../provider-query.js'
import { treeMachine } from '../trees.js'

const machineWith = machineMaker()
const pick = (row: ProviderRow) => [row.IdentifyingNumber, row.Name, row.Version, row.Vendor, row.Description]

describe('Win32_Product', () => {
  test('of dpkg: what is installed, not what was removed', async () => {
    expect((await providerRows(productProvider(treeMachine('server')))).map(pick)).toEqual([
      ['libc6:amd64', 'libc6', '2.39-0ubuntu8.1', 'Ubuntu Developers', 'GNU C Library: Shared libraries'],
      [
        'openssl:amd64',
        'openssl',
        '3.0.13-0ubuntu3.1',
        'Jérôme Dupont',
        'Secure Sockets Layer toolkit - cryptographic utility',
      ],
      ['tzdata:all', 'tzdata', '2024a-3ubuntu1', null, null],
    ])
  })

  test('the day of the installation is when its list of files was written', async () => {
    const status = 'Status: install ok installed\nArchitecture: all\nVersion: 1\n'
    const machine = machineWith({
      '/etc/timezone': 'Europe/Paris\n',
      '/var/lib/dpkg/status': `Package: a\n${status}\nPackage: ../../../etc/passwd\n${status}\nPackage: b\n${status}`,
      '/var/lib/dpkg/info/a.list': '/a\n',
      '/etc/passwd.list': '',
    })
    utimesSync(machine.path('/var/lib/dpkg/info/a.list'), 1_717_199_999, 1_717_199_999)
    const rows = await providerRows(productProvider(machine))
    expect(rows.map(row => [row.Name, row.InstallDate, row.InstallDate2 && String(row.InstallDate2)])).toEqual([
      ['a', '20240601', '20240601015959.000000+120'],
      ['../../../etc/passwd', undefined, null],
      ['b', undefined, null],
    ])
    const [named] = await providerRows(productProvider(machine), { wants: ['Name'] })
    expect([named?.InstallDate2, named?.InstallState]).toEqual([null, 5])
  })

  test('of apk', async () => {
    const rows = await providerRows(productProvider(treeMachine('container')))
    expect(rows.map(pick)).toEqual([
      ['musl:x86_64', 'musl', '1.2.5-r0', 'Timo Teras', 'the musl c library (libc) implementation'],
      ['busybox:x86_64', 'busybox', '1.36.1-r28', null, 'Size optimized toolbox'],
    ])
    expect(rows[0]).toMatchObject({ URLInfoAbout: 'https://musl.libc.org/', InstallDate2: null })
  })

  test('of pacman', async () => {
    const machine = machineWith({
      '/var/lib/pacman/local/ALPM_DB_VERSION': '9\n',
      '/var/lib/pacman/local/zlib-1:1.3.1-2/desc':
        '%NAME%\nzlib\n\n%VERSION%\n1:1.3.1-2\n\n%DESC%\nCompression library\n\n%ARCH%\nx86_64\n\n' +
        '%INSTALLDATE%\n1717199999\n\n%PACKAGER%\nA B <a@example.org>\n',
    })
    const rows = await providerRows(productProvider(machine))
    expect(rows.map(row => [...pick(row), String(row.InstallDate2)])).toEqual([
      ['zlib:x86_64', 'zlib', '1:1.3.1-2', 'A B', 'Compression library', '20240531235959.000000+000'],
    ])
  })

  test('of rpm: asked once, fields apart by a control character', async () => {
    const runs: (readonly string[])[] = []
    const line = (...fields: string[]) => fields.join('\x1f')
    const answer = (lines: readonly string[], code: number, errors = ''): Programs => ({
      has: name => name === 'rpm',
      run(name, args) {
        runs.push([name, ...args])
        async function* all() {
          yield* lines
        }
        return { lines: all(), end: Promise.resolve({ code, errors }) }
      },
    })
    const lines = [
      line('bash', '(none)', '5.2.26', '3.fc40', 'x86_64', 'Fedora Project', 'x', 'https://b', '1717199999', 'A shell'),
      line('dbus', '1', '1.14', '3', 'x86_64', '(none)', 'P <p@x>', '(none)', 'soon', '(none)'),
      line('gpg-pubkey', '(none)', 'a15b79cc', '63d04c2c', '(none)', '(none)', 'F', '(none)', '1', 'gpg(F)'),
      'nothing',
    ]
    const machine = machineWith({ '/var/lib/rpm/rpmdb.sqlite': '' })
    const rows = await providerRows(productProvider(Object.assign(machine, { programs: answer(lines, 0) })))
    expect(rows.map(row => [...pick(row), row.InstallDate])).toEqual([
      ['bash:x86_64', 'bash', '5.2.26-3.fc40', 'Fedora Project', 'A shell', '20240531'],
      ['dbus:x86_64', 'dbus', '1:1.14-3', 'P', null, undefined],
    ])
    expect(runs).toHaveLength(1)
    expect(runs[0]?.slice(0, 3)).toEqual(['rpm', '--query', '--all'])

    const broken = new WmiHost({ machine: Object.assign(machine, { programs: answer([], 1, 'error: no database\n') }) })
    await expect(broken.connect().query('SELECT * FROM Win32_Product').toArray()).rejects.toMatchObject({
      name: 'WBEM_E_PROVIDER_FAILURE',
      message: 'rpm ended with code 1: error: no database',
    })
  })

  test('is narrowed by name, in any case', async () => {
    const wmi = new WmiHost({ machine: treeMachine('server') }).connect()
    const rows = await wmi.query("SELECT Name FROM Win32_Product WHERE Name = 'OpenSSL'").toArray()
    expect(rows.map(row => row.Name)).toEqual(['openssl'])
    const path = 'Win32_Product.IdentifyingNumber="openssl:amd64",Name="openssl",Version="3.0.13-0ubuntu3.1"'
    expect((await wmi.get(path)).Caption).toBe('openssl')
  })

  test('without a package manager there is none', async () => {
    expect(await providerRows(productProvider(treeMachine('arm')))).toEqual([])
  })
})

test('a line of rpm that is none is left out', () => {
  expect(parseRpmLine('')).toBeNull()
  expect(parseRpmLine('\x1f\x1f1')).toBeNull()
})

test('Win32_QuickFixEngineering tells the updates in effect of which the log still tells', async () => {
  const rows = await providerRows(quickFixEngineeringProvider(treeMachine('server')))
  expect(rows).toEqual([
    {
      HotFixID: 'openssl:amd64=3.0.13-0ubuntu3.1',
      ServicePackInEffect: '',
      CSName: 'SQL01',
      Caption: null,
      Description: 'Update',
      InstalledOn: '5/2/2024',
    },
    {
      HotFixID: 'libc6:amd64=2.39-0ubuntu8.1',
      ServicePackInEffect: '',
      CSName: 'SQL01',
      Caption: 'https://www.gnu.org/software/libc/libc.html',
      Description: 'Update',
      InstalledOn: '4/29/2024',
    },
  ])
  expect(await providerRows(quickFixEngineeringProvider(treeMachine('container')))).toEqual([])
})
