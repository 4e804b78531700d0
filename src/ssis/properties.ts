import { ArgumentError } from '../base/errors.js'
import { NameMap } from '../base/name-map.js'
import { modelText } from '../base/texts/ssis-model.js'
import type { PropertyType } from './contract.js'
import { dtsError } from './errors.js'
import { toPropertyValue } from './property-values.js'

/** What has property expressions: PropertyExpression elements, stored and saved; this version evaluates none. */
export interface ExpressionHost {
  getExpression(property: string): string | null
  setExpression(property: string, expression: string | null): void
}

/** What has a property bag. */
export interface PropertyHost {
  readonly properties: DtsProperties
}

/** How one property is read and written. Without `get` it is write-only, without `set` read-only. */
export interface PropertyAccess {
  readonly name: string
  readonly type: PropertyType
  /** Other names under which it is found. */
  readonly aliases?: readonly string[] | undefined
  readonly get?: (() => unknown) | undefined
  readonly set?: ((value: never) => void) | undefined
}

/** One property of an object of a package (DtsProperty): read and written by name, with its type and access. */
export class DtsProperty {
  readonly name: string
  readonly type: PropertyType
  /** Whether the property can be read. */
  readonly get: boolean
  /** Whether the property can be written. */
  readonly set: boolean
  readonly #owner: object
  readonly #access: PropertyAccess
  readonly #expressions: ExpressionHost | undefined
  readonly #path: () => string

  /** Properties come from the `properties` of their object. */
  constructor(owner: object, access: PropertyAccess, expressions: ExpressionHost | undefined, path: () => string) {
    this.name = access.name
    this.type = access.type
    this.get = access.get !== undefined
    this.set = access.set !== undefined
    this.#owner = owner
    this.#access = access
    this.#expressions = expressions
    this.#path = path
  }

  /** @param object the object whose property it is. @throws DtsError DTS_E_PROPERTYWRITEONLY */
  getValue(object: PropertyHost): unknown {
    const { get } = this.#of(object).#access
    if (!get) throw dtsError('DTS_E_PROPERTYWRITEONLY', { property: this.name })
    return get()
  }

  /**
   * Sets the value; texts are brought to the property's type.
   *
   * @param name what errors call the property
   * @throws DtsError DTS_E_PROPERTYREADONLY, DTS_E_FAILEDPROPERTYSET_ERRORINFO
   */
  setValue(object: PropertyHost, value: unknown, name: string = this.name): void {
    const { set } = this.#of(object).#access
    if (!set) throw dtsError('DTS_E_PROPERTYREADONLY', { property: name })
    // The access of a property takes exactly the values of its type.
    const put: (value: never) => void = set
    put((this.type === 'Object' ? value : toPropertyValue(this.type, value, name)) as never)
  }

  getExpression(object: PropertyHost): string | null {
    return this.#of(object).#expressions?.getExpression(this.name) ?? null
  }

  /** Null or an empty text removes the expression. */
  setExpression(object: PropertyHost, expression: string | null): void {
    const host = this.#of(object).#expressions
    if (!host) throw dtsError('DTS_E_PROPERTYEXPRESSIONSDISABLEDONVARIABLES')
    host.setExpression(this.name, expression)
  }

  /** The path that dtexec /SET takes: `\Package.Connections[WMI].Properties[ServerName]`. */
  packagePath(object: PropertyHost): string {
    return `${this.#of(object).#path()}.Properties[${this.name}]`
  }

  #of(object: PropertyHost): DtsProperty {
    if (object === this.#owner) return this
    if (!object.properties.contains(this.name))
      throw new ArgumentError(modelText('foreignProperty', { property: this.name }))
    return object.properties.get(this.name)
  }
}

/** The properties of one object (DtsProperties). Names are looked up without case. */
export class DtsProperties implements Iterable<DtsProperty> {
  readonly #list: DtsProperty[] = []
  readonly #byName = new NameMap<DtsProperty>()

  constructor(
    owner: object,
    accesses: Iterable<PropertyAccess>,
    path: () => string,
    expressions?: ExpressionHost | undefined,
  ) {
    for (const access of accesses) {
      if (this.#byName.has(access.name)) continue
      const property = new DtsProperty(owner, access, expressions, path)
      this.#list.push(property)
      this.#byName.set(access.name, property)
      for (const alias of access.aliases ?? []) if (!this.#byName.has(alias)) this.#byName.set(alias, property)
    }
  }

  get count(): number {
    return this.#list.length
  }

  /** @throws DtsError DTS_E_ELEMENTNOTFOUND whose hint lists the names */
  get(key: string | number): DtsProperty {
    const found = typeof key === 'number' ? this.#list[key] : this.#byName.get(key)
    if (found) return found
    const names = this.#list.map(property => property.name).join(', ')
    throw dtsError('DTS_E_ELEMENTNOTFOUND', { key }, { hint: modelText('knownProperties', { names }) })
  }

  contains(key: string | number): boolean {
    return typeof key === 'number' ? this.#list[key] !== undefined : this.#byName.has(key)
  }

  [Symbol.iterator](): ArrayIterator<DtsProperty> {
    return this.#list[Symbol.iterator]()
  }
}
