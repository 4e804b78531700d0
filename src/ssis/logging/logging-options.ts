import type { XmlElement } from '../../xml/index.js'
import { containerFields } from '../container-fields.js'
import { readField, type StoredField, writeField } from '../dtsx/fields.js'
import { dtsNamespace } from '../dtsx/format.js'
import type { DtsNode } from '../dtsx/node.js'
import { hasRun } from '../dtsx/run-values.js'
import { formatBoolean, parseBoolean } from '../dtsx/values.js'
import { DTSEventFilterKind, DTSLoggingMode } from '../enums.js'
import { dtsError } from '../errors.js'
import { sameName } from '../names.js'
import { columnNames, type DTSEventColumnFilter, everyColumn } from './columns.js'
import { formatEventFilter, parseEventFilter } from './event-filter.js'

/** What logging options ask of their container. */
export interface LoggingOptionsOwner {
  readonly node: DtsNode
  /** @throws DtsError DTS_E_CANTADDREMOVEWHENEXECUTING */
  checkEditable(): void
}

const modeField = {
  ...containerFields.loggingMode,
  type: { enum: DTSLoggingMode, name: 'DTSLoggingMode' },
} as StoredField<number>
const kindField = {
  stored: 'FilterKind',
  type: { enum: DTSEventFilterKind, name: 'DTSEventFilterKind' },
  default: DTSEventFilterKind.Exclusion,
} as StoredField<number>

/** The type of LoggingMode, for property bags. */
export const loggingModeType = modeField.type

/** The LoggingMode of a container. @throws DtsError DTS_E_PERSISTENCEERROR */
export function readLoggingMode({ node }: LoggingOptionsOwner): DTSLoggingMode {
  // A mode that was set for a run stands with the container when it has no options of its own.
  return readField(node.child('LoggingOptions') ?? node, modeField) as DTSLoggingMode
}

/** @throws DtsError DTS_E_FAILEDPROPERTYSET_ERRORINFO for a number that is no mode */
export function writeLoggingMode(owner: LoggingOptionsOwner, mode: DTSLoggingMode): void {
  const { node } = owner
  const present = node.child('LoggingOptions') ?? (hasRun(node.element.document) ? node : undefined)
  if (!present && mode === DTSLoggingMode.UseParentSetting) return
  writeField(present ?? makeOptions(node), modeField, mode)
}

function makeOptions(node: DtsNode): DtsNode {
  const old: Record<string, string> = node.usesAttributes
    ? {}
    : { LoggingMode: String(DTSLoggingMode.UseParentSetting) }
  return node.insert(node.make('LoggingOptions', { ...old, FilterKind: String(DTSEventFilterKind.Exclusion) }))
}

interface ParsedFilter {
  readonly text: string
  readonly names: readonly string[]
}

// A run asks for every event.
const parsed = new WeakMap<XmlElement, ParsedFilter>()

/**
 * What a container logs and where (LoggingOptions): they count while its LoggingMode is Enabled. Without a filter every event is
 * logged.
 */
export class LoggingOptions {
  readonly #owner: LoggingOptionsOwner

  /** Logging options belong to their container. */
  constructor(owner: LoggingOptionsOwner) {
    this.#owner = owner
  }

  /** Whether the events of {@link eventFilter} are those that are logged; Exclusion unless set. @throws DtsError DTS_E_PERSISTENCEERROR */
  get eventFilterKind(): DTSEventFilterKind {
    const node = this.#node
    return (node ? readField(node, kindField) : kindField.default) as DTSEventFilterKind
  }

  set eventFilterKind(kind: DTSEventFilterKind) {
    this.#owner.checkEditable()
    const node = this.#made()
    writeField(node, kindField, kind)
    // Files always tell the kind.
    if (node.get('FilterKind') === undefined) node.set('FilterKind', String(kind))
  }

  /** Names of events, custom log entries included. @throws DtsError DTS_E_PERSISTENCEERROR */
  get eventFilter(): readonly string[] {
    const element = this.#node?.property('EventFilter')
    if (!element) return []
    const { text } = element
    const known = parsed.get(element)
    if (known?.text === text) return known.names
    const names = parseEventFilter(text)
    if (!names) throw dtsError('DTS_E_PERSISTENCEERROR', { value: text.slice(0, 100), node: 'EventFilter' })
    parsed.set(element, { text, names })
    return names
  }

