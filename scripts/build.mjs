// Builds dist/: the library entries and the command share their chunks, and heavy rooms stay lazily loaded.
import { execFileSync } from 'node:child_process'
import { chmod, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { build as buildPage } from 'vite'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
await import('./schema.mjs')
await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: {
    cli: 'src/cli/main.ts',
    index: 'src/index.ts',
    cim: 'src/cim/index.ts',
    host: 'src/host/index.ts',
    ssis: 'src/ssis/index.ts',
  },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
// The page of the designer.
await buildPage({ configFile: 'src/designer/web/vite.config.mjs' })
await chmod('dist/cli.js', 0o755)
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
