import type { Caller } from './caller.js'

/**
 * Rights in a namespace, after the access bits of a namespace's security descriptor: WMI SDK "Namespace Access Rights
 * Constants". `enable` reads, `remote` may come over a listener, `execute` calls methods, `partialWrite` writes instances
 * (of static classes and through providers), `fullWrite` also classes, namespaces and permanent subscriptions, `subscribe`
 * receives events. `unmask` is our own: it sees what the policy hides from others.
 */
export type Right = 'enable' | 'remote' | 'execute' | 'partialWrite' | 'fullWrite' | 'subscribe' | 'unmask'

/** A class about whose instances a right is asked. */
export interface AccessTarget {
  readonly className: string
  /** True for a class that a provider of `registerProvider` serves: only who was given the class by name may have it. */
  readonly registered?: boolean
}

/** Properties that a caller sees only in rows of its own. */
export interface PersonalProperties {
  readonly names: ReadonlySet<string>
  /** @param user an account of this machine */
  owns(user: string): boolean
}

/** Who may do what. Asked for every class of every query: answers come from memory. */
export interface AccessPolicy {
  /** @param target absent: for at least one class of the namespace */
  allows(caller: Caller, right: Right, namespace: string, target?: AccessTarget): boolean
  /** Properties of a class that this caller sees as null; null: nothing is hidden. */
  hidden(caller: Caller, namespace: string, className: string): ReadonlySet<string> | null
  /** Properties that this caller sees as null in the rows of others; null or absent: there are none. */
  personal?(caller: Caller, namespace: string, className: string): PersonalProperties | null
}
