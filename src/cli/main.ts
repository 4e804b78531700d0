#!/usr/bin/env node
import { ExitCode } from './exit-code.js'
import { run } from './run.js'

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Who asks twice does not want to wait for things to be released.
    if (interrupt.signal.aborted) process.exit(ExitCode.Cancelled)
    interrupt.abort()
  })
}

const { stdin, stdout, stderr, env } = process
const code = await run(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interrupt.signal })
await new Promise(resolve => stderr.write('', resolve))
process.exit(code)
