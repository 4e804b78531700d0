// Where the kernel swaps to: /proc/swaps. Blanks in names are written \040.
//   Filename  Type  Size  Used  Priority    (sizes in kilobytes)
import type { Machine } from '../../machine.js'
import { unescapeOctal } from './mounts.js'

export interface SwapArea {
  readonly path: string
  readonly isFile: boolean
  /** Kilobytes. */
  readonly size: number
  readonly used: number
}

/** The swap areas in use; empty where there are none, or the machine does not tell. */
export function readSwapAreas(machine: Machine): readonly SwapArea[] {
  const lines = (machine.text('/proc/swaps') ?? '').split('\n').slice(1)
  return lines.flatMap(line => {
    const match = /^(\/\S*)\s+(file|partition)\s+(\d{1,12})\s+(\d{1,12})\s/.exec(`${line} `)
    const [, name = '', kind, size, used] = match ?? []
    // A file that was removed while in use has no name any more.
    const gone = / \(deleted\)$/
    const path = unescapeOctal(name)
    return match && !gone.test(path) ? [{ path, isFile: kind === 'file', size: Number(size), used: Number(used) }] : []
  })
}
