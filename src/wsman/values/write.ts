// Instances and values as XML, in the shapes of Windows: [MS-WSMV] 2.2, DSP0230 (WS-CIM) 5.2.
import { compareNames, NameMap } from '../../base/name-map.js'
import type { CimElement } from '../../cim/class.js'
import { coerceValue } from '../../cim/convert.js'
import { CimDateTime } from '../../cim/datetime.js'
import { CimInstance, type InstanceShape, propertyValue, shapeOf } from '../../cim/instance.js'
import { type ObjectPath, tryParseObjectPath } from '../../cim/path.js'
import type { CimTypeName } from '../../cim/types.js'
import { cimTypes } from '../../cim/types.js'
import type { CimScalar, CimValue } from '../../cim/value.js'
import { writeClassXml } from '../../cim/xml/index.js'
import { escapeAttribute, escapeText } from '../../xml/index.js'
import { forbiddenCharacter } from '../../xml/names.js'
import { namespaces } from '../names.js'
import { writeReferenceContent } from '../reference.js'
import { referenceOfPath } from '../reference-path.js'
import { type ResourceFamily, resourceUri } from '../resource.js'
import { writeDateTime } from './datetime.js'

/** How instances are written. */
export interface WriteOptions {
  /** Which kind of URIs names classes. */
  readonly family: ResourceFamily
  /** The namespace of the connection, with either slash: of what does not say its own. */
  readonly namespace: string
  /** The element's name; default the class. */
  readonly elementName?: string
  /** For Put and Create: what is not sent keeps its value or its default, so null arrays are sent as nil. */
  readonly partial?: boolean
  /** Null arrays are marked as such and empty ones left out (`msftwinrm:UsePreciseArrays`); else null arrays are left out. */
  readonly preciseArrays?: boolean
}

const { xsi, cim, w, m, a } = namespaces
const nil = ' xsi:nil="true"/>'
const nilArray = ` xmlns:m="${m}"${nil.slice(0, -2)} m:IsNullArray="true"/>`

/** One property as all rows of a shape write it. */
interface Column {
  readonly name: string
  readonly type: CimTypeName
  readonly isArray: boolean
  readonly tag: string
  readonly open: string
  readonly close: string
  /** What stands for null; empty where it is left out. */
  readonly none: string
  /** Where paths without a namespace lead. */
  readonly namespace: string
}

interface Tags {
  readonly open: string
  readonly columns: readonly Column[]
  readonly close: string
}

/**
 * Writes many instances: what rows of one shape have in common is made once. Keep one for all rows of a result.
 * The XML needs no prefixes from around it.
 */
export class RowWriter {
  readonly #options: WriteOptions
  readonly #typed = new WeakMap<InstanceShape, Tags>()
  readonly #fragments = new WeakMap<InstanceShape, Tags>()
  readonly #embedded = new WeakMap<InstanceShape, Tags[]>()

  constructor(options: WriteOptions) {
    this.#options = options
  }

  /** A typed element: the class's name, properties in alphabetical order. */
  instance(instance: CimInstance): string {
    const shape = shapeOf(instance)
    let tags = this.#typed.get(shape)
    if (!tags) {
      tags = this.#typedTags(shape)
      this.#typed.set(shape, tags)
    }
    return this.#row(tags, instance, 0, 'cim:')
  }

  /** A w:XmlFragment, as the rows of a projection are: properties without a namespace, in the order of the SELECT list. */
  fragment(instance: CimInstance): string {
    const shape = shapeOf(instance)
    let tags = this.#fragments.get(shape)
    if (!tags) {
      const columns = shape.properties.map(property => this.#column(property, '', this.#namespaceOf(shape)))
      tags = { open: `<w:XmlFragment xmlns:xsi="${xsi}" xmlns:w="${w}">`, columns, close: '</w:XmlFragment>' }
      this.#fragments.set(shape, tags)
    }
    return this.#row(tags, instance, 0, '')
  }

  /** One property or parameter with the prefix `p`, which stands around it with `xsi` and `cim`; empty for what is left out. */
  element(element: CimElement, value: CimValue): string {
    return this.#value(this.#column(element, 'p:', this.#options.namespace), value, 0, 'cim:')
  }

  #typedTags(shape: InstanceShape): Tags {
    const { name } = shape.class
    const namespace = this.#namespaceOf(shape)
    const element = `p:${this.#options.elementName ?? name}`
    const declared = `xmlns:xsi="${xsi}" xmlns:p="${this.#classUri(namespace, name)}" xmlns:cim="${cim}"`
    const columns = [...shape.properties]
      .sort((x, y) => compareNames(x.name, y.name))
      .map(property => this.#column(property, 'p:', namespace))
    return { open: `<${element} ${declared} xsi:type="p:${name}_Type">`, columns, close: `</${element}>` }
  }

  /** Association questions find objects of other namespaces. */
  #namespaceOf({ namespace }: InstanceShape): string {
    return namespace ?? this.#options.namespace
  }

