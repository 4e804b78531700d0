import { describe, expect, test } from 'vitest'
import type { CimClass } from '../../src/cim/class.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import { type CimInstance, InstanceShape } from '../../src/cim/instance.js'
import type { CimValue } from '../../src/cim/value.js'
import { compareSnapshots, identityOf, type Snapshot, sameInstance } from '../../src/wql/snapshot.js'
import { classesOf } from './support.js'

const mof = `
class Test_Item { [key] string Name; uint32 Size; string Tags[]; datetime Changed; object Part; uint64 Big; };
class Test_Part { string Text; };
[singleton] class Test_Only { uint32 Size; };`
const classes = classesOf(mof)

function classNamed(name: string): CimClass {
  const found = classes.get(name)
  if (!found) throw new Error(`no class ${name}`)
  return found
}

const home = { server: 'TESTHOST', namespace: 'root\\test' }

function make(className: string, values: Readonly<Record<string, CimValue>>): CimInstance {
  const shape = new InstanceShape(classNamed(className), { home })
  return shape.create(shape.properties.map(({ name }) => values[name]))
}

const item = (Name: string, values: Readonly<Record<string, CimValue>> = {}) => make('Test_Item', { Name, ...values })
const snapshot = (...instances: CimInstance[]): Snapshot => new Map(instances.map(each => [identityOf(each), each]))

function told(before: Snapshot, after: Snapshot, modifications = true): string[] {
  return [...compareSnapshots(before, after, modifications)].map(
    change =>
      `${change.kind} ${change.instance.Name}${change.kind === 'modification' ? ` was ${change.previous.Size}` : ''}`,
  )
}

describe('two snapshots', () => {
  test('that are equal tell nothing', () => {
    expect(told(snapshot(item('a'), item('b')), snapshot(item('b'), item('a')))).toEqual([])
  })

  test('tell what came, what went and what changed', () => {
    const before = snapshot(item('a'), item('b', { Size: 1 }), item('c'))
    const after = snapshot(item('b', { Size: 2 }), item('c'), item('d'))
    expect(told(before, after)).toEqual(['deletion a', 'modification b was 1', 'creation d'])
  })

  test('tell the last known copy of what went and the new one of what changed', () => {
    const old = item('a', { Size: 1 })
    const now = item('a', { Size: 2 })
    expect([...compareSnapshots(snapshot(old), snapshot())]).toEqual([{ kind: 'deletion', instance: old }])
    expect([...compareSnapshots(snapshot(old), snapshot(now))]).toEqual([
      { kind: 'modification', instance: now, previous: old },
    ])
  })

  test('are not compared by value when nobody asks for modifications', () => {
    const before = snapshot(item('a', { Size: 1 }), item('b'))
    expect(told(before, snapshot(item('a', { Size: 2 })), false)).toEqual(['deletion b'])
  })
})

describe('the identity of an instance', () => {
  test('is its path as spelled: two files may differ in case only', () => {
    expect(identityOf(item('a'))).toBe('Test_Item.Name="a"')
    expect(identityOf(item('A'))).toBe('Test_Item.Name="A"')
  })

  test('of a singleton is the class', () => {
    expect(identityOf(make('Test_Only', { Size: 1 }))).toBe('Test_Only=@')
  })

  test('without a key is what its values are', () => {
    const one = make('Test_Part', { Text: 'x' })
    expect(identityOf(one)).toBe(identityOf(make('Test_Part', { Text: 'x' })))
    expect(identityOf(one)).not.toBe(identityOf(make('Test_Part', { Text: 'y' })))
  })

  test('whose key is null can be told although it has 64-bit values', () => {
    const first = make('Test_Item', { Name: null, Big: 1n })
    expect(identityOf(first)).not.toBe(identityOf(make('Test_Item', { Name: null, Big: 2n })))
  })
})

describe('two copies of an instance', () => {
  const time = '20240102030405.000000+060'
  const values = () => ({
    Tags: ['x', 'y'],
    Changed: CimDateTime.parse(time),
    Part: make('Test_Part', { Text: 'p' }),
    Big: 5n,
  })
  test('are the same when arrays, datetimes and embedded objects are', () => {
    expect(sameInstance(item('a', values()), item('a', values()))).toBe(true)
  })

  test.each([
    ['a longer array', { Tags: ['x', 'y', 'z'] }],
    ['another order', { Tags: ['y', 'x'] }],
    ['null for an array', { Tags: null }],
    ['the same instant in another zone', { Changed: CimDateTime.parse('20240102020405.000000+000') }],
    ['another embedded object', { Part: make('Test_Part', { Text: 'q' }) }],
    ['no embedded object', { Part: null }],
    ['another 64-bit value', { Big: 6n }],
    ['a value where there was null', { Size: 0 }],
  ])('differ by %s', (_, other) => {
    expect(sameInstance(item('a', values()), item('a', { ...values(), ...other }))).toBe(false)
  })
})
