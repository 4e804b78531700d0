import type { Machine } from '../machine.js'
import type { Mount } from './linux/mounts.js'
import { type VolumeFacts, volumeKey, volumes } from './volumes.js'

/** A file system of this machine where it is mounted, as Win32_Volume names it. */
export interface MountedVolume {
  /** `\\?\Volume{…}\`, or the name of a volume that has no GUID. */
  readonly deviceId: string
  /** `C:\`, or the mount path. */
  readonly name: string
  /** `C:`, or null without a drive. */
  readonly letter: string | null
  readonly folder: string
  /** Undefined where the machine tells nothing of mounts. */
  readonly mount: Mount | undefined
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The mounted file systems, each once. A drive that stands for a folder inside one is no volume; nor is a network mount. */
export async function* mountedVolumes(machine: Machine, facts: VolumeFacts): AsyncGenerator<MountedVolume> {
  const shown = new Set<string>()
  for await (const { deviceId, folder, mount } of volumes(machine)) {
    if (mount && !isWhole(mount, folder)) continue
    const key = mount ? volumeKey(mount) : folder
    if (shown.has(key)) continue
    shown.add(key)
    const letter = deviceId.endsWith(':') ? deviceId : null
    const name = letter === null ? deviceId : `${letter}\\`
    const id = mount && guidOf(mount, facts)
    yield { deviceId: id ? `\\\\?\\Volume{${id}}\\` : name, name, letter, folder, mount }
  }
}

function isWhole(mount: Mount, folder: string): boolean {
  if (mount.kind === 'network') return false
  return mount.point === folder && (mount.kind !== 'pseudo' || mount.point === '/')
}

/** The partition's GUID, as on Windows, else the file system's. A subvolume or a folder of a file system has none of its own. */
function guidOf(mount: Mount, facts: VolumeFacts): string | undefined {
  if (mount.root !== '/') return undefined
  const device = facts.device(mount)
  if (!device) return undefined
  return [facts.partitionIds().get(device.name), facts.uuids().get(device.name)].find(id => guid.test(id ?? ''))
}
