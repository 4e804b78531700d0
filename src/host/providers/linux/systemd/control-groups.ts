// cgroups(7): systemd gives each service that runs a group of its own, `system.slice/ssh.service`, and takes it away after.
import type { Machine } from '../../../machine.js'
import { entriesOf, exists } from '../folder.js'

/** Where systemd keeps its groups: version 1 has a hierarchy for it alone, version 2 one for everything. */
const roots = ['/sys/fs/cgroup/systemd', '/sys/fs/cgroup']

/** Folders of the groups of services, by unit name. */
export type ServiceGroups = ReadonlyMap<string, string>

export function readServiceGroups(machine: Machine): ServiceGroups {
  const groups = new Map<string, string>()
  const root = roots.find(folder => exists(machine, `${folder}/system.slice`))
  if (root !== undefined) walk(machine, root, groups)
  return groups
}

/** Only slices hold services of this systemd: what is inside a service belongs to the service. */
function walk(machine: Machine, folder: string, groups: Map<string, string>): void {
  for (const entry of entriesOf(machine, folder)) {
    if (!entry.isDirectory()) continue
    const path = `${folder}/${entry.name}`
    if (entry.name.endsWith('.slice')) walk(machine, path, groups)
    // A name that could be taken for a file of the kernel has an underscore before it.
    else if (entry.name.endsWith('.service')) groups.set(entry.name.replace(/^_/, ''), path)
  }
}

/** The processes of a group and of the groups in it, in no order. */
export function processesOfGroup(machine: Machine, folder: string): number[] {
  const pids = (machine.text(`${folder}/cgroup.procs`) ?? '').split('\n').filter(Boolean).map(Number)
  for (const entry of entriesOf(machine, folder))
    if (entry.isDirectory()) pids.push(...processesOfGroup(machine, `${folder}/${entry.name}`))
  return pids
}
