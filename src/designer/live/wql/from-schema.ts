// What can be completed with the classes of a live server.
import { WmiError } from '../../../base/errors.js'
import { designerWqlText } from '../../../base/texts/designer-wql.js'
import type { CimClass, CimProperty } from '../../../cim/class.js'
import { typeText } from '../../../cim/type-text.js'
import { cimTypes } from '../../../cim/types.js'
import { quoteText } from '../../../wql/literal.js'
import { descriptionOf, meaningsOf } from '../class-view.js'
import type { Lease } from '../leases.js'
import type { ClassHead } from '../schema-cache.js'
import type { Wanted } from './context.js'
import type { Asker, Suggestion } from './fixed.js'
import { instanceEvents } from './fixed.js'
import { classesAt } from './outline.js'

/** Someone whose server may be asked. */
interface LiveAsker extends Asker {
  readonly lease: Lease
  readonly signal: AbortSignal
}

type SchemaWanted = Extract<Wanted, { kind: 'classes' | 'properties' | 'operators' | 'values' | 'keys' | 'roles' }>

/** Whether the classes of a server would tell more than the text does. */
export function needsSchema(wanted: Wanted): wanted is SchemaWanted {
  return /^(classes|properties|operators|values|keys|roles)$/.test(wanted.kind)
}

/** @throws WmiError of the server; the reason of the signal */
export async function schemaCompletions(wanted: SchemaWanted, asker: LiveAsker): Promise<Suggestion[]> {
  switch (wanted.kind) {
    case 'classes':
      return classCompletions(wanted, asker)
    case 'properties': {
      const found = await classesOf(wanted.path, asker)
      return found.flatMap(cimClass => [...cimClass.properties].map(property => propertyCompletion(property, cimClass)))
    }
    case 'operators':
      return operatorsFor(await propertyAt(wanted.path, asker))
    case 'values':
      return valuesOf(await propertyAt(wanted.path, asker), asker)
    case 'keys': {
      const cimClass = await classNamed(wanted.className, asker)
      return (cimClass?.keys ?? []).map(key => ({
        ...propertyCompletion(key, cimClass),
        insert: cimTypes[key.type].kind === 'text' ? `${key.name}=""` : `${key.name}=`,
      }))
    }
    case 'roles': {
      const cimClass = wanted.className === undefined ? undefined : await classNamed(wanted.className, asker)
      const ends = [...(cimClass?.properties ?? [])].filter(({ type }) => type === 'reference')
      return ends.map(end => propertyCompletion(end, cimClass))
    }
  }
}

async function classCompletions(
  { which, quoted }: Extract<Wanted, { kind: 'classes' }>,
  { task, place, lease, signal }: LiveAsker,
): Promise<Suggestion[]> {
  const heads = await lease.schema.heads(signal)
  const fitting = heads.filter(head => which !== 'association' || head.isAssociation)
  return fitting.map((head): Suggestion => {
    const { name, superclass } = head
    return {
      label: name,
      kind: 'class',
      detail: superclass,
      description: '',
      rank: rankOf(head, which, task),
      ...(quoted ? quotedInsert(name, place) : {}),
    }
  })
}

const eventOrder: readonly string[] = instanceEvents

/** Classes that people want come before those that only others build upon. */
function rankOf(head: ClassHead, which: string, task: string): number {
  const { name, isEvent, isAbstract } = head
  if (which === 'from' && task === 'watcher') {
    const own = eventOrder.indexOf(name)
    if (own >= 0) return own - 10
    return isEvent ? 1 : 20
  }
  if (name.startsWith('__')) return 10
  if (which === 'from' && isEvent) return 8
  return (name.startsWith('CIM_') ? 2 : 1) + (isAbstract ? 2 : 0)
}

/** Between quotes that are there already, or with its own. */
function quotedInsert(name: string, { quote }: Asker['place']): { readonly insert: string } {
  if (!quote) return { insert: `'${name}'` }
  return { insert: quote.open ? `${name}${quote.sign}` : name }
}

function propertyCompletion(property: CimProperty, cimClass: CimClass | undefined): Suggestion {
  const isKey = property.qualifiers.get('key')?.value === true
  return {
    label: property.name,
    kind: 'property',
    detail: isKey ? `${typeText(property)} ${designerWqlText('key')}` : typeText(property),
    description: descriptionOf(property.qualifiers).slice(0, 500),
    rank: isKey ? 1 : property.origin === cimClass?.name ? 2 : 3,
  }
}

