// From pages to rows of declared types.
import { connectWsmanText } from '../../base/texts/connect-wsman.js'
import type { CimInstance, InstanceHome } from '../../cim/instance.js'
import type { Page } from '../../wsman/index.js'
import { classNamesInTree, referencedClasses } from '../../wsman/rows/class-names.js'
import type { ItemsPage } from '../../wsman/rows/index.js'
import type { FragmentContext, RowContext } from '../../wsman/values/index.js'
import { readInstance } from '../../wsman/values/index.js'
import type { XmlElement } from '../../xml/index.js'
import { reasonOf } from './errors.js'
import type { Asking } from './session.js'
import type { Batches } from './stream.js'

export interface ReadingOptions {
  readonly fragment?: FragmentContext
  /** Absent: where the call asks. */
  readonly home?: InstanceHome
  /** Told of a class that the server does not declare; absent: once per connection whoever listens to its warnings. */
  readonly warn?: (text: string) => void
}

/** Knows what the rows of one call are. Keep one for all pages of a result. */
export class RowReading {
  readonly #asking: Asking
  readonly #context: RowContext
  readonly #warn: (text: string) => void

  constructor(asking: Asking, options: ReadingOptions = {}) {
    const { home, fragment } = options
    const rows = asking.session.rowContext(asking.namespace)
    this.#asking = asking
    this.#warn = options.warn ?? (text => asking.session.warnOnce(text))
    this.#context = home || fragment ? { ...rows, ...(home ? { home } : {}), ...(fragment ? { fragment } : {}) } : rows
  }

  /** Reads the declarations that the rows of a page need, then says how to read them. */
  async prepare(page: ItemsPage): Promise<RowContext> {
    const { fragment } = this.#context
    await this.#declare([...page.classNames(), ...(fragment ? [fragment.className] : [])], () =>
      page.referencedClassNames(),
    )
    return this.#context
  }

  /** One instance that came alone. */
  async read(element: XmlElement): Promise<CimInstance> {
    await this.#declare(classNamesInTree([element]), () => referencedClasses(element.document.text))
    return readInstance(element, this.#context)
  }

  /** Reads the declarations that the values of an element need which is itself no instance, such as what a method answers. */
  async prepareValues(element: XmlElement): Promise<RowContext> {
    const names = classNamesInTree([element]).filter(name => name !== element.localName)
    await this.#declare([...names, ...referencedClasses(element.document.text)], () => [])
    return this.#context
  }

  /** @param referenced the classes to which references point, whose keys get their types from them */
  async #declare(names: readonly string[], referenced: () => readonly string[]): Promise<void> {
    const { session, namespace } = this.#asking
    const classes = session.classes(namespace)
    const unknown = names.filter(name => !classes.known(name))
    if (unknown.length > 0) await Promise.all(unknown.map(name => classes.find(name)))
    for (const name of unknown) {
      if (classes.known(name)) continue
      const reason = classes.refusal(name)
      // Lost on the way: rows of other types than the next query's would be worse than none.
      if (reason === undefined) await classes.get(name)
      else this.#warn(connectWsmanText('noSchema', { class: name, reason: reasonOf(reason) }))
    }
    const pointing = names.some(name => [...(classes.known(name)?.properties ?? [])].some(isReference))
    if (!pointing) return
    const others = referenced().filter(name => !classes.known(name))
    if (others.length > 0) await Promise.all(others.map(name => classes.find(name)))
  }
}

function isReference({ type }: { readonly type: string }): boolean {
  return type === 'reference'
}

/** The instances of all pages. The work of the pages ends with this. */
export async function* instancesOf(pages: AsyncGenerator<Page, void>, reading: RowReading): Batches<CimInstance> {
  for await (const { items } of pages) yield items.instances(await reading.prepare(items))
}

/** The same pages, of which the first is asked for at once. Read them, or what the server holds is not released. */
export function begun(pages: AsyncGenerator<Page, void>): AsyncGenerator<Page, void> {
  const first = pages.next()
  // Whoever reads is told.
  first.catch(() => undefined)
  return (async function* () {
    try {
      const { done, value } = await first
      if (done) return
      yield value
      yield* pages
    } finally {
      await pages.return()
    }
  })()
}
