import type { Execute } from '../context.js'
import { readAssignments, typedValues } from '../parameters.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'
import { announceUnkept, printPath } from '../written.js'

/** `wmilink put PATH [name=value …]`: changes an instance that exists; what is not given stays. */
export const execute: Execute = async (context, [text = '', ...texts]) => {
  const assignments = readAssignments(texts)
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    const calling = callOptions(context)
    const lookup = (name: string) => wmi.getClass(name, calling)
    const cimClass = await lookup(path.className)
    const values = await typedValues(cimClass.properties, assignments, lookup)
    const changed = await wmi.put(path, values, { ...calling, mode: 'update', partial: true })
    announceUnkept(context)
    await printPath(context, changed)
    return undefined
  })
}
