import { diagnose } from '../../connect/diagnose.js'
import type { Context, Execute } from '../context.js'
import { showDiagnosis } from '../doctor.js'
import { callOptions, connectOptions } from '../session.js'
import { connectionTarget } from '../target.js'

/** `wmilink doctor SERVER`: how far one gets, and what to do where it ends. */
export const execute: Execute = async (given, [server = '']) => {
  // A doctor looks at the way over the network, also to this machine.
  const context: Context = { ...given, options: { transport: 'wsman', ...given.options } }
  const options = await connectOptions(context, connectionTarget(server))
  return showDiagnosis(context, server, diagnose(options, callOptions(context)))
}