  set eventFilter(names: readonly string[]) {
    this.#owner.checkEditable()
    const node = this.#made()
    const text = formatEventFilter(names)
    const present = node.property('EventFilter')
    if (present) present.text = text
    else node.element.insert(this.#property({ DataType: '8', Name: 'EventFilter' }, text), node.element.children[0])
  }

  /** The columns of an event's entries: all, unless set. */
  getColumnFilter(event: string): DTSEventColumnFilter {
    const element = this.#columnFilter(event)
    if (!element) return everyColumn
    const filter = { ...everyColumn }
    for (const child of element.children) {
      const column = columnNames.find(([stored]) => stored === child.get('Name', dtsNamespace))
      if (column) filter[column[1]] = parseBoolean(child.text) ?? true
    }
    return filter
  }

  setColumnFilter(event: string, filter: DTSEventColumnFilter): void {
    this.#owner.checkEditable()
    const node = this.#made()
    const columns = columnNames.map(([stored, key]) =>
      this.#property({ Name: stored }, filter[key] ? '-1' : formatBoolean(false, 2)),
    )
    const made = this.#property({ EventName: event, Name: 'ColumnFilter' }, columns)
    const present = this.#columnFilter(event)
    const next = present ?? node.element.children.find(child => child.localName.startsWith('SelectedLogProvider'))
    node.element.insert(made, next)
    present?.remove()
  }

  /** The log providers of the package that the container logs to, by ID. */
  get selectedLogProviders(): SelectedLogProviders {
    return new SelectedLogProviders(this.#owner)
  }

  /** Whether an event is logged by these options. @throws DtsError DTS_E_PERSISTENCEERROR */
  wants(event: string): boolean {
    const listed = this.eventFilter.some(name => sameName(name, event))
    return listed === (this.eventFilterKind === DTSEventFilterKind.Inclusion)
  }

  get #node(): DtsNode | undefined {
    return this.#owner.node.child('LoggingOptions')
  }

  #made(): DtsNode {
    return this.#node ?? makeOptions(this.#owner.node)
  }

  #columnFilter(event: string): XmlElement | undefined {
    return this.#node?.element.children.find(
      child =>
        child.is('Property', dtsNamespace) &&
        child.get('Name', dtsNamespace) === 'ColumnFilter' &&
        sameName(child.get('EventName', dtsNamespace) ?? '', event),
    )
  }

  #property(attributes: Readonly<Record<string, string>>, content: string | readonly XmlElement[]): XmlElement {
    const { node } = this.#owner
    const { document } = node.element
    const own = Object.entries(attributes).map(([name, value]) => [node.qualified(name), value])
    return document.create(node.element, node.qualified('Property'), Object.fromEntries(own), content)
  }
}

/** The log providers that a container logs to (SelectedLogProviders). */
export class SelectedLogProviders implements Iterable<string> {
  readonly #owner: LoggingOptionsOwner

  /** A selection belongs to its container. */
  constructor(owner: LoggingOptionsOwner) {
    this.#owner = owner
  }

  /** IDs, in the order of the file. */
  [Symbol.iterator](): ArrayIterator<string> {
    return this.#nodes()
      .map(node => node.get('InstanceID') ?? '')
      [Symbol.iterator]()
  }

  get count(): number {
    return this.#nodes().length
  }

  contains(provider: { readonly id: string }): boolean {
    return [...this].some(id => sameName(id, provider.id))
  }

  /** Selects a provider of the package; one that is selected already stays. */
  add(provider: { readonly id: string }): void {
    this.#owner.checkEditable()
    if (this.contains(provider)) return
    const { node } = this.#owner
    const options = node.child('LoggingOptions') ?? makeOptions(node)
    const { document } = node.element
    const attributes = { [node.qualified('InstanceID')]: provider.id }
    const made = document.create(node.element, node.qualified('SelectedLogProvider'), attributes)
    const holder =
      options.element.child('SelectedLogProviders', dtsNamespace) ??
      options.insert(options.make('SelectedLogProviders')).element
    holder.insert(made)
  }

  /** Without effect when the provider is not selected. */
  remove(provider: { readonly id: string }): void {
    this.#owner.checkEditable()
    for (const node of this.#nodes()) {
      if (!sameName(node.get('InstanceID') ?? '', provider.id)) continue
      const holder = node.element.parent
      node.remove()
      if (holder?.localName === 'SelectedLogProviders' && holder.children.length === 0) holder.remove()
    }
  }

  #nodes(): DtsNode[] {
    return this.#owner.node.child('LoggingOptions')?.items('SelectedLogProviders', 'SelectedLogProvider') ?? []
  }
}
