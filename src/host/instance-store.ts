import { foldName, NameMap } from '../base/name-map.js'
import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import { formatInstancePath, formatObjectPath, type ObjectPath, samePath, tryParseObjectPath } from '../cim/path.js'
import type { CimScalar } from '../cim/value.js'

/** An instance, or what makes it when somebody asks for it. */
type Entry = CimInstance | (() => CimInstance)

/** The instances of one class by folded path, in the order in which they came. */
interface ClassInstances {
  readonly byPath: Map<string, Entry>
  /** Paths by what is common to all spellings of their reference keys; made when first needed. */
  bySpelling: Map<string, Set<string>> | undefined
}

/** Instances that nobody computes: the repository itself keeps them, as MOF or a caller gave them. */
export class InstanceStore {
  readonly #byClass = new NameMap<ClassInstances>()

  has(className: string): boolean {
    return (this.#byClass.get(className)?.byPath.size ?? 0) > 0
  }

  /** The instances of exactly this class, in the order in which they came. */
  *of(className: string): Generator<CimInstance, void> {
    const instances = this.#byClass.get(className)
    if (!instances) return
    for (const path of instances.byPath.keys()) {
      const instance = made(instances, path)
      if (instance) yield instance
    }
  }

  /** The instance with this relative path in its canonical form. */
  get(path: string): CimInstance | undefined {
    const instances = this.#byClass.get(classNameOf(path))
    return instances && made(instances, foldName(path))
  }

  /** The instance of exactly this class with these keys, by declared name and type; none for a singleton. */
  find(cimClass: CimClass, keys: ReadonlyMap<string, CimScalar>): CimInstance | undefined {
    const instances = this.#byClass.get(cimClass.name)
    if (!instances) return undefined
    const path = formatInstancePath(cimClass, Object.fromEntries(keys))
    if (path === null) return undefined
    const found = made(instances, foldName(path))
    if (found || !cimClass.keys.some(key => key.type === 'reference')) return found
    const same = [...(spellingsOf(instances).get(spelling(path)) ?? [])].find(other => samePath(other, path))
    return same === undefined ? undefined : made(instances, same)
  }

  /** The instance of a path in any form that names its class. */
  match(path: ObjectPath): CimInstance | undefined {
    const instances = this.#byClass.get(path.className)
    if (!instances) return undefined
    const found = made(instances, foldName(formatObjectPath({ ...path, server: null, namespace: null })))
    if (found) return found
    // A key without its name, or with a value in another form.
    for (const key of instances.byPath.keys()) if (samePath(key, path)) return made(instances, key)
    return undefined
  }

  /** Keeps an instance under its relative path, in place of one that had the same. @param entry made when asked for, if a function */
  set(path: string, entry: Entry): void {
    const className = classNameOf(path)
    let instances = this.#byClass.get(className)
    if (!instances) {
      instances = { byPath: new Map(), bySpelling: undefined }
      this.#byClass.set(className, instances)
    }
    const folded = foldName(path)
    instances.byPath.set(folded, entry)
    if (instances.bySpelling) addSpelling(instances.bySpelling, folded)
  }

  /** False when there is no instance with this relative path. */
  delete(path: string): boolean {
    const instances = this.#byClass.get(classNameOf(path))
    const folded = foldName(path)
    instances?.bySpelling?.get(spelling(folded))?.delete(folded)
    return instances?.byPath.delete(folded) ?? false
  }

  deleteClass(className: string): void {
    this.#byClass.delete(className)
  }
}

function made({ byPath }: ClassInstances, folded: string): CimInstance | undefined {
  const entry = byPath.get(folded)
  if (typeof entry !== 'function') return entry
  const instance = entry()
  byPath.set(folded, instance)
  return instance
}

function spellingsOf(instances: ClassInstances): Map<string, Set<string>> {
  if (!instances.bySpelling) {
    instances.bySpelling = new Map()
    for (const path of instances.byPath.keys()) addSpelling(instances.bySpelling, path)
  }
  return instances.bySpelling
}

function addSpelling(spellings: Map<string, Set<string>>, folded: string): void {
  const key = spelling(folded)
  const paths = spellings.get(key)
  if (paths) paths.add(folded)
  else spellings.set(key, new Set([folded]))
}

/** Equal for all paths that {@link samePath} takes for one, and for few others. */
function spelling(text: string): string {
  const path = tryParseObjectPath(text)
  if (!path?.keys) return foldName(text.replace(/^.*[:\\/]/s, ''))
  const single = path.keys.length === 1
  const keys = path.keys.map(
    ({ name, value }) => `${single ? '' : foldName(name ?? '')}=${valueSpelling(String(value))}`,
  )
  return `${foldName(path.className)}.${keys.sort().join(',')}`
}

function valueSpelling(value: string): string {
  return value.includes('=') ? spelling(value) : foldName(value.replace(/\\+/g, '\\'))
}

function classNameOf(path: string): string {
  return /^[^.=]*/.exec(path)?.[0] ?? path
}
