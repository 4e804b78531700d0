// What could stand at the caret of a query.
import { WmilinkError } from '../../../base/errors.js'
import type { Input, Output } from '../../api/index.js'
import type { LiveAccess } from '../access.js'
import { completionPlace } from './context.js'
import { type Completion, fixedCompletions, type Suggestion } from './fixed.js'
import { anyOperators, needsSchema, schemaCompletions } from './from-schema.js'
import { fitOf } from './match.js'

/** How many options are told. */
const mostOptions = 500

/**
 * Completes a query. Without a consent for the place it tells what the text alone allows; what a server refuses to tell is left out.
 * @throws the reason of the signal
 */
export async function complete(
  access: LiveAccess,
  { text, position, task, place }: Input<'wql.complete'>,
  signal: AbortSignal,
): Promise<Output<'wql.complete'>> {
  const at = completionPlace(text, position)
  const found = at.wanted.flatMap(wanted => fixedCompletions(wanted, { task, place: at }))
  const wanted = at.wanted.filter(needsSchema)
  const asked: Suggestion[] = []
  let needsConsent = false
  if (place && wanted.length > 0) {
    needsConsent = !access.mayAsk(place)
    if (!needsConsent) {
      try {
        await access.use(place, signal, async lease => {
          for (const each of wanted) asked.push(...(await schemaCompletions(each, { task, place: at, lease, signal })))
        })
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof WmilinkError)) throw error
      }
    }
  }
  if (asked.length === 0)
    for (const each of wanted) if (each.kind === 'operators') found.push(...anyOperators(each.path))
  return { from: at.from, options: best([...found, ...asked], at.typed), needsConsent }
}

/** Those that fit what is typed: the best fit first, then by what is most likely wanted, then by name; each once. */
function best(found: readonly Suggestion[], typed: string): Completion[] {
  const seen = new Set<string>()
  return found
    .flatMap(({ rank = 0, ...option }) => {
      const fit = fitOf(option.label, typed)
      return fit === undefined ? [] : [{ option, order: rank, fit }]
    })
    .sort(
      (a, b) =>
        a.fit - b.fit || a.order - b.order || (a.option.label.toLowerCase() < b.option.label.toLowerCase() ? -1 : 1),
    )
    .filter(({ option }) => {
      const isNew = !seen.has(option.label)
      seen.add(option.label)
      return isNew
    })
    .slice(0, mostOptions)
    .map(({ option }) => option)
}
