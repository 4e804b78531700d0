import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'

/** One change of what the repository keeps; `before` is null for a creation, `after` for a deletion. */
export type RepositoryChange = { readonly namespace: string } & (
  | { readonly kind: 'class'; readonly before: CimClass | null; readonly after: CimClass | null }
  | { readonly kind: 'instance'; readonly before: CimInstance | null; readonly after: CimInstance | null }
  /** `namespace` is the parent; the values are instances of `__NAMESPACE`. */
  | { readonly kind: 'namespace'; readonly before: CimInstance | null; readonly after: CimInstance | null }
)

/** Tells whoever listens what changed, in order, after it was done. */
export class Changes {
  readonly #listeners = new Set<(change: RepositoryChange) => void>()

  /** @returns a function that ends the listening */
  listen(listener: (change: RepositoryChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(change: RepositoryChange): void {
    for (const listener of [...this.#listeners]) listener(change)
  }
}
