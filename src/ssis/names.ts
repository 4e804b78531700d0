import { modelText } from '../base/texts/ssis-model.js'
import { dtsError } from './errors.js'

/** Where a name is set: connection managers may have `.`, as real files do. */
export type NameRule = 'object' | 'connection'

const reserved: Record<NameRule, string> = { object: '/\\:[].=', connection: '/\\:[]=' }

/**
 * Checks a name that is newly set; names that were loaded are never checked.
 *
 * @throws DtsError DTS_E_DTSNAME_NOTEMPTY, _LEGAL, _PRINTABLE, _NOLEADWHITESP, _NOTRAILWHITESP
 */
export function checkName(name: string, rule: NameRule = 'object'): void {
  if (typeof name !== 'string') throw dtsError('DTS_E_DTSNAME_NOTNULL')
  if (name === '') throw dtsError('DTS_E_DTSNAME_NOTEMPTY')
  const characters = [...reserved[rule]]
  if (characters.some(character => name.includes(character)))
    throw dtsError('DTS_E_DTSNAME_LEGAL', { name, characters: characters.join(' ') })
  if (/[\p{Cc}\p{Cs}]/u.test(name)) throw dtsError('DTS_E_DTSNAME_PRINTABLE', { name })
  if (/^\s/.test(name)) throw dtsError('DTS_E_DTSNAME_NOLEADWHITESP', { name })
  if (/\s$/.test(name)) throw dtsError('DTS_E_DTSNAME_NOTRAILWHITESP', { name })
}

/** `base`, or `base 1`, `base 2` … : the first that is not taken. */
export function uniqueName(base: string, taken: (name: string) => boolean): string {
  if (!taken(base)) return base
  for (let number = 1; ; number += 1) if (!taken(`${base} ${number}`)) return `${base} ${number}`
}

/** Whether two names or GUIDs are the same without case. */
export function sameName(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase()
}

/** A hint that says which names there are; of many only the first. */
export function namesHint(names: readonly string[]): string {
  if (names.length === 0) return modelText('notHere', { names: modelText('isNothing') })
  const shown = names.length > 20 ? names.slice(0, 19) : names
  const list = shown.join(', ')
  const count = names.length - shown.length
  return count === 0 ? modelText('notHere', { names: list }) : modelText('notHereMore', { names: list, count })
}

/** A reference of a file as errors show it. */
export function shownReference(reference: string): string {
  return reference ? modelText('quoted', { value: reference }) : modelText('isNothing')
}

interface Keyed {
  readonly name: string
  readonly id: string
}

/** The item of a collection by its name, ID or index; the exact name counts first. Undefined for anything else. */
export function findByKey<T extends Keyed>(items: readonly T[], key: unknown): T | undefined {
  if (typeof key === 'number') return items[key]
  if (typeof key !== 'string') return undefined
  return (
    items.find(item => item.name === key) ??
    items.find(item => sameName(item.id, key)) ??
    items.find(item => sameName(item.name, key))
  )
}
