// Called by schema.mjs: reads the MOF files of the host and packs their classes, and the .mfl files with what amends them.
import { readdir, readFile } from 'node:fs/promises'
import { foldName } from '../src/base/name-map.js'
import type { ClassDeclaration } from '../src/cim/declaration.js'
import { parseMof } from '../src/cim/mof/index.js'
import { parseNamespacePath } from '../src/cim/path.js'
import { ClassTable } from '../src/host/class-table.js'
import { packClass } from '../src/host/packed-class.js'
import type { Schema } from '../src/host/schema.js'
import type { SchemaTexts, TextLanguage } from '../src/host/schema-texts.js'
import { type Amendments, amendClass, readAmendments, textsOf } from './schema-amendments.js'

/** StdRegProv lives in root\default, and Windows 8 and later have it in root\cimv2 too. */
const copies = [{ className: 'StdRegProv', from: 'root\\default', to: 'root\\cimv2' }] as const

export interface CompiledSchema {
  readonly schema: Schema
  readonly texts: Readonly<Record<TextLanguage, SchemaTexts>>
}

/** Reads every .mof file of the folder; what stands before a namespace pragma belongs to every namespace. */
export async function compileSchema(folder: URL): Promise<CompiledSchema> {
  const everywhere: ClassDeclaration[] = []
  const namespaces = new Map<string, ClassDeclaration[]>()
  const classesOf = (namespace: string) => {
    const key = foldName(namespace)
    const classes = namespaces.get(key) ?? []
    namespaces.set(key, classes)
    return classes
  }

  for (const name of (await readdir(folder)).filter(each => each.endsWith('.mof')).sort()) {
    let target = everywhere
    for (const item of parseMof(await readFile(new URL(name, folder)), { source: name }).items) {
      if (item.kind === 'class') target.push(item.declaration)
      else if (item.kind === 'pragma' && foldName(item.pragma.name) === 'namespace')
        target = classesOf(parseNamespacePath(item.pragma.arguments[0] ?? '').namespace)
      else if (item.kind !== 'pragma') throw new Error(`${name}:${item.line}: ${item.kind} has no place in the schema`)
    }
  }
  for (const { className, from, to } of copies)
    classesOf(to).push(...classesOf(from).filter(each => each.name === className))

  const [en, fr] = [await readAmendments(folder, 'en'), await readAmendments(folder, 'fr')]
  for (const [namespace, classes] of namespaces) namespaces.set(namespace, amendClasses(classes, namespace, en))
  for (const amendments of [en, fr]) checkAmendments(amendments, namespaces)

  for (const own of [[], ...namespaces.values()]) checkClasses([...everywhere, ...own])
  return {
    schema: {
      everywhere: everywhere.map(packClass),
      namespaces: Object.fromEntries([...namespaces].map(([key, classes]) => [key, classes.map(packClass)])),
    },
    texts: { en: textsOf(en), fr: textsOf(fr) },
  }
}

function amendClasses(
  classes: readonly ClassDeclaration[],
  namespace: string,
  amendments: Amendments,
): ClassDeclaration[] {
  return classes.map(declaration => {
    const amendment = amendments.get(namespace)?.get(foldName(declaration.name))
    return amendment ? amendClass(declaration, amendment) : declaration
  })
}

/** An amendment is about a class of the schema. */
function checkAmendments(amendments: Amendments, namespaces: ReadonlyMap<string, readonly ClassDeclaration[]>): void {
  for (const [namespace, classes] of amendments)
    for (const { name } of classes.values())
      if (!namespaces.get(namespace)?.some(each => foldName(each.name) === foldName(name)))
        throw new Error(`${namespace}:${name} is amended, but not in the schema`)
}

/** Derives every class once, so that a class that does not fit fails the build. */
function checkClasses(declarations: readonly ClassDeclaration[]): void {
  const table = new ClassTable(declarations.map(declaration => ({ ...declaration, declaration: () => declaration })))
  for (const { name } of declarations) table.require(name)
}
