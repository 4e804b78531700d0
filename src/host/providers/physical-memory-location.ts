import type { Machine } from '../machine.js'
import type { ProviderRegistration, ProviderRow } from '../provider.js'
import { readSmbios, structureTypes } from './linux/smbios.js'
import { memoryModules } from './physical-memory.js'
import { memoryArrayTag } from './physical-memory-array.js'
import { reference } from './reference.js'

/**
 * Win32_PhysicalMemoryLocation: each memory module (PartComponent) with the array that holds its socket (GroupComponent), by
 * the handles of the raw SMBIOS table, which only an administrator may read: others see none.
 */
export function physicalMemoryLocationProvider(machine: Machine): ProviderRegistration {
  return { classes: ['Win32_PhysicalMemoryLocation'], provider: { enumerate: () => rows(machine) } }
}

function* rows(machine: Machine): Generator<ProviderRow> {
  const structures = readSmbios(machine, structureTypes.memoryArray, structureTypes.memoryDevice)
  const arrays = structures.filter(({ type }) => type === structureTypes.memoryArray)
  for (const { device, tag } of memoryModules(structures)) {
    // DSP0134 7.18: the handle of the device's array.
    const index = arrays.findIndex(({ handle }) => handle === device.word(0x04))
    if (index < 0) continue
    yield {
      GroupComponent: reference(machine, 'Win32_PhysicalMemoryArray', { Tag: memoryArrayTag(index) }),
      PartComponent: reference(machine, 'Win32_PhysicalMemory', { Tag: tag }),
    }
  }
}