/** The classes of what a path leads to: the rows themselves, or what an object in them is limited to. */
async function classesOf(path: readonly string[], asker: LiveAsker): Promise<CimClass[]> {
  const { outline } = asker.place
  if (path.length === 0) {
    const found = outline.from && (await classNamed(outline.from.text, asker))
    return found ? [found] : []
  }
  const own = classesAt(outline, path)
  const [first = ''] = path
  const isCopy = path.length === 1 && /^(previous|target)instance$/i.test(first)
  const other = isCopy ? [...classesAt(outline, ['TargetInstance']), ...classesAt(outline, ['PreviousInstance'])] : []
  const names = (own.length > 0 ? own : other).map(({ name }) => name)
  if (names.length > 0) {
    const found = await Promise.all(names.map(name => classNamed(name, asker)))
    return found.flatMap(each => each ?? [])
  }
  // An object of a declared class.
  const holder = await propertyAt(path, asker)
  const declared = holder?.type === 'object' && holder.className ? await classNamed(holder.className, asker) : undefined
  return declared ? [declared] : []
}

async function propertyAt(path: readonly string[], asker: LiveAsker): Promise<CimProperty | undefined> {
  const classes = await classesOf(path.slice(0, -1), asker)
  for (const cimClass of classes) {
    const property = cimClass.properties.get(path.at(-1) ?? '')
    if (property) return property
  }
  return undefined
}

async function classNamed(name: string, { lease, signal }: LiveAsker): Promise<CimClass | undefined> {
  try {
    return await lease.schema.classOf(name, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof WmiError) return undefined
    throw error
  }
}

const orderings = ['<', '<=', '>', '>=']
const equalities = ['=', '<>']
const nullTests = ['IS NULL', 'IS NOT NULL']

/** What can follow a path whose property nobody knows here. */
export function anyOperators(path: readonly string[]): Suggestion[] {
  const isCopy = path.length === 1 && /^(target|previous)instance$/i.test(path[0] ?? '')
  const rank = (label: string): number => (isCopy && label === 'ISA' ? -1 : 0)
  return operatorsFor(undefined).map(each => ({ ...each, rank: (each.rank ?? 0) + 10 * rank(each.label) }))
}

/** Of a property that nobody knows, all of them. */
function operatorsFor(property: CimProperty | undefined): Suggestion[] {
  return operatorNames(property).map((label, rank) => ({ label, kind: 'keyword', detail: '', description: '', rank }))
}

function operatorNames(property: CimProperty | undefined): string[] {
  if (!property) return [...equalities, ...orderings, 'LIKE', 'ISA', ...nullTests]
  if (property.isArray) return nullTests
  if (property.type === 'object') return ['ISA', ...nullTests]
  if (property.type === 'boolean' || property.type === 'reference') return [...equalities, ...nullTests]
  return property.type === 'string'
    ? [...equalities, 'LIKE', ...orderings, ...nullTests]
    : [...equalities, ...orderings, ...nullTests]
}

function valuesOf(property: CimProperty | undefined, { place }: LiveAsker): Suggestion[] {
  if (!property) return []
  const isText = cimTypes[property.type].kind === 'text'
  const meanings = meaningsOf(property.qualifiers).filter(({ value }) => value !== '' && !value.includes('..'))
  const value = (label: string, detail: string, rank: number): Suggestion => ({
    label,
    kind: 'value',
    detail,
    description: '',
    rank,
    ...(isText ? textInsert(label, place) : {}),
  })
  if (property.type === 'boolean' && !place.quote)
    return ['TRUE', 'FALSE'].map((label, rank) => ({ label, kind: 'value', detail: '', description: '', rank }))
  // Numbers are not written between quotes.
  if (!isText && place.quote) return []
  const texts = meanings.length === 0 && property.type === 'string' ? labelsOf(property) : []
  return [
    ...meanings.map(({ value: each, label }, rank) => value(each, label === each ? '' : label, rank)),
    ...texts.map((label, rank) => value(label, '', rank)),
  ]
}

/** Values of a text property that has no ValueMap are its values themselves. */
function labelsOf({ qualifiers }: CimProperty): string[] {
  return meaningsOf(qualifiers).flatMap(({ label }) => (label === '' ? [] : [label]))
}

function textInsert(text: string, { quote }: Asker['place']): { readonly insert: string } {
  const quoted = quoteText(text)
  if (!quote) return { insert: quoted }
  const inner = text.replaceAll('\\', '\\\\').replaceAll(quote.sign, `\\${quote.sign}`)
  return { insert: quote.open ? `${inner}${quote.sign}` : inner }
}
