import { type Execute, writeRows, writerFor } from '../context.js'
import { plainRows } from '../plain-row.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'

/** `wmilink get PATH`: one object. */
export const execute: Execute = async (context, [text = '']) => {
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    const toRow = plainRows(context.options)
    const instance = await wmi.get(path, callOptions(context))
    await writeRows(writerFor(context, { single: true }), [toRow(instance)])
    return undefined
  })
}
