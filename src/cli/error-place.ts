import { fileURLToPath } from 'node:url'

const own = new URL('./', import.meta.url).href

/** ` (file.mjs:3:9)`: where somebody's module threw an error; empty when its stack does not say. */
export function thrownAt(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const [, url = '', position = ''] of stack.matchAll(/(file:\/\/\S+?)((?::\d+){1,2})(?=\)?$)/gm))
    if (!url.startsWith(own)) return ` (${fileURLToPath(url)}${position})`
  return ''
}
