// systemd.syntax(7), systemd.unit(5) "Specifiers".
import type { Machine } from '../../../machine.js'
import type { ServiceUnit } from './unit-catalog.js'

/** The settings of a unit by `Section.Name`, in the order in which they were given; an empty one takes earlier ones away. */
export type UnitSettings = ReadonlyMap<string, readonly string[]>

/** Reads a unit's file and then the drop-ins that change it; files that cannot be read say nothing. */
export function readUnit(machine: Machine, unit: ServiceUnit): UnitSettings {
  const settings = new Map<string, string[]>()
  const files = unit.file === null ? unit.dropIns : [unit.file, ...unit.dropIns]
  for (const file of files) parseUnit(machine.text(file) ?? '', settings)
  return settings
}

export function parseUnit(text: string, settings: Map<string, string[]> = new Map()): Map<string, string[]> {
  let section = ''
  for (const line of logicalLines(text)) {
    const title = /^\[(.*)\]$/.exec(line)
    if (title) section = title[1] ?? ''
    const equals = line.indexOf('=')
    if (title || equals < 1) continue
    const key = `${section}.${line.slice(0, equals).trim()}`
    const value = line.slice(equals + 1).trim()
    if (value === '') settings.delete(key)
    else settings.set(key, [...(settings.get(key) ?? []), value])
  }
  return settings
}

/** Lines without comments; a backslash at the end is a blank and the next line goes on, comments between them aside. */
function* logicalLines(text: string): Generator<string> {
  let begun = ''
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trimStart()
    if (/^[#;]/.test(line)) continue
    if (line.endsWith('\\')) begun += `${line.slice(0, -1)} `
    else {
      const whole = (begun + line).trim()
      if (whole) yield whole
      begun = ''
    }
  }
  if (begun.trim()) yield begun.trim()
}

/** Where the system manager keeps things, and whom it runs as. */
const places: Readonly<Record<string, string>> = {
  '%': '%',
  C: '/var/cache',
  E: '/etc',
  g: 'root',
  G: '0',
  h: '/root',
  L: '/var/log',
  s: '/bin/sh',
  S: '/var/lib',
  t: '/run',
  T: '/tmp',
  u: 'root',
  U: '0',
  V: '/var/tmp',
}

/** Replaces the specifiers that follow from the unit's name and the machine; unknown ones stay as written. */
export function expandSpecifiers(text: string, unitName: string, hostName: string | null): string {
  const stem = unitName.replace(/\.[^.]*$/, '')
  const [prefix = '', instance = ''] = stem.includes('@') ? split(stem, '@') : [stem]
  const lastWord = prefix.slice(prefix.lastIndexOf('-') + 1)
  const named: Readonly<Record<string, string | null>> = {
    ...places,
    f: `/${unescapeUnit(instance || prefix)}`,
    H: hostName,
    i: instance,
    I: unescapeUnit(instance),
    j: lastWord,
    J: unescapeUnit(lastWord),
    l: hostName?.replace(/\..*/, '') ?? null,
    n: unitName,
    N: stem,
    p: prefix,
    P: unescapeUnit(prefix),
  }
  return text.replace(/%([A-Za-z%])/g, (whole, letter: string) => named[letter] ?? whole)
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** systemd-escape(1): `-` stands for `/`, `\x2d` for a character. */
function unescapeUnit(text: string): string {
  return text
    .replaceAll('-', '/')
    .replace(/\\x([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

/** A command of ExecStart=: its program, and its arguments as they are written. */
export interface ExecCommand {
  readonly program: string
  readonly rest: string
}

/** systemd.service(5) "Command lines": prefixes say how to run it; after `@` the second word is only a name for the process. */
export function parseExec(text: string): ExecCommand | null {
  const [, prefixes = '', line = ''] = /^([@\-:+!|]*)\s*(.*)$/s.exec(text) ?? []
  const [program, rest] = firstWord(line)
  if (program === '') return null
  return { program, rest: prefixes.includes('@') ? firstWord(rest)[1] : rest }
}

function firstWord(text: string): readonly [word: string, rest: string] {
  const match = /^"((?:[^"\\]|\\.)*)"|^'((?:[^'\\]|\\.)*)'|^(\S+)/s.exec(text)
  if (!match) return ['', '']
  const quoted = match[1] ?? match[2]
  return [quoted?.replace(/\\(.)/gs, '$1') ?? match[3] ?? '', text.slice(match[0].length).trim()]
}
