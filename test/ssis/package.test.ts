import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { TextError, WmilinkError } from '../../src/base/errors.js'
import { DtsError, Package } from '../../src/ssis/index.js'
import { sharedVectorPath, vectorFiles, vectorPath } from '../vectors.js'
import { changedLines, oldPackage, reader, smallPackage } from './samples.js'
import { rejected } from './thrown.js'

const folder = mkdtempSync(join(tmpdir(), 'wmilink-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function refusal(content: string | Uint8Array): WmilinkError {
  try {
    Package.parse(content)
  } catch (error) {
    if (error instanceof WmilinkError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('a file that was only loaded saves to the same bytes', () => {
  test.each(vectorFiles(/\.dtsx$/).map(path => [basename(path), path]))('%s', async (name, path) => {
    const password = path.includes('encrypted-whole') ? 'banana' : undefined
    const pkg = await Package.load(path, { password })
    const target = join(folder, name)
    await pkg.save(target)
    expect(readFileSync(target).equals(readFileSync(path))).toBe(true)
    expect(pkg.path).toBe(target)
  })

  test.skipIf(!sharedVectorPath('dtsx/22_WMI_Data_Reader.dtsx'))('the shared samples are among them', () => {
    expect(vectorFiles(/\.dtsx$/).map(path => basename(path))).toContain('22_WMI_Data_Reader.dtsx')
  })

  test.each([
    ['UTF-8 with mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['CRLF', (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['format 2', () => Buffer.from(oldPackage(2))],
    ['format 3', () => Buffer.from(oldPackage(3))],
  ])('%s', (_, encode) => {
    const bytes = encode(reader())
    expect(Buffer.from(Package.parse(bytes).toBytes()).equals(bytes)).toBe(true)
  })

  test('a change keeps mark and encoding', () => {
    for (const bytes of [Buffer.from(`\ufeff${reader()}`), Buffer.from(`\ufeff${reader()}`, 'utf16le')]) {
      const pkg = Package.parse(bytes)
      pkg.name = 'Другой'
      const decoded =
        bytes[0] === 0xff ? Buffer.from(pkg.toBytes()).toString('utf16le') : Buffer.from(pkg.toBytes()).toString()
      expect(decoded).toBe(`\ufeff${reader().replace('ObjectName="WMIDataReader"', 'ObjectName="Другой"')}`)
    }
  })

  test('text that came as a string with a mark comes back with it', () => {
    const text = `\ufeff${reader()}`
    expect(Package.parse(text).toXml()).toBe(text)
    expect(Buffer.from(Package.parse(text).toBytes()).equals(Buffer.from(text))).toBe(true)
  })

  test('comments, CDATA, unknown objects and odd spacing survive an edit elsewhere', () => {
    const text = smallPackage(
      '  <!-- mine -->\n  <DTS:Odd  a = "1"><![CDATA[<x>]]></DTS:Odd>\n  <?keep me?>\n  <other xmlns="urn:x">&#65;</other>\n',
    )
    const pkg = Package.parse(text)
    pkg.description = 'changed'
    expect(changedLines(text, pkg.toXml())).toEqual({ removed: [], added: ['  DTS:Description="changed"'] })
  })
})

describe('one changed property changes only its own text', () => {
  const pkg = () => Package.parse(reader())

  test.each<[string, (pkg: Package) => void, { removed: string[]; added: string[] }]>([
    [
      'a task attribute that was there',
      p => p.executables.get('WMI Data Reader Task').properties.get('Destination').setValue(p.executables.get(1), 'X'),
      {
        removed: ['          Destination="{6255836C-A49E-499C-98D6-E15A6AC564F4}"'],
        added: ['          Destination="X"'],
      },
    ],
    [
      'a task attribute that was left out',
      p => p.executables.get(2).properties.get('outputtype').setValue(p.executables.get(2), 'PropertyValue'),
      { removed: [], added: ['          OutputType="PropertyValue"'] },
    ],
    [
      'back to the default takes it out again',
      p => p.executables.get(1).properties.get('OverwriteDestination').setValue(p.executables.get(1), 2),
      { removed: ['          OverwriteDestination="OverwriteDestination"'], added: [] },
    ],
    [
      'Disabled',
      p => {
        p.executables.get(1).disable = false
      },
      { removed: ['      DTS:Disabled="True"'], added: [] },
    ],
    [
      'a new attribute in its place of the alphabet',
      p => {
        p.executables.get(2).maximumErrorCount = 5
      },
      { removed: [], added: ['      DTS:MaxErrorCount="5"'] },
    ],
    [
      'the namespace of the WMI connection',
      p => {
        p.connections.get('WMI Connection Manager').innerObject.namespace = '\\root\\standardcimv2'
      },
      {
        removed: [
          '          ConnectionString="ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;"',
        ],
        added: [
          '          ConnectionString="ServerName=\\\\localhost;Namespace=\\root\\standardcimv2;UseNtAuth=True;UserName=;"',
        ],
      },
    ],
    [
      'the path of a file',
      p => {
        p.connections.get('output.txt').connectionString = '/tmp/a & b.txt'
      },
      {
        removed: ['          DTS:ConnectionString="C:\\Users\\U00001\\Desktop\\output.txt" />'],
        added: ['          DTS:ConnectionString="/tmp/a &amp; b.txt" />'],
      },
    ],
    [
      'a property expression',
      p => p.connections.get('output.txt').setExpression('ConnectionString', '@[User::Path] + ">"'),
      {
        removed: [],
        added: [
          '      <DTS:PropertyExpression',
          '        DTS:Name="ConnectionString">@[User::Path] + "&gt;"</DTS:PropertyExpression>',
        ],
      },
    ],
  ])('%s', (_, edit, expected) => {
    const edited = pkg()
    edit(edited)
    expect(changedLines(reader(), edited.toXml())).toEqual(expected)
  })

  test('setting what is there changes nothing', () => {
    const same = pkg()
    same.name = 'WMIDataReader'
    same.delayValidation = false
    same.executables.get(1).disable = true
    same.connections.get(1).connectionString = same.connections.get(1).connectionString
    same.connections.get(1).innerObject.serverName = '\\\\localhost'
    same.connections.get(0).innerObject.fileUsageType = 1
    expect(same.toXml()).toBe(reader())
  })
})

describe('formats', () => {
  test.each([2, 3, 6, 8])('format %i is read', format => {
    const text = format < 6 ? oldPackage(format as 2 | 3) : reader().replace('>8<', `>${format}<`)
    expect(Package.parse(text).formatVersion).toBe(format)
  })

  test.each(['1', '4', '9', 'x'])('format %s is refused by name', version => {
    const error = refusal(reader().replace('>8<', `>${version}<`))
    expect(error).toMatchObject({ name: 'DTS_E_PACKAGELOADFAILED', code: 0xc0014039 })
    expect(error.message).toContain(`its PackageFormatVersion is ${version}; formats 2, 3, 6 and 8`)
  })

  test('a package without a format is refused', () => {
    expect(refusal(reader().replace('PackageFormatVersion', 'Other')).message).toContain('PackageFormatVersion')
  })

  test('another prefix for the DTS namespace is the same package', () => {
    const pkg = Package.parse(reader().replaceAll('DTS:', 'd:').replace('xmlns:DTS', 'xmlns:d'))
    expect(pkg.name).toBe('WMIDataReader')
    pkg.variables.add('X', false, 'User', 1)
    expect(pkg.toXml()).toContain('<d:Variable\n      d:CreationName=""')
  })
})

describe('what is no package', () => {
  test.each([
    ['another document', '<html/>', 'the element "html" does not hold a package'],
    ['the right name in another namespace', '<Executable/>', 'the element "Executable" does not hold a package'],
    [
      'encrypted as a whole',
      '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData/></EncryptedData>',
      'encrypted as a whole',
    ],
    [
      'encrypted inside the root',
      '<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"/></DTS:Executable>',
      'encrypted as a whole',
    ],
  ])('%s', (_, text, message) => {
    const error = refusal(text)
    expect(error).toBeInstanceOf(DtsError)
    expect(error.message).toContain(message)
    expect(error.hint).not.toBe('')
  })

  test('0 bytes, blanks, other bytes', () => {
    expect(refusal(new Uint8Array())).toBeInstanceOf(TextError)
    expect(refusal('   ')).toBeInstanceOf(TextError)
    expect(refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]))).toBeInstanceOf(TextError)
    expect(refusal('PK\u0003\u0004')).toBeInstanceOf(TextError)
  })

  test('cut off anywhere', () => {
    const bytes = readFileSync(vectorPath('dtsx/WMIDataReader_7045kHz.dtsx'))
    for (let length = 0; length < bytes.length - 1; length += 97) {
      const error = refusal(bytes.subarray(0, length))
      expect(error, `cut at ${length}`).toBeInstanceOf(TextError)
    }
  })

  test('an error of the text names file, line and column', async () => {
    const path = join(folder, 'broken.dtsx')
    writeFileSync(path, reader().replace('</DTS:ConnectionManagers>', ''))
    await expect(Package.load(path)).rejects.toThrow(
      `${path}:126:1: </DTS:Executable> closes nothing; </DTS:ConnectionManagers>, opened in line 18, was expected`,
    )
  })
})

describe('files', () => {
  test('a path that leads nowhere, a folder', async () => {
    const missing = await rejected(Package.load(join(folder, 'no.dtsx')))
    expect(missing).toMatchObject({ symbol: 'DTS_E_OPENPACKAGEFILE', code: 0xc0011002 })
    expect(missing.message).toContain('there is no such file')
    expect((await rejected(Package.load(folder))).message).toContain('it is a folder')
  })

  test('saving keeps the mode and leaves nothing else behind', async () => {
    const path = join(folder, 'mode.dtsx')
    writeFileSync(path, reader())
    chmodSync(path, 0o640)
    const pkg = await Package.load(path)
    pkg.name = 'Other'
    await pkg.save()
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readFileSync(path, 'utf8')).toBe(pkg.toXml())
    expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
  })

  test('a read-only file is not replaced', async () => {
    const path = join(folder, 'read-only.dtsx')
    writeFileSync(path, reader())
    chmodSync(path, 0o444)
    const pkg = await Package.load(path)
    pkg.name = 'Other'
    const error = await rejected(pkg.save())
    expect(error).toMatchObject({
      symbol: 'DTS_E_SAVEPACKAGEFILE',
      hint: 'Make the file writable, or save under another name',
    })
    expect(error.message).toContain('the file is read-only')
    expect(readFileSync(path, 'utf8')).toBe(reader())
  })

  test('a link stays a link', async () => {
    writeFileSync(join(folder, 'target.dtsx'), reader())
    const link = join(folder, 'link.dtsx')
    symlinkSync('target.dtsx', link)
    const pkg = await Package.load(link)
    pkg.name = 'Linked'
    await pkg.save()
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'target.dtsx'), 'utf8')).toBe(pkg.toXml())
  })

  test.skipIf(process.platform === 'win32')(
    'a link to a file that is not there yet stays one, a circle is refused',
    async () => {
      const link = join(folder, 'ahead.dtsx')
      symlinkSync('new.dtsx', link)
      await new Package().save(link)
      expect(lstatSync(link).isSymbolicLink()).toBe(true)
      expect((await Package.load(join(folder, 'new.dtsx'))).name).toBe('Package')
      symlinkSync('circle.dtsx', join(folder, 'circle.dtsx'))
      expect((await rejected(new Package().save(join(folder, 'circle.dtsx')))).message).toContain('could not be saved')
      expect(lstatSync(join(folder, 'circle.dtsx')).isSymbolicLink()).toBe(true)
    },
  )

  test('what cannot be read in it does not keep it from being saved', async () => {
    const text = smallPackage('', ' DTS:ProtectionLevel="secret"')
    const path = join(folder, 'level.dtsx')
    await Package.parse(text).save(path)
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test.skipIf(process.platform !== 'linux')('a pipe is written and stays one', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = openSync(pipe, constants.O_RDWR)
    try {
      const pkg = new Package()
      await pkg.save(pipe)
      const bytes = Buffer.alloc(65536)
      expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toBe(pkg.toXml())
      expect(lstatSync(pipe).isFIFO()).toBe(true)
    } finally {
      closeSync(reader)
    }
  })

  test('a name as long as a name can be', async () => {
    const path = join(folder, `${'n'.repeat(250)}.dtsx`)
    await new Package().save(path)
    expect((await Package.load(path)).name).toBe('Package')
  })

  test('a folder that is not there, a folder as target, no path', async () => {
    const pkg = Package.parse(reader())
    expect((await rejected(pkg.save(join(folder, 'no', 'x.dtsx')))).message).toContain('its folder does not exist')
    expect((await rejected(pkg.save(folder))).message).toContain('it is a folder')
    await expect(pkg.save()).rejects.toThrow('the package was not loaded from a file, so save needs a path')
  })
})

