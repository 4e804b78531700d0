// What the commands that write have in common.
import { cliText } from '../base/texts/cli.js'
import type { ObjectPath } from '../cim/path.js'
import { isLocalServer } from '../wmi/local-server.js'
import type { CallOptions, NamedValues, WmiServices } from '../wmi/services.js'
import { type Context, type Execute, writeRows, writerFor } from './context.js'
import { readAssignments, typedValues } from './parameters.js'
import { callOptions, withServices } from './session.js'
import { pathTarget } from './target.js'

/** Writes an instance, and answers its full path. */
type Write = (wmi: WmiServices, path: ObjectPath, values: NamedValues, options: CallOptions) => Promise<string>

/** A command `PATH [name=value …]` that writes an instance with values of the class's types, and prints its path. */
export function writing(write: Write): Execute {
  return async (context, [text = '', ...texts]) => {
    const assignments = readAssignments(texts)
    const { path, target } = pathTarget(text)
    return withServices(context, target, async wmi => {
      const options = callOptions(context)
      const lookup = (name: string) => wmi.getClass(name, options)
      const values = await typedValues((await lookup(path.className)).properties, assignments, lookup)
      const written = await write(wmi, path, values, options)
      announceUnkept(context)
      await writeRows(writerFor(context, { single: true }), [{ __PATH: written }])
      return undefined
    })
  }
}

/** Says that a host without a folder keeps nothing when this process ends. */
export function announceUnkept({ options, messages }: Context): void {
  if (options.data === undefined && isLocalServer(options.server ?? '')) messages.notice(cliText('notKept'))
}
