// Tasks and containers as a text that goes through the clipboard: without secrets, with the connections that they use.
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { WmilinkError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { editText } from '../../base/texts/designer-edits.js'
import type { DtsxFormat } from '../../ssis/dtsx/format.js'
import { DtsNode } from '../../ssis/dtsx/node.js'
import { renameReferences } from '../../ssis/dtsx/references.js'
import type { Executable, Package } from '../../ssis/index.js'
import { uniqueName } from '../../ssis/names.js'
import type { XmlElement } from '../../xml/index.js'
import type { EditOf } from '../api/index.js'
import { DesignerError } from '../failure.js'
import type { OpenDocument } from '../workspace/index.js'
import { sizeOf } from './edits/executables.js'
import { containerAt, executableAt } from './edits/find.js'
import { isSecret } from './edits/set.js'
import { fragmentOf, insertFragments, isExecutable, parseFragment } from './fragments.js'
import { Layout } from './layout.js'
import { usersOf } from './users.js'

const kind = 'wmilink/executables'
const text = v.pipe(v.string(), v.maxLength(20_000_000))
const box = v.object({ x: v.number(), y: v.number(), width: v.number(), height: v.number() })

const clipboardSchema = v.object({
  kind: v.literal(kind),
  format: v.picklist([2, 3, 6, 8]),
  executables: v.pipe(v.array(v.object({ id: text, xml: text, box: v.nullable(box) })), v.maxLength(10_000)),
  constraints: v.array(
    v.object({
      from: v.number(),
      to: v.number(),
      value: v.number(),
      evalOp: v.number(),
      expression: text,
      logicalAnd: v.boolean(),
    }),
  ),
  connections: v.array(
    v.object({
      id: text,
      name: text,
      type: text,
      values: v.record(text, v.union([v.string(), v.number(), v.boolean()])),
    }),
  ),
})
type Clipboard = v.InferOutput<typeof clipboardSchema>

/** The text of executables for the clipboard. @throws DesignerError invalid when there is none among the objects */
export function copyOf(document: OpenDocument, keys: readonly string[]): string {
  const chosen = keys
    .map(key => document.entryOf(key))
    .flatMap(found => (found.kind === 'container' && found.object.parent ? [document.keyOf(found.object)] : []))
  const ends = chosen.map(key => executableAt(document, key))
  // What is inside something chosen comes along with it.
  const tops = ends.filter(({ executable }) => !ends.some(other => isInside(executable, other.executable)))
  if (tops.length === 0) throw new DesignerError({ kind: 'invalid', message: editText('nothingCopied') })
  const { package: pkg } = document
  const text = pkg.withText(pkg.node.element.document.toString())
  const layout = Layout.of(pkg)
  const executables = tops.map(({ executable }) => ({
    id: executable.id,
    xml: withoutSecrets(fragmentOf(findSame(text, executable.refId) ?? executable)),
    box: layout.boxOf(executable),
  }))
  const indexOf = (wanted: Executable | undefined) => tops.findIndex(({ executable }) => executable === wanted)
  const constraints = [...new Set(tops.map(({ parent }) => parent))].flatMap(parent =>
    [...parent.precedenceConstraints].flatMap(constraint => {
      const from = indexOf(constraint.precedenceExecutable)
      const to = indexOf(constraint.constrainedExecutable)
      const { value, evalOp, expression, logicalAnd } = constraint
      return from < 0 || to < 0 ? [] : [{ from, to, value, evalOp, expression, logicalAnd }]
    }),
  )
  const clipboard: Clipboard = {
    kind,
    format: pkg.node.format,
    executables,
    constraints,
    connections: connectionsOf(
      document,
      tops.map(({ executable }) => executable),
    ),
  }
  return JSON.stringify(clipboard)
}

/** Puts what was copied into a container. Inside a change. @throws DesignerError invalid for any other text */
export function pasteInto(document: OpenDocument, { parent, clipboard: source, at }: EditOf<'paste'>): Executable[] {
  const clipboard = read(source)
  const { format } = document.package.node
  if (clipboard.format !== format)
    throw new DesignerError({
      kind: 'invalid',
      message: editText('otherFormat', { from: clipboard.format, to: format }),
    })
  const container = containerAt(document, parent)
  const ids = new Map<string, string>()
  for (const { xml } of clipboard.executables) rememberIds(xml, ids)
  for (const connection of clipboard.connections) ensureConnection(document.package, connection, ids)
  const taken = new Set([...container.executables].map(({ name }) => foldName(name)))
  const { refId } = container
  const fragments = clipboard.executables.map(({ xml }) => named(replaceIds(xml, ids), format, refId, taken))
  insertFragments(document, container, fragments)
  const target = containerAt(document, parent)
  const made = [...target.executables].slice(-fragments.length)
  const layout = Layout.of(document.package)
  for (const [index, executable] of made.entries()) {
    const old = clipboard.executables[index]?.box
    const { width, height } = old ?? sizeOf(executable)
    layout.setBox(executable, { ...placeOf(at, old, clipboard.executables[0]?.box, index), width, height })
  }
  layout.save()
  for (const { from, to, value, evalOp, expression, logicalAnd } of clipboard.constraints) {
    const first = made[from]
    const second = made[to]
    if (!first || !second || first === second) continue
    Object.assign(target.precedenceConstraints.add(first, second), { value, evalOp, expression, logicalAnd })
  }
  return made
}

type Point = { readonly x: number; readonly y: number }

/** Where it was, moved by a little, or around the point that was asked for. */
function placeOf(
  at: Point | undefined,
  old: Point | null | undefined,
  first: Point | null | undefined,
  index: number,
): Point {
  if (at && old && first) return { x: at.x + old.x - first.x, y: at.y + old.y - first.y }
  if (at) return { x: at.x + index * 24, y: at.y + index * 24 }
  return old ? { x: old.x + 24, y: old.y + 24 } : { x: 24 + index * 24, y: 24 + index * 24 }
}

function read(source: string): Clipboard {
  try {
    const clipboard = v.parse(clipboardSchema, JSON.parse(source))
    for (const { xml } of clipboard.executables)
      if (!isExecutable(parseFragment(xml))) throw new WmilinkError(editText('notClipboard'))
    return clipboard
  } catch (cause) {
    throw new DesignerError({ kind: 'invalid', message: editText('notClipboard') }, { cause })
  }
}

/** Gives each ID that an object of a fragment calls itself by a new one. */
function rememberIds(xml: string, ids: Map<string, string>): void {
  const root = parseFragment(xml)
  for (const element of [root, ...root.descendants()]) {
    const id = ownId(element)
    if (id && !ids.has(id.toUpperCase())) ids.set(id.toUpperCase(), `{${randomUUID().toUpperCase()}}`)
  }
}

/** A fragment under a name that is free, with the refIds of its new place. */
function named(xml: string, format: DtsxFormat, holder: string, taken: Set<string>): string {
  const element = parseFragment(xml)
  const node = new DtsNode(element, format)
  const name = uniqueName(node.get('ObjectName') ?? '', each => taken.has(foldName(each)))
  taken.add(foldName(name))
  const before = node.get('refId')
  node.set('ObjectName', name)
  if (before !== undefined) renameReferences(element, element, before, `${holder}\\${name}`)
  return element.document.toString()
}

function ownId(element: XmlElement): string | undefined {
  const attribute = element.attributes.find(({ localName }) => localName === 'DTSID')
  if (attribute) return attribute.value
  const isProperty = element.localName === 'Property' && element.attributes.some(({ value }) => value === 'DTSID')
  return isProperty ? element.text : undefined
}

const guid = /\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}/gi

