// Finding many instances of one class for the price of few: association questions follow thousands of references.
import { foldName } from '../base/name-map.js'
import type { CimClass } from '../cim/class.js'
import type { CimInstance } from '../cim/instance.js'
import type { ObjectPath } from '../cim/path.js'
import { Call } from '../wmi/call.js'
import { type Keys, keysOf } from '../wmi/path-keys.js'
import { providerFailure } from './failures.js'
import { findInstance, keyQuery, type LocatedInstance, type LocateOptions, namedInstance } from './locate.js'
import type { Provider, ProviderRow } from './provider.js'
import { checkRow } from './row-reader.js'
import { enumerate, type Scope } from './scope.js'
import { stream } from './stream.js'

/** What became of one search: the instance, undefined when there is none, or why it failed. */
export type Located = PromiseSettledResult<LocatedInstance | undefined>

/** Searches of one provider that run at the same time. */
const lanes = 8

/** An instance that is looked for, and the place of its answer. */
interface Search {
  readonly index: number
  readonly keys: Keys
}

const absent: Located = { status: 'fulfilled', value: undefined }

/**
 * Finds the instances of paths that name the same class, as `locate` finds one; the answers come in the order of the paths.
 * A provider is asked once with `getMany`, with several `get` at a time, or, having neither, with one enumeration.
 *
 * @param signal ends all searches
 */
export async function locateMany(
  scope: Scope,
  className: string,
  paths: readonly ObjectPath[],
  signal: AbortSignal,
  options: LocateOptions = {},
): Promise<Located[]> {
  const answers = new Array<Located>(paths.length).fill(absent)
  try {
    const cimClass = scope.classes.require(className)
    scope.demand('enable', cimClass.name)
    let open = searches(cimClass, paths, answers)
    for (const served of scope.served(cimClass)) {
      if (open.length === 0) break
      await new Group(scope, served, signal, options).find(open, answers)
      open = open.filter(({ index }) => answers[index] === absent)
    }
  } catch (reason) {
    return answers.fill({ status: 'rejected', reason })
  }
  return answers
}

function searches(cimClass: CimClass, paths: readonly ObjectPath[], answers: Located[]): Search[] {
  return paths.flatMap((path, index) => {
    try {
      return [{ index, keys: keysOf(cimClass, path) }]
    } catch (reason) {
      answers[index] = { status: 'rejected', reason }
      return []
    }
  })
}

/** Instances of exactly one class, from the repository and from one provider. */
class Group {
  readonly #scope: Scope
  readonly #class: CimClass
  readonly #signal: AbortSignal
  readonly #options: LocateOptions

  constructor(scope: Scope, cimClass: CimClass, signal: AbortSignal, options: LocateOptions) {
    this.#scope = scope
    this.#class = cimClass
    this.#signal = signal
    this.#options = options
  }

  async find(open: readonly Search[], answers: Located[]): Promise<void> {
    const { instances } = this.#scope.namespace
    const isStored = open.map(({ keys }) => instances.find(this.#class, keys) !== undefined)
    const computed = open.filter((_, at) => !isStored[at])
    if (computed.length < open.length)
      await this.#each(
        open.filter((_, at) => isStored[at]),
        answers,
      )
    const handle = this.#scope.handle(this.#class.name)
    if (!handle || computed.length === 0) return
    const call = new Call({ signal: this.#signal })
    try {
      const provider = await handle.get()
      if (provider.getMany && this.#class.keys.length > 0) await this.#ask(provider, computed, answers, call)
      else if (provider.get || computed.length === 1 || !this.#isIndexed()) await this.#each(computed, answers)
      else await this.#enumerate(computed, answers, call)
    } catch (error) {
      const reason = providerFailure(error, this.#class.name)
      for (const { index } of computed) answers[index] = { status: 'rejected', reason }
    } finally {
      call.end()
    }
  }

  /** Several at a time, each by itself: one that fails fails alone. */
  async #each(open: readonly Search[], answers: Located[]): Promise<void> {
    let next = 0
    const lane = async () => {
      for (let search = open[next++]; search && !this.#signal.aborted; search = open[next++]) {
        const call = new Call({ signal: this.#signal })
        try {
          this.#keep(search, await findInstance(this.#scope, this.#class, search.keys, call, this.#options), answers)
        } catch (error) {
          answers[search.index] = { status: 'rejected', reason: providerFailure(error, this.#class.name) }
        } finally {
          call.end()
        }
      }
    }
    await Promise.all(Array.from({ length: Math.min(lanes, open.length) }, lane))
  }

  async #ask(provider: Provider, open: readonly Search[], answers: Located[], call: Call): Promise<void> {
    const keys = open.map(search => search.keys)
    const query = keyQuery(this.#class, keys, this.#scope, call.signal, this.#options.keysOnly ?? false)
    const rows = await provider.getMany?.(
      keys.map(each => Object.fromEntries(each)),
      query,
    )
    const reader = this.#reader()
    for (const [at, search] of open.entries())
      this.#keep(search, namedInstance(reader, this.#class, search.keys, rows?.[at]), answers)
  }

  /** One enumeration for all. A key that differs in case is found too, unless another instance has exactly that one. */
  async #enumerate(open: readonly Search[], answers: Located[], call: Call): Promise<void> {
    const wanted = new Map<string, Search[]>()
    for (const search of open) {
      const spelling = this.#spelling(Object.fromEntries(search.keys))
      const same = wanted.get(spelling)
      if (same) same.push(search)
      else wanted.set(spelling, [search])
    }
    const handle = this.#scope.handle(this.#class.name)
    if (!handle) return
    const query = keyQuery(
      this.#class,
      open.map(({ keys }) => keys),
      this.#scope,
      call.signal,
      this.#options.keysOnly ?? false,
    )
    const reader = this.#reader()
    const read = (row: ProviderRow) => {
      checkRow(row, this.#class)
      return reader.read(row)
    }
    const part = { className: this.#class.name, open: () => enumerate(handle, query), read }
    for await (const instance of stream(() => [part], call)) {
      for (const search of wanted.get(this.#spelling(instance)) ?? []) {
        const isExact = [...search.keys].every(([name, value]) => instance[name] === value)
        if (isExact || answers[search.index] === absent) this.#keep(search, instance, answers)
      }
    }
  }

  #keep({ index, keys }: Search, instance: CimInstance | undefined, answers: Located[]): void {
    if (!instance) return
    const value = { instance, class: this.#class, keys: Object.fromEntries(keys) }
    answers[index] = { status: 'fulfilled', value }
  }

  #reader() {
    const { readers } = this.#options
    const reader = readers?.get(this.#class) ?? this.#scope.reader(this.#class)
    readers?.set(this.#class, reader)
    return reader
  }

  /** False where equal keys can look different. */
  #isIndexed(): boolean {
    return (
      this.#class.keys.length > 0 && this.#class.keys.every(({ type }) => type !== 'reference' && type !== 'datetime')
    )
  }

  #spelling(values: ProviderRow): string {
    return this.#class.keys.map(({ name }) => foldName(String(values[name]))).join('\0')
  }
}
