import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { SessionSecrets, Settings } from '../../../src/designer/workspace/index.js'
import { Folder } from '../document/opened.js'

const inventory = fileURLToPath(new URL('../../../examples/inventory.dtsx', import.meta.url))

describe('paths', () => {
  test.each([
    '../secret.dtsx',
    'a/../../secret.dtsx',
    '/etc/passwd.dtsx',
    'C:\\secret.dtsx',
    'C:/secret.dtsx',
    '..\\secret.dtsx',
    './inventory.dtsx',
    'a//b.dtsx',
    '',
    'inventory.dtsx\0.dtsx',
    'link/secret.dtsx',
    'alias.dtsx',
    'inventory.txt',
    'none/x.dtsx',
  ])('%j is refused', async path => {
    await using folder = await Folder.of(inventory)
    await using outside = await Folder.of()
    await writeFile(outside.file('secret.dtsx'), await readFile(inventory))
    await symlink(outside.path, folder.file('link'))
    await symlink(outside.file('new.dtsx'), folder.file('alias.dtsx'))
    await expect(folder.open(path)).rejects.toMatchObject({ failure: { kind: 'invalid' } })
    const { state } = await folder.call('document.create', { name: 'X' })
    await expect(folder.call('document.save', { document: state.document, path })).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    })
    await expect(stat(outside.file('new.dtsx'))).rejects.toThrow()
  })

  test('packages are listed with their folders, other things are not', async () => {
    await using folder = await Folder.of(inventory)
    await mkdir(join(folder.path, 'deep', 'er'), { recursive: true })
    await mkdir(folder.file('node_modules'))
    await mkdir(folder.file('empty'))
    await writeFile(join(folder.path, 'deep', 'er', 'b.dtsx'), 'x')
    await writeFile(join(folder.path, 'node_modules', 'c.dtsx'), 'x')
    await writeFile(folder.file('readme.txt'), 'x')
    const { entries, truncated } = await folder.call('folder.list', {})
    expect(entries.map(({ path }) => path)).toEqual(['deep', 'deep/er', 'deep/er/b.dtsx', 'inventory.dtsx'])
    expect(truncated).toBe(false)
  })
})

