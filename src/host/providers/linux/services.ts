import type { Machine } from '../../machine.js'
import { hasProcfs } from '../system-name.js'
import { initServices } from './init-scripts.js'
import type { ServiceFacts } from './service-facts.js'
import { runsSystemd } from './sessions.js'
import { systemdServices } from './systemd/services.js'

/** The services whose names pass, by name: those of systemd, else the scripts of /etc/init.d. */
export function readServices(machine: Machine, passes: (name: string) => boolean): Iterable<ServiceFacts> {
  if (!hasProcfs(machine)) return []
  return runsSystemd(machine) ? systemdServices(machine, passes) : initServices(machine, passes)
}
