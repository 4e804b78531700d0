// Called by schema.mjs: reads the MOF files of the host and packs their classes.
import { readdir, readFile } from 'node:fs/promises'
import { foldName } from '../src/base/name-map.js'
import type { ClassDeclaration } from '../src/cim/declaration.js'
import { parseMof } from '../src/cim/mof/index.js'
import { parseNamespacePath } from '../src/cim/path.js'
import { ClassTable } from '../src/host/class-table.js'
import { packClass } from '../src/host/packed-class.js'
import type { Schema } from '../src/host/schema.js'

/** StdRegProv lives in root\default, and Windows 8 and later have it in root\cimv2 too. */
const copies = [{ className: 'StdRegProv', from: 'root\\default', to: 'root\\cimv2' }] as const

/** Reads every .mof file of the folder; what stands before a namespace pragma belongs to every namespace. */
export async function compileSchema(folder: URL): Promise<Schema> {
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

  for (const own of [[], ...namespaces.values()]) checkClasses([...everywhere, ...own])
  return {
    everywhere: everywhere.map(packClass),
    namespaces: Object.fromEntries([...namespaces].map(([key, classes]) => [key, classes.map(packClass)])),
  }
}

/** Derives every class once, so that a class that does not fit fails the build. */
function checkClasses(declarations: readonly ClassDeclaration[]): void {
  const table = new ClassTable(declarations.map(declaration => ({ ...declaration, declaration: () => declaration })))
  for (const { name } of declarations) table.require(name)
}
