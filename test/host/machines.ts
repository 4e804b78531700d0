import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { Machine } from '../../src/host/machine.js'

/** Makes machines of a few files each, for one test file; they are removed when it is done. */
export function machineMaker(): (
  files: Readonly<Record<string, string | Buffer>>,
  platform?: NodeJS.Platform,
) => Machine {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-machine-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return (files, platform = 'linux') => {
    const root = mkdtempSync(join(folder, 'm'))
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), content)
    }
    return new Machine({ root, platform })
  }
}
