import { close, constants, fsync, fsyncSync, ftruncate, openSync, write, writeSync } from 'node:fs'
import { promisify } from 'node:util'

const writeAt = promisify(write)
const syncFile = promisify(fsync)
const closeFile = promisify(close)
const truncateFile = promisify(ftruncate)

/** A file of the data folder that is being written. */
export interface DataFile {
  /** Writes all bytes at a place. */
  write(bytes: Buffer, at: number): Promise<void>
  /** Waits until the disk has what was written. */
  sync(): Promise<void>
  truncate(size: number): Promise<void>
  /** Both at once, for a process that ends. */
  writeNow(bytes: Buffer, at: number): void
  close(): Promise<void>
}

/** Opens a file, which only its owner may read; creates it when it is missing. */
export function openDataFile(path: string): DataFile {
  const handle = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  return {
    async write(bytes, at) {
      for (let from = 0; from < bytes.length; ) {
        const { bytesWritten } = await writeAt(handle, bytes, from, bytes.length - from, at + from)
        from += bytesWritten
      }
    },
    sync: () => syncFile(handle),
    truncate: size => truncateFile(handle, size),
    writeNow(bytes, at) {
      for (let from = 0; from < bytes.length; ) from += writeSync(handle, bytes, from, bytes.length - from, at + from)
      fsyncSync(handle)
    },
    close: () => closeFile(handle),
  }
}
