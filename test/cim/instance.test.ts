import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { CimProperty } from '../../src/cim/class.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import {
  CimInstance,
  classOf,
  InstanceShape,
  propertyValue,
  shapeOf,
  systemPropertyNames,
} from '../../src/cim/instance.js'
import { classOfMof } from './classes.js'

const home = { server: 'HOST', namespace: 'root\\cimv2' }
const service = classOfMof(
  'class CIM_Service { string State; [key] string Name; }; class Win32_Service : CIM_Service { uint32 ProcessId; };',
)

function property(name: string): CimProperty {
  const found = service.properties.get(name)
  if (!found) throw new Error(name)
  return found
}

describe('an instance', () => {
  const instance = new InstanceShape(service, { home }).create(['Spooler', 42, 'Running'])

  test('has its properties as own, enumerable, in alphabetical order', () => {
    expect(Object.entries(instance)).toEqual([
      ['Name', 'Spooler'],
      ['ProcessId', 42],
      ['State', 'Running'],
    ])
    expect(instance).toBeInstanceOf(CimInstance)
    expect(classOf(instance)).toBe(service)
    expect(JSON.stringify(instance)).toBe('{"Name":"Spooler","ProcessId":42,"State":"Running"}')
    expect(inspect(instance)).toBe("Win32_Service { Name: 'Spooler', ProcessId: 42, State: 'Running' }")
  })

  test('computes its system properties', () => {
    expect(systemPropertyNames.map(name => instance[name])).toEqual([
      2,
      'Win32_Service',
      'CIM_Service',
      'CIM_Service',
      'Win32_Service.Name="Spooler"',
      3,
      ['CIM_Service'],
      'HOST',
      'root\\cimv2',
      '\\\\HOST\\root\\cimv2:Win32_Service.Name="Spooler"',
    ])
  })

  test('missing values are null', () => {
    expect(new InstanceShape(service).create(['x']).State).toBeNull()
  })

  test('rows of one shape share their prototype', () => {
    const shape = new InstanceShape(service)
    expect(Object.getPrototypeOf(shape.create([]))).toBe(Object.getPrototypeOf(shape.create([])))
    expect(shapeOf(shape.create([]))).toBe(shape)
  })
})

describe('a projection', () => {
  const shape = new InstanceShape(service, { home, select: [property('State'), property('ProcessId')] })
  const instance = shape.create(['Running', 42])

  test('carries the selected properties in the order of the list', () => {
    expect(Object.keys(instance)).toEqual(['State', 'ProcessId'])
    expect(instance.__PROPERTY_COUNT).toBe(2)
    expect(propertyValue(instance, 'Name')).toBeUndefined()
  })

  test('has no path when a key was not selected', () => {
    expect([instance.__RELPATH, instance.__PATH]).toEqual([null, null])
  })
})

describe('a class object', () => {
  test('has the genus 1 and the path of its class', () => {
    const object = new InstanceShape(service, { home, genus: 1 }).create([])
    expect([object.__GENUS, object.__RELPATH, object.__PATH]).toEqual([
      1,
      'Win32_Service',
      '\\\\HOST\\root\\cimv2:Win32_Service',
    ])
  })
})

describe('paths of instances', () => {
  test.each([
    ['[key] string b; [key] uint64 a;', [5n, 'C:\\ "x"'], 'A.a=5,b="C:\\\\ \\"x\\""'],
    ['[key] boolean k;', [true], 'A.k=TRUE'],
    ['[key] sint8 k;', [-1], 'A.k=-1'],
    ['[key] char16 k;', ['A'], 'A.k=65'],
    ['[key] datetime k;', [CimDateTime.parse('20240101000000.000000+000')], 'A.k="20240101000000.000000+000"'],
    ['[key] A ref k;', ['A.k="x"'], 'A.k="A.k=\\"x\\""'],
    ['[key] string k;', [null], null],
    ['string k;', ['x'], null],
  ])('with %s', (properties, values, expected) => {
    const shape = new InstanceShape(classOfMof(`class A { ${properties} };`), { home })
    expect(shape.create(values).__RELPATH).toBe(expected)
  })

  test('of a singleton', () => {
    const shape = new InstanceShape(classOfMof('[singleton] class A { string x; };'), { home })
    expect(shape.create([]).__PATH).toBe('\\\\HOST\\root\\cimv2:A=@')
  })

  test('there are none for embedded objects and events', () => {
    const instance = new InstanceShape(service).create(['Spooler'])
    expect([instance.__RELPATH, instance.__PATH, instance.__SERVER, instance.__NAMESPACE]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('propertyValue', () => {
  const instance = new InstanceShape(service, { home }).create(['Spooler', 42, null])

  test('takes names in any case', () => {
    expect(propertyValue(instance, 'PROCESSID')).toBe(42)
    expect(propertyValue(instance, 'state')).toBeNull()
    expect(propertyValue(instance, '__class')).toBe('Win32_Service')
    expect(propertyValue(instance, '__Path')).toBe('\\\\HOST\\root\\cimv2:Win32_Service.Name="Spooler"')
  })

  test.each(['missing', 'constructor', '__proto__', 'toString', '__SHAPE', ''])('%j is not carried', name => {
    expect(propertyValue(instance, name)).toBeUndefined()
  })
})

describe('properties named like parts of every JavaScript object', () => {
  const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'then']
  const cimClass = classOfMof(`class A { ${names.map(name => `[key] string ${name};`).join(' ')} };`)
  const shape = new InstanceShape(cimClass, { home })
  const instance = shape.create(shape.properties.map(each => `<${each.name}>`))

  test('are own properties like any other', () => {
    expect(Object.keys(instance)).toEqual(['__proto__', 'constructor', 'hasOwnProperty', 'then', 'toString'])
    for (const name of names) expect(propertyValue(instance, name)).toBe(`<${name}>`)
    expect(Object.getPrototypeOf(Object.getPrototypeOf(instance))).toBe(CimInstance.prototype)
    expect(instance.__CLASS).toBe('A')
    expect(inspect(instance)).toContain('<__proto__>')
  })

  test('have no path while they have no value', () => {
    expect(instance.__RELPATH).toBe(
      'A.__proto__="<__proto__>",constructor="<constructor>",hasOwnProperty="<hasOwnProperty>",then="<then>",toString="<toString>"',
    )
    const [first] = shape.properties
    if (!first) throw new Error('a property')
    expect(new InstanceShape(cimClass, { home, select: [first] }).create(['x']).__RELPATH).toBeNull()
    expect(new InstanceShape(cimClass, { home, select: [] }).create([]).__RELPATH).toBeNull()
  })
})
