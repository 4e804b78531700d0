// The groups that the system keeps itself, group(5), and who is in them. Those of a directory server are not in this file.
import type { Machine } from '../../machine.js'
import { type Account, accountNumber } from './accounts.js'

export interface Group {
  readonly name: string
  readonly gid: number | null
  /** Accounts that the file names; those whose primary group it is need not be among them. */
  readonly members: readonly string[]
}

/** The groups in the order of the file, the first of each name; `+` lines are includes, not groups. */
export function readGroups(machine: Machine): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const line of (machine.text('/etc/group') ?? '').split('\n')) {
    const [name, password, gid, members] = line.split(':')
    if (!name || /^[+-]/.test(name) || password === undefined || gid === undefined || groups.has(name)) continue
    groups.set(name, {
      name,
      gid: accountNumber(gid),
      members: (members ?? '').split(',').flatMap(each => each.trim() || []),
    })
  }
  return [...groups.values()]
}

/** Everybody who is in the group, once: those it names, and those whose primary group it is. */
export function membersOf(group: Group, accounts: readonly Account[]): ReadonlySet<string> {
  const primary = group.gid === null ? [] : accounts.filter(({ gid }) => gid === group.gid)
  return new Set([...group.members, ...primary.map(({ name }) => name)])
}
