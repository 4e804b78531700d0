import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import type { CimClass } from '../../cim/class.js'
import { type CimInstance, shapeOf } from '../../cim/instance.js'
import { type ObjectPath, tryParseObjectPath } from '../../cim/path.js'
import type { Call } from '../../wmi/call.js'
import { isLocalServer } from '../../wmi/local-server.js'
import type { AssociationOptions } from '../../wql/ast.js'
import { innerCall } from '../inner-call.js'
import { locate } from '../locate.js'
import type { RowReader } from '../row-reader.js'
import type { Scope } from '../scope.js'
import { hasQualifier, mayHold } from './passes.js'

/** An object to which an association leads, and where it lives. */
export interface EndPoint {
  readonly scope: Scope
  readonly class: CimClass
  readonly instance: CimInstance
}

/** A reference that leads nowhere, or where the caller may not look, is no reason to end a question. */
const dangling = new Set([
  'WBEM_E_NOT_FOUND',
  'WBEM_E_INVALID_CLASS',
  'WBEM_E_INVALID_OBJECT_PATH',
  'WBEM_E_INVALID_NAMESPACE',
  'WBEM_E_ACCESS_DENIED',
])

/** Follows references to the objects that a question admits. */
export class EndPoints {
  readonly #options: AssociationOptions
  readonly #call: Call
  readonly #home: Scope
  readonly #places = new Map<string, { readonly scope: Scope; readonly readers: Map<CimClass, RowReader> } | null>()

  /** @param scope the namespace of the associations, which a reference means when it names none */
  constructor(scope: Scope, options: AssociationOptions, signal: AbortSignal) {
    this.#home = scope
    this.#options = options
    this.#call = innerCall(signal)
  }

  /** The object that a reference names; undefined when there is none, or none of the kind asked for. */
  async follow(reference: unknown): Promise<EndPoint | undefined> {
    const path = typeof reference === 'string' ? tryParseObjectPath(reference) : undefined
    const place = path && this.#place(path)
    if (!path || !place) return undefined
    const { scope, readers } = place
    const { resultClass, requiredQualifier, keysOnly = false } = this.#options
    // A class that cannot be asked for need not be looked for.
    if (!mayHold(path.className, resultClass, scope.classes)) return undefined
    try {
      const found = await locate(scope, path, this.#call, { keysOnly, readers })
      if (resultClass !== undefined && !found.class.isA(resultClass)) return undefined
      if (!hasQualifier(found.class.qualifiers, requiredQualifier)) return undefined
      return { scope, class: found.class, instance: found.instance }
    } catch (error) {
      if (error instanceof WmiError && dangling.has(error.name)) return undefined
      throw error
    }
  }

  end(): void {
    this.#call.end()
  }

  /** Null for another server and for a namespace that is not there or not for this caller. */
  #place({ server, namespace }: ObjectPath) {
    if (server !== null && !isLocalServer(server, this.#home.state.repository.server) && !isLocalServer(server))
      return null
    const name = foldName(namespace ?? this.#home.namespace.name)
    const known = this.#places.get(name)
    if (known !== undefined) return known
    const scope = this.#open(name)
    const place = scope && { scope, readers: new Map<CimClass, RowReader>() }
    this.#places.set(name, place)
    return place
  }

  #open(namespace: string): Scope | null {
    try {
      return this.#home.in(namespace)
    } catch (error) {
      if (error instanceof WmiError && dangling.has(error.name)) return null
      throw error
    }
  }
}

/** An instance of the same shape in which only the keys have values. */
export function withKeysOnly(instance: CimInstance): CimInstance {
  const shape = shapeOf(instance)
  const keys = new Set(shape.class.keys.map(({ name }) => name))
  return shape.create(shape.properties.map(({ name }) => (keys.has(name) ? instance[name] : null)))
}
