import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { folderLinkProvider } from './files/folder-links.js'

/** Win32_SubDirectory: each folder (PartComponent) in the one that holds it (GroupComponent). */
export function subDirectoryProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_SubDirectory'], provider: folderLinkProvider(machine, 'folder') }
}
