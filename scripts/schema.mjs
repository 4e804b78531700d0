// Reads the host's MOF files and writes src/host/schema.generated.ts, so that nothing is parsed when the host starts, and
// src/host/schema-texts.generated.ts with the texts that amended classes have.
// `npm run build`, `npm test` and `npm run lint` call it; it does nothing when its inputs are unchanged.
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url)
const target = new URL('src/host/schema.generated.ts', root)
const textsTarget = new URL('src/host/schema-texts.generated.ts', root)

const sources = await digest(['src/host/', 'src/cim/', 'src/base/', 'scripts/'])
const stamp = `// ${sources}\n`
const current = await Promise.all([target, textsTarget].map(file => readFile(file, 'utf8').catch(() => '')))
if (!current.every(text => text.startsWith(stamp))) {
  const compiler = new URL('schema-compiler.generated.mjs', root)
  await build({
    entryPoints: [new URL('scripts/schema-compiler.ts', root).pathname],
    outfile: compiler.pathname,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  try {
    const { compileSchema } = await import(compiler.href)
    const { schema, texts } = await compileSchema(new URL('src/host/mof/', root))
    const languages = Object.entries(texts).map(
      ([name, each]) => `  ${name}: ${JSON.stringify(JSON.stringify(each))},\n`,
    )
    await writeFile(target, `${stamp}export const schemaText: string = ${JSON.stringify(JSON.stringify(schema))}\n`)
    await writeFile(textsTarget, `${stamp}export const schemaTexts = {\n${languages.join('')}}\n`)
  } finally {
    await rm(compiler, { force: true })
  }
}

async function digest(folders) {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const base = new URL(folder, root)
    for (const name of (await readdir(base, { recursive: true })).sort()) {
      if (/(?<!\.generated)\.(mof|mfl|ts)$/.test(name)) hash.update(name).update(await readFile(new URL(name, base)))
    }
  }
  return hash.digest('hex')
}
