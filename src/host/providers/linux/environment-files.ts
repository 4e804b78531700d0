// Variables that the system's files give to every session: /etc/environment (pam_env) and environment.d(5) of systemd.
import type { Machine } from '../../machine.js'

/** Later folders replace files of the same name in earlier ones: environment.d(5). */
const folders = [
  '/usr/lib/environment.d',
  '/usr/local/lib/environment.d',
  '/run/environment.d',
  '/etc/environment.d',
] as const

/**
 * The variables by name, in the order in which they are first set; of several values the last one counts, and
 * /etc/environment has the last word. Values stand as written, quotes removed: `$NAME` in them is not replaced.
 */
export function readSystemEnvironment(machine: Machine): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const folder of folders)
    for (const name of machine.list(folder)) if (name.endsWith('.conf')) files.set(name, `${folder}/${name}`)
  const ordered = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file)

  const variables = new Map<string, string>()
  for (const file of [...ordered, '/etc/environment'])
    for (const [name, value] of assignments(machine.text(file) ?? '')) variables.set(name, value)
  return variables
}

function* assignments(text: string): Generator<[name: string, value: string]> {
  // A backslash at its end carries a line on.
  for (const line of text.replace(/\\\r?\n/g, '').split('\n')) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line.trimEnd())
    if (match?.[1]) yield [match[1], unquote(match[2] ?? '')]
  }
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value
}
