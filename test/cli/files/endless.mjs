// Never ends loading, and Node sees nothing to wait for.
process.stderr.write('loading\n')
await new Promise(() => {})
