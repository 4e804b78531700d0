import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const own = fileURLToPath(new URL('./vectors/', import.meta.url))
const shared = process.env.WMILINK_VECTORS ?? fileURLToPath(new URL('../../shared/vectors/', import.meta.url))

/** The path of a vector that is part of this repository. */
export function vectorPath(name: string): string {
  return join(own, name)
}

/** The bytes of a vector that is part of this repository. */
export function vector(name: string): Buffer {
  return readFileSync(vectorPath(name))
}

/** The path of a vector that may not be copied here; undefined where the folder is absent (then skip, do not fail). */
export function sharedVectorPath(name: string): string | undefined {
  const path = join(shared, name)
  return existsSync(path) ? path : undefined
}

/** All files with one of these endings under a folder of either collection, as absolute paths. */
export function vectorFiles(endings: RegExp): string[] {
  const found: string[] = []
  for (const base of [own, shared]) {
    if (!existsSync(base)) continue
    for (const name of readdirSync(base, { recursive: true, encoding: 'utf8' }))
      if (endings.test(name)) found.push(join(base, name))
  }
  return found
}

/** How many seeded cases a decoder's fuzz test runs: 20,000 in `npm test`, a million in `npm run fuzz`. */
export const fuzzCases = Number(process.env.WMILINK_FUZZ_CASES ?? 20_000)
