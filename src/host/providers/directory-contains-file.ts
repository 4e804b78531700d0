import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { folderLinkProvider } from './files/folder-links.js'

/** CIM_DirectoryContainsFile: each file (PartComponent) in its folder (GroupComponent). */
export function directoryContainsFileProvider(machine: Machine): ProviderRegistration {
  return { classes: ['CIM_DirectoryContainsFile'], provider: folderLinkProvider(machine, 'file') }
}
