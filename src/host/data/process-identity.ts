// Which process holds a lock: its id alone may by now belong to another one.
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** What tells a process from every other one, as far as the system says it; null where it does not. */
export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** When the process began, in the system's own measure. */
  readonly start: string | null
  /** The system's run between two boots. */
  readonly boot: string | null
  /** The space in which `pid` means something: a container has its own. */
  readonly space: string | null
}

/** Of this process. */
export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    start: startOf(process.pid),
    boot: read('/proc/sys/kernel/random/boot_id'),
    space: pidSpace(),
  }
}

export function sameProcess(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return a.pid === b.pid && a.host === b.host && a.start === b.start && a.boot === b.boot && a.space === b.space
}

/** True when the process still runs, false when it does not, undefined when that cannot be seen from here. */
export function isRunning(other: ProcessIdentity, own: ProcessIdentity): boolean | undefined {
  if (other.host !== own.host || differ(other.space, own.space)) return undefined
  if (differ(other.boot, own.boot)) return false
  try {
    process.kill(other.pid, 0)
  } catch (error) {
    // EPERM: it runs as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return !differ(other.start, startOf(other.pid))
}

/** Reads what a lock file says; undefined for anything else. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof given !== 'object' || given === null) return undefined
  const { pid, host, start, boot, space }: { readonly [Part in keyof ProcessIdentity]?: unknown } = given
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0 || typeof host !== 'string') return undefined
  return { pid, host, start: textOf(start), boot: textOf(boot), space: textOf(space) }
}

function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Field 22 of /proc/<pid>/stat; the second, the name in parentheses, may hold anything. */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function pidSpace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return null
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return null
  }
}
