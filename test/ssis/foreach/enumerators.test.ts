import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { checkEnumerator, ForEachEnumerator, openEnumerator } from '../../../src/ssis/foreach/index.js'
import { DataTable, Package } from '../../../src/ssis/index.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreach-'))
  mkdirSync(join(folder, 'Sub', 'deep'), { recursive: true })
  for (const name of ['b.txt', 'A.TXT', 'c.csv', 'plain', 'two.dots.txt', 'Sub/d.txt', 'Sub/deep/e.txt'])
    writeFileSync(join(folder, name), name)
  symlinkSync(join(folder, 'Sub'), join(folder, 'link.txt'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const attribute = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

/** A package whose one loop has this enumerator. */
function loopWith(creationName: string, data: string, more = '') {
  const pkg = Package.parse(`<?xml version="1.0"?>
<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts" DTS:refId="Package" DTS:CreationName="Microsoft.Package" DTS:DTSID="{1}" DTS:ExecutableType="Microsoft.Package" DTS:ObjectName="P">
  <DTS:Property DTS:Name="PackageFormatVersion">8</DTS:Property>
  <DTS:ConnectionManagers>
    <DTS:ConnectionManager DTS:refId="Package.ConnectionManagers[Doc]" DTS:CreationName="FILE" DTS:DTSID="{5}" DTS:ObjectName="Doc"><DTS:ObjectData><DTS:ConnectionManager DTS:ConnectionString="D:\\doc.xml" /></DTS:ObjectData></DTS:ConnectionManager>
  </DTS:ConnectionManagers>
  <DTS:Variables />
  <DTS:Executables>
    <DTS:Executable DTS:refId="Package\\Loop" DTS:CreationName="STOCK:FOREACHLOOP" DTS:DTSID="{2}" DTS:ExecutableType="STOCK:FOREACHLOOP" DTS:ObjectName="Loop">
      <DTS:ForEachEnumerator DTS:CreationName="${attribute(creationName)}" DTS:DTSID="{3}" DTS:ObjectName="{3}">${more}<DTS:ObjectData>${data}</DTS:ObjectData></DTS:ForEachEnumerator>
      <DTS:Variables />
    </DTS:Executable>
  </DTS:Executables>
</DTS:Executable>`)
  const loop = pkg.executables.get('Loop')
  const node = loop.node.child('ForEachEnumerator')
  const drives = new DriveMap([`D:=${folder}`])
  const context = {
    variables: loop.variables,
    signal: new AbortController().signal,
    nativePath: (path: string) => drives.toNative(path),
    windowsPath: (path: string) => drives.toWindows(path),
  }
  const subject = { name: loop.name, forEachEnumerator: node && new ForEachEnumerator(node, loop) }
  return {
    pkg,
    enumerator: subject.forEachEnumerator,
    check: () => checkEnumerator(subject, context),
    async items() {
      const found: (readonly unknown[])[] = []
      for await (const item of openEnumerator(subject, context)) found.push(item)
      return found
    },
  }
}

const fileData = (properties: Record<string, string>) =>
  `<ForEachFileEnumeratorProperties>${Object.entries(properties)
    .map(([name, value]) => `<FEFEProperty ${name}="${value}" />`)
    .join('')}</ForEachFileEnumeratorProperties>`

describe('File', () => {
  const files = (properties: Record<string, string>, name = 'Microsoft.ForEachFileEnumerator') =>
    loopWith(name, fileData({ Folder: 'D:\\', ...properties }))

  test.each([['Microsoft.ForEachFileEnumerator'], ['DTS.ForEachFileEnumerator.3'], ['DTS.ForEachFileEnumerator.1']])(
    'whole paths, in the order of names without case: %s',
    async name => {
      const items = await files({ FileSpec: '*.txt', FileNameRetrievalType: '0', Recurse: '0' }, name).items()
      expect(items).toEqual([['D:\\A.TXT'], ['D:\\b.txt'], ['D:\\link.txt'], ['D:\\two.dots.txt']])
    },
  )

  test('names with their extension, and names alone', async () => {
    expect(await files({ FileSpec: 't*.txt', FileNameRetrievalType: '1' }).items()).toEqual([['two.dots.txt']])
    expect(await files({ FileSpec: 't*.txt', FileNameRetrievalType: '2' }).items()).toEqual([['two.dots']])
  })

  test.each(['-1', '1', 'True'])('subfolders with Recurse %s; a link to a folder is no folder', async recurse => {
    const items = await files({ FileSpec: '?.txt', Recurse: recurse }).items()
    expect(items.flat()).toEqual(['D:\\A.TXT', 'D:\\b.txt', 'D:\\Sub\\d.txt', 'D:\\Sub\\deep\\e.txt'])
  })

  test('*.* and no pattern mean every file', async () => {
    const all = ['A.TXT', 'b.txt', 'c.csv', 'link.txt', 'plain', 'two.dots.txt']
    for (const FileSpec of ['*.*', ''])
      expect((await files({ FileSpec, FileNameRetrievalType: '1' }).items()).flat()).toEqual(all)
  })

  test('nothing that fits: no items', async () => {
    expect(await files({ FileSpec: '*.nothing' }).items()).toEqual([])
  })

  test('a folder that is not named, not mapped or not there', async () => {
    expect(files({ Folder: ' ' }).check()).toMatchObject([{ symbol: 'DTS_E_INVALIDFILENAMEINCONNECTION' }])
    expect(files({ Folder: 'Q:\\x' }).check()).toMatchObject([{ symbol: 'DTS_E_INVALIDFILENAMEINCONNECTION' }])
    const gone = files({ Folder: 'D:\\gone' })
    expect(gone.check()).toEqual([])
    await expect(gone.items()).rejects.toMatchObject({ symbol: 'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE' })
  })

  test('properties are read and written in their own elements', () => {
    const { enumerator, pkg } = files({ FileSpec: '*.txt' })
    const properties = enumerator?.properties
    if (!enumerator || !properties) throw new Error('no enumerator')
    properties.get('FileSpec').setValue(enumerator, '*.log')
    properties.get('Recurse').setValue(enumerator, 'True')
    expect(properties.get('FileSpec').getValue(enumerator)).toBe('*.log')
    expect(pkg.toXml()).toContain('<FEFEProperty FileSpec="*.log" />')
    expect(pkg.toXml()).toMatch(/<FEFEProperty\s+Recurse="-1" \/>/)
  })
})

describe('Item', () => {
  const value = (type: number, text: string) => `<FEIEItemValue Type="${type}" Value="${text}" />`
  const item = (...values: string[]) => `<FEIEItem>${values.join('')}</FEIEItem>`

  test('rows of typed values', async () => {
    const data = `<FEIEItems>${item(value(18, 'sql01'), value(9, '7'), value(3, 'True'))}${item(value(18, ''), value(11, '-9'), value(3, '0'))}</FEIEItems>`
    const loop = loopWith('Microsoft.ForEachItemEnumerator', data)
    expect(loop.check()).toEqual([])
    expect(await loop.items()).toEqual([
      ['sql01', 7, true],
      ['', -9n, false],
    ])
  })

  test('a value that is not of its type', () => {
    const loop = loopWith('Microsoft.ForEachItemEnumerator', `<FEIEItems>${item(value(9, 'x'))}</FEIEItems>`)
    expect(loop.check()).toMatchObject([{ symbol: 'DTS_E_PERSISTENCEERROR' }])
  })
})

const assembly = (space: string, name: string) =>
  `Microsoft.SqlServer.Dts.Runtime.Enumerators.${space}.${name}, Microsoft.SqlServer.${name}, Version=13.0.0.0, Culture=neutral, PublicKeyToken=89845dcd8080cc91`

describe('From Variable', () => {
  const over = (value: unknown) => {
    const loop = loopWith(assembly('FromVar', 'ForEachFromVarEnumerator'), '<FEEFVE VariableName="User::V" />')
    loop.pkg.variables.add('V', false, 'User', value)
    return loop
  }

  test('characters, elements, lists of elements', async () => {
    expect(await over('ab').items()).toEqual([['a'], ['b']])
    expect(await over([1, 'x']).items()).toEqual([[1], ['x']])
    expect(await over([[1, 2], [3]]).items()).toEqual([[1, 2], [3]])
  })

  test('what holds nothing to enumerate', async () => {
    await expect(over(5).items()).rejects.toMatchObject({ symbol: 'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE' })
    const missing = loopWith('Microsoft.ForEachFromVarEnumerator', '<FEEFVE VariableName="User::Gone" />')
    expect(missing.check()).toMatchObject([{ symbol: 'DTS_E_VARIABLENOTFOUND' }])
  })
})

describe('ADO', () => {
  const table = new DataTable([
    { name: 'Name', type: 'string', isArray: false },
    { name: 'Size', type: 'uint64', isArray: false },
  ])
  table.add(['C:', 5n])
  table.add(['D:', null])
  const over = (value: unknown, type = 'EnumerateRowsInFirstTable') => {
    const loop = loopWith('Microsoft.ForEachADOEnumerator', `<FEEADO EnumType="${type}" VarName="User::T" />`)
    loop.pkg.variables.add('T', false, 'User', value)
    return loop
  }

  test('the rows of the table, or the table', async () => {
    const rows = [
      ['C:', 5n],
      ['D:', null],
    ]
    expect(await over(table).items()).toEqual(rows)
    expect(await over(table, 'EnumerateAllRows').items()).toEqual(rows)
    expect(await over(table, 'EnumerateTables').items()).toEqual([[table]])
  })

  test('a variable without a table', async () => {
    await expect(over(null).items()).rejects.toMatchObject({ symbol: 'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE' })
  })
})

describe('NodeList', () => {
  const books = '<s><b id="1"><t>One</t><p>5</p></b><b id="2"><t>T&amp;wo</t></b></s>'
  const over = (attributes: Record<string, string>) =>
    loopWith(
      assembly('NodeList', 'ForEachNodeListEnumerator'),
      `<FEENODELIST ${Object.entries({ SourceType: 'DirectInput', SourceDocument: books, ...attributes })
        .map(([name, value]) => `${name}="${attribute(value)}"`)
        .join(' ')} />`,
    )

  test('texts and nodes', async () => {
    expect(await over({ EnumerationType: 'NodeText', OuterXPathString: '/s/b/t' }).items()).toEqual([['One'], ['T&wo']])
    expect(await over({ EnumerationType: 'NodeText', OuterXPathString: '//@id' }).items()).toEqual([['1'], ['2']])
    expect(await over({ OuterXPathString: '/s/b[2]/t' }).items()).toEqual([['<t>T&amp;wo</t>']])
  })

  test('the nodes in each node', async () => {
    const attributes = { EnumerationType: 'ElementCollection', InnerElementType: 'NodeText', InnerXPathString: '*' }
    expect(await over({ ...attributes, OuterXPathString: '/s/b' }).items()).toEqual([['One', '5'], ['T&wo']])
  })

  test('from a file and from variables', async () => {
    writeFileSync(join(folder, 'doc.xml'), `\ufeff${books}`)
    const attributes = { EnumerationType: 'NodeText', OuterXPathString: '//t' }
    const file = over({ ...attributes, SourceType: 'FileConnection', SourceDocument: 'Doc' })
    expect(await file.items()).toEqual([['One'], ['T&wo']])
    const variable = over({ ...attributes, SourceType: 'Variable', SourceDocument: 'User::X' })
    variable.pkg.variables.add('X', false, 'User', '<t>3</t>')
    expect(await variable.items()).toEqual([['3']])
    expect(over({ ...attributes, SourceType: 'FileConnection', SourceDocument: 'No' }).check()).toMatchObject([
      { symbol: 'DTS_E_CONNECTIONNOTFOUND' },
    ])
  })

  test.each([
    ['a document that is not well-formed', { SourceDocument: '<a>', OuterXPathString: '/a' }],
    ['a DOCTYPE', { SourceDocument: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', OuterXPathString: '/a' }],
    ['an XPath that is none', { OuterXPathString: '/s/[' }],
    ['an XPath that finds no nodes', { OuterXPathString: 'count(//b)' }],
  ])('%s', async (_what, attributes) => {
    await expect(over(attributes).items()).rejects.toMatchObject({ symbol: 'DTS_E_ERROROCCURREDWITHFOLLOWINGMESSAGE' })
  })

  test('no XPath', () => {
    expect(over({ OuterXPathString: ' ' }).check()).toHaveLength(1)
  })
})

test('an enumerator that cannot run here is refused by name', async () => {
  const loop = loopWith('Microsoft.ForEachSMOEnumerator', '<X />')
  expect(loop.enumerator?.kind).toBeUndefined()
  expect(loop.check()[0]?.description).toContain('Microsoft.ForEachSMOEnumerator')
  await expect(loop.items()).rejects.toThrow('Loop')
})
