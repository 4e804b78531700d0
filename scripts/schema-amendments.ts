// The .mfl files of the host: WMI SDK "Compiling MOF Files" (-AMENDMENT). What is amended there are texts of one language;
// the rest, such as ValueMap and Units, becomes part of the class itself.
import { readdir, readFile } from 'node:fs/promises'
import { foldName, NameMap } from '../src/base/name-map.js'
import type { Qualifiers } from '../src/cim/class.js'
import type { ClassDeclaration } from '../src/cim/declaration.js'
import { parseMof } from '../src/cim/mof/index.js'
import { parseNamespacePath } from '../src/cim/path.js'
import { type PackedQualifier, packQualifiers } from '../src/host/packed-class.js'
import type { PackedTexts, SchemaTexts, TextLanguage } from '../src/host/schema-texts.js'

/** By folded name of the namespace, then of the class. */
export type Amendments = ReadonlyMap<string, ReadonlyMap<string, ClassDeclaration>>

type Feature = ClassDeclaration['properties'][number] | ClassDeclaration['methods'][number]

/** Reads the files `*.<language>.mfl` of the folder. */
export async function readAmendments(folder: URL, language: TextLanguage): Promise<Amendments> {
  const amendments = new Map<string, Map<string, ClassDeclaration>>()
  for (const name of (await readdir(folder)).filter(each => each.endsWith(`.${language}.mfl`)).sort()) {
    let target: Map<string, ClassDeclaration> | undefined
    for (const item of parseMof(await readFile(new URL(name, folder)), { source: name }).items) {
      const at = `${name}:${item.line}`
      if (item.kind === 'pragma') {
        if (foldName(item.pragma.name) !== 'namespace') continue
        const namespace = foldName(parseNamespacePath(item.pragma.arguments[0] ?? '').namespace)
        target = amendments.get(namespace) ?? new Map()
        amendments.set(namespace, target)
      } else if (item.kind === 'class' && target) {
        const key = foldName(item.declaration.name)
        if (target.has(key)) throw new Error(`${at}: ${item.declaration.name} is amended twice`)
        target.set(key, item.declaration)
      } else throw new Error(`${at}: ${item.kind} has no place in an amendment`)
    }
  }
  return amendments
}

/** The class with what its amendment says beside texts. */
export function amendClass(declaration: ClassDeclaration, amendment: ClassDeclaration): ClassDeclaration {
  const place = declaration.name
  return {
    ...declaration,
    properties: mergeFeatures(declaration.properties, amendment.properties, place),
    methods: mergeFeatures(declaration.methods, amendment.methods, place),
  }
}

function mergeFeatures<T extends Feature>(own: readonly T[], amended: readonly Feature[], place: string): T[] {
  const byName = NameMap.from(own)
  for (const feature of amended) {
    const existing = byName.get(feature.name)
    if (!existing) throw new Error(`${place}.${feature.name} is amended, but not declared there`)
    if (typeOf(existing) !== typeOf(feature)) throw new Error(`${place}.${feature.name} is ${typeOf(existing)}`)
    byName.set(feature.name, { ...existing, qualifiers: merge(existing.qualifiers, feature.qualifiers) })
  }
  return [...byName]
}

function typeOf(feature: Feature): string {
  return 'returnType' in feature ? `${feature.returnType}()` : feature.type + (feature.isArray ? '[]' : '')
}

function merge(own: Qualifiers, amended: Qualifiers): Qualifiers {
  const merged = NameMap.from(own)
  for (const qualifier of amended) if (!qualifier.flavor.amended) merged.set(qualifier.name, qualifier)
  return merged
}

/** What is amended, packed. */
export function textsOf(amendments: Amendments): SchemaTexts {
  return Object.fromEntries(
    [...amendments].map(([namespace, classes]) => [
      namespace,
      Object.fromEntries([...classes].map(([name, { properties, methods }]) => [name, packTexts(properties, methods)])),
    ]),
  )
}

function packTexts(properties: readonly Feature[], methods: readonly Feature[]): PackedTexts {
  return [packFeatures(properties), packFeatures(methods)]
}

function packFeatures(features: readonly Feature[]): Readonly<Record<string, PackedQualifier[]>> {
  const packed = features.map(({ name, qualifiers }): [string, PackedQualifier[]] => [
    foldName(name),
    packQualifiers([...qualifiers].filter(qualifier => qualifier.flavor.amended)),
  ])
  return Object.fromEntries(packed.filter(([, texts]) => texts.length > 0))
}
