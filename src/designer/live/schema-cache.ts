import { compareNames, foldName } from '../../base/name-map.js'
import { language } from '../../base/text.js'
import type { CimClass } from '../../cim/class.js'
import type { WmiServices } from '../../wmi/services.js'
import { SharedWork } from './shared-work.js'

/** What lists of classes tell of one. */
export interface ClassHead {
  readonly name: string
  /** Empty for a root class. */
  readonly superclass: string
  readonly isAbstract: boolean
  readonly isAssociation: boolean
  readonly isEvent: boolean
  readonly hasMethods: boolean
}

/** Milliseconds for which what was read holds. */
const holds = 5 * 60_000
/** How many classes are kept whole, and how many heads. */
const mostClasses = 300
const mostHeads = 100_000

/** The Windows locale of the page's language. */
export function localeOf(): string {
  return language() === 'fr' ? 'MS_40C' : 'MS_409'
}

interface Kept<T> {
  readonly work: T
  readonly until: number
}

/** The classes of one namespace as a connection has read them, for a few minutes. */
export class SchemaCache {
  readonly #services: () => Promise<WmiServices>
  readonly #now: () => number
  readonly #classes = new Map<string, Kept<SharedWork<CimClass>>>()
  readonly #counts = new Map<string, number>()
  #list: Kept<ClassList> | undefined

  constructor(services: () => Promise<WmiServices>, now: () => number = () => performance.now()) {
    this.#services = services
    this.#now = now
  }

  /** Forgets everything that was read. */
  clear(): void {
    this.#classes.clear()
    this.#counts.clear()
    this.#list = undefined
  }

  /** A class with its texts for people. @throws WmiError */
  async classOf(name: string, signal: AbortSignal): Promise<CimClass> {
    const locale = localeOf()
    const key = `${locale} ${foldName(name)}`
    let kept = this.#classes.get(key)
    if (!kept || kept.until < this.#now() || kept.work.abandoned) {
      const work = new SharedWork(async stop => {
        const services = await this.#services()
        return services.getClass(name, { amended: true, locale, signal: stop })
      })
      kept = { work, until: this.#now() + holds }
      this.#keep(key, kept)
      work.result.catch(() => this.#classes.delete(key))
    }
    return kept.work.join(signal)
  }

  /** All classes of the namespace, as far as they are kept. @throws WmiError */
  async heads(signal: AbortSignal): Promise<readonly ClassHead[]> {
    const list = this.#classList()
    await list.work.join(signal)
    return list.heads
  }

  /** The heads as they come, in batches, each told once. @throws WmiError */
  async follow(signal: AbortSignal, onHeads: (heads: readonly ClassHead[]) => void): Promise<number> {
    const list = this.#classList()
    let told = 0
    const tell = (): void => {
      const heads = list.heads.slice(told)
      told += heads.length
      if (heads.length > 0) onHeads(heads)
    }
    list.watchers.add(tell)
    try {
      tell()
      await list.work.join(signal)
      tell()
      return told
    } finally {
      list.watchers.delete(tell)
    }
  }

  /** Names of the direct subclasses, sorted. @throws WmiError */
  async subclassesOf(name: string, signal: AbortSignal): Promise<string[]> {
    const superclass = foldName(name)
    const names: string[] = []
    if (this.#list?.work.complete && this.#list.until >= this.#now()) {
      for (const head of this.#list.work.heads) if (foldName(head.superclass) === superclass) names.push(head.name)
    } else {
      const services = await this.#services()
      for await (const each of services.classes({ superclass: name, shallow: true, signal })) names.push(each.name)
    }
    return names.sort(compareNames)
  }

  /** Remembers how many instances a class had. */
  noteCount(name: string, count: number): void {
    if (this.#counts.size < mostClasses || this.#counts.has(foldName(name))) this.#counts.set(foldName(name), count)
  }

  /** How many instances a class had when all of them were read last; undefined when they never were. */
  countOf(name: string): number | undefined {
    return this.#counts.get(foldName(name))
  }

  #classList(): ClassList {
    const kept = this.#list
    if (kept && kept.until >= this.#now() && !kept.work.work.abandoned) return kept.work
    const list = new ClassList(this.#services)
    this.#list = { work: list, until: this.#now() + holds }
    list.work.result.catch(() => {
      if (this.#list?.work === list) this.#list = undefined
    })
    return list
  }

  #keep(key: string, kept: Kept<SharedWork<CimClass>>): void {
    this.#classes.delete(key)
    this.#classes.set(key, kept)
    const [oldest] = this.#classes.keys()
    if (this.#classes.size > mostClasses && oldest !== undefined) this.#classes.delete(oldest)
  }
}

/** Tells who watches no more often than this, in classes. */
const batch = 200

class ClassList {
  readonly heads: ClassHead[] = []
  readonly watchers = new Set<() => void>()
  readonly work: SharedWork<void>
  complete = false

  constructor(services: () => Promise<WmiServices>) {
    this.work = new SharedWork(async signal => {
      const wmi = await services()
      for await (const cimClass of wmi.classes({ signal })) {
        this.heads.push(headOf(cimClass))
        if (this.heads.length % batch === 0) this.#tell()
        if (this.heads.length >= mostHeads) break
      }
      this.complete = true
      this.#tell()
    })
  }

  #tell(): void {
    for (const watcher of this.watchers) watcher()
  }
}

function headOf(cimClass: CimClass): ClassHead {
  const { name, superclass, isAbstract, isAssociation, methods } = cimClass
  return {
    name,
    superclass: superclass ?? '',
    isAbstract,
    isAssociation,
    isEvent: cimClass.isA('__Event'),
    hasMethods: methods.size > 0,
  }
}
