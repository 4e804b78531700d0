import { cliServeText } from '../../base/texts/cli-serve.js'
import { replayPassword, replayTrace } from '../../listen/index.js'
import type { Execute } from '../context.js'
import { listenLog, listenUntilStopped, opened } from '../listening.js'
import { textFile } from '../network.js'
import { passwordFromFile } from '../password.js'

/** `wmilink replay FILE`: a trace as a server, until somebody stops it. */
export const execute: Execute = async (context, [file = '']) => {
  const { listen, port = 0, passwordFile } = context.options
  const trace = await textFile(cliServeText('wordTrace'), file)
  const password = passwordFile === undefined ? undefined : await passwordFromFile(passwordFile)
  const replay = await opened(
    replayTrace({
      trace,
      source: file,
      port,
      ...(listen === undefined ? {} : { host: listen.replace(/^\[(.*)\]$/, '$1') }),
      ...(password === undefined ? {} : { password }),
      onLog: listenLog(context),
    }),
  )
  context.messages.notice(cliServeText('replaying', { count: replay.messages }))
  // One that was chosen is known, and perhaps secret.
  if (password === undefined) context.messages.notice(cliServeText('replayLogon', { password: replayPassword }))
  await listenUntilStopped(context, [replay])
  return undefined
}
