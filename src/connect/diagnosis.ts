// What `diagnose()` tells: how far one gets with a server, stage by stage, and what to do where it ends.

/**
 * What is looked at, in this order. `tcp` comes once per port that is tried, `tls` only where TLS is spoken.
 * - settings: what the options mean; resolve: addresses of the name; tcp: who answers on the port
 * - tls: protocol, cipher and certificate; offer: the authentication schemes that the server names
 * - logon: who we are to the server, and what it says of itself; namespace, query: what this user may read there
 * - roundTrip: how long small exchanges took
 */
export const diagnosisStages = [
  'settings',
  'resolve',
  'tcp',
  'tls',
  'offer',
  'logon',
  'namespace',
  'query',
  'roundTrip',
] as const
export type DiagnosisStageName = (typeof diagnosisStages)[number]

/** A likely reason of a failure, in words, and the command that mends it on the server. */
export interface DiagnosisCause {
  readonly cause: string
  /** Absent where no command mends it. Of PowerShell unless it says otherwise. */
  readonly command?: string
}

/** One stage and how it came out. */
export interface DiagnosisStage {
  readonly stage: DiagnosisStageName
  /** warning: it went on, but somebody should look at `causes`. skipped: an earlier stage ended the walk. */
  readonly outcome: 'ok' | 'warning' | 'failed' | 'skipped'
  /** What was found, in no language: names, addresses, numbers. Empty when nothing was. */
  readonly detail: string
  /** The same and more by name, for reports; no secrets. */
  readonly facts: Readonly<Record<string, string | number | boolean | null | readonly string[]>>
  readonly milliseconds?: number
  /** Of a failed stage. */
  readonly error?: unknown
  /** The likeliest first. */
  readonly causes: readonly DiagnosisCause[]
}
