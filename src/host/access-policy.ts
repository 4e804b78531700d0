import type { Caller } from './caller.js'

/**
 * Rights in a namespace, after the access bits of a namespace's security descriptor: WMI SDK "Namespace Access Rights
 * Constants". `enable` reads, `remote` may come over a listener, `execute` calls methods, `partialWrite` writes instances
 * (of static classes and through providers), `fullWrite` also classes and namespaces, `subscribe` receives events.
 */
export type Right = 'enable' | 'remote' | 'execute' | 'partialWrite' | 'fullWrite' | 'subscribe'

/** Who may do what. */
export interface AccessPolicy {
  /** @param className absent: anywhere in the namespace */
  allows(caller: Caller, right: Right, namespace: string, className?: string): boolean
  /** Properties of a class that this caller sees as null; null: nothing is hidden. */
  hidden(caller: Caller, namespace: string, className: string): ReadonlySet<string> | null
}
