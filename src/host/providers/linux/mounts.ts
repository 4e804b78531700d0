// Mounted file systems as the kernel lists them: proc_pid_mountinfo(5).
//   36 35 98:0 /root /mnt/point rw,noatime master:1 - ext3 /dev/sda1 rw,errors=continue
//   id parent device root point options optional… - type source super-options
import type { Machine } from '../../machine.js'

/** What a file system is made of. `image` is a read-only package image, `layered` a union such as a container's root. */
export type FileSystemKind = 'disk' | 'network' | 'optical' | 'memory' | 'image' | 'layered' | 'pseudo'

export interface Mount {
  readonly id: string
  readonly parent: string
  /** `major:minor` of the superblock. */
  readonly device: string
  /** The folder inside the file system that is mounted; `/` unless this is a bind mount or a subvolume. */
  readonly root: string
  readonly point: string
  readonly readOnly: boolean
  /** The system's own name of the file system, such as `ext4`. */
  readonly type: string
  /** A device, `server:/export`, a pool: whatever was mounted. */
  readonly source: string
  readonly kind: FileSystemKind
}

const kinds: Readonly<Record<Exclude<FileSystemKind, 'disk' | 'pseudo'>, readonly string[]>> = {
  network:
    '9p afs beegfs ceph cifs coda davfs fuse.ceph fuse.cephfs fuse.davfs fuse.gcsfuse fuse.glusterfs fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs fuse.vmhgfs-fuse glusterfs lustre ncpfs nfs nfs4 orangefs prl_fs pvfs2 smb2 smb3 smbfs vboxsf virtiofs vmhgfs'.split(
      ' ',
    ),
  optical: ['iso9660'],
  memory: ['ramfs', 'tmpfs'],
  image: ['cramfs', 'erofs', 'fuse.squashfuse', 'romfs', 'squashfs'],
  layered: ['aufs', 'fuse.fuse-overlayfs', 'overlay', 'overlayfs', 'unionfs'],
}
const kindOfType = new Map(
  Object.entries(kinds).flatMap(([kind, types]) => types.map(type => [type, kind as FileSystemKind])),
)
/** File systems on disks whose source is a pool or a folder rather than a device. */
const pooled = new Set(['zfs', 'btrfs', 'bcachefs', 'ecryptfs'])

function kindOf(type: string, source: string): FileSystemKind {
  if (/^\/dev\/(sr|scd)\d/.test(source)) return 'optical'
  if (/^\/dev\/z?ram\d/.test(source)) return 'memory'
  // What is neither known nor on a device is made by the kernel or a program: procfs, cgroups, desktop portals.
  return kindOfType.get(type) ?? (source.startsWith('/dev/') || pooled.has(type) ? 'disk' : 'pseudo')
}

/** The mounts that can be reached, in the kernel's order; empty where the machine does not tell. */
export function readMounts(machine: Machine): readonly Mount[] {
  const all = (machine.text('/proc/self/mountinfo') ?? '').split('\n').flatMap(line => parseMount(line) ?? [])
  const byId = new Map(all.map(mount => [mount.id, mount]))
  const children = new Map<string, Mount[]>()
  for (const mount of all) {
    const siblings = children.get(mount.parent)
    if (siblings) siblings.push(mount)
    else children.set(mount.parent, [mount])
  }
  const hidden = new Map<Mount, boolean>()
  const isHidden = (mount: Mount): boolean => {
    const known = hidden.get(mount)
    if (known !== undefined) return known
    hidden.set(mount, false)
    const parent = byId.get(mount.parent)
    const covered = (children.get(mount.parent) ?? []).some(
      other =>
        other !== mount &&
        (isInside(mount.point, other.point) || (other.point === parent?.point && other.point !== '/')),
    )
    const result = covered || (parent !== undefined && parent !== mount && isHidden(parent))
    hidden.set(mount, result)
    return result
  }
  // A mount over the whole of another one hides it.
  const isTop = (mount: Mount) =>
    !(children.get(mount.id) ?? []).some(child => child !== mount && child.point === mount.point)
  return all.filter(mount => isTop(mount) && !isHidden(mount))
}

function parseMount(line: string): Mount | null {
  const [left, right] = line.split(' - ')
  const [id, parent, device, root, point, options] = (left ?? '').split(' ')
  const [type, source] = (right ?? '').split(' ')
  if (!id || !parent || !device || !root || !point || !options || !type || source === undefined) return null
  const from = unescapeOctal(source)
  return {
    id,
    parent,
    device,
    root: unescapeOctal(root),
    point: unescapeOctal(point),
    readOnly: options.split(',').includes('ro'),
    type,
    source: from,
    kind: kindOf(type, from),
  }
}

/** The kernel writes blanks, tabs, line feeds, backslashes and `#` as `\040` and the like. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}

/** True for a path below a folder, not for the folder itself. */
export function isInside(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder === '/' ? '/' : `${folder}/`)
}

/** The mount on which a path lies: the deepest one that covers it. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  let best: Mount | undefined
  for (const mount of mounts)
    if ((path === mount.point || isInside(path, mount.point)) && mount.point.length >= (best?.point.length ?? 0))
      best = mount
  return best
}
