import type { Execute } from '../context.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'
import { announceUnkept } from '../written.js'

/** `wmilink delete PATH`: removes an instance. */
export const execute: Execute = async (context, [text = '']) => {
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    await wmi.delete(path, callOptions(context))
    announceUnkept(context)
    return undefined
  })
}
