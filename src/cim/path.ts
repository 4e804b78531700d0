// WMI object paths: WMI SDK "WMI Object Paths", [MS-WMI] 2.2.2.
//   [\\server\][namespace:]Class
//   [\\server\][namespace:]Class.Key="text",Key=1      also Class="text", for a class with one key
//   [\\server\][namespace:]Class=@                     the instance of a singleton
import { WmiError } from '../base/errors.js'
import { compareNames, foldName } from '../base/name-map.js'
import { cimText } from '../base/texts/cim.js'
import type { CimClass } from './class.js'
import { CimDateTime } from './datetime.js'
import type { CimValue } from './value.js'

/** A key of an instance path. The name is null in the form `Class="value"`; a reference key's value is a path as text. */
export interface PathKey {
  readonly name: string | null
  readonly value: string | bigint | boolean
}

/** An object path. A class path has neither keys nor the singleton mark. */
export interface ObjectPath {
  readonly server: string | null
  /** With backslashes, such as `root\cimv2`; null means the namespace of the connection. */
  readonly namespace: string | null
  readonly className: string
  readonly keys: readonly PathKey[] | null
  readonly singleton: boolean
}

const nameAt = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy
const wholeName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u
const constantAt = /[+-]?\d{1,20}(?![\w.])|(?:true|false)(?!\w)/iy
const prefixEnd = /[:="']/

/** Reads an object path, either slash, either quote. @throws WmiError WBEM_E_INVALID_OBJECT_PATH */
export function parseObjectPath(text: string): ObjectPath {
  const source = text.trim()
  const mark = source.search(prefixEnd)
  const colon = prefixColon(source, mark)
  if (colon < 0 && /^[\\/]|^[^="'.]*[\\/]/.test(source)) throw invalid(text, cimText('pathIsNamespace'))
  const home = colon < 0 ? { server: null, namespace: null } : parseNamespacePath(source.slice(0, colon))
  return new PathReader(source, colon + 1).read(home)
}

/** The same, but undefined for text that is no path. */
export function tryParseObjectPath(text: string): ObjectPath | undefined {
  try {
    return parseObjectPath(text)
  } catch (error) {
    if (error instanceof WmiError) return undefined
    throw error
  }
}

/** Where the namespace ends, or -1. The server may be an IPv6 address, the rest has no colon outside quotes. */
function prefixColon(source: string, mark: number): number {
  const afterServer = /^[\\/]{2}[^\\/="']*/.exec(source)?.[0].length ?? 0
  const at = afterServer > mark ? afterServer + source.slice(afterServer).search(prefixEnd) : mark
  return source[at] === ':' && at >= afterServer ? at : -1
}

/** Reads `\\server\root\cimv2`, `\root\cimv2` or `root/cimv2`. @throws WmiError WBEM_E_INVALID_OBJECT_PATH */
export function parseNamespacePath(text: string): { server: string | null; namespace: string } {
  const match = /^[\\/]{2}([^\\/]+)(?:[\\/](.*))?$/s.exec(text)
  if (!match && /^[\\/]{2}/.test(text)) throw invalid(text, cimText('pathServer'))
  const namespace = normalizeNamespace(match ? (match[2] ?? '') : text)
  if (namespace === '' || !/^[^\\:="'.,\s]+(\\[^\\:="'.,\s]+)*$/.test(namespace))
    throw invalid(text, cimText('pathNamespace'))
  return { server: match?.[1] ?? null, namespace }
}

/** Reads what follows the namespace. */
class PathReader {
  readonly #text: string
  #at: number

  constructor(text: string, at: number) {
    this.#text = text
    this.#at = at
  }

  read(home: { server: string | null; namespace: string | null }): ObjectPath {
    const className = this.#name(cimText('pathClass'))
    const next = this.#text[this.#at]
    if (next === undefined) return { ...home, className, keys: null, singleton: false }
    if (next !== '=' && next !== '.') throw this.#expected('".", "="')
    this.#at += 1
    if (next === '=' && this.#text[this.#at] === '@') {
      this.#at += 1
      this.#end()
      return { ...home, className, keys: null, singleton: true }
    }
    const keys = next === '=' ? [{ name: null, value: this.#value() }] : this.#keys()
    this.#end()
    return { ...home, className, keys, singleton: false }
  }

  #keys(): PathKey[] {
    const keys = new Map<string, PathKey>()
    do {
      if (keys.size > 0) this.#at += 1
      const name = this.#name(cimText('pathKey'))
      if (keys.has(foldName(name))) throw invalid(this.#text, cimText('pathKeyTwice', { name }))
      if (this.#text[this.#at] !== '=') throw this.#expected('"="')
      this.#at += 1
      keys.set(foldName(name), { name, value: this.#value() })
    } while (this.#text[this.#at] === ',')
    return [...keys.values()]
  }

  #name(what: string): string {
    nameAt.lastIndex = this.#at
    const name = nameAt.exec(this.#text)?.[0]
    if (name === undefined) throw this.#expected(what)
    this.#at += name.length
    return name
  }

  #value(): string | bigint | boolean {
    const quote = this.#text[this.#at]
    if (quote === '"' || quote === "'") return this.#quoted(quote)
    constantAt.lastIndex = this.#at
    const word = constantAt.exec(this.#text)?.[0]
    if (word === undefined) throw this.#expected(cimText('pathValue'))
    this.#at += word.length
    return /\d/.test(word) ? BigInt(word.replace('+', '')) : word.toLowerCase() === 'true'
  }

  /** A backslash escapes a backslash or a quote; before anything else it stands for itself, as samples write paths. */
  #quoted(quote: string): string {
    const text = this.#text
    let value = ''
    let from = this.#at + 1
    for (let at = from; at < text.length; at += 1) {
      const char = text[at]
      if (char === quote) {
        this.#at = at + 1
        return value + text.slice(from, at)
      }
      const next = text[at + 1]
      if (char === '\\' && (next === '\\' || next === '"' || next === "'")) {
        value += text.slice(from, at)
        from = at + 1
        at += 1
      }
    }
    throw invalid(text, cimText('pathQuote'))
  }

  #end(): void {
    if (this.#at < this.#text.length) throw this.#expected('","')
  }

  #expected(what: string): WmiError {
    return invalid(this.#text, cimText('pathExpected', { what, column: this.#at + 1 }))
  }
}

/** The canonical text: backslashes, double quotes, keys in alphabetical order. @throws WmiError WBEM_E_INVALID_OBJECT_PATH */
export function formatObjectPath(path: ObjectPath): string {
  const names = [path.className, ...(path.keys ?? []).flatMap(key => key.name ?? [])]
  for (const name of names)
    if (!wholeName.test(name)) throw invalid(name, cimText('pathExpected', { what: cimText('pathName'), column: 1 }))
  if (path.server !== null && path.namespace === null) throw invalid(path.className, cimText('pathNamespace'))
  const prefix = path.namespace === null ? '' : formatPathPrefix(path.server, path.namespace)
  if (path.singleton) return `${prefix}${path.className}=@`
  if (path.keys === null || path.keys.length === 0) return prefix + path.className
  const keys = [...path.keys].sort((a, b) => compareNames(a.name ?? '', b.name ?? ''))
  const text = keys.map(key => `${key.name ?? ''}=${formatKeyValue(key.value)}`).join(',')
  return `${prefix}${path.className}${keys[0]?.name === null ? '' : '.'}${text}`
}

/**
 * The path of an instance relative to its namespace, as `__RELPATH`; `Class=@` for a singleton. Null when the class has no
 * keys or the instance lacks one of them.
 */
export function formatInstancePath(cimClass: CimClass, instance: Readonly<Record<string, CimValue>>): string | null {
  if (cimClass.keys.length === 0) return cimClass.isSingleton ? `${cimClass.name}=@` : null
  let text = `${cimClass.name}.`
  for (const [position, key] of cimClass.keys.entries()) {
    const value = instance[key.name]
    let shown: string
    if (typeof value === 'string')
      // char16 keys are written as numbers.
      shown = key.type === 'char16' ? String(value.charCodeAt(0)) : formatKeyValue(value)
    else if (typeof value === 'number' || typeof value === 'bigint') shown = String(value)
    else if (typeof value === 'boolean') shown = formatKeyValue(value)
    else if (value instanceof CimDateTime) shown = formatKeyValue(value.text)
    else return null
    text += `${position > 0 ? ',' : ''}${key.name}=${shown}`
  }
  return text
}

function formatKeyValue(value: string | bigint | boolean): string {
  if (typeof value === 'string') return `"${value.replace(/[\\"]/g, '\\$&')}"`
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value)
}

/** `\\SERVER\root\cimv2:`, or `root\cimv2:` without a server. */
export function formatPathPrefix(server: string | null, namespace: string): string {
  return `${server === null ? '' : `\\\\${server}\\`}${namespace}:`
}

/**
 * True when two paths name the same object of one server: case, quotes, key order and the server part do not matter, an
 * absent namespace fits every namespace, an unnamed key fits any single key, and in a key that is a file's name (`c:\out`)
 * several backslashes count as one. Text that is no path is never the same.
 */
export function samePath(a: ObjectPath | string, b: ObjectPath | string): boolean {
  const x = typeof a === 'string' ? tryParseObjectPath(a) : a
  const y = typeof b === 'string' ? tryParseObjectPath(b) : b
  if (x === undefined || y === undefined) return false
  if (foldName(x.className) !== foldName(y.className) || x.singleton !== y.singleton) return false
  if (x.namespace !== null && y.namespace !== null && foldName(x.namespace) !== foldName(y.namespace)) return false
  if (x.keys === null || y.keys === null) return x.keys === y.keys
  return x.keys.length === y.keys.length && x.keys.every(key => hasKey(y.keys ?? [], key))
}

function hasKey(keys: readonly PathKey[], wanted: PathKey): boolean {
  return keys.some(
    key =>
      (key.name === null || wanted.name === null || foldName(key.name) === foldName(wanted.name)) &&
      sameKeyValue(key.value, wanted.value),
  )
}

function sameKeyValue(a: PathKey['value'], b: PathKey['value']): boolean {
  const [x, y] = [foldName(String(a)), foldName(String(b))]
  if (x === y || (isFileName(x) && oneBackslash(x) === oneBackslash(y))) return true
  // Two reference keys may spell one path differently.
  return typeof a === 'string' && typeof b === 'string' && a.includes('=') && b.includes('=') && samePath(a, b)
}

/** Samples escape a file's name once more than they need, so that two backslashes stand where one is meant. */
function oneBackslash(text: string): string {
  return text.replace(/\\+/g, '\\')
}

function isFileName(folded: string): boolean {
  return /^[a-z]:\\/.test(folded)
}

/** A namespace as WMI spells it: backslashes, none at the ends; the case stays. */
export function normalizeNamespace(text: string): string {
  return text
    .split(/[\\/]+/)
    .filter(Boolean)
    .join('\\')
}

function invalid(text: string, why: string): WmiError {
  const path = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return new WmiError('WBEM_E_INVALID_OBJECT_PATH', cimText('pathInvalid', { path, why }), {
    hint: cimText('pathHint'),
  })
}
