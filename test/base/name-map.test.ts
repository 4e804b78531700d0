import { expect, test } from 'vitest'
import { compareNames, NameMap } from '../../src/base/index.js'

test('names are found in any case and kept as spelled', () => {
  const map = NameMap.from([{ name: 'DeviceID' }, { name: 'Size' }])
  expect(map.get('deviceid')).toEqual({ name: 'DeviceID' })
  expect(map.has('SIZE')).toBe(true)
  expect([...map].map(item => item.name)).toEqual(['DeviceID', 'Size'])
})

test('setting again replaces the value in its place', () => {
  const map = new NameMap<number>().set('a', 1).set('b', 2).set('A', 3)
  expect([...map]).toEqual([3, 2])
  expect(map.size).toBe(2)
  expect(map.delete('B')).toBe(true)
  expect(map.size).toBe(1)
})

test.each(['__proto__', 'constructor', 'toString'])('%s is a name like any other', name => {
  const map = new NameMap<number>()
  expect(map.has(name)).toBe(false)
  expect(map.set(name, 1).get(name)).toBe(1)
})

test('names sort without case, by character', () => {
  expect(['b', 'C', 'a', '_x', 'A1'].sort(compareNames)).toEqual(['_x', 'a', 'A1', 'b', 'C'])
})
