// What the editors of loops and of Web Service tasks read and write.
import { writeFile } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { EditOf, ObjectView } from '../../../src/designer/api/index.js'
import { changedLines, smallPackage } from '../../ssis/samples.js'
import { Folder } from './opened.js'

const loop = (enumerator: string) => `  <DTS:Executables>
    <DTS:Executable DTS:refId="Package\\Each" DTS:CreationName="STOCK:FOREACHLOOP" DTS:DTSID="{10000000-0000-0000-0000-000000000001}" DTS:ExecutableType="STOCK:FOREACHLOOP" DTS:ObjectName="Each">
${enumerator}
      <DTS:ForEachVariableMappings>
        <DTS:ForEachVariableMapping DTS:CreationName="" DTS:DTSID="{10000000-0000-0000-0000-000000000003}" DTS:ObjectName="{10000000-0000-0000-0000-000000000003}" DTS:ValueIndex="0" DTS:VariableName="User::Name" />
      </DTS:ForEachVariableMappings>
    </DTS:Executable>
  </DTS:Executables>
`

const enumerator = (creationName: string, data: string) =>
  `      <DTS:ForEachEnumerator DTS:CreationName="${creationName}" DTS:DTSID="{10000000-0000-0000-0000-000000000002}" DTS:ObjectName="{10000000-0000-0000-0000-000000000002}">
        <DTS:ObjectData>${data}</DTS:ObjectData>
      </DTS:ForEachEnumerator>`

const files =
  '<ForEachFileEnumeratorProperties><FEFEProperty Folder="C:\\in" /><FEFEProperty FileSpec="*.csv" /><FEFEProperty Recurse="0" /></ForEachFileEnumeratorProperties>'
const items = `<FEIEItems>
          <FEIEItem><FEIEItemValue Type="18" Value="a" /><FEIEItemValue Type="9" Value="1" /></FEIEItem>
          <FEIEItem><FEIEItemValue Type="18" Value="b" /><FEIEItemValue Type="9" Value="2" /></FEIEItem>
        </FEIEItems>`

const service = `  <DTS:Executables>
    <DTS:Executable DTS:refId="Package\\Call" DTS:CreationName="Microsoft.WebServiceTask" DTS:DTSID="{10000000-0000-0000-0000-000000000001}" DTS:ExecutableType="Microsoft.WebServiceTask" DTS:LocaleID="-1" DTS:ObjectName="Call">
      <DTS:ObjectData>
        <WSTask:WebServiceTaskData
          WSTask:ConnectionName="{00726591-EFAC-4B64-B515-1D8AC2D24701}"
          WSTask:Service="CalcService" xmlns:WSTask="www.microsoft.com/sqlserver/dts/tasks/webservicetask">
          <WSTask:MethodInfo
            WSTask:MethodName="Subtract"
            WSTask:MessageName="">
            <WSTask:Documentation></WSTask:Documentation>
            <WSTask:ParamInfo
              WSTask:Name="a"
              WSTask:Datatype="int"
              WSTask:ParamType="Variable"
              WSTask:SeqNumber="0">
              <WSTask:VariableValue>User::A</WSTask:VariableValue>
            </WSTask:ParamInfo>
            <WSTask:ParamInfo
              WSTask:Name="b"
              WSTask:Datatype="int"
              WSTask:ParamType="Primitive"
              WSTask:SeqNumber="1">
              <WSTask:PrimitiveValue>5</WSTask:PrimitiveValue>
            </WSTask:ParamInfo>
          </WSTask:MethodInfo>
        </WSTask:WebServiceTaskData>
      </DTS:ObjectData>
    </DTS:Executable>
  </DTS:Executables>
`

const folders: Folder[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder[Symbol.asyncDispose]()
})

/** The one executable of a package. */
async function opened(content: string) {
  const folder = await Folder.of()
  folders.push(folder)
  const text = smallPackage(content)
  await writeFile(folder.file('one.dtsx'), text)
  const view = await folder.open('one.dtsx')
  const document = view.state.document
  const key = view.nodes[1]?.key ?? ''
  return {
    text,
    key,
    object: (): Promise<ObjectView> => folder.call('document.object', { document, object: key }),
    edit: (step: Parameters<Folder['edit']>[1]) => folder.edit(view, step),
    dirty: async () => (await folder.call('document.view', { document })).state.dirty,
    now: () => folder.workspace.get(document).package.toXml(),
  }
}

function foreachOf({ foreach }: ObjectView) {
  if (!foreach) throw new Error('no Foreach Loop')
  return foreach
}

/** The edit of an editor in which nothing was changed. */
function same(object: ObjectView): EditOf<'setForeach'> {
  const { enumerator: own, mappings, items: rows, itemTypes } = foreachOf(object)
  return { kind: 'setForeach', loop: object.key, enumerator: own, values: {}, items: rows, itemTypes, mappings }
}

