// What MOF text says of classes, instances and qualifiers, before inheritance: WMI SDK "Managed Object Format", DSP0004 7.
import type { Qualifiers } from './class.js'
import type { FlavorName } from './flavor.js'
import type { CimTypeName } from './types.js'

export { declarationOf, deriveClass } from './derive.js'
export { AliasScope, type InstantiateContext, instantiate } from './instantiate.js'

/** A value as written: the declared type of the element decides what it becomes. */
export type MofValue = MofScalar | { readonly kind: 'array'; readonly items: readonly MofScalar[] }

export type MofScalar =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  /** One UTF-16 unit between single quotes. */
  | { readonly kind: 'char'; readonly value: string }
  /** `$Name`, with the dollar sign. */
  | { readonly kind: 'alias'; readonly name: string }
  | { readonly kind: 'instance'; readonly instance: InstanceDeclaration }

/** A property or a parameter. */
export interface ElementDeclaration {
  readonly name: string
  readonly type: CimTypeName
  readonly isArray: boolean
  /** The bound of `name[n]`. */
  readonly arraySize?: number
  /** The class of a strongly typed reference or embedded object. */
  readonly className?: string
  readonly qualifiers: Qualifiers
  /** Null where nothing is written; a written NULL is a {@link MofValue}. */
  readonly defaultValue: MofValue | null
}

export type PropertyDeclaration = ElementDeclaration
export type ParameterDeclaration = ElementDeclaration

export interface MethodDeclaration {
  readonly name: string
  readonly returnType: CimTypeName | 'void'
  readonly returnIsArray: boolean
  /** The class of a returned reference or object. */
  readonly returnClassName?: string
  readonly parameters: readonly ParameterDeclaration[]
  readonly qualifiers: Qualifiers
}

export interface ClassDeclaration {
  readonly name: string
  /** `$Name`, with the dollar sign. */
  readonly alias?: string
  readonly superclass: string | null
  readonly qualifiers: Qualifiers
  readonly properties: readonly PropertyDeclaration[]
  readonly methods: readonly MethodDeclaration[]
}

export interface ValueDeclaration {
  readonly name: string
  readonly value: MofValue
  readonly qualifiers: Qualifiers
}

export interface InstanceDeclaration {
  readonly className: string
  /** `$Name`, with the dollar sign. */
  readonly alias?: string
  readonly qualifiers: Qualifiers
  readonly values: readonly ValueDeclaration[]
}

/** `qualifier Name : flavors;` (WMI, type null) or `Qualifier Name : type = default, Scope(…), Flavor(…);` (DMTF). */
export interface QualifierDeclaration {
  readonly name: string
  readonly type: CimTypeName | null
  readonly isArray: boolean
  readonly defaultValue: MofValue | null
  /** Lower case, such as `class` or `any`; empty in the WMI form. */
  readonly scopes: readonly string[]
  readonly flavors: readonly FlavorName[]
}