test('limits of names and texts', () => {
  const pkg = new Package()
  expect(() => {
    pkg.name = 'x'.repeat(129)
  }).toThrow('the package name has 129 characters')
  expect(() => {
    pkg.description = 'x'.repeat(1025)
  }).toThrow('the package description has 1025 characters')
  expect(() => {
    pkg.versionComments = 'x'.repeat(1025)
  }).toThrow('VersionComments has 1025 characters')
})

test('a package of 50 MB loads into its model and saves unchanged', () => {
  const task = (index: number) => `    <DTS:Executable
      DTS:refId="Package\\Task ${index}"
      DTS:CreationName="Microsoft.WmiDataReaderTask"
      DTS:ExecutableType="Microsoft.WmiDataReaderTask"
      DTS:ObjectName="Task ${index}">
      <DTS:Variables />
      <DTS:ObjectData>
        <WMIDRTaskData
          WQLQuerySource="SELECT Name FROM Win32_Service WHERE Name = '${'x'.repeat(640)}'" />
      </DTS:ObjectData>
    </DTS:Executable>
`
  const tasks = Array.from({ length: 50_000 }, (_, index) => task(index)).join('')
  const bytes = Buffer.from(smallPackage(`  <DTS:Variables />\n  <DTS:Executables>\n${tasks}  </DTS:Executables>\n`))
  expect(bytes.length).toBeGreaterThan(50_000_000)
  const pkg = Package.parse(bytes)
  expect(pkg.executables.count).toBe(50_000)
  expect(pkg.executables.get(49_999).name).toBe('Task 49999')
  expect(Buffer.from(pkg.toBytes()).equals(bytes)).toBe(true)
})
