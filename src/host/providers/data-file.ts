import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { fileProvider } from './files/provider.js'

/** CIM_DataFile: the regular files of the machine's drives, links to one included. Names keep the system's spelling. */
export function dataFileProvider(machine: Machine): ProviderRegistration {
  return { classes: ['CIM_DataFile'], provider: fileProvider(machine, 'file') }
}
