import type { Execute } from '../context.js'
import { readAssignments } from '../parameters.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'
import { announceUnkept, printPath, propertyValues } from '../written.js'

/** `wmilink put PATH [name=value …]`: changes an instance that exists; what is not given stays. */
export const execute: Execute = async (context, [text = '', ...texts]) => {
  const assignments = readAssignments(texts)
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    const calling = callOptions(context)
    const values = await propertyValues(wmi, path.className, assignments, calling)
    const changed = await wmi.put(path, values, { ...calling, mode: 'update', partial: true })
    announceUnkept(context)
    await printPath(context, changed)
    return undefined
  })
}
