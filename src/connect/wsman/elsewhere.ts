// Rows of other namespaces than the one that was asked, as association questions may find them.
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { wbemStatusByName } from '../../base/wbem-status.js'
import type { CimInstance } from '../../cim/instance.js'
import { namespaceOf, type Page, WsmanFaultError } from '../../wsman/index.js'
import type { ItemsPage } from '../../wsman/rows/index.js'
import { RowReading } from './rows.js'
import { type Asking, askingIn } from './session.js'
import { type Batches, started } from './stream.js'

const unknownClass: ReadonlySet<number> = new Set([
  wbemStatusByName.WBEM_E_INVALID_CLASS,
  wbemStatusByName.WBEM_E_NOT_FOUND,
])

/**
 * The rows of an association question. A row does not say its namespace: when its class is none of the namespace that was asked, the
 * question is asked again with references, which say it.
 * @param withReferences asks again, in the mode EnumerateObjectAndEPR
 */
export async function* rowsOfAnywhere(
  asking: Asking,
  pages: AsyncGenerator<Page, void>,
  withReferences: () => Promise<AsyncGenerator<Page, void>>,
): Batches<CimInstance> {
  const warnings: string[] = []
  const reading = new RowReading(asking, { warn: text => warnings.push(text) })
  let given = 0
  for await (const { items, count } of pages) {
    const context = await reading.prepare(items)
    const again = isElsewhere(asking, items) && (await unlessRefused(asking, await withReferences()))
    if (again) {
      yield* afterFirst(given, again)
      return
    }
    for (const text of warnings.splice(0)) asking.session.warnOnce(text)
    yield items.instances(context)
    given += count
  }
}

/** Whether the namespace that was asked lacks the class of a row. */
function isElsewhere({ session, namespace }: Asking, items: ItemsPage): boolean {
  const classes = session.classes(namespace)
  return items.classNames().some(name => {
    const refusal = classes.known(name) ? undefined : classes.refusal(name)
    return refusal instanceof WmiError && unknownClass.has(refusal.code)
  })
}

/** Undefined where the server does not tell references. @throws HttpError */
async function unlessRefused(
  asking: Asking,
  pages: AsyncGenerator<Page, void>,
): Promise<Batches<CimInstance> | undefined> {
  try {
    return await started(placedRows(asking, pages))
  } catch (error) {
    if (error instanceof WsmanFaultError) return undefined
    throw error
  }
}

/** Each row as an object of the namespace that its reference says. */
async function* placedRows(asking: Asking, pages: AsyncGenerator<Page, void>): Batches<CimInstance> {
  const readings = new Map<string, RowReading>()
  const readingIn = (namespace: string): RowReading => {
    const known = readings.get(foldName(namespace))
    if (known) return known
    // Rows of the other namespaces are unknown there.
    const made = new RowReading(askingIn(asking, namespace), { warn: () => undefined })
    readings.set(foldName(namespace), made)
    return made
  }
  for await (const { items } of pages) {
    const rows = [...items.rows(await readingIn(asking.namespace).prepare(items))]
    const namespaces = rows.map(({ reference }) => (reference && namespaceOf(reference)) ?? asking.namespace)
    const placed = rows.map(({ instance }) => instance)
    for (const namespace of new Set(namespaces)) {
      if (foldName(namespace) === foldName(asking.namespace)) continue
      const there = [...items.rows(await readingIn(namespace).prepare(items))]
      for (const [index, row] of there.entries()) if (namespaces[index] === namespace) placed[index] = row.instance
    }
    yield placed
  }
}

async function* afterFirst<T>(count: number, batches: Batches<T>): Batches<T> {
  let left = count
  for await (const batch of batches) {
    const rows = [...batch]
    yield rows.slice(left)
    left = Math.max(0, left - rows.length)
  }
}
