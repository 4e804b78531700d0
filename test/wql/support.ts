import { readFileSync } from 'node:fs'
import { NameMap } from '../../src/base/name-map.js'
import type { CimClass } from '../../src/cim/class.js'
import { coerceValue } from '../../src/cim/convert.js'
import { deriveClass } from '../../src/cim/declaration.js'
import { type CimInstance, InstanceShape } from '../../src/cim/instance.js'
import { parseMof } from '../../src/cim/mof/index.js'
import { compileCondition, parseDataQuery } from '../../src/wql/index.js'
import { vector } from '../vectors.js'

/** One entry of test/vectors/wql/queries.json; its `about` says what the fields mean. */
export interface QueryVector {
  readonly id: string
  readonly kind: 'data' | 'event' | 'schema' | 'associators' | 'invalid'
  readonly namespace: string
  readonly query: string
  readonly expect: 'accepted' | 'rejected'
  readonly error?: string
  readonly rows?: readonly number[]
  readonly confidence: 'documented' | 'derived' | 'reported' | 'uncertain'
}

interface Fixture {
  readonly classes: Readonly<
    Record<string, { super?: string; key?: readonly string[]; props: Readonly<Record<string, string>> }>
  >
  readonly instances: readonly FixtureObject[]
}

type FixtureObject = { readonly __CLASS: string } & Readonly<Record<string, unknown>>

const vectors: { fixture: Fixture; queries: QueryVector[] } = JSON.parse(vector('wql/queries.json').toString('utf8'))

export const queryVectors: readonly QueryVector[] = vectors.queries

/** Reads classes from MOF text. */
export function classesOf(mof: string, into = new NameMap<CimClass>()): NameMap<CimClass> {
  for (const item of parseMof(mof).items) {
    if (item.kind !== 'class') continue
    const { declaration } = item
    const superclass = declaration.superclass === null ? null : (into.get(declaration.superclass) ?? null)
    into.set(declaration.name, deriveClass(declaration, superclass))
  }
  return into
}

/** The classes that the embedded host has, all namespaces in one. */
export function hostClasses(): NameMap<CimClass> {
  const classes = new NameMap<CimClass>()
  for (const file of ['system', 'cimwin32', 'regprov'])
    classesOf(readFileSync(new URL(`../../src/host/mof/${file}.mof`, import.meta.url), 'utf8'), classes)
  return classes
}

/** The classes of the fixture's namespace `root\test`. */
export const fixtureClasses: NameMap<CimClass> = classesOf(
  Object.entries(vectors.fixture.classes)
    .map(([name, { super: superclass, key = [], props }]) => {
      const properties = Object.entries(props).map(([property, type]) => {
        const qualifier = key.includes(property) ? '[key] ' : ''
        return type.endsWith('[]')
          ? `${qualifier}${type.slice(0, -2)} ${property}[];`
          : `${qualifier}${type} ${property};`
      })
      return `class ${name}${superclass ? ` : ${superclass}` : ''} { ${properties.join(' ')} };`
    })
    .join('\n'),
)

/** The instances of the fixture, in the order of their Id. */
export const fixtureRows: readonly CimInstance[] = vectors.fixture.instances.map(fixtureInstance)

function fixtureInstance(values: FixtureObject): CimInstance {
  const cimClass = fixtureClass(values.__CLASS)
  const home = { server: 'HOST', namespace: 'root\\test' }
  return instanceOf(cimClass, values, home)
}

/** An instance whose values are brought to the declared types; nested plain objects become embedded ones. */
export function instanceOf(
  cimClass: CimClass,
  values: Readonly<Record<string, unknown>>,
  home = { server: null as string | null, namespace: null as string | null },
): CimInstance {
  const shape = new InstanceShape(cimClass, { home })
  return shape.create(
    shape.properties.map(property => {
      const value = values[property.name]
      return coerceValue(property, isObject(value) ? instanceOf(fixtureClass(value.__CLASS), value) : value)
    }),
  )
}

function isObject(value: unknown): value is FixtureObject {
  return typeof value === 'object' && value !== null && '__CLASS' in value && Object.hasOwn(value, '__CLASS')
}

export function fixtureClass(name: string): CimClass {
  const found = fixtureClasses.get(name)
  if (!found) throw new Error(`the fixture has no class ${name}`)
  return found
}

/** The Id of the fixture's instances that a data query finds, compiled for each class as a host does. */
export function idsFound(query: string): number[] {
  const parsed = parseDataQuery(query)
  if (parsed.kind !== 'data') throw new Error(`not a data query: ${query}`)
  return fixtureRows
    .filter(row => {
      const cimClass = fixtureClass(row.__CLASS)
      return cimClass.isA(parsed.from) && compileCondition(parsed.where, cimClass)(row)
    })
    .map(row => Number(row.Id))
}

/** Like {@link idsFound}, for a condition on Test_Item. */
export function idsWhere(condition: string): number[] {
  return idsFound(`SELECT * FROM Test_Item WHERE ${condition}`)
}

/** The error that `work` throws. */
export function errorOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

/** A query or condition without the columns of its predicates, which printing changes. */
export function withoutColumns(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => {
      if (key === 'at') return undefined
      if (Object.is(inner, -0)) return '-0'
      return typeof inner === 'bigint' ? `${inner}n` : inner
    }),
  )
}
