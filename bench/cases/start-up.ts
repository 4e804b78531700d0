import { node, pair, type Row } from '../measure.js'

/** The command, from the shell's point of view, beside an empty Node program. */
export async function run(): Promise<Row[]> {
  const query = ['dist/cli.js', 'query', 'SELECT Caption, Version FROM Win32_OperatingSystem', '--json']
  const time = await pair(
    () => node(query),
    () => node(['-e', '0']),
    15,
  )
  const small = ['dist/cli.js', 'run', 'examples/inventory.dtsx', '--json']
  const flow = await pair(
    () => node(small),
    () => node(['-e', '0']),
    15,
  )
  return [row('wmilink query', time), row('wmilink run, a package of one query,', flow)]
}

function row(what: string, time: { readonly a: number; readonly b: number }): Row {
  return {
    what: `${what} beside node -e 0`,
    ours: `${time.a.toFixed(0)} ms`,
    beside: `${time.b.toFixed(0)} ms`,
    ratio: `${(time.a - time.b).toFixed(0)} ms more`,
  }
}
