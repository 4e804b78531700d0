// Where syslog daemons write: Debian's names first, then Red Hat's.
import type { Machine } from '../../../machine.js'
import type { Logfile } from './log-event.js'

export const syslogFolder = '/var/log'

/** A log and the file that holds it; what came before is in `rotated`. */
export interface SyslogFile {
  readonly logfile: Logfile
  readonly name: string
  readonly rotated: string | null
}

const candidates: readonly (readonly [logfile: Logfile, names: readonly string[]])[] = [
  ['System', ['syslog', 'messages']],
  ['Security', ['auth.log', 'secure']],
]

/** The files that are there; of several that would hold the same the first. */
export function syslogFiles(machine: Machine): readonly SyslogFile[] {
  const present = machine.list(syslogFolder)
  return candidates.flatMap(([logfile, names]) => {
    const name = names.find(each => present.includes(each))
    return name === undefined ? [] : [{ logfile, name, rotated: rotatedOf(name, present) }]
  })
}

/** logrotate counts (`syslog.1`) or dates (`messages-20240501`); older ones are mostly compressed. */
function rotatedOf(name: string, present: readonly string[]): string | null {
  if (present.includes(`${name}.1`)) return `${name}.1`
  const dated = present.filter(
    each => each.startsWith(`${name}-`) && /^-\d{8}(?:\d{2})?$/.test(each.slice(name.length)),
  )
  return dated.sort().at(-1) ?? null
}
