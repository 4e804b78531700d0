import { type Execute, writeRows, writerFor } from '../context.js'
import { callOptions, withServices } from '../session.js'

/** `wmilink namespaces`: the namespace asked for (`root` when none is) and all below it. */
export const execute: Execute = context =>
  withServices(context, { namespace: 'root' }, async wmi => {
    const below = await wmi.namespaces({ ...callOptions(context), recursive: true })
    const names = [wmi.namespace, ...below.map(name => `${wmi.namespace}\\${name}`)]
    await writeRows(
      writerFor(context),
      names.map(name => ({ name })),
    )
    return undefined
  })
