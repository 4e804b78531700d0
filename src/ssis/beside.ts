// Files that are replaced at once: the new text goes to a file beside the old one, which then takes its place.
import { randomBytes } from 'node:crypto'
import { readlink, realpath } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

// A name may have 255 bytes, and a UTF-16 unit takes three at most.
const nameLength = 60
const linkLimit = 40

/** Where a file really is, its name followed through links; also one that is not there yet. Errors as the system says them. */
export async function realPlace(path: string): Promise<string> {
  let place = path
  for (let links = 0; links < linkLimit; links += 1) {
    try {
      return await realpath(place)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
    const target = await readlink(place).catch(() => undefined)
    if (target === undefined) return place
    place = resolve(await realpath(dirname(place)), target)
  }
  return place
}

/** A name that nothing has yet, in the folder of a file. */
export function besideName(place: string): string {
  return join(dirname(place), `.${basename(place).slice(0, nameLength)}.${randomBytes(6).toString('hex')}.tmp`)
}
