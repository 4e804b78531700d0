import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { type DtsContainer, findByPath, Package } from '../../src/ssis/index.js'
import { oldPackage } from '../ssis/samples.js'
import { fuzzCases, vectorFiles } from '../vectors.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

const samples = [
  ...vectorFiles(/\.dtsx$/)
    .filter(path => statSync(path).size < 8000)
    .map(path => readFileSync(path, 'utf8')),
  oldPackage(2),
  oldPackage(3),
]

const tokens = [
  '<DTS:Executable>',
  '</DTS:Executable>',
  '<DTS:Variables />',
  '<DTS:Property DTS:Name="',
  'PackageFormatVersion',
  'DTS:',
  'DTS:ObjectName="',
  'DTS:refId="Package"',
  'DTS:CreationName="WMI"',
  '<DTS:ObjectData>',
  '<WmiConnectionManager />',
  'ConnectionString="x"',
  'UseNtAuth=maybe;',
  'Sensitive="1"',
  '<DTS:VariableValue DTS:DataType="3">x</DTS:VariableValue>',
  'DTS:DataType="99"',
  '-1',
  '0',
  '8',
  '3',
  '"',
  '<',
  '>',
  '/>',
  '&#xA;',
  'STOCK:SEQUENCE',
  'STOCK:FORLOOP',
  'DTS:Disabled="perhaps"',
  'DTS:MaxErrorCount="1e9"',
  '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#" />',
]

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof WmilinkError) return undefined
    throw error
  }
}

/** Asks everything that can be asked of a package; what a file says wrongly is a WmilinkError. */
function walk(pkg: Package): void {
  for (const manager of pkg.connections) {
    for (const property of manager.properties) attempt(() => property.getValue(manager))
    attempt(() => manager.validate())
    JSON.stringify(manager)
  }
  expect(pkg.warnings.length).toBeGreaterThanOrEqual(0)
  visit(pkg)
}

function visit(container: DtsContainer): void {
  for (const property of container.properties) attempt(() => property.getValue(container))
  for (const variable of container.variables) attempt(() => variable.value)
  for (const handler of container.eventHandlers) visit(handler)
  for (const child of container.children ?? []) visit(child)
}

/** Changes what every package has, and something of each kind that this one has. */
function edit(pkg: Package): void {
  pkg.name = 'fuzzed'
  pkg.description = 'a "b" <c>\n&'
  attempt(() => pkg.variables.add('Fuzzed', true, 'User', 'x\ny'))
  attempt(() => pkg.connections.add('FILE'))
  const [manager] = pkg.connections
  if (manager) {
    attempt(() => Object.assign(manager, { name: 'manager.1' }))
    attempt(() => Object.assign(manager, { connectionString: 'ServerName=other;UserName=u' }))
  }
  const [child] = pkg.executables
  if (child) {
    attempt(() => Object.assign(child, { name: 'child', disable: true, maximumErrorCount: 3 }))
    attempt(() => child.properties.get('WqlQuerySource').setValue(child, 'SELECT *\nFROM "x"'))
  }
  attempt(() => pkg.executables.add('STOCK:WmiDataReaderTask'))
}

describe('any package is a model or an error with its place', () => {
  test('mutated packages load and save as they were, and answer every question', () => {
    const random = seeded(10)
    let read = 0
    for (let run = 0; run < fuzzCases; run += 1) {
      const text = mutateText(samples[run % samples.length] ?? '', random, tokens)
      const pkg = attempt(() => Package.parse(text))
      if (!pkg) continue
      read += 1
      if (pkg.toXml() !== text) expect.fail(`printed otherwise: ${JSON.stringify(text)}`)
      if (run % 8 === 0) walk(pkg)
    }
    expect(read).toBeGreaterThan(fuzzCases / 100)
  })

  test('edited packages read back, and a second save is the same', () => {
    const random = seeded(11)
    for (let run = 0; run < fuzzCases / 8; run += 1) {
      const text = samples[run % samples.length] ?? ''
      const pkg = attempt(() => Package.parse(run % 5 === 0 ? text : mutateText(text, random, tokens)))
      if (!pkg) continue
      edit(pkg)
      const printed = pkg.toXml()
      const again = Package.parse(printed)
      expect(again.toXml()).toBe(printed)
      expect(again.name).toBe('fuzzed')
      expect(again.connections.count).toBe(pkg.connections.count)
      expect([...again.executables].map(each => each.name)).toEqual([...pkg.executables].map(each => each.name))
    }
  })

  test('mutated bytes', () => {
    const random = seeded(12)
    const bytes = samples.map(text => Buffer.from(`\ufeff${text}`))
    for (let run = 0; run < fuzzCases / 4; run += 1) {
      const mutated = mutateBytes(bytes[run % bytes.length] ?? new Uint8Array(), random)
      const pkg = attempt(() => Package.parse(mutated))
      if (pkg && !Buffer.from(pkg.toBytes()).equals(mutated)) expect.fail(Buffer.from(mutated).toString('hex'))
    }
  })
})

test('any text is a package path or an error', () => {
  const random = seeded(13)
  const pkg = Package.parse(samples[0] ?? '')
  const paths = [
    '\\Package.Variables[User::X].Value',
    '\\Package.Connections[output.txt].Properties[Name]',
    '\\Package\\Data Flow Task.Disable',
  ]
  const pieces = [
    '\\Package',
    '.',
    '[',
    ']',
    '\\',
    'Variables',
    'Connections',
    'Properties[',
    'Value',
    'Name]',
    'output.txt',
    '::',
    '',
  ]
  for (let run = 0; run < fuzzCases; run += 1) {
    const path = mutateText(paths[run % paths.length] ?? '', random, pieces)
    const target = attempt(() => findByPath(pkg, path))
    if (target) expect(target.object.properties.contains(target.property.name)).toBe(true)
  }
})
