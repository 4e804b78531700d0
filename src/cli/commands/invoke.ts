import type { NamedValues } from '../../wmi/services.js'
import { type Execute, writeRows, writerFor } from '../context.js'
import { readAssignments, typedValues } from '../parameters.js'
import { plainRows } from '../plain-row.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'

/** `wmilink invoke PATH METHOD [name=value …]`: the out-parameters and ReturnValue as one object. */
export const execute: Execute = async (context, [text = '', method = '', ...texts]) => {
  const assignments = readAssignments(texts)
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    const calling = callOptions(context)
    const lookup = (name: string) => wmi.getClass(name, calling)
    const declared = (await lookup(path.className)).methods.get(method)
    // An unknown method gets its error from whoever knows the class best.
    const values: NamedValues = declared ? await typedValues(declared.parameters, assignments, lookup) : {}
    const toRow = plainRows(context.options)
    const result = await wmi.invoke(path, method, values, calling)
    await writeRows(writerFor(context, { single: true }), [toRow(result)])
    return undefined
  })
}
