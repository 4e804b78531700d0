// The pieces of MOF text: literals, qualifiers, types. Tabs indent, as in the text that WMI itself gives (GetObjectText).
import type { Qualifier, QualifierFlavor, Qualifiers } from '../class.js'
import type { ElementDeclaration, InstanceDeclaration, MofScalar, MofValue } from '../declaration.js'
import { flavorWords } from '../flavor.js'

/** The flavor a qualifier has where MOF writes none. */
export type FlavorOf = (name: string) => QualifierFlavor

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\',
}

/** Backslashes, and what text files lose: controls, separators, halves of surrogate pairs, the byte order mark. */
const awkward = /[\\\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufeff]/gu

function escapeText(text: string): string {
  return text.replace(
    awkward,
    char => escapes[char] ?? `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}

/** A text between double quotes. */
export function printText(text: string): string {
  return `"${escapeText(text).replaceAll('"', '\\"')}"`
}

/** A real keeps a point or an exponent, so that it is not read as a whole number. */
function printReal(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

function printBoolean(value: boolean): string {
  return value ? 'TRUE' : 'FALSE'
}

export function printValue(value: MofValue, indent: string, flavorOf: FlavorOf): string {
  if (value.kind !== 'array') return printScalar(value, indent, flavorOf)
  return `{${value.items.map(item => printScalar(item, indent, flavorOf)).join(', ')}}`
}

function printScalar(value: MofScalar, indent: string, flavorOf: FlavorOf): string {
  switch (value.kind) {
    case 'null':
      return 'NULL'
    case 'boolean':
      return printBoolean(value.value)
    case 'integer':
      return String(value.value)
    case 'real':
      return printReal(value.value)
    case 'string':
      return printText(value.value)
    case 'char':
      return `'${escapeText(value.value).replaceAll("'", "\\'")}'`
    case 'alias':
      return value.name
    case 'instance':
      return printInstance(value.instance, indent, flavorOf)
  }
}

/** An instance without its semicolon; lines after the first begin with `indent`. */
export function printInstance(instance: InstanceDeclaration, indent: string, flavorOf: FlavorOf): string {
  const inner = `${indent}\t`
  const values = instance.values.map(({ name, value, qualifiers }) => {
    const written = printValue(value, inner, flavorOf)
    return `${inner}${printQualifiers(qualifiers, ' ', flavorOf)}${name} = ${written};\n`
  })
  const head = `instance of ${instance.className}${printAlias(instance.alias)}`
  return `${printQualifiers(instance.qualifiers, `\n${indent}`, flavorOf)}${head}\n${indent}{\n${values.join('')}${indent}}`
}

export function printAlias(alias: string | undefined): string {
  return alias === undefined ? '' : ` as ${alias}`
}

/** The list between brackets, and what separates it from what it qualifies; nothing for no qualifiers. */
export function printQualifiers(qualifiers: Qualifiers, separator: string, flavorOf: FlavorOf): string {
  if (qualifiers.size === 0) return ''
  return `[${[...qualifiers].map(qualifier => printQualifier(qualifier, flavorOf)).join(', ')}]${separator}`
}

function printQualifier(qualifier: Qualifier, flavorOf: FlavorOf): string {
  const { name, flavor } = qualifier
  const words = flavorWords(flavor, flavorOf(name))
  return `${name}${printQualifierValue(qualifier)}${words.length > 0 ? `: ${words.join(' ')}` : ''}`
}

function printQualifierValue({ value, real }: Qualifier): string {
  const print = (item: boolean | number | string): string => {
    if (typeof item === 'string') return printText(item)
    return typeof item === 'boolean' ? printBoolean(item) : real ? printReal(item) : String(item)
  }
  if (value === true) return ''
  return typeof value === 'object' ? `{${value.map(print).join(', ')}}` : `(${print(value)})`
}

/** `[qualifiers] type name[n] = default`. */
export function printElement(element: ElementDeclaration, flavorOf: FlavorOf): string {
  const { name, type, className, isArray, arraySize, qualifiers, defaultValue } = element
  const brackets = isArray ? `[${arraySize ?? ''}]` : ''
  const written = defaultValue === null ? '' : ` = ${printValue(defaultValue, '\t', flavorOf)}`
  return `${printQualifiers(qualifiers, ' ', flavorOf)}${printType(type, className)} ${name}${brackets}${written}`
}

export function printType(type: string, className: string | undefined): string {
  if (type === 'reference') return `${className ?? 'object'} ref`
  return className ?? type
}
