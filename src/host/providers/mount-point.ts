import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { mountedVolumes } from './mounted-volumes.js'
import { reference } from './reference.js'
import { volumeFacts } from './volumes.js'

/**
 * Win32_MountPoint: each volume with the folder at which it is mounted, the roots of drives included. A folder whose name has
 * no Windows form has no instance.
 */
export function mountPointProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_MountPoint'], provider: { enumerate: () => rows(machine) } }
}

async function* rows(machine: Machine): AsyncGenerator<ProviderRow> {
  for await (const { deviceId, name, letter, folder } of mountedVolumes(machine, volumeFacts(machine))) {
    const directory = letter === null ? windowsPath(machine, folder) : name
    if (directory === null) continue
    yield {
      Directory: reference(machine, 'Win32_Directory', { Name: directory }),
      Volume: reference(machine, 'Win32_Volume', { DeviceID: deviceId }),
    }
  }
}

function windowsPath(machine: Machine, folder: string): string | null {
  const path = folder.includes('\\') ? folder : machine.drives.toWindows(folder)
  return /^[A-Z]:\\/.test(path) ? path : null
}
