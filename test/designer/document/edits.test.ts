import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type DocumentView, documentSchema, type Edit, objectSchema } from '../../../src/designer/api/index.js'
import { Package } from '../../../src/ssis/index.js'
import { Folder } from './opened.js'

const inventory = fileURLToPath(new URL('../../../examples/inventory.dtsx', import.meta.url))
const arrivals = fileURLToPath(new URL('../../../examples/arrivals.dtsx', import.meta.url))

function textOf(folder: Folder, view: DocumentView): string {
  return folder.workspace.get(view.state.document).package.toXml()
}

/** What the view of the live objects and the view of the same text read anew must agree on. */
async function reread(folder: Folder, view: DocumentView) {
  const key = view.state.document
  const live = await folder.call('document.view', { document: key })
  const document = folder.workspace.get(key)
  document.replaceText(document.package.node.element.document.toString())
  const again = await folder.call('document.view', { document: key })
  return { live, again }
}

function nodeNamed(view: DocumentView, name: string) {
  const found = view.nodes.find(node => node.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

describe('a document', () => {
  test.each([inventory, arrivals])('%s has a view and objects that the table of operations accepts', async file => {
    await using folder = await Folder.of(file)
    const view = await folder.open(file.replace(/^.*\//, ''))
    expect(v.parse(documentSchema, view)).toEqual(view)
    for (const { key } of [...view.nodes, ...view.connections, ...view.constraints, ...view.variables]) {
      const object = await folder.call('document.object', { document: view.state.document, object: key })
      expect(v.parse(objectSchema, object)).toEqual(object)
    }
  })

  test('says what the toolbox has', async () => {
    await using folder = await Folder.of()
    const { executables, connections } = await folder.call('toolbox.list', {})
    expect(executables.map(({ type }) => type)).toContain('WmiDataReaderTask')
    expect(executables.every(({ description }) => description !== '')).toBe(true)
    expect(connections.map(({ type }) => type)).toEqual(['WMI', 'FILE', 'FLATFILE', 'HTTP'])
  })
})

describe('edits', () => {
  const make = async () => {
    const folder = await Folder.of(inventory)
    const view = await folder.open('inventory.dtsx')
    const root = view.nodes[0]?.key ?? ''
    return { folder, view, root }
  }

  test('every kind can be undone to the byte and done again, and reads back as it is', async () => {
    const { folder, view, root } = await make()
    await using _ = folder
    const document = view.state.document
    const wmi = view.connections.find(({ type }) => type === 'WMI')?.key ?? ''
    const steps: { edit: (made: Map<string, string>) => Edit; name: string }[] = [
      {
        name: 'box',
        edit: () => ({ kind: 'addExecutable', parent: root, moniker: 'STOCK:SEQUENCE', at: { x: 400, y: 40 } }),
      },
      {
        name: 'reader',
        edit: () => ({
          kind: 'addExecutable',
          parent: root,
          moniker: 'STOCK:WmiDataReaderTask',
          at: { x: 40, y: 400 },
          name: 'Reader',
          values: { WqlQuerySource: 'SELECT * FROM Win32_Process', WmiConnection: wmi },
        }),
      },
      { name: 'second', edit: () => ({ kind: 'addExecutable', parent: root, moniker: 'STOCK:ExpressionTask' }) },
      {
        name: 'line',
        edit: made => ({ kind: 'connect', from: made.get('reader') ?? '', to: made.get('second') ?? '', value: 2 }),
      },
      {
        name: 'line 2',
        edit: made => ({
          kind: 'setConstraint',
          constraint: made.get('line') ?? '',
          value: 1,
          evalOp: 3,
          expression: 'TRUE',
          logicalAnd: false,
        }),
      },
      {
        name: 'set',
        edit: made => ({
          kind: 'set',
          object: made.get('reader') ?? '',
          values: { Name: 'Reader é', Description: 'x' },
          expressions: { Disable: 'FALSE' },
        }),
      },
      {
        name: 'many',
        edit: made => ({
          kind: 'setMany',
          objects: [made.get('reader') ?? '', made.get('second') ?? ''],
          values: { Disable: true },
        }),
      },
      {
        name: 'move',
        edit: made => ({
          kind: 'move',
          nodes: [{ key: made.get('reader') ?? '', box: { x: 8, y: 16, width: 200, height: 42 } }],
        }),
      },
      {
        name: 'into',
        edit: made => ({
          kind: 'setParent',
          nodes: [made.get('reader') ?? ''],
          parent: made.get('box') ?? '',
          at: { x: 10, y: 20 },
        }),
      },
      { name: 'rename box', edit: made => ({ kind: 'set', object: made.get('box') ?? '', values: { Name: 'Box' } }) },
      { name: 'arrange', edit: () => ({ kind: 'arrange', parent: root }) },
      {
        name: 'connection',
        edit: () => ({ kind: 'addConnection', type: 'WMI', name: 'Servers', values: { ServerName: '\\\\sql01' } }),
      },
      { name: 'duplicate', edit: made => ({ kind: 'duplicateConnection', connection: made.get('connection') ?? '' }) },
      {
        name: 'variable',
        edit: made => ({
          kind: 'addVariable',
          scope: made.get('box') ?? '',
          name: 'Limit',
          type: 'Int64',
          value: '9007199254740993',
        }),
      },
      {
        name: 'retyped',
        edit: made => ({ kind: 'retypeVariable', variable: made.get('variable') ?? '', type: 'String', scope: root }),
      },
      { name: 'parameter', edit: () => ({ kind: 'addParameter', name: 'Threshold', type: 'Int32', value: 90 }) },
      {
        name: 'parameter 2',
        edit: made => ({
          kind: 'set',
          object: made.get('parameter') ?? '',
          values: { Value: '95', Description: 'percent' },
        }),
      },
      { name: 'handler', edit: () => ({ kind: 'addEventHandler', executable: root, event: 'OnError' }) },
      { name: 'loop', edit: () => ({ kind: 'addExecutable', parent: root, moniker: 'STOCK:FOREACHLOOP' }) },
      {
        name: 'loop 2',
        edit: made => ({
          kind: 'setForeach',
          loop: made.get('loop') ?? '',
          enumerator: 'Microsoft.ForEachItemEnumerator',
          values: {},
          items: [
            ['a', 'b'],
            ['c', 'd'],
          ],
          mappings: [{ variable: 'User::X', index: 1 }],
        }),
      },
      { name: 'service', edit: () => ({ kind: 'addExecutable', parent: root, moniker: 'STOCK:WebServiceTask' }) },
      {
        name: 'service 2',
        edit: made => ({
          kind: 'setWebMethod',
          task: made.get('service') ?? '',
          call: {
            service: 'Win32_Process',
            method: 'Create',
            messageName: '',
            documentation: '',
            parameters: [{ name: 'CommandLine', type: 'string', value: { kind: 'Primitive', value: 'sleep 1' } }],
          },
        }),
      },
      {
        name: 'gone',
        edit: made => ({
          kind: 'remove',
          objects: [made.get('box') ?? '', made.get('duplicate') ?? '', made.get('parameter') ?? ''],
        }),
      },
    ]
    const made = new Map<string, string>()
    const texts = [textOf(folder, view)]
    for (const { name, edit } of steps) {
      const patch = await folder.edit(view, edit(made))
      if (patch.made[0]) made.set(name, patch.made[0])
      texts.push(textOf(folder, view))
      expect(texts.at(-1), name).not.toBe(texts.at(-2))
      const { live, again } = await reread(folder, view)
      expect(again, name).toEqual(live)
      expect(Package.parse(texts.at(-1) ?? '').name).toBe(view.state.name)
    }
    for (let at = steps.length - 1; at >= 0; at -= 1) {
      await folder.call('document.undo', { document, revision: folder.workspace.get(document).revision })
      expect(textOf(folder, view), `undo ${steps[at]?.name}`).toBe(texts[at])
    }
    const { state } = await folder.call('document.view', { document })
    expect(state).toMatchObject({ undo: null, dirty: false })
    for (const [at, { name }] of steps.entries()) {
      await folder.call('document.redo', { document, revision: folder.workspace.get(document).revision })
      expect(textOf(folder, view), `redo ${name}`).toBe(texts[at + 1])
    }
  })

  test('copied tasks come back with names, IDs and constraints of their own', async () => {
    const { folder, view, root } = await make()
    await using _ = folder
    const tasks = view.nodes.filter(({ kind }) => kind === 'taskHost')
    const { clipboard } = await folder.call('document.copy', {
      document: view.state.document,
      objects: tasks.map(({ key }) => key),
    })
    const patch = await folder.edit(view, { kind: 'paste', parent: root, clipboard })
    expect(patch.made).toHaveLength(tasks.length)
    const after = await folder.call('document.view', { document: view.state.document })
    expect(after.constraints).toHaveLength(view.constraints.length * 2)
    expect(new Set(after.nodes.map(({ key }) => key)).size).toBe(after.nodes.length)
    for (const { name } of tasks) expect(nodeNamed(after, `${name} 1`).box).not.toBeNull()
    const { live, again } = await reread(folder, view)
    expect(again).toEqual(live)
  })

  test('a package takes what was copied in another, with its connections', async () => {
    await using folder = await Folder.of(inventory)
    const view = await folder.open('inventory.dtsx')
    const other = await folder.call('document.create', { name: 'Other' })
    const { clipboard } = await folder.call('document.copy', {
      document: view.state.document,
      objects: view.nodes.filter(({ kind }) => kind === 'taskHost').map(({ key }) => key),
    })
    await folder.edit(other, { kind: 'paste', parent: other.nodes[0]?.key ?? '', clipboard })
    const after = await folder.call('document.view', { document: other.state.document })
    expect(after.connections.map(({ name }) => name).sort()).toEqual(
      view.connections
        .filter(({ usedBy }) => usedBy.length > 0)
        .map(({ name }) => name)
        .sort(),
    )
    expect(after.connections.every(({ usedBy }) => usedBy.length > 0)).toBe(true)
  })

  test.each([
    ['', 'no JSON'],
    ['{}', 'another object'],
    [
      JSON.stringify({
        kind: 'wmilink/executables',
        format: 8,
        executables: [{ id: '', xml: '<a', box: null }],
        constraints: [],
        connections: [],
      }),
      'no XML',
    ],
    [
      JSON.stringify({
        kind: 'wmilink/executables',
        format: 8,
        executables: [{ id: '', xml: '<a/>', box: null }],
        constraints: [],
        connections: [],
      }),
      'no executable',
    ],
    [
      JSON.stringify({
        kind: 'wmilink/executables',
        format: 8,
        executables: [{ id: '', xml: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', box: null }],
        constraints: [],
        connections: [],
      }),
      'entities',
    ],
  ])('a clipboard with %s changes nothing (%s)', async clipboard => {
    const { folder, view, root } = await make()
    await using _ = folder
    const before = textOf(folder, view)
    await expect(folder.edit(view, { kind: 'paste', parent: root, clipboard })).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    })
    expect(textOf(folder, view)).toBe(before)
  })

  test('refused edits leave everything as it was', async () => {
    const { folder, view, root } = await make()
    await using _ = folder
    const [a = '', b = ''] = view.nodes.filter(({ kind }) => kind === 'taskHost').map(({ key }) => key)
    const before = textOf(folder, view)
    const refused: Edit[] = [
      { kind: 'connect', from: a, to: a, value: 0 },
      { kind: 'set', object: a, values: { Description: 'changed first', NoSuchProperty: 1 } },
      { kind: 'set', object: a, values: { Name: 'bad/name' } },
      { kind: 'remove', objects: [root] },
      { kind: 'remove', objects: ['{none}'] },
      { kind: 'addExecutable', parent: a, moniker: 'STOCK:SEQUENCE' },
      { kind: 'addExecutable', parent: root, moniker: 'STOCK:Nothing' },
      { kind: 'addVariable', scope: root, name: 'X', type: 'Int32', value: 'many' },
      { kind: 'addVariable', scope: root, name: 'X', type: 'Nothing' },
      { kind: 'addConnection', type: 'OLEDB' },
      { kind: 'setMany', objects: [a, b], values: { Disable: 'perhaps' } },
    ]
    for (const edit of refused) {
      await expect(folder.edit(view, edit), JSON.stringify(edit)).rejects.toThrow()
      expect(textOf(folder, view), JSON.stringify(edit)).toBe(before)
    }
    expect((await folder.call('document.view', { document: view.state.document })).state.undo).toBeNull()
  })

  test('an edit of a state that is gone is a conflict', async () => {
    const { folder, view, root } = await make()
    await using _ = folder
    const document = view.state.document
    await folder.edit(view, { kind: 'addVariable', scope: root, name: 'X', type: 'Int32' })
    await expect(
      folder.call('document.edit', {
        document,
        revision: 0,
        edit: { kind: 'addVariable', scope: root, name: 'Y', type: 'Int32' },
      }),
    ).rejects.toMatchObject({ failure: { kind: 'conflict' } })
  })

  test('a password goes to the session, and nowhere else', async () => {
    const { folder, view } = await make()
    await using _ = folder
    const connection = view.connections.find(({ type }) => type === 'WMI')?.key ?? ''
    const values = { ServerName: '\\\\sql01', UseWindowsAuth: false, UserName: 'CORP\\svc' }
    await folder.edit(view, { kind: 'set', object: connection, values })
    const lacking = await folder.call('document.view', { document: view.state.document })
    expect(lacking.connections.find(({ key }) => key === connection)?.lacksSecret).toBe(true)
    const patch = await folder.edit(view, { kind: 'set', object: connection, values: { Password: 'hunter2!' } })
    expect(JSON.stringify(patch)).not.toContain('hunter2!')
    expect(textOf(folder, view)).not.toContain('hunter2!')
    const object = await folder.call('document.object', { document: view.state.document, object: connection })
    expect(JSON.stringify(object)).not.toContain('hunter2!')
    expect(object.properties.find(({ name }) => name === 'Password')).toMatchObject({
      secret: true,
      present: true,
      value: null,
    })
    expect(patch.connections.put[0]?.lacksSecret).toBe(false)
    // Another server has not got it.
    await folder.edit(view, { kind: 'set', object: connection, values: { ServerName: '\\\\elsewhere' } })
    const elsewhere = await folder.call('document.view', { document: view.state.document })
    expect(elsewhere.connections.find(({ key }) => key === connection)?.lacksSecret).toBe(true)
  })
})
