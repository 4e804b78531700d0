import { fileURLToPath } from 'node:url'

const own = new URL('./', import.meta.url).href

/** `/path/file.mjs:3:9`: where somebody's module threw an error; empty when its stack does not say. */
export function thrownAt(error: unknown): string {
  const stack = error instanceof Error ? String(error.stack) : ''
  // A message stands in the stack too and may name any URL; only what stands behind "at" is a frame.
  for (const [, url = '', position = ''] of stack.matchAll(/^\s+at .*?(file:\/\/\/\S+?)((?::\d+){1,2})(?=\)?$)/gm))
    if (!url.startsWith(own)) return fileURLToPath(url) + position
  return ''
}

/** What an error says, and in brackets where it was thrown. */
export function reasonAndPlace(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  const place = thrownAt(error)
  return place ? `${reason} (${place})` : reason
}
