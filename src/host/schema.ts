// The classes that a host has before anybody adds some. They come from src/host/mof, packed by scripts/schema-compiler.ts.
import { foldName } from '../base/name-map.js'
import type { StoredClass } from './class-table.js'
import { type PackedClass, unpackClass } from './packed-class.js'
import { schemaText } from './schema.generated.js'

/** What `schemaText` holds: the classes of every namespace, and what certain namespaces have besides, by folded name. */
export interface Schema {
  readonly everywhere: readonly PackedClass[]
  readonly namespaces: Readonly<Record<string, readonly PackedClass[]>>
}

/** The namespaces that a host starts with. */
export const builtInNamespaces: readonly string[] = [
  'root',
  'root\\cimv2',
  'root\\default',
  'root\\StandardCimv2',
  'root\\subscription',
]

let schema: Schema | undefined

/** The classes with which a namespace starts; one nobody knows has the system classes. */
export function schemaClasses(namespace: string): StoredClass[] {
  schema ??= JSON.parse(schemaText) as Schema
  const own = schema.namespaces[foldName(namespace)] ?? []
  return [...schema.everywhere, ...own].map(stored)
}

function stored(packed: PackedClass): StoredClass {
  return { name: packed[0], superclass: packed[1], declaration: () => unpackClass(packed) }
}
