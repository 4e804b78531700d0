// Namespaces in XML 1.0: which prefix means which namespace at one place of a document.
import { ArgumentError } from '../base/errors.js'
import { xmlText } from '../base/texts/xml.js'

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/'

/** The namespace declarations that hold for an element; elements without own declarations share their parent's. */
export class Scope {
  static readonly top = new Scope(
    null,
    new Map([
      ['', ''],
      ['xml', xmlNamespace],
      ['xmlns', xmlnsNamespace],
    ]),
  )

  readonly #outer: Scope | null
  readonly #own: ReadonlyMap<string, string>

  /** @param own namespaces by prefix; the default namespace has the prefix "" */
  constructor(outer: Scope | null, own: ReadonlyMap<string, string>) {
    this.#outer = outer
    this.#own = own
  }

  /** The namespace of a prefix; undefined when it is not declared. */
  namespaceOf(prefix: string): string | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.#outer) {
      const namespace = scope.#own.get(prefix)
      if (namespace !== undefined) return namespace
    }
    return undefined
  }

  /** A prefix that means this namespace here, for elements and attributes; undefined when none but the default does. */
  prefixOf(namespace: string): string | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.#outer)
      for (const [prefix, uri] of scope.#own)
        if (prefix !== '' && uri === namespace && this.namespaceOf(prefix) === namespace) return prefix
    return undefined
  }

  /** Like {@link prefixOf}. @throws ArgumentError when there is none */
  requirePrefix(namespace: string): string {
    const prefix = this.prefixOf(namespace)
    if (prefix === undefined) throw new ArgumentError(xmlText('noPrefix', { namespace }))
    return prefix
  }
}
