import { expect, test } from 'vitest'
import type { ClassDeclaration } from '../../src/cim/declaration.js'
import { parseMof } from '../../src/cim/mof/index.js'
import { ClassTable } from '../../src/host/class-table.js'

function declarations(mof: string): ClassDeclaration[] {
  return parseMof(mof).items.flatMap(item => (item.kind === 'class' ? [item.declaration] : []))
}

function tableOf(mof: string): ClassTable {
  const table = new ClassTable()
  for (const declaration of declarations(mof)) table.define(declaration)
  return table
}

const define = (table: ClassTable, mof: string) => {
  for (const declaration of declarations(mof)) table.define(declaration)
}

const family = `class A { [key] uint8 K; }; class b2 : A { }; class B1 : a { uint8 P; };
  class C : B1 { }; class Z { };`

test('names, children and lineage are alphabetical without case, a class before those below it', () => {
  const table = tableOf(family)
  expect(table.names()).toEqual(['A', 'B1', 'b2', 'C', 'Z'])
  expect(table.children(null)).toEqual(['A', 'Z'])
  expect(table.children('a')).toEqual(['B1', 'b2'])
  expect([...table.lineage('a')]).toEqual(['A', 'B1', 'C', 'b2'])
  expect([...table.lineage('none')]).toEqual([])
})

test('a class is derived when it is first asked for, and once', () => {
  const read: string[] = []
  const table = new ClassTable(
    declarations(family).map(declaration => ({
      name: declaration.name,
      superclass: declaration.superclass,
      declaration() {
        read.push(declaration.name)
        return declaration
      },
    })),
  )
  expect(table.has('c')).toBe(true)
  expect(read).toEqual([])
  const cimClass = table.require('c')
  expect(cimClass.derivation).toEqual(['B1', 'A'])
  expect(table.require('C')).toBe(cimClass)
  expect(read).toEqual(['A', 'B1', 'C'])
})

test('an unknown class is WBEM_E_INVALID_CLASS with the names that are near', () => {
  const table = tableOf('class Win32_Thing { };')
  expect(table.get('Win32_Thin')).toBeUndefined()
  expect(() => table.require('Win32_Thin')).toThrow(
    expect.objectContaining({ name: 'WBEM_E_INVALID_CLASS', hint: 'Did you mean Win32_Thing?' }),
  )
  expect(() => table.require('Nothing')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('wmilink classes') }),
  )
})

test('a superclass must be there', () => {
  expect(() => tableOf('class A : Missing { };')).toThrow(
    expect.objectContaining({
      name: 'WBEM_E_INVALID_SUPERCLASS',
      message: 'class A derives from Missing, which does not exist',
    }),
  )
})

test('a class cannot come to derive from itself', () => {
  const table = tableOf(family)
  expect(() => define(table, 'class A : C { };')).toThrow(
    expect.objectContaining({ name: 'WBEM_E_CIRCULAR_REFERENCE' }),
  )
  expect(() => define(table, 'class Z : Z { };')).toThrow(
    expect.objectContaining({ name: 'WBEM_E_CIRCULAR_REFERENCE' }),
  )
  expect(table.require('C').derivation).toEqual(['B1', 'A'])
})

test('a change of a class reaches the classes below it', () => {
  const table = tableOf(family)
  expect(table.require('C').properties.has('New')).toBe(false)
  define(table, 'class B1 : Z { string New; };')
  expect(table.require('C').derivation).toEqual(['B1', 'Z'])
  expect(table.require('C').properties.get('New')?.origin).toBe('B1')
  expect(table.children('A')).toEqual(['b2'])
})

test('a change that a class below does not allow changes nothing', () => {
  const table = tableOf('class A { uint8 P; }; class B : A { [Override("P")] uint8 P; };')
  expect(() => define(table, 'class A { string P; };')).toThrow(expect.objectContaining({ code: expect.any(Number) }))
  expect(table.require('B').properties.get('P')?.type).toBe('uint8')
  expect(() => define(table, 'class Fresh : A { string P; };')).toThrow()
  expect(table.has('Fresh')).toBe(false)
})

test('deleting a class deletes those below it', () => {
  const table = tableOf(family)
  expect(table.delete('b1')).toEqual(['B1', 'C'])
  expect(table.names()).toEqual(['A', 'b2', 'Z'])
  expect(table.delete('b1')).toEqual([])
})
