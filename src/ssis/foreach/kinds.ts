import type { AttributeStore } from '../component.js'
import type { Connections } from '../connections.js'
import type { ComponentProperties, PropertyDefinition } from '../contract.js'
import type { DtsNode } from '../dtsx/node.js'
import type { VariableScope } from '../variables.js'

/** What enumerators see of the run around them. */
export interface EnumeratorContext {
  /** Variables seen from the loop outward. */
  readonly variables: VariableScope
  readonly signal: AbortSignal
  /** A path as packages write it to a native path. */
  nativePath(path: string): string
  /** A native absolute path as packages write it. */
  windowsPath(path: string): string
}

/** One enumerator as a loop's file describes it. */
export interface EnumeratorSource {
  /** The loop's name, for errors. */
  readonly name: string
  readonly properties: ComponentProperties
  /** The `DTS:ForEachEnumerator`. */
  readonly node: DtsNode
  readonly connections: Connections
}

/** One kind of Foreach enumerator. */
export interface EnumeratorKind {
  /** CreationName in format 8: `Microsoft.ForEachFileEnumerator`. */
  readonly creationName: string
  /** Recognises the CreationName of any format. */
  readonly pattern: RegExp
  /** The properties that expressions can set. */
  readonly properties: readonly PropertyDefinition[]
  /** Where the properties are kept. */
  store(node: DtsNode): AttributeStore
  /** What is wrong before anything runs. @throws DtsError */
  check(source: EnumeratorSource, context: EnumeratorContext): void
  /** The items, each with its values by ValueIndex. @throws DtsError */
  open(source: EnumeratorSource, context: EnumeratorContext): AsyncIterable<readonly unknown[]>
}

/** The CreationName of a kind in every format: `Microsoft.X`, `DTS.X.3`, and the type name with its assembly. */
export function enumeratorPattern(name: string): RegExp {
  return new RegExp(
    `^(?:Microsoft\\.${name}|DTS\\.${name}(?:\\.\\d+)?|Microsoft\\.SqlServer\\.Dts\\.Runtime\\.Enumerators\\.\\w+\\.${name}\\s*(?:,.*)?)$`,
    'is',
  )
}
