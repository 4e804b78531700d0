import type { BigIntStatsFs } from 'node:fs'
import { statfs } from 'node:fs/promises'

/** What statfs(2) answers, as far as sizes need it. */
export type FileSystemStatistics = Pick<BigIntStatsFs, 'bsize' | 'blocks' | 'bavail'> & {
  /** The unit of the block counts, where this Node tells it apart from `bsize`. */
  readonly frsize?: bigint
}

export type StatFs = (path: string) => Promise<FileSystemStatistics>

/** Bytes. `free` is what the caller may still write, without the blocks kept for the administrator. */
export interface Space {
  readonly size: bigint
  readonly free: bigint
  /** The unit in which the file system gives out space. */
  readonly blockSize: bigint
}

export const systemStatFs: StatFs = path => statfs(path, { bigint: true })

/**
 * Makes a reader of sizes that survives a dead network mount: statfs cannot be cancelled and holds a thread of the pool, so
 * each folder is asked once at a time, whoever waits, and nobody waits longer than `patience` milliseconds.
 *
 * @returns null when the folder cannot be asked or does not answer in time, or the signal is aborted
 */
export function spaceReader(
  ask: StatFs,
  patience: number,
): (folder: string, signal: AbortSignal) => Promise<Space | null> {
  const pending = new Map<string, Promise<Space | null>>()

  const start = (folder: string): Promise<Space | null> => {
    const answer = ask(folder)
      .then(
        ({ bsize, frsize = bsize, blocks, bavail }) => ({
          size: blocks * frsize,
          free: bavail * frsize,
          blockSize: frsize,
        }),
        () => null,
      )
      .finally(() => pending.delete(folder))
    pending.set(folder, answer)
    return answer
  }

  return async (folder, signal) => {
    if (signal.aborted) return null
    let giveUp: () => void = () => {}
    const silence = new Promise<null>(resolve => {
      giveUp = () => resolve(null)
    })
    const timer = setTimeout(giveUp, patience)
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      return await Promise.race([pending.get(folder) ?? start(folder), silence])
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
    }
  }
}
