// What administrators write down about rights: plain data, as it may stand in a JSON file.
import { ArgumentError } from '../../base/errors.js'
import { nearestNames } from '../../base/nearest-names.js'
import { accessText } from '../../base/texts/host-access.js'
import type { Right } from '../access-policy.js'

/** Grants rights. Rights of several rules add up; nothing is allowed that no rule grants. */
export interface AccessRule {
  /**
   * `alice` (an account of this machine), `alice@corp.example` or `CORP\alice`, `@name` for a group of
   * {@link AccessRules.groups}, `*` for everybody who has proved who it is. Stars and question marks are wildcards.
   */
  readonly user: string | readonly string[]
  /** Such as `root\cimv2` or `root\*`, with either slash; default all. */
  readonly namespaces?: string | readonly string[]
  /** Such as `Win32_Process` or `Win32_Perf*`; default all but those that a provider of `registerProvider` serves. */
  readonly classes?: string | readonly string[]
  /** Classes that the rule is not about, whatever `classes` says. */
  readonly except?: string | readonly string[]
  readonly rights: readonly Right[]
}

/** Property names by class name; class names may have wildcards. Subclasses are meant too. */
export type PropertiesByClass = Readonly<Record<string, readonly string[]>>

/** All that is decided about rights. */
export interface AccessRules {
  readonly rules: readonly AccessRule[]
  /** Members by name of the group, written as in {@link AccessRule.user}. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
  /** Properties that are null for everybody without the right `unmask` for the class. */
  readonly hidden?: PropertiesByClass
  /** Properties that are null in rows of other users for everybody without the right `unmask` for the class. */
  readonly personal?: PropertiesByClass
}

/** The rights by name; the bits of those that Windows has are its own. */
export const rightBits: Readonly<Record<Right, number>> = {
  enable: 0x1,
  execute: 0x2,
  fullWrite: 0x4,
  partialWrite: 0x8,
  remote: 0x20,
  subscribe: 0x40,
  unmask: 0x100,
}

const rulesMembers = ['rules', 'groups', 'hidden', 'personal']
const ruleMembers = ['user', 'namespaces', 'classes', 'except', 'rights']

/**
 * Looks at rules that came from a file or from JavaScript. A misspelt member would grant more than was meant, so it is
 * refused.
 *
 * @throws ArgumentError saying where
 */
export function checkRules(value: unknown): asserts value is AccessRules {
  const rules = object(value, 'rules')
  members(rules, rulesMembers, 'rules')
  if (!Array.isArray(rules.rules)) throw wrong('rules', accessText('list'))
  const groups = rules.groups === undefined ? {} : object(rules.groups, 'groups')
  for (const [name, list] of Object.entries(groups)) texts(list, `groups.${name}`)
  rules.rules.forEach((rule: unknown, index) => {
    checkRule(rule, `rules[${index}]`, groups)
  })
  for (const member of ['hidden', 'personal'] as const) {
    if (rules[member] === undefined) continue
    for (const [name, list] of Object.entries(object(rules[member], member))) texts(list, `${member}.${name}`)
  }
}

function checkRule(value: unknown, at: string, groups: object): void {
  const rule = object(value, at)
  members(rule, ruleMembers, at)
  for (const user of texts(rule.user, `${at}.user`)) {
    if (user.startsWith('@') && !Object.hasOwn(groups, user.slice(1)))
      throw wrong(`${at}.user`, accessText('unknownGroup', { name: user }), nearest(user.slice(1), Object.keys(groups)))
  }
  for (const member of ['namespaces', 'classes', 'except'])
    if (rule[member] !== undefined) texts(rule[member], `${at}.${member}`)
  const known = Object.keys(rightBits)
  if (!Array.isArray(rule.rights)) throw wrong(`${at}.rights`, accessText('list'))
  for (const right of rule.rights)
    if (!known.includes(right))
      throw wrong(
        `${at}.rights`,
        accessText('unknownRight', { name: String(right) }),
        nearest(String(right), known) ?? accessText('rightsHint', { names: known.join(', ') }),
      )
}

function members(value: object, known: readonly string[], at: string): void {
  for (const name of Object.keys(value))
    if (!known.includes(name))
      throw wrong(
        at,
        accessText('unknownMember', { name }),
        nearest(name, known) ?? accessText('membersHint', { names: known.join(', ') }),
      )
}

function object(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw wrong(at, accessText('object'))
}

/** One text or a list of them, none empty. */
function texts(value: unknown, at: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  for (const each of list) if (typeof each !== 'string' || each.trim() === '') throw wrong(at, accessText('texts'))
  return list as readonly string[]
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const near = nearestNames(name, known)
  return near.length > 0 ? accessText('nearHint', { names: near.join(', ') }) : undefined
}

function wrong(at: string, why: string, hint = accessText('rulesHint')): ArgumentError {
  return new ArgumentError(accessText('wrongRules', { at, why }), { hint })
}
