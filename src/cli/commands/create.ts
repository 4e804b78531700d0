import type { Execute } from '../context.js'
import { readAssignments } from '../parameters.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'
import { announceUnkept, printPath, propertyValues } from '../written.js'

/** `wmilink create CLASS [name=value …]`: prints the path of the new instance. */
export const execute: Execute = async (context, [text = '', ...texts]) => {
  const assignments = readAssignments(texts)
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    const calling = callOptions(context)
    const values = await propertyValues(wmi, path.className, assignments, calling)
    const created = await wmi.create(path.className, values, calling)
    announceUnkept(context)
    await printPath(context, created)
    return undefined
  })
}
