// Who may do what at `wmilink serve`.

import { WmilinkError } from '../base/errors.js'
import { cliServeText } from '../base/texts/cli-serve.js'
import type { AccessPolicy, AccessRule, AccessRules } from '../host/index.js'
import { listenerPolicy, listenerRules } from '../host/index.js'
import { UsageError } from './errors.js'
import { textFile } from './network.js'
import type { Options } from './options.js'

/**
 * The safe default of listeners, and what --rules grants besides; without rules --allow-methods and --allow-writes are for every user,
 * but for no class that the default keeps from them.
 *
 * @throws UsageError for a file that is not there, WmilinkError for what stands in it
 */
export async function servePolicy(options: Options): Promise<AccessPolicy> {
  const { rules: file, allowMethods, allowWrites } = options
  if (file !== undefined) return policyOf(file, await textFile('--rules', file))
  const except = listenerRules.rules.flatMap(rule => rule.except ?? [])
  const rule = (right: 'execute' | 'partialWrite'): AccessRule => ({ user: '*', except, rights: [right] })
  return listenerPolicy({
    rules: [...(allowMethods ? [rule('execute')] : []), ...(allowWrites ? [rule('partialWrite')] : [])],
  })
}

function policyOf(file: string, text: string): AccessPolicy {
  try {
    const rules: AccessRules = JSON.parse(text)
    return listenerPolicy(rules)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const key = error instanceof SyntaxError ? 'rulesJson' : 'rulesWrong'
    const hint = error instanceof WmilinkError && error.hint ? error.hint : cliServeText('rulesHint')
    throw new WmilinkError(cliServeText(key, { file, reason }), { hint, cause: error })
  }
}

/** Undefined where users have no numbers. */
export type UserNumber = number | undefined

/** @throws UsageError when root would run what users call and it was not said twice, or the second saying stands alone */
export function checkMethods(options: Options, user: UserNumber): void {
  const { allowMethods, allowMethodsAsRoot } = options
  if (allowMethodsAsRoot && !allowMethods)
    throw new UsageError(cliServeText('methodsNotAllowed'), { hint: cliServeText('methodsNotAllowedHint') })
  if (allowMethods && user === 0 && !allowMethodsAsRoot)
    throw new UsageError(cliServeText('asRoot'), { hint: cliServeText('asRootHint') })
}