function replaceIds(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(guid, id => ids.get(id.toUpperCase()) ?? id)
}

/** The manager with the ID, else the one with name and type, else a new one. */
function ensureConnection(pkg: Package, wanted: Clipboard['connections'][number], ids: Map<string, string>): void {
  const present = [...pkg.connections]
  if (present.some(({ id }) => id.toUpperCase() === wanted.id.toUpperCase())) return
  const alike = present.find(({ name, creationName }) => name === wanted.name && creationName === wanted.type)
  const manager = alike ?? pkg.connections.add(wanted.type)
  ids.set(wanted.id.toUpperCase(), manager.id)
  if (alike) return
  manager.name = uniqueName(wanted.name, taken => pkg.connections.taken(taken, manager))
  for (const [name, value] of Object.entries(wanted.values)) {
    if (!manager.properties.contains(name) || isSecret(manager, name)) continue
    const property = manager.properties.get(name)
    if (property.set && name !== 'Name') property.setValue(manager, value)
  }
}

function connectionsOf(document: OpenDocument, executables: readonly Executable[]): Clipboard['connections'] {
  const { package: pkg, objects } = document
  const users = usersOf(pkg, objects)
  const inside = new Set(
    objects.containers
      .filter(container => executables.some(each => container === each || isInside(container, each)))
      .map(container => objects.keyOf(container)),
  )
  return [...pkg.connections]
    .filter(manager => users.get(objects.keyOf(manager) ?? '')?.some(key => inside.has(key)))
    .map(manager => {
      const values: Record<string, string | number | boolean> = {}
      for (const property of manager.properties) {
        if (!property.get || !property.set) continue
        const value = property.getValue(manager)
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
          values[property.name] = value
      }
      return { id: manager.id, name: manager.name, type: manager.creationName, values }
    })
}

/** Without elements that are marked as secret. */
function withoutSecrets(xml: string): string {
  const root = parseFragment(xml)
  for (const element of [...root.descendants()]) {
    const secret = element.attributes.some(
      ({ localName, value }) => localName === 'Sensitive' && /^(?:1|true)$/i.test(value.trim()),
    )
    if (secret && element.parent) element.remove()
  }
  return root.document.toString()
}

function isInside(executable: { readonly parent: unknown }, other: object): boolean {
  for (let holder = executable.parent; holder; holder = (holder as { parent: unknown }).parent)
    if (holder === other) return true
  return false
}

/** The executable of this refId. */
function findSame(pkg: Package, refId: string): Executable | undefined {
  const todo = [...pkg.executables, ...pkg.eventHandlers.flatMap(handler => [...handler.executables])]
  for (let next = todo.shift(); next; next = todo.shift()) {
    if (next.refId === refId) return next
    todo.push(...(next.children ?? []), ...next.eventHandlers.flatMap(handler => [...handler.executables]))
  }
  return undefined
}
