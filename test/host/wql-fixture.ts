import { compareNames } from '../../src/base/name-map.js'
import type { ProviderRegistration, ProviderRow } from '../../src/host/provider.js'
import { vector } from '../vectors.js'

interface FixtureClass {
  readonly super?: string
  readonly key?: readonly string[]
  readonly props: Readonly<Record<string, string>>
}

type FixtureValue = null | boolean | number | string | readonly string[] | FixtureObject
interface FixtureObject {
  readonly __CLASS: string
  readonly [property: string]: FixtureValue
}

/** One entry of test/vectors/wql/queries.json. */
export interface VectorQuery {
  readonly id: string
  readonly kind: 'data' | 'schema' | 'event' | 'associators' | 'invalid'
  readonly namespace: string
  readonly query: string
  readonly expect: 'accepted' | 'rejected'
  readonly error?: string
  readonly hresult?: string
  readonly rows?: readonly number[]
  readonly confidence: 'documented' | 'derived' | 'reported' | 'uncertain'
}

const vectors: {
  readonly fixture: {
    readonly classes: Readonly<Record<string, FixtureClass>>
    readonly instances: readonly FixtureObject[]
  }
  readonly queries: readonly VectorQuery[]
} = JSON.parse(vector('wql/queries.json').toString('utf8'))

/** The entries on which a test may insist. */
export const certainQueries = vectors.queries.filter(query => query.confidence !== 'uncertain')

const createNamespace = 'instance of __NAMESPACE { Name = "test"; };\n#pragma namespace("\\\\\\\\.\\\\root\\\\test")\n'

/** MOF text, for `root`, that creates root\test with the fixture's classes. */
export const fixtureClasses = createNamespace + Object.entries(vectors.fixture.classes).map(classMof).join('')

/** The fixture's instances as MOF text for root\test. */
export const fixtureInstances = vectors.fixture.instances.map(each => `${instanceMof(each)};\n`).join('')

/** The fixture's instances as a provider's rows: what MOF writes is here what a program would give. */
export const fixtureProviders: readonly ProviderRegistration[] = ['Test_Item', 'Test_SubItem'].map(name => ({
  classes: [name],
  namespace: 'root\\test',
  provider: { enumerate: () => vectors.fixture.instances.filter(each => each.__CLASS === name) as ProviderRow[] },
}))

function classMof([name, { super: superclass, key = [], props }]: [string, FixtureClass]): string {
  const properties = Object.entries(props).map(([property, type]) => {
    const array = type.endsWith('[]')
    return `${key.includes(property) ? '[key] ' : ''}${array ? type.slice(0, -2) : type} ${property}${array ? '[]' : ''};`
  })
  return `class ${name}${superclass ? ` : ${superclass}` : ''} { ${properties.join(' ')} };\n`
}

function instanceMof(instance: FixtureObject): string {
  const values = Object.keys(instance)
    .filter(name => name !== '__CLASS')
    .sort(compareNames)
    .map(name => `${name} = ${valueMof(instance[name] ?? null)};`)
  return `instance of ${instance.__CLASS} { ${values.join(' ')} }`
}

function valueMof(value: FixtureValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'object') return isObject(value) ? instanceMof(value) : `{${value.map(valueMof).join(', ')}}`
  return String(value).toUpperCase()
}

function isObject(value: readonly string[] | FixtureObject): value is FixtureObject {
  return '__CLASS' in value
}

/** What the association queries of root\cimv2 ask about and a tree does not have: MOF text. */
export const associationInstances = `
instance of Win32_NetworkAdapter { DeviceID = "0"; };
instance of Win32_NetworkAdapterConfiguration { Index = 0; };
instance of Win32_NetworkAdapterSetting
  { Element = "Win32_NetworkAdapter.DeviceID=\\"0\\""; Setting = "Win32_NetworkAdapterConfiguration.Index=0"; };
instance of Win32_Directory { Name = "C:\\\\scripts"; };
instance of CIM_DataFile { Name = "c:\\\\scripts\\\\Backup.vbs"; };
instance of CIM_DirectoryContainsFile
  { GroupComponent = "Win32_Directory.Name=\\"C:\\\\\\\\scripts\\""; PartComponent = "CIM_DataFile.Name=\\"c:\\\\\\\\scripts\\\\\\\\Backup.vbs\\""; };
`
