// What the commands that write have in common.
import { cliText } from '../base/texts/cli.js'
import { isLocalServer } from '../wmi/local-server.js'
import type { CallOptions, NamedValues, WmiServices } from '../wmi/services.js'
import { type Context, writeRows, writerFor } from './context.js'
import { type Assignment, typedValues } from './parameters.js'

/** What the arguments say about properties of a class, which is looked up for their types. */
export async function propertyValues(
  wmi: WmiServices,
  className: string,
  assignments: readonly Assignment[],
  options: CallOptions,
): Promise<NamedValues> {
  const lookup = (name: string) => wmi.getClass(name, options)
  return typedValues((await lookup(className)).properties, assignments, lookup)
}

/** Prints the full path of what was written. */
export async function printPath(context: Context, path: string): Promise<void> {
  await writeRows(writerFor(context, { single: true }), [{ __PATH: path }])
}

/** Says that a host without a folder keeps nothing when this process ends. */
export function announceUnkept({ options, messages }: Context): void {
  if (options.data === undefined && isLocalServer(options.server ?? '')) messages.notice(cliText('notKept'))
}
