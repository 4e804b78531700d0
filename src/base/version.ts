import { existsSync, readFileSync } from 'node:fs'

/** The version in our own package.json, which lies above this module in the sources and in the built package alike. */
export function version(): string {
  let file = new URL('./package.json', import.meta.url)
  while (!existsSync(file) && file.pathname !== '/package.json') file = new URL('../package.json', file)
  const { version: found }: { version?: string } = JSON.parse(readFileSync(file, 'utf8'))
  return found ?? ''
}