  #column(
    { name, type, isArray }: Pick<CimElement, 'name' | 'type' | 'isArray'>,
    prefix: string,
    namespace: string,
  ): Column {
    const { preciseArrays = false, partial = false } = this.#options
    const tag = `${prefix}${name}`
    const none = !isArray ? `<${tag}${nil}` : preciseArrays ? `<${tag}${nilArray}` : partial ? `<${tag}${nil}` : ''
    return { name, type, isArray, tag, open: `<${tag}>`, close: `</${tag}>`, none, namespace }
  }

  #classUri(namespace: string, className: string): string {
    return escapeAttribute(resourceUri(this.#options.family, namespace, className))
  }

  #row({ open, columns, close }: Tags, instance: CimInstance, depth: number, datetimes: string): string {
    let text = open
    for (const column of columns) {
      const value = instance[column.name] ?? null
      // What most columns hold, without a call.
      if (value === null) text += column.none
      else if (typeof value === 'number' && column.type !== 'real32')
        text += column.open + (Number.isFinite(value) ? value : realText(value)) + column.close
      else if (typeof value === 'string' && column.type === 'string')
        text += column.open + escapeText(value) + column.close
      else text += this.#value(column, value, depth, datetimes)
    }
    return text + close
  }

  #value(column: Column, value: CimValue, depth: number, datetimes: string): string {
    if (value === null) return column.none
    if (!isList(value)) return this.#scalar(column, value, depth, datetimes)
    let text = ''
    for (const item of value) text += this.#scalar(column, item, depth, datetimes)
    return text
  }

  #scalar(column: Column, value: CimScalar, depth: number, datetimes: string): string {
    const { open, close } = column
    if (value instanceof CimInstance) return this.#object(column, value, depth)
    if (value instanceof CimDateTime) return open + writeDateTime(value, datetimes) + close
    if (typeof value === 'string') return this.#text(column, value)
    if (typeof value === 'boolean') return `${open}${value}${close}`
    if (typeof value !== 'number') return open + String(value) + close
    return open + (Number.isFinite(value) ? cimTypes[column.type].print(value) : realText(value)) + close
  }

  #text(column: Column, value: string): string {
    const { type, tag, open, close } = column
    if (type === 'reference') {
      const reference = this.#reference(value, column.namespace)
      if (reference !== undefined) return `<${tag} xmlns:a="${a}" xmlns:w="${w}">${reference}${close}`
    }
    // Two digits at least, so that it is not taken for the character itself.
    if (type === 'char16' && value.length === 1) return `${open}${String(value.charCodeAt(0)).padStart(2, '0')}${close}`
    return open + escapeText(value) + close
  }

  /** The endpoint reference of a path; undefined for what only a text can say: a class, a key without a name, no path at all. */
  #reference(text: string, namespace: string): string | undefined {
    const path = forbiddenCharacter(text) < 0 ? tryParseObjectPath(text) : undefined
    if (!path || !isNamed(path)) return undefined
    return writeReferenceContent(referenceOfPath(path, this.#options.family, namespace))
  }

  #object(column: Column, object: CimInstance, depth: number): string {
    const shape = shapeOf(object)
    if (shape.genus === 1) return column.open + writeClassXml(shape.class) + column.close
    const { name } = shape.class
    const prefix = `p${depth + 1}`
    const declared = `xmlns:${prefix}="${this.#classUri(column.namespace, name)}" xmlns:cim="${cim}"`
    const { columns } = this.#embeddedTags(shape, depth, column.namespace)
    const tags = { open: `<${column.tag} ${declared} xsi:type="${prefix}:${name}_Type">`, columns, close: column.close }
    return this.#row(tags, object, depth + 1, 'cim:')
  }

  #embeddedTags(shape: InstanceShape, depth: number, namespace: string): Tags {
    let byDepth = this.#embedded.get(shape)
    if (!byDepth) {
      byDepth = []
      this.#embedded.set(shape, byDepth)
    }
    let tags = byDepth[depth]
    if (tags?.columns[0] && tags.columns[0].namespace !== namespace) tags = undefined
    if (!tags) {
      const columns = [...shape.properties]
        .sort((x, y) => compareNames(x.name, y.name))
        .map(property => this.#column(property, `p${depth + 1}:`, namespace))
      tags = { open: '', columns, close: '' }
      byDepth[depth] = tags
    }
    return tags
  }
}

/** XML Schema's words for what programs may have left in a real. */
function realText(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'INF' : '-INF'
}

function isNamed(path: ObjectPath): boolean {
  return path.keys === null ? path.singleton : path.keys.every(key => key.name !== null)
}

function isList(value: CimValue): value is readonly CimScalar[] {
  return Array.isArray(value)
}

/** Writes one row after the other, as typed elements or as the rows of a projection; see {@link RowWriter}. */
export function instanceWriter(
  options: WriteOptions & { readonly fragment?: boolean },
): (instance: CimInstance) => string {
  const writer = new RowWriter(options)
  return options.fragment ? instance => writer.fragment(instance) : instance => writer.instance(instance)
}

/** One instance as a typed element; for many of them keep a {@link RowWriter}. */
export function writeInstance(instance: CimInstance, options: WriteOptions): string {
  return new RowWriter(options).instance(instance)
}

/** One row of a projection; for many of them keep a {@link RowWriter}. */
export function writeFragment(instance: CimInstance, options: WriteOptions): string {
  return new RowWriter(options).fragment(instance)
}

/** Values by name, in any case, or an instance that has them. */
export type ValuesByName = Readonly<Record<string, unknown>> | CimInstance

/**
 * Values as children of `_INPUT`, `_OUTPUT` or an instance element, in the order of `elements`, with the prefix `p`, which stands around them
 * with `xsi` and `cim`. What is undefined is left out, null is nil; other values are brought to the declared types.
 * @throws WmiError WBEM_E_TYPE_MISMATCH naming the element
 */
export function writeValues(values: ValuesByName, elements: Iterable<CimElement>, options: WriteOptions): string {
  const writer = new RowWriter(options)
  const byName = new NameMap<{ readonly value: unknown }>()
  if (!(values instanceof CimInstance)) for (const [name, value] of Object.entries(values)) byName.set(name, { value })
  let text = ''
  for (const element of elements) {
    const value = values instanceof CimInstance ? propertyValue(values, element.name) : byName.get(element.name)?.value
    if (value !== undefined) text += writer.element(element, coerceValue(element, value))
  }
  return text
}
