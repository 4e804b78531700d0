// Reads the host's MOF files and writes src/host/schema.generated.ts, so that nothing is parsed when the host starts.
// `npm run build`, `npm test` and `npm run lint` call it; it does nothing when its inputs are unchanged.
import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url)
const target = new URL('src/host/schema.generated.ts', root)

const sources = await digest(['src/host/', 'src/cim/', 'src/base/', 'scripts/'])
const stamp = `// ${sources}\n`
const current = await readFile(target, 'utf8').catch(() => '')
if (!current.startsWith(stamp)) {
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
    const json = JSON.stringify(await compileSchema(new URL('src/host/mof/', root)))
    await writeFile(target, `${stamp}export const schemaText: string = ${JSON.stringify(json)}\n`)
  } finally {
    await rm(compiler, { force: true })
  }
}

async function digest(folders) {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const base = new URL(folder, root)
    for (const name of (await readdir(base, { recursive: true })).sort()) {
      if (/(?<!\.generated)\.(mof|ts)$/.test(name)) hash.update(name).update(await readFile(new URL(name, base)))
    }
  }
  return hash.digest('hex')
}
