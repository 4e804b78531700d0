import { randomInt } from 'node:crypto'
import { WmilinkError } from '../../base/errors.js'
import { cliServeText } from '../../base/texts/cli-serve.js'
import { UsersFile } from '../../listen/users-file.js'
import { type Context, type Execute, writeRows, writerFor } from '../context.js'
import { UsageError } from '../errors.js'
import { askPasswordTwice, passwordFromFile } from '../password.js'

/** `wmilink passwd FILE USER`: who may log on to `serve`. */
export const execute: Execute = async (context, [file = '', user]) => {
  checkOptions(context, user)
  const users = new UsersFile(file)
  if (context.options.list) {
    await writeRows(
      writerFor(context, { columns: ['user'] }),
      (await users.list()).map(name => ({ user: name })),
    )
    return undefined
  }
  if (user === undefined) throw new UsageError(cliServeText('userMissing'), { hint: cliServeText('userMissingHint') })
  if (context.options.remove) {
    if (!(await users.remove(user)))
      throw new WmilinkError(cliServeText('noUser', { file, user }), { hint: cliServeText('noUserHint') })
    return told(context, { user, outcome: 'removed' })
  }
  const { password, shown } = await newPassword(context, user)
  const outcome = await users.set(user, password)
  context.messages.notice(cliServeText(shown ? 'printedOnce' : 'ownPassword'))
  return told(context, { user, outcome, ...(shown ? { password } : {}) })
}

async function told(context: Context, row: Readonly<Record<string, string>>): Promise<undefined> {
  await writeRows(writerFor(context, { single: true, columns: Object.keys(row) }), [row])
  return undefined
}

const exclusive = [
  ['list', 'remove'],
  ['list', 'generate'],
  ['list', 'passwordFile'],
  ['remove', 'generate'],
  ['remove', 'passwordFile'],
  ['generate', 'passwordFile'],
] as const
const flags = { list: '--list', remove: '--remove', generate: '--generate', passwordFile: '--password-file' } as const

/** @throws UsageError for options, or an option and a user, that do not go together */
function checkOptions({ options }: Context, user: string | undefined): void {
  for (const [one, other] of exclusive)
    if (options[one] && options[other] !== undefined) throw excluded(flags[one], flags[other])
  if (options.list && user !== undefined) throw excluded(flags.list, user)
}

function excluded(one: string, other: string): UsageError {
  return new UsageError(cliServeText('exclude', { one, other }), { hint: cliServeText('excludeHint') })
}

/** Made, from the file, from the environment, or typed twice. `shown` tells that nobody knows it yet. */
async function newPassword(context: Context, user: string): Promise<{ password: string; shown: boolean }> {
  const { generate, passwordFile } = context.options
  if (generate) return { password: generatedPassword(), shown: true }
  if (passwordFile !== undefined) return { password: await passwordFromFile(passwordFile), shown: false }
  if (context.password !== undefined) return { password: context.password, shown: false }
  return { password: await askPasswordTwice(context, cliServeText('newPassword', { user })), shown: false }
}

// Without letters and digits that look alike.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Some 124 bits, which nobody finds out from the hash by trying. */
function generatedPassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join('')
  return Array.from({ length: 5 }, group).join('-')
}
