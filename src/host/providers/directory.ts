import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { fileProvider } from './files/provider.js'

/** Win32_Directory: the folders of the machine's drives, each drive's root included. Names keep the system's spelling. */
export function directoryProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_Directory'], provider: fileProvider(machine, 'folder') }
}