describe('a Foreach Loop', () => {
  test.each(['Microsoft.ForEachFileEnumerator', 'DTS.ForEachFileEnumerator.2'])(
    'of %s keeps the name of its enumerator, and changes where it was edited',
    async creationName => {
      const one = await opened(loop(enumerator(creationName, files)))
      const object = await one.object()
      const { choices, properties } = foreachOf(object)
      expect(choices.find(({ type }) => type === 'ForEachFileEnumerator')?.enumerator).toBe(creationName)
      expect(properties.find(({ name }) => name === 'Directory')?.value).toBe('C:\\in')
      await one.edit(same(object))
      expect(one.now()).toBe(one.text)
      expect(await one.dirty()).toBe(false)
      await one.edit({ ...same(object), values: { Directory: 'C:\\out', Recurse: true } })
      expect(changedLines(one.text, one.now())).toEqual({
        removed: [expect.stringContaining('Folder="C:\\in"')],
        added: [expect.stringMatching(/Folder="C:\\out" \/>.*FileSpec="\*\.csv".*Recurse="-1"/)],
      })
    },
  )

  test('of an enumerator that nobody knows keeps it while its mappings change', async () => {
    const unknown = enumerator('Vendor.Enumerator', '<Vendor Secret="1"><Kept/></Vendor>')
    const one = await opened(loop(unknown))
    const object = await one.object()
    expect(foreachOf(object)).toMatchObject({ enumerator: 'Vendor.Enumerator', supported: false, properties: [] })
    await one.edit({ ...same(object), mappings: [{ variable: 'User::Other', index: 1 }] })
    expect(one.now()).toContain(unknown)
    expect(one.now()).toContain('DTS:VariableName="User::Other"')
  })

  test('without an enumerator takes mappings too', async () => {
    const one = await opened(loop(''))
    const object = await one.object()
    await one.edit({ ...same(object), mappings: [] })
    expect(one.now()).not.toMatch(/User::Name|ForEachEnumerator/)
  })

  test('of items has columns with types, which stay with their column', async () => {
    const one = await opened(loop(enumerator('Microsoft.ForEachItemEnumerator', items)))
    const object = await one.object()
    expect(foreachOf(object)).toMatchObject({
      items: [
        ['a', '1'],
        ['b', '2'],
      ],
      itemTypes: ['String', 'Int32'],
    })
    await one.edit(same(object))
    expect(one.now()).toBe(one.text)
    await one.edit({ ...same(object), items: [['1'], ['2']], itemTypes: ['Int32'] })
    expect(foreachOf(await one.object())).toMatchObject({ items: [['1'], ['2']], itemTypes: ['Int32'] })
    expect(one.now()).toMatch(/Type="9"\s+Value="1"/)
    await one.edit({ ...same(object), items: [['1']], itemTypes: ['Double'] })
    expect(one.now()).toMatch(/Type="14"\s+Value="1"/)
  })

  test('refuses an item that is not of the type of its column, and a type that is none', async () => {
    const one = await opened(loop(enumerator('Microsoft.ForEachItemEnumerator', items)))
    const object = await one.object()
    await expect(one.edit({ ...same(object), items: [['a', 'x']] })).rejects.toThrow(/x/)
    await expect(one.edit({ ...same(object), itemTypes: ['Object', 'Int32'] })).rejects.toThrow('Object')
    expect(one.now()).toBe(one.text)
  })
})

describe('a Web Service task', () => {
  test('changes in the lines of what was edited only', async () => {
    const one = await opened(service)
    const { webMethod: call } = await one.object()
    if (!call) throw new Error('no method')
    await one.edit({ kind: 'setWebMethod', task: one.key, call })
    expect(one.now()).toBe(one.text)
    await one.edit({ kind: 'setWebMethod', task: one.key, call: { ...call, service: 'Other' } })
    expect(changedLines(one.text, one.now())).toEqual({
      removed: [expect.stringContaining('"CalcService"')],
      added: [expect.stringContaining('"Other"')],
    })
    const [a, b] = call.parameters
    if (!a || !b) throw new Error('no parameters')
    const six = { ...b, value: { kind: 'Primitive' as const, value: '6' } }
    await one.edit({ kind: 'setWebMethod', task: one.key, call: { ...call, parameters: [a, six] } })
    expect(changedLines(one.text, one.now())).toEqual({
      removed: [expect.stringContaining('PrimitiveValue>5<')],
      added: [expect.stringContaining('PrimitiveValue>6<')],
    })
    await one.edit({ kind: 'setWebMethod', task: one.key, call: { ...call, parameters: [{ ...a, value: null }, b] } })
    expect(one.now()).toMatch(/Name="a"[^>]*ParamType="Undefined"/)
    expect(one.now()).not.toContain('User::A')
  })
})
