// The forms of a WQL query: WMI SDK "WQL (SQL for WMI)", [MS-WMI] 2.2.1.
import type { ObjectPath } from '../cim/path.js'

/** A property, or a property of an embedded object: `TargetInstance.Name` is ['TargetInstance', 'Name']. */
export type PropertyPath = readonly string[]

export type ComparisonOperator = '=' | '<>' | '<' | '>' | '<=' | '>='

/** A constant as written; what it means depends on the property's type. */
export type WqlConstant =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | Predicate

/** `at` is the column (from 1) of the predicate's first token. `constant op property` is stored with the property first. */
export type Predicate =
  | {
      readonly kind: 'compare'
      readonly property: PropertyPath
      readonly operator: ComparisonOperator
      readonly value: WqlConstant
      readonly at: number
    }
  | { readonly kind: 'like'; readonly property: PropertyPath; readonly pattern: string; readonly at: number }
  | { readonly kind: 'isa'; readonly property: PropertyPath; readonly className: string; readonly at: number }
  | { readonly kind: 'null'; readonly property: PropertyPath; readonly negated: boolean; readonly at: number }

interface Select {
  /** Null stands for `*`. */
  readonly select: readonly PropertyPath[] | null
  readonly from: string
  readonly where: Condition | null
}

export interface DataQuery extends Select {
  readonly kind: 'data'
}

/** `SELECT * FROM meta_class`. */
export interface SchemaQuery extends Select {
  readonly kind: 'schema'
}

/** A notification query. One on an extrinsic event class may have neither WITHIN nor GROUP and parses as a data query. */
export interface EventQuery extends Select {
  readonly kind: 'event'
  /** Polling interval in seconds. */
  readonly within: number | null
  readonly group: {
    readonly within: number | null
    readonly by: readonly PropertyPath[]
    readonly having: { readonly operator: ComparisonOperator; readonly value: bigint } | null
  } | null
}

export interface AssociationOptions {
  readonly assocClass?: string
  readonly resultClass?: string
  readonly role?: string
  readonly resultRole?: string
  readonly requiredQualifier?: string
  readonly requiredAssocQualifier?: string
  readonly classDefsOnly?: boolean
  readonly keysOnly?: boolean
  readonly schemaOnly?: boolean
}

export interface AssociationQuery {
  readonly kind: 'associators' | 'references'
  /** The text between the braces, and what it means. */
  readonly source: string
  readonly path: ObjectPath
  readonly options: AssociationOptions
}

export type WqlQuery = DataQuery | SchemaQuery | EventQuery | AssociationQuery
