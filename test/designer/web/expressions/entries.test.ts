import { expect, test } from 'vitest'
import type { VariableView } from '../../../../src/designer/api/index.js'
import { catalogTree, filtered, variableTree } from '../../../../src/designer/web/expressions/entries.js'
import { misfit } from '../../../../src/designer/web/expressions/evaluate.js'

function variable(name: string, more: Partial<VariableView> = {}): VariableView {
  return {
    key: name,
    scope: 's',
    namespace: 'User',
    name,
    description: '',
    type: 'Int32',
    value: { text: '1', isNull: false },
    expression: '',
    evaluateAsExpression: false,
    readOnly: false,
    raiseChangedEvent: false,
    system: false,
    ...more,
  }
}

const parameter = { key: 'p', name: 'Secret', description: '', type: 'String', sensitive: true, required: false }

test('what a nearer scope hides is left out, and everything is inserted by its whole name', () => {
  const variables = [
    variable('B'),
    variable('A', { key: 'near', value: { text: '7', isNull: false }, description: 'Near' }),
    variable('A', { key: 'far' }),
    variable('MachineName', { namespace: 'System', system: true }),
  ]
  const parameters = [{ ...parameter, value: null, project: false }]
  const [user, ofPackage, system, ...rest] = variableTree({ variables, parameters })
  expect(rest).toEqual([])
  expect(user?.children?.map(({ id, insert }) => [id, insert])).toEqual([
    ['near', '@[User::A]'],
    ['B', '@[User::B]'],
  ])
  expect(user?.children?.[0]?.description).toBe('Int32, now 7. Near')
  expect(ofPackage?.children).toMatchObject([{ insert: '@[$Package::Secret]', description: 'String, sensitive' }])
  expect(system?.children).toMatchObject([{ insert: '@[System::MachineName]' }])
})

test('a search keeps the groups of what it finds', () => {
  const entries = ['UPPER', 'LOWER'].map(label => ({ group: 'Text', label, insert: label, description: 'Case' }))
  const tree = catalogTree({ entries: [...entries, { group: 'Math', label: 'ABS', insert: 'ABS', description: '' }] })
  expect(filtered(tree, ' upp ').map(({ label, children }) => [label, children?.length])).toEqual([['Text', 1]])
  expect(filtered(tree, 'case')[0]?.children).toHaveLength(2)
  expect(filtered(tree, '')).toBe(tree)
})

test('a result of another type than is needed is told', () => {
  const result = { text: '1', type: 'DT_I4', failed: false, hint: '', position: undefined }
  expect(misfit(result, 'Boolean')).toBe('The expression results in DT_I4; Boolean is needed here.')
  expect(misfit({ ...result, type: 'DT_BOOL' }, 'Boolean')).toBeUndefined()
  expect(misfit(result, undefined)).toBeUndefined()
})
