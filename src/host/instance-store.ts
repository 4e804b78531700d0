import { foldName, NameMap } from '../base/name-map.js'
import type { CimInstance } from '../cim/instance.js'
import { formatObjectPath, type ObjectPath, samePath } from '../cim/path.js'

/** Instances that nobody computes: the repository itself keeps them, as MOF or a caller gave them. */
export class InstanceStore {
  readonly #byClass = new NameMap<Map<string, CimInstance>>()

  /** The instances of exactly this class, in the order in which they came. */
  of(className: string): Iterable<CimInstance> {
    return this.#byClass.get(className)?.values() ?? []
  }

  has(className: string): boolean {
    return (this.#byClass.get(className)?.size ?? 0) > 0
  }

  /** The instance with this relative path in its canonical form. */
  get(path: string): CimInstance | undefined {
    return this.#byClass.get(classNameOf(path))?.get(foldName(path))
  }

  /** Keeps an instance under its relative path, in place of one that had the same. */
  set(path: string, instance: CimInstance): void {
    const className = classNameOf(path)
    let instances = this.#byClass.get(className)
    if (!instances) {
      instances = new Map()
      this.#byClass.set(className, instances)
    }
    instances.set(foldName(path), instance)
  }

  /** False when there is no such instance. */
  delete(path: ObjectPath): boolean {
    const instances = this.#byClass.get(path.className)
    if (!instances) return false
    if (instances.delete(foldName(formatObjectPath({ ...path, server: null, namespace: null })))) return true
    // A key without its name, or with a value in another form.
    for (const key of instances.keys()) if (samePath(key, path)) return instances.delete(key)
    return false
  }

  deleteClass(className: string): void {
    this.#byClass.delete(className)
  }
}

function classNameOf(path: string): string {
  return /^[^.=]*/.exec(path)?.[0] ?? path
}
