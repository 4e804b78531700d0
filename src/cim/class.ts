// The CIM meta-model as WMI keeps it: WMI SDK "Managed Object Format", [MS-WMI] 2.2.
import { compareNames, foldName, NameMap } from '../base/name-map.js'
import type { CimTypeName } from './types.js'
import type { CimValue } from './value.js'

/** Booleans, sint32 (number), real64 (number; written with a point in MOF), strings and arrays of one of these. */
export type QualifierValue = boolean | number | string | readonly (boolean | number | string)[]

/** Where a qualifier goes and whether it may be changed there (WMI SDK "Qualifier Flavors"). */
export interface QualifierFlavor {
  readonly toSubclass: boolean
  readonly toInstance: boolean
  readonly overridable: boolean
  readonly amended: boolean
}

export interface Qualifier {
  readonly name: string
  readonly value: QualifierValue
  /** True where MOF wrote a real: `Version(1.0)` and `Version(1)` differ. */
  readonly real?: boolean
  readonly flavor: QualifierFlavor
  /** True when the qualifier came from a superclass. */
  readonly propagated: boolean
}

export type Qualifiers = NameMap<Qualifier>

/** What has no qualifiers shares this map; nothing adds to it. */
export const noQualifiers: Qualifiers = new NameMap()

/** What properties and parameters have in common. */
export interface CimElement {
  readonly name: string
  readonly type: CimTypeName
  readonly isArray: boolean
  /** The bound of `name[n]`, when MOF gave one. */
  readonly arraySize?: number
  /** The class of a strongly typed reference or embedded object. */
  readonly className?: string
  readonly qualifiers: Qualifiers
  /** The default; null when there is none. */
  readonly defaultValue: CimValue
}

export interface CimProperty extends CimElement {
  /** The class that first declared it. */
  readonly origin: string
  /** True when the class at hand inherits it unchanged. */
  readonly propagated: boolean
}

export interface CimParameter extends CimElement {
  readonly in: boolean
  readonly out: boolean
}

export interface CimMethod {
  readonly name: string
  readonly returnType: CimTypeName | 'void'
  readonly returnIsArray: boolean
  /** The class of a returned reference or object. */
  readonly returnClassName?: string
  readonly parameters: readonly CimParameter[]
  readonly qualifiers: Qualifiers
  readonly origin: string
  readonly propagated: boolean
}

export interface CimClassInit {
  readonly name: string
  /** Ancestors, parent first; empty for a root class. */
  readonly derivation: readonly string[]
  readonly qualifiers: Qualifiers
  /** All properties, inherited ones first, level by level. */
  readonly properties: NameMap<CimProperty>
  readonly methods: NameMap<CimMethod>
}

/** A class with everything it inherits. Immutable. */
export class CimClass {
  readonly name: string
  readonly derivation: readonly string[]
  readonly qualifiers: Qualifiers
  readonly properties: NameMap<CimProperty>
  readonly methods: NameMap<CimMethod>
  /** Key properties, alphabetical as object paths print them. */
  readonly keys: readonly CimProperty[]
  readonly #lineage: ReadonlySet<string>

  constructor(init: CimClassInit) {
    this.name = init.name
    this.derivation = init.derivation
    this.qualifiers = init.qualifiers
    this.properties = init.properties
    this.methods = init.methods
    this.keys = [...init.properties]
      .filter(property => property.qualifiers.get('key')?.value === true)
      .sort((a, b) => compareNames(a.name, b.name))
    this.#lineage = new Set([init.name, ...init.derivation].map(foldName))
  }

  get superclass(): string | null {
    return this.derivation[0] ?? null
  }

  /** The topmost ancestor; a root class names itself. */
  get dynasty(): string {
    return this.derivation.at(-1) ?? this.name
  }

  get isAbstract(): boolean {
    return this.qualifiers.get('abstract')?.value === true
  }

  get isSingleton(): boolean {
    return this.qualifiers.get('singleton')?.value === true
  }

  get isAssociation(): boolean {
    return this.qualifiers.get('association')?.value === true
  }

  /** True for the class's own name and every ancestor's. */
  isA(className: string): boolean {
    return this.#lineage.has(foldName(className))
  }
}
