import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const places = ['designer', join('dist', 'designer')]

/** Where the built page is: beside the bundle that this module is in, or in `dist` above the sources; the last is told when it is nowhere. */
export function findPageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  let last = join(folder, 'designer')
  for (;;) {
    for (const place of places) {
      last = join(folder, place)
      if (existsSync(join(last, 'index.html'))) return last
    }
    const above = dirname(folder)
    if (above === folder || existsSync(join(folder, 'package.json'))) return last
    folder = above
  }
}
