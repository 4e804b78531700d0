import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const built = new URL('../../dist/designer/', import.meta.url)
const isBuilt = existsSync(fileURLToPath(new URL('index.html', built)))

/** Bytes, compressed, of all that the page loads before an editor is opened. */
const most = 250_000

/** What is loaded when something is opened; all other parts are there at once. */
const later =
  /Editor|Expression|WqlEditor|ClassExplorer|TableDialog|AskedQuestion|DataGrid|Chart|VariablesPanel|ParametersPanel|^assets\/(?:tasks|fields)-/

test.skipIf(!isBuilt)('the page is small before an editor is opened', async () => {
  const html = await readFile(new URL('index.html', built), 'utf8')
  const todo = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(match => match[1] ?? '')
  const sizes = new Map<string, number>()
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (sizes.has(name) || later.test(name)) continue
    const content = await readFile(new URL(name, built))
    sizes.set(name, gzipSync(content, { level: 9 }).length)
    if (!name.endsWith('.js')) continue
    const text = content.toString('utf8')
    // Scripts by the imports, static and dynamic; styles by the table of what goes with dynamic ones.
    for (const match of text.matchAll(/(?:from|import)\s*\(?["'`]\.\/([\w.-]+\.js)["'`]/g))
      todo.push(`assets/${match[1]}`)
    for (const match of text.matchAll(/["'`]assets\/([\w.-]+\.css)["'`]/g)) todo.push(`assets/${match[1]}`)
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  expect(total, JSON.stringify([...sizes])).toBeGreaterThan(50_000)
  expect(total, JSON.stringify([...sizes])).toBeLessThanOrEqual(most)
})
