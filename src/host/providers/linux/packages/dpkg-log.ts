// What dpkg did and when: the `upgrade` lines of /var/log/dpkg.log.
//   2024-05-01 09:00:00 upgrade openssl:amd64 3.0.13-0ubuntu3 3.0.13-0ubuntu3.1
import type { Machine } from '../../../machine.js'

export interface PackageUpgrade {
  readonly name: string
  readonly architecture: string
  readonly version: string
  /** Local time of the machine: `2024-05-01`. */
  readonly date: string
}

/** Of every package the last upgrade that the log and the one rotated last still tell. */
export function packageUpgrades(machine: Machine): readonly PackageUpgrade[] {
  const last = new Map<string, PackageUpgrade>()
  const line = /^(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d upgrade ([\w.+-]+):([\w-]+) \S+ (\S+)$/gm
  for (const file of ['/var/log/dpkg.log.1', '/var/log/dpkg.log'])
    for (const [, date = '', name = '', architecture = '', version = ''] of (machine.text(file) ?? '').matchAll(line))
      last.set(`${name}:${architecture}`, { name, architecture, version, date })
  return [...last.values()]
}
