// The command built into a folder and started as its own process.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Builds the command; its version is 1.2.3. */
export async function buildCommand(folder: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{"type": "module", "version": "1.2.3"}')
  await build({
    entryPoints: { cli: fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)) },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
  })
}

/** The command as a process, and what it has said so far. */
export interface CommandProcess {
  readonly child: ChildProcessWithoutNullStreams
  readonly heard: { stdout: string; stderr: string }
  /** The exit code; null after a signal. */
  readonly ended: Promise<number | null>
}

/**
 * Starts the command that {@link buildCommand} made, in an environment of PATH and what is given.
 *
 * @param program the file that is called: the command, or a link to it
 */
export function startCommand(
  folder: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = 'cli.js',
): CommandProcess {
  const child = spawn(process.execPath, [join(folder, program), ...argv], { env: { PATH: process.env.PATH, ...env } })
  const heard = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    heard.stdout += chunk
  })
  child.stderr.on('data', chunk => {
    heard.stderr += chunk
  })
  return { child, heard, ended: once(child, 'close').then(([code]) => code) }
}
