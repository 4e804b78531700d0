// npm test: installs the peers first under CI, then runs every test. `--fuzz` gives each decoder a million cases.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const args = process.argv.slice(2)
const fuzz = args.includes('--fuzz')
const ci = process.env.CI === 'true'

if (ci && !fuzz) run('bash', ['test/peers/install'])
await import('./schema.mjs')

const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '../vitest.mjs')
const rest = args.filter(arg => arg !== '--fuzz')
run(process.execPath, [vitest, 'run', ...(fuzz ? ['test/fuzz', '--testTimeout=3600000'] : []), ...rest], {
  ...(fuzz ? { WMILINK_FUZZ_CASES: '1000000' } : {}),
})

function run(command, commandArgs, environment = {}) {
  const { status, error } = spawnSync(command, commandArgs, {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
