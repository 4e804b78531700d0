import { cliText } from '../../base/texts/cli.js'
import type { ObjectPath } from '../../cim/path.js'
import type { Execute } from '../context.js'
import { UsageError } from '../errors.js'
import { callOptions, withServices } from '../session.js'
import { pathTarget } from '../target.js'
import { announceUnkept } from '../written.js'

/** `wmilink delete PATH`: removes an instance; with `--class` a class, what is below it, and their instances. */
export const execute: Execute = async (context, [text = '']) => {
  const { path, target } = pathTarget(text)
  return withServices(context, target, async wmi => {
    if (context.options.class) await wmi.deleteClass(className(path), callOptions(context))
    else await wmi.delete(path, callOptions(context))
    announceUnkept(context)
    return undefined
  })
}

/** @throws UsageError for the path of an instance: nobody means a whole class by it */
function className({ className: name, keys, singleton }: ObjectPath): string {
  if (keys !== null || singleton)
    throw new UsageError(cliText('classOnly'), { hint: cliText('classOnlyHint', { name }) })
  return name
}
