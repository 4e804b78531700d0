import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import type { CimClass } from '../../cim/class.js'
import type { CimInstance } from '../../cim/instance.js'
import { type ObjectPath, tryParseObjectPath } from '../../cim/path.js'
import { hasQualifier, mayHold } from '../../wmi/association-classes.js'
import type { Call } from '../../wmi/call.js'
import { isLocalServer } from '../../wmi/local-server.js'
import type { AssociationOptions } from '../../wql/ast.js'
import { innerCall } from '../inner-call.js'
import { type Located, locateMany } from '../locate-many.js'
import type { RowReader } from '../row-reader.js'
import type { Scope } from '../scope.js'
import { groups } from './groups.js'

/** An object to which an association leads, and where it lives. */
export interface EndPoint {
  readonly scope: Scope
  readonly class: CimClass
  readonly instance: CimInstance
}

/** A namespace in which objects are found, and what is made once for all of a class. */
interface Place {
  readonly scope: Scope
  readonly readers: Map<CimClass, RowReader>
}

const nowhere: PromiseSettledResult<undefined> = { status: 'fulfilled', value: undefined }

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
  readonly #places = new Map<string, Place | null>()

  /** @param scope the namespace of the associations, which a reference means when it names none */
  constructor(scope: Scope, options: AssociationOptions, signal: AbortSignal) {
    this.#home = scope
    this.#options = options
    this.#call = innerCall(signal)
  }

  /**
   * The objects that references name, one after the other as they stand; a reference that leads to none, or to none of the
   * kind asked for, is left out. References are followed in groups that grow, for a provider answers many for little more
   * than one; when they come slowly a group does not wait for its last.
   */
  async *follow(references: AsyncIterator<unknown>): AsyncGenerator<EndPoint> {
    for await (const group of groups(references)) {
      for (const found of await this.#call.wait(this.#findAll(group))) {
        if (found.status === 'fulfilled') {
          if (found.value) yield found.value
        } else if (!(found.reason instanceof WmiError && dangling.has(found.reason.name))) throw found.reason
      }
    }
  }

  async #findAll(group: readonly unknown[]): Promise<PromiseSettledResult<EndPoint | undefined>[]> {
    const answers: PromiseSettledResult<EndPoint | undefined>[] = group.map(() => nowhere)
    const byClass = new Map<string, { readonly place: Place; readonly paths: ObjectPath[]; readonly at: number[] }>()
    for (const [index, reference] of group.entries()) {
      const path = typeof reference === 'string' ? tryParseObjectPath(reference) : undefined
      const place = path && this.#place(path)
      // A class that cannot be asked for need not be looked for.
      if (!path || !place || !mayHold(path.className, this.#options.resultClass, place.scope.classes)) continue
      const key = foldName(`${place.scope.namespace.name}:${path.className}`)
      const same = byClass.get(key) ?? { place, paths: [], at: [] }
      byClass.set(key, same)
      same.paths.push(path)
      same.at.push(index)
    }
    for (const { place, paths, at } of byClass.values()) {
      for (const [index, located] of (await this.#locate(place, paths)).entries()) {
        const position = at[index]
        if (position !== undefined) answers[position] = this.#admit(place.scope, located)
      }
    }
    return answers
  }

  #locate({ scope, readers }: Place, paths: readonly ObjectPath[]): Promise<Located[]> {
    const { keysOnly, classDefsOnly } = this.#options
    const options = { keysOnly: keysOnly === true || classDefsOnly === true, readers }
    return locateMany(scope, paths[0]?.className ?? '', paths, this.#call.signal, options)
  }

  /** An object that was found, when it is of the kind asked for. */
  #admit(scope: Scope, located: Located): PromiseSettledResult<EndPoint | undefined> {
    if (located.status === 'rejected' || !located.value) return located.status === 'rejected' ? located : nowhere
    const { class: cimClass, instance } = located.value
    const { resultClass, requiredQualifier } = this.#options
    if (resultClass !== undefined && !cimClass.isA(resultClass)) return nowhere
    if (!hasQualifier(cimClass.qualifiers, requiredQualifier)) return nowhere
    return { status: 'fulfilled', value: { scope, class: cimClass, instance } }
  }

  end(): void {
    this.#call.end()
  }

  /** Null for another server and for a namespace that is not there or not for this caller. */
  #place({ server, namespace }: ObjectPath): Place | null {
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