describe('files', () => {
  test('a saved file is the opened one but for the edit, with its mode', async () => {
    await using folder = await Folder.of(inventory)
    const before = await readFile(folder.file('inventory.dtsx'), 'utf8')
    await chmod(folder.file('inventory.dtsx'), 0o640)
    const view = await folder.open('inventory.dtsx')
    await folder.call('document.save', { document: view.state.document })
    expect(await readFile(folder.file('inventory.dtsx'), 'utf8')).toBe(before)
    const node = view.nodes.find(({ name }) => name === 'List the disks')
    await folder.edit(view, { kind: 'set', object: node?.key ?? '', values: { Description: 'Disks & more' } })
    await folder.call('document.save', { document: view.state.document })
    const after = await readFile(folder.file('inventory.dtsx'), 'utf8')
    const description = 'DTS:Description="Disks &amp; more"'
    const at = after.indexOf(description)
    const start = before.slice(0, at)
    expect(after.startsWith(start)).toBe(true)
    expect(before.endsWith(after.slice(at + description.length))).toBe(true)
    expect((await stat(folder.file('inventory.dtsx'))).mode & 0o777).toBe(0o640)
  })

  test('what somebody else wrote is told, and replaced only when asked', async () => {
    await using folder = await Folder.of(inventory)
    const view = await folder.open('inventory.dtsx')
    const document = view.state.document
    const text = await readFile(folder.file('inventory.dtsx'), 'utf8')
    await writeFile(folder.file('inventory.dtsx'), text.replaceAll('List the disks', 'List all disks'))
    await expect(folder.call('document.save', { document })).rejects.toMatchObject({ failure: { kind: 'conflict' } })
    expect((await folder.call('document.view', { document })).state.changedOnDisk).toBe('changed')
    const reloaded = await folder.call('document.reload', { document })
    expect(reloaded.nodes.put.map(({ name }) => name)).toContain('List all disks')
    expect(reloaded.state).toMatchObject({ changedOnDisk: 'no', dirty: false })
    await folder.call('document.undo', { document, revision: reloaded.state.revision })
    expect((await folder.call('document.view', { document })).nodes.map(({ name }) => name)).toContain('List the disks')
    await writeFile(folder.file('inventory.dtsx'), 'something else')
    await folder.call('document.save', { document, overwrite: true })
    expect(await readFile(folder.file('inventory.dtsx'), 'utf8')).toBe(text)
  })

  test('a deleted file is told, and saved again', async () => {
    await using folder = await Folder.of(inventory)
    const { state } = await folder.open('inventory.dtsx')
    await rm(folder.file('inventory.dtsx'))
    await folder.workspace.get(state.document).lookAtDisk()
    expect(folder.workspace.get(state.document).state().changedOnDisk).toBe('deleted')
    await folder.call('document.save', { document: state.document })
    expect(folder.workspace.get(state.document).state().changedOnDisk).toBe('no')
  })

  test('a new package needs a name, and takes the place of no other file', async () => {
    await using folder = await Folder.of(inventory)
    const { state } = await folder.call('document.create', { name: 'New' })
    await expect(folder.call('document.save', { document: state.document })).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    })
    await expect(
      folder.call('document.save', { document: state.document, path: 'inventory.dtsx' }),
    ).rejects.toMatchObject({ failure: { kind: 'conflict' } })
    const saved = await folder.call('document.save', { document: state.document, path: 'new.dtsx' })
    expect(saved.state).toMatchObject({ path: 'new.dtsx', dirty: false })
  })

  test('a change of a file is told to who watches', async () => {
    await using folder = await Folder.of(inventory)
    const { state } = await folder.open('inventory.dtsx')
    const told = new Promise<string>(resolve => {
      folder.workspace.listen(event => {
        if (event.kind === 'state') resolve(event.document.state().changedOnDisk)
      })
    })
    await writeFile(folder.file('inventory.dtsx'), 'x')
    expect(await told).toBe('changed')
    expect(folder.workspace.get(state.document).revision).toBe(0)
  })

  test('a file that is no package says where it is wrong', async () => {
    await using folder = await Folder.of()
    await writeFile(folder.file('bad.dtsx'), '<a>\n<b></a>')
    await expect(folder.open('bad.dtsx')).rejects.toThrow(/2/)
  })
})

describe('what a person agreed to', () => {
  test('is remembered where that was wanted, for nobody else to read', async () => {
    await using folder = await Folder.of()
    const config = folder.file('settings')
    const first = new Settings(config)
    first.agree({ server: 'sql01', user: 'CORP\\a' }, true)
    first.agree({ server: 'sql02', user: '' }, false)
    first.trust(folder.path, true)
    expect(first.agreed({ server: 'SQL01', user: 'corp\\A' })).toBe(true)
    expect(first.agreed({ server: 'sql01', user: 'CORP\\b' })).toBe(false)
    expect((await stat(join(config, 'designer.json'))).mode & 0o777).toBe(0o600)
    const second = new Settings(config)
    expect(second.consents()).toEqual([{ server: 'sql01', user: 'CORP\\a' }])
    expect(second.trusted(folder.path)).toBe(true)
    second.withdraw({ server: 'sql01', user: 'CORP\\a' })
    expect(new Settings(config).consents()).toEqual([])
  })

  test('a broken file of settings is as none', async () => {
    await using folder = await Folder.of()
    await writeFile(folder.file('designer.json'), '{"consents": 7')
    expect(new Settings(folder.path).consents()).toEqual([])
  })

  test('passwords belong to one server and one user, and show themselves nowhere', () => {
    const secrets = new SessionSecrets({ find: server => (server === 'stored' ? 'kept' : undefined) })
    secrets.put('\\\\SQL01', 'a', 'hunter2!')
    expect(secrets.find('sql01', 'A')).toBe('hunter2!')
    expect(secrets.find('sql02', 'a')).toBeUndefined()
    expect(secrets.find('stored', 'x')).toBe('kept')
    expect(`${JSON.stringify(secrets)}${Object.keys(secrets)}`).not.toContain('hunter2!')
    secrets.forget('sql01', 'a')
    expect(secrets.has('sql01', 'a')).toBe(false)
  })
})
