// The texts for people that belong to the host's classes, in two languages. They come from the .mfl files of src/host/mof,
// packed by scripts/schema-compiler.ts, and are loaded when somebody first asks for amended classes.
import { foldName, NameMap } from '../base/name-map.js'
import type { Qualifier } from '../cim/class.js'
import type { ClassDeclaration } from '../cim/declaration.js'
import { type PackedQualifier, unpackQualifiers } from './packed-class.js'

/** The languages of the texts. */
export type TextLanguage = 'en' | 'fr'

/** What a class says to people, by folded names of its own properties and methods. */
export type PackedTexts = readonly [
  properties: Readonly<Record<string, readonly PackedQualifier[]>>,
  methods: Readonly<Record<string, readonly PackedQualifier[]>>,
]

/** By folded name of the namespace, then of the class. */
export type SchemaTexts = Readonly<Record<string, Readonly<Record<string, PackedTexts>>>>

const loaded = new Map<TextLanguage, SchemaTexts>()

/**
 * The language of a locale such as `MS_40C`: whichever French, else English. The low ten bits of a Windows locale are its
 * language ([MS-LCID] 2.1).
 */
export function textLanguage(locale: string | undefined): TextLanguage {
  const id = Number.parseInt(locale?.slice('MS_'.length) ?? '', 16)
  return (id & 0x3ff) === 0x0c ? 'fr' : 'en'
}

export function hasTexts(language: TextLanguage): boolean {
  return loaded.has(language)
}

/** The texts of one class, when they have been loaded and there are some. */
export function textsOf(language: TextLanguage, namespace: string, className: string): PackedTexts | undefined {
  const classes = own(loaded.get(language), namespace)
  return own(classes, className)
}

/** Names of classes and properties may be those of members that every object inherits. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  const key = foldName(name)
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}

export async function loadTexts(language: TextLanguage): Promise<void> {
  if (loaded.has(language)) return
  const { schemaTexts } = await import('./schema-texts.generated.js')
  loaded.set(language, JSON.parse(schemaTexts[language]) as SchemaTexts)
}

/** A class with its texts. A text for values belongs to the values that the class lists itself. */
export function amend(declaration: ClassDeclaration, [properties, methods]: PackedTexts): ClassDeclaration {
  return {
    ...declaration,
    properties: declaration.properties.map(property => withTexts(property, properties)),
    methods: declaration.methods.map(method => withTexts(method, methods)),
  }
}

function withTexts<T extends ClassDeclaration['properties'][number] | ClassDeclaration['methods'][number]>(
  element: T,
  texts: PackedTexts[0],
): T {
  const packed = own(texts, element.name)
  if (packed === undefined) return element
  const qualifiers = NameMap.from(element.qualifiers)
  for (const text of unpackQualifiers(packed))
    if (!qualifiers.has(text.name) && fits(text, element)) qualifiers.set(text.name, text)
  return { ...element, qualifiers }
}

/** Which list of values a list of texts explains. */
const explained: Readonly<Record<string, string>> = { values: 'ValueMap', bitvalues: 'BitMap' }

function fits(text: Qualifier, { qualifiers }: { readonly qualifiers: NameMap<Qualifier> }): boolean {
  const list = explained[foldName(text.name)]
  return list === undefined || lengthOf(qualifiers.get(list)) === lengthOf(text)
}

function lengthOf(qualifier: Qualifier | undefined): number {
  return Array.isArray(qualifier?.value) ? qualifier.value.length : 0
}
