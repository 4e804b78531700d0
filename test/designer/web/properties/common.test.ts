import { expect, test } from 'vitest'
import type { ObjectView, PropertyView } from '../../../../src/designer/api/index.js'
import { commonProperties } from '../../../../src/designer/web/properties/common.js'

function property(name: string, value: PropertyView['value'], more: Partial<PropertyView> = {}): PropertyView {
  return {
    name,
    type: typeof value === 'boolean' ? 'Boolean' : 'String',
    value,
    members: [],
    readable: true,
    writable: true,
    secret: false,
    present: false,
    expression: null,
    canHaveExpression: true,
    group: 'other',
    ...more,
  }
}

function object(...properties: PropertyView[]): ObjectView {
  const parts = { foreach: null, webMethod: null, eventHandlers: [] } as const
  return { key: 'k', kind: 'taskHost', type: 't', name: 'n', properties, ...parts, eventHandlers: [] }
}

test('only what all can be given is common, and what differs is told', () => {
  const found = commonProperties([
    object(property('Name', 'a'), property('Disable', true), property('Text', 'x'), property('Own', 'x')),
    object(property('Name', 'a'), property('Disable', true), property('Text', 'y')),
  ])
  expect(found.map(({ property: { name }, mixed }) => [name, mixed])).toEqual([
    ['Disable', false],
    ['Text', true],
  ])
  expect(commonProperties([object(property('A', 1)), object(property('A', 1, { writable: false }))])).toEqual([])
  expect(commonProperties([object(property('A', null, { secret: true }))])).toEqual([])
  expect(commonProperties([])).toEqual([])
})
