import { WmilinkError } from '../../base/errors.js'
import type { RunnableForEachLoop, RunnableVariableMapping } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import type { EnumeratorContext } from '../foreach/kinds.js'
import type { VariableScope } from '../variables.js'
import type { LoopHost } from './loop-host.js'

/** What is wrong with the enumerator and the variable mappings of a Foreach Loop before it runs. */
export function checkForEachLoop(loop: RunnableForEachLoop, context: EnumeratorContext): DtsProblem[] {
  const problems = loop.checkItems(context)
  let number = 0
  for (const mapping of loop.variableMappings) {
    number += 1
    problems.push(...checkMapping(mapping, number, loop.variables))
  }
  return problems
}

function checkMapping(mapping: RunnableVariableMapping, number: number, variables: VariableScope): DtsProblem[] {
  const place = { number, variable: mapping.variableName }
  try {
    if (mapping.valueIndex < 0) return [dtsProblem('DTS_E_VALUEINDEXNEGATIVE', place)]
    variables.get(mapping.variableName)
    return []
  } catch (error) {
    if (!(error instanceof WmilinkError)) throw error
    return [problemOf(error), dtsProblem('DTS_E_FOREACHVARIABLEMAPPING', place)]
  }
}

/**
 * Runs a Foreach Loop: for each item the variable mappings, then a round. A round that fails, or an item that cannot be mapped,
 * ends the loop, unless MaximumErrorCount lets it go on; an enumerator that breaks ends it always.
 */
export async function runForEachLoop(
  loop: RunnableForEachLoop,
  context: EnumeratorContext,
  host: LoopHost,
): Promise<DTSExecResult> {
  const mappings = [...loop.variableMappings]
  try {
    for await (const item of loop.openItems(context)) {
      if (!(await host.goesOn())) break
      if (mapItem(mappings, item, loop.variables, host)) await host.round()
      if (!(await host.goesOn())) break
    }
    return DTSExecResult.Success
  } catch (error) {
    if (context.signal.aborted) return DTSExecResult.Canceled
    if (!(error instanceof WmilinkError)) throw error
    host.error(problemOf(error))
    host.error(dtsProblem('DTS_E_GETENUMERATOR', { name: loop.name }))
    return DTSExecResult.Failure
  }
}

/** False when a value does not fit its variable: then the round does not run. */
function mapItem(
  mappings: readonly RunnableVariableMapping[],
  item: readonly unknown[],
  variables: VariableScope,
  host: LoopHost,
): boolean {
  for (const [index, { variableName, valueIndex }] of mappings.entries()) {
    const place = { number: index + 1, variable: variableName }
    try {
      if (valueIndex < 0 || valueIndex >= item.length) {
        host.error(dtsProblem('DTS_E_FOREACHVARIABLEMAPPING', place))
        return false
      }
      host.write(() => {
        variables.get(variableName).value = item[valueIndex]
      })
    } catch (error) {
      if (!(error instanceof WmilinkError)) throw error
      host.error(problemOf(error))
      host.error(dtsProblem('DTS_E_FOREACHVARIABLEMAPPING', place))
      return false
    }
  }
  return true
}
