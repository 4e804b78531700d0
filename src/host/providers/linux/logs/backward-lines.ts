import type { FileHandle } from 'node:fs/promises'

export interface FileLine {
  /** Where it begins, in bytes. */
  readonly offset: number
  readonly bytes: Buffer
}

const blockSize = 65_536
/** What of a longer line is kept, in bytes. */
export const longestBytes = 262_144

/** The lines of a file from its end towards its start, read in blocks. The end of the last line may be missing. */
export async function* backwardLines(
  file: FileHandle,
  size: number,
  { block = blockSize, most = longestBytes, floor = 0 }: { block?: number; most?: number; floor?: number } = {},
): AsyncGenerator<FileLine, void> {
  // What was read of a line whose beginning has not come yet.
  let begun = Buffer.alloc(0)
  let isLast = true
  for (let end = size; end > floor; ) {
    const start = Math.max(floor, end - block)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start)
    if (bytesRead < end - start) return
    let lineEnd = buffer.length
    for (let at = buffer.lastIndexOf(0x0a); at >= 0; at = at === 0 ? -1 : buffer.lastIndexOf(0x0a, at - 1)) {
      const bytes = joined(buffer.subarray(at + 1, lineEnd), begun, most)
      begun = Buffer.alloc(0)
      if (!isLast || bytes.length > 0) yield { offset: start + at + 1, bytes }
      isLast = false
      lineEnd = at
    }
    begun = joined(buffer.subarray(0, lineEnd), begun, most)
    end = start
  }
  // Above the floor a line is not whole.
  if (begun.length > 0 && floor === 0) yield { offset: 0, bytes: begun }
}

function joined(head: Buffer, tail: Buffer, most: number): Buffer<ArrayBuffer> {
  return Buffer.concat([head, tail], Math.min(most, head.length + tail.length))
}
