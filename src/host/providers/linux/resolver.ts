// How names are resolved: resolv.conf(5).
import type { Machine } from '../../machine.js'

export interface Resolver {
  /** Null when the system does not say. */
  readonly servers: readonly string[] | null
  readonly domain: string | null
  readonly search: readonly string[] | null
}

/** The addresses under which systemd-resolved answers for the servers that it asks itself. */
const stub = new Set(['127.0.0.53', '127.0.0.54'])

/** What /etc/resolv.conf says; where it only points to systemd-resolved, the servers that one asks. */
export function readResolver(machine: Machine): Resolver {
  const own = parse(machine.text('/etc/resolv.conf') ?? '')
  if (!own.servers?.length || !own.servers.every(server => stub.has(server))) return own
  const uplink = machine.text('/run/systemd/resolve/resolv.conf')
  return uplink === null ? own : { ...own, servers: parse(uplink).servers ?? own.servers }
}

function parse(text: string): Resolver {
  const servers: string[] = []
  let domain: string | null = null
  let search: string[] | null = null
  for (const line of text.split('\n')) {
    const [keyword, ...values] = line
      .replace(/[#;].*$/, '')
      .trim()
      .split(/\s+/)
    const [first] = values
    if (!first) continue
    if (keyword === 'nameserver') servers.push(first)
    if (keyword === 'domain') domain = first
    // The last line counts; `search .` is how systemd writes that there is none.
    if (keyword === 'search') search = values.filter(value => value !== '.')
  }
  return { servers: servers.length > 0 ? servers : null, domain, search: search?.length ? search : null }
}
