import { existsSync } from 'node:fs'
import { WmilinkError } from '../../base/errors.js'
import { cliSecretText } from '../../base/texts/cli-secret.js'
import { SecretStore } from '../../ssis/protection/secret-store.js'
import { type Context, type Execute, writeRows, writerFor } from '../context.js'
import { UsageError } from '../errors.js'
import { askPassword, askPasswordTwice, passwordFromFile } from '../password.js'
import { masterPassword } from '../secret-store.js'

type Action = (context: Context, store: SecretStore, server: string, user: string) => Promise<void>

/** `wmilink secret FILE set|list|remove|passwd`: passwords apart from packages. */
export const execute: Execute = async (context, [file = '', action = '', server, user]) => {
  const work = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!work) throw new UsageError(cliSecretText('action', { action }), { hint: cliSecretText('actionHint') })
  if ((action === 'set' || action === 'remove') && (!server || !user))
    throw new UsageError(cliSecretText('serverAndUser', { action }), { hint: cliSecretText('actionHint') })
  const isNew = action === 'set' && !existsSync(file)
  const password = await masterPassword(context, file, isNew)
  if (isNew && password === '') throw new UsageError(cliSecretText('noSecret'), { hint: cliSecretText('noMasterHint') })
  const store = isNew ? await SecretStore.create(file, password) : await SecretStore.open(file, password)
  await work(context, store, server ?? '', user ?? '')
  return undefined
}

const actions: Readonly<Record<string, Action>> = {
  async set(context, store, server, user) {
    store.set(server, user, await newSecret(context, server, user))
    await store.save()
    await tell(context, { server, user, outcome: 'set' })
  },
  async list(context, store) {
    const rows = store.list().map(({ server, user }) => ({ server, user }))
    await writeRows(writerFor(context, { columns: ['server', 'user'] }), rows)
  },
  async remove(context, store, server, user) {
    if (!store.remove(server, user)) {
      const message = cliSecretText('noEntry', { file: store.path, server, user })
      throw new WmilinkError(message, { hint: cliSecretText('noEntryHint') })
    }
    await store.save()
    await tell(context, { server, user, outcome: 'removed' })
  },
  async passwd(context, store) {
    const question = cliSecretText('askNewMaster', { file: store.path })
    const { passwordFile } = context.options
    const next = passwordFile
      ? await passwordFromFile(passwordFile)
      : (context.password ?? (await askPasswordTwice(context, question)))
    if (next === '') throw new UsageError(cliSecretText('noSecret'), { hint: cliSecretText('noSecretHint') })
    await store.changePassword(next)
    await store.save()
  },
}

async function newSecret(context: Context, server: string, user: string): Promise<string> {
  const { options, io, signal, password } = context
  const given = options.passwordFile ? await passwordFromFile(options.passwordFile) : password
  if (given !== undefined && given !== '') return given
  if (given === '' || io.stdin.isTTY !== true)
    throw new UsageError(cliSecretText('noSecret'), { hint: cliSecretText('noSecretHint') })
  return askPassword(io, cliSecretText('askSecret', { server, user }), signal)
}

async function tell(context: Context, row: Readonly<Record<string, string>>): Promise<void> {
  await writeRows(writerFor(context, { single: true, columns: Object.keys(row) }), [row])
}
