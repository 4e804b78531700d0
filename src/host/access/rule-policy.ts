import { hostname } from 'node:os'
import { glob } from '../../base/glob.js'
import { foldName } from '../../base/name-map.js'
import { normalizeNamespace } from '../../cim/path.js'
import type { AccessPolicy, AccessTarget, PersonalProperties } from '../access-policy.js'
import type { Caller } from '../caller.js'
import { accountName } from './account.js'
import { type AccessRule, type AccessRules, checkRules, type PropertiesByClass, rightBits } from './rules.js'

export interface AccessPolicyOptions {
  /** The machine's name: `HOST\alice` is then `alice`. Default: the name of this one. */
  readonly hostName?: string
}

/** A rule that speaks of one user, ready to be asked. */
interface Grant {
  readonly namespace: (name: string) => boolean
  readonly class: (name: string) => boolean
  /** True when classes are named, not just all of them. */
  readonly named: boolean
  readonly bits: number
}

/** What was worked out for one caller. It goes with the caller. */
interface Memory {
  readonly grants: readonly Grant[]
  readonly bits: Map<string, number>
  readonly hidden: Map<string, ReadonlySet<string> | null>
  readonly personal: Map<string, PersonalProperties | null>
}

/** Classes that a caller makes up must not fill the memory. */
const mostRemembered = 5000

/**
 * Rights by rules. The owner of the host, a caller in the same process without a name, may do everything; everybody else what
 * the rules grant, and who has not proved a name nothing. Full writing includes partial writing.
 *
 * @throws ArgumentError for rules that are wrong, saying where
 */
export function accessPolicy(rules: AccessRules, options: AccessPolicyOptions = {}): AccessPolicy {
  checkRules(rules)
  const { hostName = hostname() } = options
  const memories = new WeakMap<Caller, Memory>()

  function memoryOf(caller: Caller): Memory {
    let memory = memories.get(caller)
    if (!memory) {
      const account = caller.user === null ? null : accountName(caller.user, hostName)
      const grants = account === null ? [] : grantsOf(rules, account, hostName)
      memory = { grants, bits: new Map(), hidden: new Map(), personal: new Map() }
      memories.set(caller, memory)
    }
    return memory
  }

  function bitsOf(caller: Caller, namespace: string, target: AccessTarget | undefined): number {
    const { grants, bits } = memoryOf(caller)
    const key = `${namespace}\n${target?.className ?? ''}\n${target?.registered ? '!' : ''}`
    return remembered(bits, key, () =>
      grants.reduce((all, grant) => (speaksOf(grant, namespace, target) ? all | grant.bits : all), 0),
    )
  }

  function masked(caller: Caller, namespace: string, className: string): boolean {
    return !isOwner(caller) && (bitsOf(caller, namespace, { className }) & rightBits.unmask) === 0
  }

  return {
    allows: (caller, right, namespace, target) =>
      isOwner(caller) || (bitsOf(caller, namespace, target) & rightBits[right]) !== 0,

    hidden: (caller, namespace, className) =>
      remembered(memoryOf(caller).hidden, `${namespace}\n${className}`, () =>
        masked(caller, namespace, className) ? propertiesOf(rules.hidden, className) : null,
      ),

    personal: (caller, namespace, className) =>
      remembered(memoryOf(caller).personal, `${namespace}\n${className}`, () => {
        const names = masked(caller, namespace, className) ? propertiesOf(rules.personal, className) : null
        if (names === null) return null
        const account = caller.user === null ? null : accountName(caller.user, hostName)
        return { names, owns: user => accountName(user, hostName) === account }
      }),
  }
}

function isOwner(caller: Caller): boolean {
  return caller.user === null && !caller.remote
}

function grantsOf({ rules, groups = {} }: AccessRules, account: string, hostName: string): Grant[] {
  const isMember = (user: string) => accountTest(accountName(user, hostName))(account)
  return rules
    .filter(({ user }) =>
      listOf(user).some(each =>
        each.startsWith('@') ? (groups[each.slice(1)] ?? []).some(isMember) : each === '*' || isMember(each),
      ),
    )
    .map(grantOf)
}

/** A wildcard in a name does not reach into the domain. */
function accountTest(pattern: string): (account: string) => boolean {
  const [name, domain] = partsOf(pattern).map(glob)
  return account => {
    const [ownName, ownDomain] = partsOf(account)
    return name?.(ownName) === true && domain?.(ownDomain) === true
  }
}

function partsOf(account: string): readonly [name: string, domain: string] {
  const at = account.lastIndexOf('@')
  return at < 0 ? [account, ''] : [account.slice(0, at), account.slice(at + 1)]
}

function grantOf({ namespaces = '*', classes = '*', except = [], rights }: AccessRule): Grant {
  const excluded = anyOf(listOf(except))
  const included = anyOf(listOf(classes))
  const bits = rights.reduce((all, right) => all | rightBits[right], 0)
  return {
    namespace: anyOf(listOf(namespaces).map(normalizeNamespace)),
    class: name => included(name) && !excluded(name),
    named: listOf(classes).every(name => /[^*]/.test(name)),
    bits: bits & rightBits.fullWrite ? bits | rightBits.partialWrite : bits,
  }
}

function speaksOf(grant: Grant, namespace: string, target: AccessTarget | undefined): boolean {
  if (!grant.namespace(namespace)) return false
  return target === undefined || (grant.class(target.className) && (grant.named || !target.registered))
}

function propertiesOf(table: PropertiesByClass = {}, className: string): ReadonlySet<string> | null {
  const names = new Set<string>()
  for (const [pattern, properties] of Object.entries(table))
    if (glob(pattern)(className)) for (const property of properties) names.add(foldName(property))
  return names.size > 0 ? names : null
}

function anyOf(patterns: readonly string[]): (text: string) => boolean {
  const tests = patterns.map(glob)
  return text => tests.some(test => test(text))
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value
}

function remembered<T>(memory: Map<string, T>, key: string, work: () => T): T {
  const known = memory.get(key)
  if (known !== undefined) return known
  const value = work()
  if (memory.size >= mostRemembered) memory.clear()
  memory.set(key, value)
  return value
}
