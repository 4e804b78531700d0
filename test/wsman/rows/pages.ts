import { WmilinkError } from '../../../src/base/errors.js'
import type { NameMap } from '../../../src/base/name-map.js'
import { type CimClass, type CimInstance, type CimValue, shapeOf } from '../../../src/cim/index.js'
import { readSequence } from '../../../src/wsman/operations/enumeration.js'
import { readReference } from '../../../src/wsman/reference.js'
import { ItemsPage, type RowContext } from '../../../src/wsman/rows/index.js'
import { itemParts } from '../../../src/wsman/rows/item.js'
import { readInstance } from '../../../src/wsman/values/index.js'
import { lenientXml } from '../../../src/wsman/values/lenient.js'
import { decodeXml } from '../../../src/xml/index.js'

export const home = { server: 'SRV', namespace: 'root\\cimv2' }

export function contextOf(classes: NameMap<CimClass>, more: Partial<RowContext> = {}): RowContext {
  return { home, classNamed: name => classes.get(name), ...more }
}

const declarations =
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration" xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"'

/** An answer to Pull with these items, in the shape of Windows. */
export function pullResponse(items: string, { context = 'uuid:1', end = false } = {}): string {
  const next = context === '' ? '' : `<n:EnumerationContext>${context}</n:EnumerationContext>`
  return `<s:Envelope xml:lang="en-US" ${declarations}><s:Header><a:Action>http://schemas.xmlsoap.org/ws/2004/09/enumeration/PullResponse</a:Action></s:Header><s:Body><n:PullResponse>${next}<n:Items>${items}</n:Items>${end ? '<n:EndOfSequence/>' : ''}</n:PullResponse></s:Body></s:Envelope>`
}

/** What a row says, for comparison: its class, its kind of path, and its properties in their order. */
export function plainRow(instance: CimInstance): unknown {
  const shape = shapeOf(instance)
  const plain = (value: CimValue | undefined): unknown =>
    Array.isArray(value)
      ? value.map(plain)
      : typeof value === 'object' && value !== null && '__CLASS' in value
        ? plainRow(value as CimInstance)
        : value
  return {
    class: shape.class.name,
    genus: shape.genus,
    path: instance.__PATH,
    values: shape.properties.map(({ name, type, isArray }) => [name, type, isArray, plain(instance[name])]),
  }
}

/** What reading a page gives: the frame, and the rows; `failed` when it ends with an error of ours. */
export interface Reading {
  readonly frame: unknown
  readonly rows: readonly unknown[]
  readonly failed: boolean
}

/** The rows of a page by the general reader alone. */
export function readSlowly(bytes: Buffer, context: RowContext): Reading {
  return settle(() => {
    const { root } = lenientXml(decodeXml(bytes).text, { maxDepth: 200 })
    const sequence = readSequence(root.children.find(child => child.localName === 'Body')?.children[0])
    if (!sequence) return undefined
    return {
      frame: { context: sequence.context, end: sequence.end, kind: sequence.kind },
      *rows() {
        for (const [index, element] of sequence.items.entries()) {
          const { instance, reference } = itemParts(element)
          if (instance)
            yield {
              instance: readInstance(instance, context, index + 1),
              reference: reference !== undefined && readReference(reference) !== undefined,
            }
        }
      },
    }
  })
}

/** The rows of a page by ItemsPage. */
export function readQuickly(bytes: Buffer, context: RowContext): Reading {
  return settle(() => {
    const page = ItemsPage.read(bytes)
    if (!page) return undefined
    return {
      frame: { context: page.context, end: page.end, kind: page.kind },
      *rows() {
        for (const { instance, reference } of page.rows(context)) yield { instance, reference: reference !== undefined }
      },
    }
  })
}

interface Page {
  readonly frame: unknown
  rows(): Iterable<{ readonly instance: CimInstance; readonly reference: boolean }>
}

function settle(read: () => Page | undefined): Reading {
  const rows: unknown[] = []
  let frame: unknown
  try {
    const page = read()
    frame = page?.frame
    for (const { instance, reference } of page?.rows() ?? []) rows.push([plainRow(instance), reference])
    // What is no page is no error of ItemsPage; the general reader says what it is.
    return { frame, rows, failed: page === undefined }
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    return { frame, rows, failed: true }
  }
}
