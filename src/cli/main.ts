#!/usr/bin/env node
import { basename } from 'node:path'
import { ExitCode } from './exit-code.js'
import { run } from './run.js'
import { StrayError } from './stray-error.js'

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Who asks twice does not want to wait for things to be released.
    if (interrupt.signal.aborted) process.exit(ExitCode.Cancelled)
    interrupt.abort()
  })
}

// Of what a module of --import starts and does not await; what still hangs after it is left.
process.on('uncaughtException', error => {
  if (interrupt.signal.aborted) return
  interrupt.abort(new StrayError(error))
  setTimeout(() => process.exit(ExitCode.Failed), 5000)
})

// A provider may wait for something that Node does not count as work; that is no reason to end in silence.
setInterval(() => {}, 2 ** 30)

const { stdin, stdout, stderr, env } = process
const [, program = '', ...words] = process.argv
const calledDtexec = /^dtexec(?:\.\w+)?$/i.test(basename(program))
const code = await run(calledDtexec ? ['dtexec', ...words] : words, {
  stdin,
  stdout,
  stderr,
  env,
  signal: interrupt.signal,
})
await new Promise(resolve => stderr.write('', resolve))
process.exit(code)
