import { expect, test } from 'vitest'
import type { Edit, ParameterView } from '../../../src/designer/api/index.js'
import { Folder } from './opened.js'

test('a parameter takes another type, its value with it where the type can have it', async () => {
  await using folder = await Folder.of()
  const { state } = await folder.call('document.create', { name: 'Package' })
  const { document } = state
  let revision = 0
  const edit = async (step: Edit) => {
    const patch = await folder.call('document.edit', { document, revision, edit: step })
    revision = patch.state.revision
    return patch
  }
  const { made } = await edit({ kind: 'addParameter', name: 'Limit', type: 'Boolean', value: true })
  const [object = ''] = made
  const retyped = async (type: string): Promise<ParameterView | undefined> =>
    (await edit({ kind: 'set', object, values: { DataType: type } })).parameters.put[0]
  const shown = async (type: string) => (await retyped(type))?.value?.text

  expect(await shown('String')).toBe('True')
  await edit({ kind: 'set', object, values: { Value: '90' } })
  expect(await shown('Int32')).toBe('90')
  expect(await shown('Boolean')).toBe('false')
  await edit({ kind: 'set', object, values: { DataType: 'DateTime' } })
  expect(await retyped('Byte')).toMatchObject({ type: 'Byte', value: { text: '0' }, required: false })
  await edit({ kind: 'set', object, values: { DataType: 'Int32', Value: '7', Required: true } })
  const { parameters } = await folder.call('document.view', { document })
  expect(parameters).toMatchObject([{ name: 'Limit', type: 'Int32', value: { text: '7' }, required: true }])
  await expect(edit({ kind: 'set', object, values: { DataType: 'Colour' } })).rejects.toThrow('Colour')
})
