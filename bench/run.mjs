// npm run bench [-- --json | --markdown] [name …]: measures, beside something that others wrote or a bare read of the same data.
// Figures are medians of alternating runs on the machine at hand; nothing here passes or fails.
import { readdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = new URL('./', import.meta.url)
process.chdir(fileURLToPath(new URL('..', here)))
const args = process.argv.slice(2)
const json = args.includes('--json')
const markdown = args.includes('--markdown')
const wanted = args.filter(arg => !arg.startsWith('--'))

const names = (await readdir(new URL('cases/', here))).map(file => file.replace(/\.ts$/, '')).sort()
const chosen = wanted.length > 0 ? names.filter(name => wanted.includes(name)) : names
const outdir = fileURLToPath(new URL('../dist/bench/', here))
await import('../scripts/schema.mjs')
await build({
  entryPoints: [
    ...chosen.map(name => `bench/cases/${name}.ts`),
    'bench/stream-rows-child.ts',
    'bench/table-file-child.ts',
    'bench/wsman-listener-child.ts',
  ],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
})

const rows = []
for (const name of chosen) {
  if (!json) process.stderr.write(`${name} …\n`)
  const { run } = await import(`../dist/bench/cases/${name}.js`)
  for (const row of await run()) rows.push({ bench: name, ...row })
}
await rm(outdir, { recursive: true, force: true })

if (json)
  process.stdout.write(
    `${JSON.stringify({ node: process.version, platform: process.platform, arch: process.arch, rows }, null, 2)}\n`,
  )
else if (markdown) {
  const line = cells => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  line(['what', 'wmilink', 'beside', 'ratio'])
  line(['---', '---', '---', '---'])
  for (const { what, ours, beside, ratio } of rows) line([what, ours, beside, ratio])
} else console.table(Object.fromEntries(rows.map(({ bench, what, ...row }) => [`${bench}: ${what}`, row])))
