// The file of `--secrets`, opened once for each command.
import { cliSecretText } from '../base/texts/cli-secret.js'
import { SecretStore } from '../ssis/protection/secret-store.js'
import type { Context } from './context.js'
import { UsageError } from './errors.js'
import { askPassword, askPasswordTwice, passwordFromFile } from './password.js'

const opened = new WeakMap<Context, Promise<SecretStore>>()

/**
 * The store that `--secrets` names; undefined without that option.
 *
 * @throws WmilinkError when it cannot be opened; UsageError when there is no password for it
 */
export async function secretsOf(context: Context): Promise<SecretStore | undefined> {
  const { secrets } = context.options
  if (secrets === undefined) return undefined
  const known = opened.get(context) ?? masterPassword(context, secrets).then(one => SecretStore.open(secrets, one))
  opened.set(context, known)
  return known
}

/**
 * From --secrets-password-file, WMILINK_SECRETS_PASSWORD or the terminal, in this order.
 *
 * @param isNew that of a file that is not there yet: it is typed twice
 * @throws UsageError
 */
export async function masterPassword(context: Context, file: string, isNew = false): Promise<string> {
  const { options, io, signal, secretsPassword } = context
  if (options.secretsPasswordFile !== undefined) return passwordFromFile(options.secretsPasswordFile)
  if (secretsPassword !== undefined) return secretsPassword
  if (io.stdin.isTTY !== true)
    throw new UsageError(cliSecretText('noMaster', { file }), { hint: cliSecretText('noMasterHint') })
  if (isNew) return askPasswordTwice(context, cliSecretText('askNewMaster', { file }))
  return askPassword(io, cliSecretText('askMaster', { file }), signal)
}
