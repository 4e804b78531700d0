import { hostname } from 'node:os'
import { foldName } from '../base/name-map.js'

const localNames: ReadonlySet<string> = new Set(['', '.', '(local)', 'localhost', '127.0.0.1', '::1', '[::1]'])

/** A server name without the slashes that SSIS and paths put before it, and people behind it. */
export function bareServer(name: string): string {
  return name
    .trim()
    .replace(/^[\\/]{2}/, '')
    .replace(/(?<![\\/])[\\/]+$/, '')
}

/**
 * True for the names that mean this machine: none, `.`, `(local)`, `localhost`, `127.0.0.1`, `::1` and the machine's own
 * name, whole or up to its first dot, each with or without `\\`.
 */
export function isLocalServer(name: string, machineName: string = hostname()): boolean {
  const bare = foldName(bareServer(name))
  const own = foldName(machineName)
  return localNames.has(bare) || bare === own || bare === own.replace(/\..*$/, '')
}

/** True for `https://server:5986/wsman` and the like. */
export function isUrl(server: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(server.trim())
}
