import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { CimDateTime } from '../../../src/cim/datetime.js'
import { Machine } from '../../../src/host/machine.js'
import { dataFileProvider } from '../../../src/host/providers/data-file.js'
import { directoryProvider } from '../../../src/host/providers/directory.js'
import { type FakeQuery, providerGet, providerQuery, providerRows } from '../provider-query.js'

const unix = process.platform !== 'win32'
const root = mkdtempSync(join(tmpdir(), 'wmilink-files-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text = ''): string {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const mountinfo = `20 1 8:1 / / rw - ext4 /dev/sda1 rw
21 20 0:5 / /proc rw - proc proc rw
22 20 0:6 / /net/home rw - nfs4 files01:/home rw
23 20 8:2 / /srv rw - xfs /dev/sda2 rw
24 20 0:7 / /tmp rw - tmpfs tmpfs rw
`

beforeAll(() => {
  put('proc/self/mountinfo', mountinfo)
  put('etc/timezone', 'Etc/GMT-1\n')
  put('net/home/remote.txt')
  put('out/x.txt', 'five!')
  put('out/Report.TXT', 'upper')
  put('out/archive.tar.gz', 'abc')
  put('out/.profile')
  put('out/README')
  put('out/deep/y.txt')
  put('srv/z.txt')
  put('tmp/t.txt')
  put('data/on-d.txt')
  put('data/sub/below.txt')
})

const drives = new DriveMap(['D:=/data'], 'linux')
const machine = new Machine({ root, platform: 'linux', hostName: 'box.example.com', drives })
const files = dataFileProvider(machine)
const folders = directoryProvider(machine)

async function names(provider: typeof files, asked: FakeQuery): Promise<unknown[]> {
  return (await providerRows(provider, asked)).map(row => row.Name).sort()
}

describe.runIf(unix)('a file by its name', () => {
  test('is told in full, in Windows form', async () => {
    const file = join(root, 'out/x.txt')
    utimesSync(file, 1_700_000_000.25, 1_000_000_000.5)
    const row = await providerGet(files, { Name: 'c:\\out\\x.txt' })
    const born = statSync(file).birthtimeMs > 0
    expect({ ...row, CreationDate: null, InstallDate: null }).toEqual({
      Name: 'c:\\out\\x.txt',
      Caption: 'c:\\out\\x.txt',
      Description: 'c:\\out\\x.txt',
      Status: 'OK',
      CreationClassName: 'CIM_LogicalFile',
      CSCreationClassName: 'Win32_ComputerSystem',
      CSName: 'BOX',
      FSCreationClassName: 'Win32_FileSystem',
      FSName: 'ext4',
      Drive: 'c:',
      Path: '\\out\\',
      FileName: 'x',
      Extension: 'txt',
      FileType: 'TXT File',
      FileSize: 5n,
      Hidden: false,
      Readable: true,
      Writeable: true,
      CreationDate: null,
      InstallDate: null,
      LastModified: expect.objectContaining({ text: '20010909024640.500000+060' }),
      LastAccessed: expect.objectContaining({ text: '20231114231320.250000+060' }),
    })
    expect(row?.CreationDate === null).toBe(!born)
    expect(String(row?.CreationDate)).toBe(String(row?.InstallDate))
  })

  test('is found in another case, and keeps its own', async () => {
    expect((await providerGet(files, { Name: 'C:\\OUT\\X.TXT' }))?.Name).toBe('c:\\out\\x.txt')
    expect((await providerGet(files, { Name: 'c:\\out\\report.txt' }))?.Name).toBe('c:\\out\\Report.TXT')
    expect((await providerGet(files, { Name: 'd:\\ON-D.txt' }))?.Name).toBe('d:\\on-d.txt')
  })

  test('two files that differ in case are two rows; the exact spelling is the one that a path names', async () => {
    put('case/a.txt', 'lower')
    put('case/A.txt', 'upper!')
    put('CASE/only.txt')
    const ask = (name: string) => names(files, { equals: { Name: [name] } })
    const both = ['c:\\case\\A.txt', 'c:\\case\\a.txt']
    for (const name of ['c:\\case\\a.txt', 'c:\\case\\A.txt', 'C:\\Case\\A.TXT']) expect(await ask(name)).toEqual(both)
    expect(await ask('c:\\case\\only.txt')).toEqual(['c:\\CASE\\only.txt'])
    expect(await names(files, { equals: { Path: ['\\case\\'] } })).toEqual(['c:\\CASE\\only.txt', ...both])
    const got = async (name: string) => (await providerGet(files, { Name: name }))?.FileSize
    expect([await got('c:\\case\\a.txt'), await got('c:\\case\\A.txt')]).toEqual([5n, 6n])
    expect((await providerGet(files, { Name: 'c:\\case\\A.TXT' }))?.Name).toBe('c:\\case\\A.txt')
  })

  test.each(['c:\\\\out\\x.txt', 'c:\\\\out\\\\x.txt', 'C:\\out\\\\\\X.txt'])(
    '%j counts several backslashes as one',
    async name => {
      expect((await providerGet(files, { Name: name }))?.Name).toBe('c:\\out\\x.txt')
    },
  )

  test('several names give each file once', async () => {
    const asked = { equals: { Name: ['c:\\out\\x.txt', 'C:\\Out\\X.txt', 'c:\\nowhere', 'd:\\on-d.txt'] } }
    expect(await names(files, asked)).toEqual(['c:\\out\\x.txt', 'd:\\on-d.txt'])
  })

  test('the last point divides the name', async () => {
    const rows = await providerRows(files, {
      equals: { Name: ['c:\\out\\archive.tar.gz', 'c:\\out\\.profile', 'c:\\out\\README'] },
    })
    expect(rows.map(row => [row.FileName, row.Extension, row.FileType, row.Hidden])).toEqual([
      ['archive.tar', 'gz', 'GZ File', false],
      ['', 'profile', 'PROFILE File', true],
      ['README', '', 'File', false],
    ])
  })

  test.each([
    'c:\\out\\nothing.txt',
    'c:\\out',
    'c:\\out\\x.txt\\',
    'c:\\out\\..\\out\\x.txt',
    'c:\\out\\.\\x.txt',
    'c:\\out/x.txt',
    'c:/out/x.txt',
    '/out/x.txt',
    'q:\\out\\x.txt',
    '\\\\server\\share\\x.txt',
    'c:',
    '',
    'c:\\out\\x.txt\0',
    `c:\\${'long'.repeat(2000)}`,
    `c:\\${'a\\'.repeat(500_000)}x.txt`,
    `c:\\${'..\\'.repeat(300_000)}etc\\passwd`,
    'c:\\out\\\u0001x.txt',
    'c:\\out\\..',
  ])('%j names no file', async name => {
    expect(await providerGet(files, { Name: name })).toBeNull()
    expect(await names(files, { equals: { Name: [name] } })).toEqual([])
  })

  test('a device or a socket is no file', async () => {
    const server = createServer().listen(join(root, 'out/socket'))
    await new Promise(resolve => server.once('listening', resolve))
    expect(await providerGet(files, { Name: 'c:\\out\\socket' })).toBeNull()
    expect(await names(files, { equals: { Path: ['\\out\\'], FileName: ['socket'] } })).toEqual([])
    await new Promise(resolve => server.close(resolve))
  })
})

describe.runIf(unix)('a folder', () => {
  test('is told by its name', async () => {
    const row = await providerGet(folders, { Name: 'C:\\Out\\Deep' })
    expect(row).toMatchObject({
      Name: 'c:\\out\\deep',
      Drive: 'c:',
      Path: '\\out\\',
      FileName: 'deep',
      Extension: '',
      FileType: 'File Folder',
      FileSize: null,
    })
    expect(await providerGet(folders, { Name: 'c:\\out\\x.txt' })).toBeNull()
  })

  test('the root of a drive has a name and no path', async () => {
    const rows = await providerRows(folders, { equals: { Name: ['C:\\', 'd:\\'] } })
    expect(rows.map(row => [row.Name, row.Drive, row.Path, row.FileName, row.Hidden])).toEqual([
      ['c:\\', 'c:', null, '', false],
      ['d:\\', 'd:', null, '', false],
    ])
  })

  test('a mount below a drive tells its own file system', async () => {
    const rows = await providerRows(folders, { equals: { Name: ['c:\\srv', 'c:\\out', 'c:\\net\\home'] } })
    expect(rows.map(row => row.FSName)).toEqual(['xfs', 'ext4', 'nfs4'])
  })
})

describe.runIf(unix)('the files of one folder', () => {
  test('are listed without those below', async () => {
    const asked = { equals: { Drive: ['C:'], Path: ['\\OUT\\'], Extension: ['TXT'] } }
    expect(await names(files, asked)).toEqual(['c:\\out\\Report.TXT', 'c:\\out\\x.txt'])
    expect(await names(folders, { equals: { Drive: ['C:'], Path: ['\\out\\'] } })).toEqual(['c:\\out\\deep'])
  })

  test('FileName and Extension limit them, an empty one too', async () => {
    const ask = (equals: FakeQuery['equals']) => names(files, { equals: { Path: ['\\out\\'], ...equals } })
    expect(await ask({ Extension: [''] })).toEqual(['c:\\out\\README'])
    expect(await ask({ FileName: [''] })).toEqual(['c:\\out\\.profile'])
    expect(await ask({ FileName: ['REPORT', 'x'], Extension: ['txt'] })).toEqual([
      'c:\\out\\Report.TXT',
      'c:\\out\\x.txt',
    ])
  })

  test('a path is looked for on every drive that the question allows', async () => {
    expect(await names(files, { equals: { Path: ['\\'], Extension: ['txt'] } })).toEqual(['d:\\on-d.txt'])
    expect(await names(files, { equals: { Path: ['\\sub\\', '\\srv\\'] } })).toEqual([
      'c:\\srv\\z.txt',
      'd:\\sub\\below.txt',
    ])
    expect(await names(files, { equals: { Path: ['\\sub\\'], Drive: ['c:'] } })).toEqual([])
  })

  test('a folder of another drive or of the kernel is reached by its path', async () => {
    expect(await names(files, { equals: { Drive: ['c:'], Path: ['\\data\\'] } })).toEqual(['c:\\data\\on-d.txt'])
    expect(await names(files, { equals: { Drive: ['c:'], Path: ['\\proc\\self\\'] } })).toEqual([
      'c:\\proc\\self\\mountinfo',
    ])
  })

  test.each(['\\out', 'out\\', '', '\\out\\..\\', '\\out\\\\', '/out/', '\\nowhere\\', '\\out\\x.txt\\', '\\\0\\'])(
    'the path %j holds none',
    async path => expect(await names(files, { equals: { Path: [path] } })).toEqual([]),
  )
})

describe.runIf(unix)('a walk of the drives', () => {
  test('tells files of every disk and of memory, and enters neither kernel nor network', async () => {
    const asked = {
      wants: ['Name'],
      equals: { Extension: ['txt'], Drive: ['C:'], FileName: ['x', 'y', 'z', 't', 'remote'] },
    }
    expect(await names(files, asked)).toEqual([
      'c:\\out\\deep\\y.txt',
      'c:\\out\\x.txt',
      'c:\\srv\\z.txt',
      'c:\\tmp\\t.txt',
    ])
    expect(await names(files, { wants: ['Name'], equals: { FileName: ['mountinfo'] } })).toEqual([])
  })

  test('tells a file on the drive that stands nearest to it', async () => {
    const asked = { wants: ['Name'], equals: { FileName: ['on-d', 'below'] } }
    expect(await names(files, asked)).toEqual(['d:\\on-d.txt', 'd:\\sub\\below.txt'])
  })

  test('tells the folders it does not enter', async () => {
    const told = await names(folders, { wants: ['Name'] })
    for (const name of ['c:\\', 'c:\\proc', 'c:\\net\\home', 'c:\\data', 'd:\\', 'd:\\sub'])
      expect(told).toContain(name)
    for (const name of ['c:\\proc\\self', 'c:\\data\\sub']) expect(told).not.toContain(name)
  })

  test('follows no link to a folder, and tells where links lead', async () => {
    put('links/real/file.txt', 'seven!!')
    symlinkSync('..', join(root, 'links/real/up'))
    symlinkSync('real', join(root, 'links/alias'))
    symlinkSync('real/file.txt', join(root, 'links/pointer.txt'))
    symlinkSync('nowhere', join(root, 'links/broken.txt'))
    symlinkSync('round', join(root, 'links/round'))
    linkSync(join(root, 'links/real/file.txt'), join(root, 'links/hard.txt'))
    const below = (rows: unknown[]) => rows.filter(name => String(name).startsWith('c:\\links'))
    expect(below(await names(files, { wants: ['Name'] }))).toEqual([
      'c:\\links\\hard.txt',
      'c:\\links\\pointer.txt',
      'c:\\links\\real\\file.txt',
    ])
    expect(below(await names(folders, { wants: ['Name'] }))).toEqual([
      'c:\\links',
      'c:\\links\\alias',
      'c:\\links\\real',
      'c:\\links\\real\\up',
    ])
    expect((await providerGet(files, { Name: 'c:\\links\\pointer.txt' }))?.FileSize).toBe(7n)
    expect((await providerGet(files, { Name: 'c:\\links\\alias\\file.txt' }))?.FileSize).toBe(7n)
  })

  test.skipIf(process.getuid?.() === 0)('passes over a folder that may not be read', async () => {
    const secret = dirname(put('guarded/secret/hidden.txt'))
    put('guarded/open.txt')
    chmodSync(secret, 0)
    const asked = { wants: ['Name'], equals: { FileName: ['open', 'hidden'] } }
    expect(await names(files, asked)).toEqual(['c:\\guarded\\open.txt'])
    chmodSync(secret, 0o700)
  })

  test('stops when the reader leaves', async () => {
    for (let i = 0; i < 50; i += 1) put(`many/${i}/file.bin`)
    const control = new AbortController()
    const query = providerQuery({ wants: ['Name'], equals: { Extension: ['bin'] }, signal: control.signal })
    const seen: unknown[] = []
    for await (const row of files.provider.enumerate(query)) {
      seen.push(row.Name)
      if (seen.length === 3) control.abort()
    }
    expect(seen).toHaveLength(3)
  })
})

test.runIf(process.platform === 'linux')(
  'a search among spellings that lead round in circles can be cancelled',
  async () => {
    const folder = dirname(put('circle/real.txt'))
    for (const name of ['loop', 'LOOP']) symlinkSync('.', join(folder, name))
    const query = (signal: AbortSignal) => ({
      wants: ['Name'],
      equals: { Name: [`c:\\circle\\${'Loop\\'.repeat(30)}none.txt`] },
      signal,
    })
    expect(await names(files, query(AbortSignal.timeout(20)))).toEqual([])
    rmSync(folder, { recursive: true })
  },
)

describe.runIf(unix)('a drive ends where its folder ends', () => {
  const outside = mkdtempSync(join(tmpdir(), 'wmilink-outside-'))
  afterAll(() => rmSync(outside, { recursive: true, force: true }))

  beforeAll(() => {
    mkdirSync(join(outside, 'inner'))
    writeFileSync(join(outside, 'secret.txt'), 'secret')
    writeFileSync(join(outside, 'inner/secret.txt'), 'secret')
    put('data/home/inside.txt')
    put('data-beside/near.txt')
    symlinkSync(outside, join(root, 'data/away'))
    symlinkSync(join(outside, 'secret.txt'), join(root, 'data/secret.txt'))
    symlinkSync('../../data-beside/near.txt', join(root, 'data/home/near.txt'))
    symlinkSync('../home', join(root, 'data/sub/home'))
  })

  test.each([
    'd:\\..\\out\\x.txt',
    'd:\\sub\\..\\..\\out\\x.txt',
    'd:\\away\\secret.txt',
    'D:\\AWAY\\SECRET.TXT',
    'd:\\away\\inner\\secret.txt',
    'd:\\secret.txt',
    'd:\\home\\near.txt',
    'd:\\home\\..\\..\\data-beside\\near.txt',
  ])('%s is not there', async name => {
    expect(await providerGet(files, { Name: name })).toBeNull()
    expect(await names(files, { equals: { Name: [name] } })).toEqual([])
  })

  test('a link inside it is followed', async () => {
    expect((await providerGet(files, { Name: 'd:\\sub\\home\\inside.txt' }))?.Name).toBe('d:\\sub\\home\\inside.txt')
  })

  test('its folders do not show what leads out', async () => {
    expect(await names(files, { equals: { Drive: ['d:'], Path: ['\\home\\', '\\away\\', '\\'] } })).toEqual([
      'd:\\home\\inside.txt',
      'd:\\on-d.txt',
    ])
    expect(await names(folders, { equals: { Drive: ['d:'], Path: ['\\'] } })).toEqual(['d:\\home', 'd:\\sub'])
    expect(await providerGet(folders, { Name: 'd:\\away' })).toBeNull()
  })

  test.each(['\\..\\', '\\..\\out\\', '\\away\\inner\\', `\\${'a\\'.repeat(500_000)}`])(
    'nor does the path %#',
    async path => {
      expect(await names(files, { equals: { Drive: ['d:'], Path: [path] } })).toEqual([])
    },
  )
})

describe.runIf(unix)('odd names', () => {
  const odd = [
    'two words.txt',
    "it's.txt",
    'say "hi".txt',
    'Übergröße.txt',
    '日本語.txt',
    'semi;colon&$(x).txt',
    '%_[a].txt',
  ]
  beforeAll(() => {
    for (const name of odd) put(`odd/${name}`, name)
    put('odd/line\nfeed.txt', 'LF')
    put('odd/back\\slash.txt', 'no Windows name')
    put('odd/fold\\er/inner.txt', 'no Windows name')
    put('odd/\ufffd.txt', 'a real replacement character')
    writeFileSync(Buffer.from(`${root}/odd/latin-\xe9.txt`, 'latin1'), 'not UTF-8')
    put('slash.txt', 'odd\\back\\slash.txt is not here')
  })

  test('come back as the system spells them; those without a Windows form are left out', async () => {
    const expected = [...odd, 'line\nfeed.txt', '\ufffd.txt'].map(name => `c:\\odd\\${name}`).sort()
    expect(await names(files, { equals: { Path: ['\\odd\\'] } })).toEqual(expected)
    const walked = await names(files, { wants: ['Name'] })
    expect(walked.filter(name => String(name).startsWith('c:\\odd\\'))).toEqual(expected)
    expect(await names(folders, { equals: { Path: ['\\odd\\'] } })).toEqual([])
  })

  test.each([...odd, 'line\nfeed.txt', '\ufffd.txt'])('%j is found by its name', async name => {
    const row = await providerGet(files, { Name: `c:\\odd\\${name}` })
    expect(row?.Name).toBe(`c:\\odd\\${name}`)
  })

  test('a backslash in a name is never taken for a folder, nor a folder for it', async () => {
    expect(await providerGet(files, { Name: 'c:\\odd\\back\\slash.txt' })).toBeNull()
    expect(await names(files, { equals: { Path: ['\\odd\\back\\', '\\odd\\fold\\er\\'] } })).toEqual([])
  })
})

describe.runIf(unix)('this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-many-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const mapped = new Machine({ drives: new DriveMap([`T:=${folder}`], process.platform) })

  test('a file made just now has the times and the size that stat tells', async () => {
    writeFileSync(join(folder, 'now.txt'), 'now')
    const stats = statSync(join(folder, 'now.txt'), { bigint: true })
    const row = await providerGet(dataFileProvider(mapped), { Name: 't:\\now.txt' })
    const modified = row?.LastModified
    expect(modified instanceof CimDateTime && modified.microseconds()).toBe(stats.mtimeNs / 1000n)
    expect(row?.FileSize).toBe(3n)
  })

  test('10,000 files stream, and the first rows come before the last file is looked at', async () => {
    // Names of one file are made twenty times faster than as many files.
    writeFileSync(join(folder, '0.log'), '')
    for (let i = 1; i < 10_000; i += 1) linkSync(join(folder, '0.log'), join(folder, `${i}.log`))
    const { provider } = dataFileProvider(mapped)
    const asked: FakeQuery = { wants: ['Name', 'FileSize'], equals: { Drive: ['T:'], Extension: ['log'] } }
    let [all, present] = [0, 0]
    for await (const row of provider.enumerate(providerQuery(asked))) all += row.FileSize === 0n ? 1 : 0
    for await (const row of provider.enumerate(providerQuery(asked))) {
      // Everything not yet listed is gone before it could be looked at.
      if (present === 0) rmSync(folder, { recursive: true, force: true })
      present += row.FileSize === 0n ? 1 : 0
    }
    expect(all).toBe(10_000)
    expect(present).toBeGreaterThan(0)
    expect(present).toBeLessThan(10_000)
  })
})
