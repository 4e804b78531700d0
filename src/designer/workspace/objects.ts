// The objects of a package with the keys by which the page knows them.
import { documentText } from '../../base/texts/designer-document.js'
import {
  type ConnectionManager,
  type DtsContainer,
  ExecutableContainer,
  type Package,
  ParameterVariable,
  type PrecedenceConstraint,
  type Variable,
} from '../../ssis/index.js'
import { DesignerError } from '../failure.js'

/** What has a key. */
export type DocumentObject =
  | { readonly kind: 'container'; readonly object: DtsContainer }
  | { readonly kind: 'constraint'; readonly object: PrecedenceConstraint; readonly parent: ExecutableContainer }
  | { readonly kind: 'connection'; readonly object: ConnectionManager }
  | { readonly kind: 'variable'; readonly object: Variable }
  | { readonly kind: 'parameter'; readonly object: ParameterVariable }

/** The objects of one state of a package: made by one walk, used until the next change. */
export class DocumentObjects {
  /** Containers and tasks, parents before children, in the order of the file. */
  readonly containers: DtsContainer[] = []
  readonly constraints: PrecedenceConstraint[] = []
  readonly #byKey = new Map<string, DocumentObject>()
  readonly #keys = new Map<object, string>()

  constructor(pkg: Package) {
    this.#container(pkg)
    for (const object of pkg.connections) this.#add(object.id, { kind: 'connection', object })
    for (const object of pkg.parameters) this.#add(object.id || object.qualifiedName, { kind: 'parameter', object })
  }

  /** @throws DesignerError notFound */
  get(key: string): DocumentObject {
    const found = this.#byKey.get(key)
    if (found) return found
    throw new DesignerError({ kind: 'notFound', message: documentText('noObject', { key: key.slice(0, 100) }) })
  }

  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  /** Undefined for an object that is not of this state. */
  keyOf(object: object): string | undefined {
    return this.#keys.get(object)
  }

  *[Symbol.iterator](): IterableIterator<[string, DocumentObject]> {
    yield* this.#byKey
  }

  #container(container: DtsContainer): void {
    this.containers.push(container)
    this.#add(container.id, { kind: 'container', object: container })
    const { variables } = container
    for (let at = 0; at < variables.storedCount; at += 1) {
      const object = variables.get(at)
      this.#add(object.id || `${container.id} ${object.qualifiedName}`, { kind: 'variable', object })
    }
    if (container instanceof ExecutableContainer) {
      for (const object of container.precedenceConstraints) {
        this.constraints.push(object)
        this.#add(object.id || `${container.id} ${object.name}`, { kind: 'constraint', object, parent: container })
      }
      for (const child of container.executables) this.#container(child)
    }
    for (const handler of container.eventHandlers) this.#container(handler)
  }

  #add(id: string, entry: DocumentObject): void {
    const wanted = id || '#'
    let key = wanted
    for (let number = 2; this.#byKey.has(key); number += 1) key = `${wanted}#${number}`
    this.#byKey.set(key, entry)
    this.#keys.set(entry.object, key)
  }
}

/** True for a parameter of the project, which no package file holds. */
export function isProjectParameter(parameter: Variable): boolean {
  return parameter instanceof ParameterVariable && parameter.namespace === '$Project'
}
