import type { Machine } from '../machine.js'
import type { ProviderRegistration } from '../provider.js'
import { drivesOf } from './drives.js'
import { rootOf, windowsName } from './files/entry.js'
import { reference } from './reference.js'

/** Win32_LogicalDiskRootDirectory: each drive with its root folder. A mount without a drive letter has none. */
export function logicalDiskRootDirectoryProvider(machine: Machine): ProviderRegistration {
  return {
    classes: ['Win32_LogicalDiskRootDirectory'],
    provider: {
      enumerate: () =>
        drivesOf(machine).map(drive => ({
          GroupComponent: reference(machine, 'Win32_LogicalDisk', { DeviceID: drive.letter }),
          PartComponent: reference(machine, 'Win32_Directory', { Name: windowsName(rootOf(drive)) }),
        })),
    },
  }
}
