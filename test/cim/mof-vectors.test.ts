import { readFileSync } from 'node:fs'
import { basename, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { NameMap } from '../../src/base/name-map.js'
import type { CimClass } from '../../src/cim/class.js'
import { declarationOf, deriveClass } from '../../src/cim/declaration.js'
import { formatMof } from '../../src/cim/mof/format.js'
import { type MofItem, parseMof } from '../../src/cim/mof/index.js'
import { sharedVectorPath, vector, vectorFiles } from '../vectors.js'

const schemaFolder = fileURLToPath(new URL('../../src/host/mof/', import.meta.url))
const schemaFiles = ['system.mof', 'cimwin32.mof', 'regprov.mof'].map(name => schemaFolder + name)
const shared = sharedVectorPath('mof')
// `dcom/wmio` holds listings that are no MOF, under the same ending.
const files = [...vectorFiles(/\.mof$/).filter(path => path.includes(`${sep}mof${sep}`)), ...schemaFiles]

/** An item without its place. */
function content({ line: _, column: __, source: ___, ...rest }: MofItem) {
  return rest
}

describe('MOF files of other makers and of the host', () => {
  test.each(files)('%s reads, prints, and reads again as an equal model', path => {
    const document = parseMof(readFileSync(path), { source: basename(path) })
    expect(document.items.length).toBeGreaterThan(0)
    const again = parseMof(formatMof(document))
    expect(again.items.map(content)).toEqual(document.items.map(content))
  })

  test.skipIf(shared === undefined)('all ten of the shared vectors are among them', () => {
    expect(files.filter(path => path.startsWith(shared ?? ''))).toHaveLength(10)
  })

  test('wmisamp.mof: fixed arrays, arrays of a class, method parameters, amended descriptions', () => {
    const classes = classesOf('wmisamp.mof')
    expect(classes.map(each => each.name)).toEqual([
      'Vendor_EC1',
      'Vendor_EC2',
      'WmiSampleClass1',
      'WmiSampleClass2',
      'WmiSampleClass3',
      'WmiSampleClass5',
      'WmiSampleClass6',
    ])
    const [ec1, ec2, first, , third] = classes
    expect(ec1?.qualifiers.get('locale')?.value).toBe('MS\\0x409')
    expect(ec1?.qualifiers.get('description')?.flavor.amended).toBe(true)
    expect(ec2?.properties[1]).toMatchObject({ name: 'Xuint8', type: 'uint8', isArray: true, arraySize: 8 })
    expect(third?.properties[2]).toMatchObject({
      name: 'EmbeddedClass1',
      type: 'object',
      className: 'Vendor_EC1',
      isArray: true,
      arraySize: 4,
    })
    const [setEc1, dummy] = first?.methods ?? []
    expect(setEc1?.parameters.map(({ name, type }) => [name, type])).toEqual([
      ['Xboolean', 'boolean'],
      ['Xuint8', 'uint8'],
      ['Xuint16', 'uint16'],
      ['Xuint32', 'uint32'],
      ['Xuint64', 'uint64'],
      ['Xint8', 'sint8'],
      ['Xint16', 'sint16'],
      ['Xint32', 'sint32'],
      ['Xint64', 'sint64'],
    ])
    expect(dummy).toMatchObject({ name: 'DummyMethod', returnType: 'void', parameters: [] })
  })

  test('BasicHiPerf.mof: qualifier declarations set the flavors of what follows', () => {
    const [basic] = classesOf('BasicHiPerf.mof')
    expect(basic?.qualifiers.get('displayname')?.flavor).toEqual({
      toInstance: true,
      toSubclass: false,
      overridable: true,
      amended: false,
    })
    expect(basic?.qualifiers.get('locale')?.value).toBe(0x409)
    expect(basic?.properties[0]?.defaultValue).toEqual({ kind: 'null' })
  })

  test('InstProv.mof: an instance with an alias and one that uses it', () => {
    const { items } = parseMof(vector('mof/real/InstProv.mof'))
    expect(items.map(item => [item.kind, item.line, item.column])).toEqual([
      ['instance', 18, 1],
      ['instance', 24, 1],
      ['class', 39, 1],
    ])
    expect(items[0]).toMatchObject({ declaration: { className: '__Win32Provider', alias: '$P' } })
    expect(items[1]).toMatchObject({
      declaration: {
        values: expect.arrayContaining([expect.objectContaining({ value: { kind: 'alias', name: '$P' } })]),
      },
    })
  })

  test('Registry.mof: namespace pragmas with either slash', () => {
    const { items } = parseMof(vector('mof/real/Registry.mof'))
    expect(items.flatMap(item => (item.kind === 'pragma' ? [item.pragma] : []))).toEqual([
      { name: 'namespace', arguments: ['\\\\.\\root'] },
      { name: 'namespace', arguments: ['//./root/registryScriptExample'] },
    ])
  })

  test('qualifiers.mof: 57 declarations of the DMTF form', () => {
    const { items } = parseMof(vector('mof/real/qualifiers.mof'))
    const declarations = items.flatMap(item => (item.kind === 'qualifier' ? [item.declaration] : []))
    expect(declarations).toHaveLength(57)
    expect(declarations.find(({ name }) => name === 'Units')).toEqual({
      name: 'Units',
      type: 'string',
      isArray: false,
      defaultValue: { kind: 'null' },
      scopes: ['property', 'method', 'parameter'],
      flavors: ['EnableOverride', 'ToSubclass', 'Translatable'],
    })
  })

  test('CIM_LogicalDevice.mof: adjacent texts are one', () => {
    const [device] = classesOf('CIM_LogicalDevice.mof')
    expect(device?.superclass).toBe('CIM_EnabledLogicalElement')
    expect(device?.properties[0]?.qualifiers.get('description')?.value).toBe("The scoping System's CreationClassName.")
  })
})

describe('the schema of the host', () => {
  const classes = new NameMap<CimClass>()
  for (const path of schemaFiles) {
    for (const item of parseMof(readFileSync(path), { source: basename(path) }).items) {
      if (item.kind !== 'class') continue
      const { name, superclass } = item.declaration
      classes.set(name, deriveClass(item.declaration, superclass === null ? null : (classes.get(superclass) ?? null)))
    }
  }

  test('derives as a whole', () => {
    expect(classes.get('Win32_Service')?.derivation).toEqual([
      'Win32_BaseService',
      'CIM_Service',
      'CIM_LogicalElement',
      'CIM_ManagedSystemElement',
    ])
    expect(classes.get('Win32_UserAccount')?.keys.map(key => key.name)).toEqual(['Domain', 'Name'])
    expect(classes.get('Win32_OperatingSystem')).toMatchObject({ isSingleton: true, isAbstract: false, keys: [] })
    expect(classes.get('CIM_OperatingSystem')?.isAbstract).toBe(true)
  })

  test('every class comes back from its own declaration', () => {
    for (const cimClass of classes) {
      const superclass = cimClass.superclass === null ? null : (classes.get(cimClass.superclass) ?? null)
      expect(deriveClass(declarationOf(cimClass), superclass)).toEqual(cimClass)
    }
  })
})

function classesOf(name: string) {
  return parseMof(vector(`mof/real/${name}`)).items.flatMap(item => (item.kind === 'class' ? [item.declaration] : []))
}
