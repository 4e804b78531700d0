import { fileURLToPath } from 'node:url'
import { Machine, type MachineOptions } from '../../src/host/machine.js'

/** The machines of `test/host/trees`: a server with systemd and DMI, a container, an ARM board. */
export type Tree = 'server' | 'container' | 'arm'

export function treePath(tree: Tree): string {
  return fileURLToPath(new URL(`./trees/${tree}`, import.meta.url))
}

export function treeMachine(tree: Tree, options: MachineOptions = {}): Machine {
  return new Machine({ root: treePath(tree), platform: 'linux', ...options })
}
