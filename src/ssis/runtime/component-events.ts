import type { ComponentEvents } from '../contract.js'
import { type DtsProblem, dtsSymbol } from '../errors.js'
import { customArguments } from '../event-variables.js'
import { raise } from './bubble.js'
import type { Scope } from './scope.js'

/** What a task says while it validates or runs, brought to listeners, logs and event handlers. */
export function componentEvents(scope: Scope): ComponentEvents {
  const { run, executable } = scope
  return {
    fireError: (code, sub, description, hint) => run.error(scope, sub, problem(code, description, hint)),
    fireWarning: (code, sub, description, hint) => run.warning(scope, sub, problem(code, description, hint)),
    fireInformation: (code, sub, description) => run.information(scope, sub, problem(code, description)),
    fireProgress: (description, percentComplete, countLow, countHigh, subComponent) => {
      const progress = { description, percentComplete, countLow, countHigh, subComponent }
      run.tell(events => events.onProgress?.(executable, progress))
      const values = {
        ProgressDescription: description,
        PercentComplete: percentComplete,
        ProgressCountLow: countLow,
        ProgressCountHigh: countHigh,
      }
      raise(scope, { name: 'OnProgress', message: description, dataCode: percentComplete, values })
    },
    fireCustomEvent: (eventName, eventText, parameters, subComponent) => {
      run.tell(events =>
        events.onCustomEvent?.(executable, { eventName, eventText, arguments: parameters, subComponent }),
      )
      raise(scope, { name: eventName, message: eventText, values: customValues(eventName, eventText, parameters) })
    },
    fireQueryCancel: () => run.queryCancel(scope),
    log: (eventName, message) => run.log(eventName, executable, message),
  }
}

function problem(code: number, description: string, hint = ''): DtsProblem {
  return { code: code >>> 0, symbol: dtsSymbol(code), description, hint }
}

/** System variables of handlers of a custom event; its arguments singly as texts, and all as they are. */
function customValues(name: string, text: string, parameters: readonly unknown[]): Record<string, unknown> {
  const values: Record<string, unknown> = {
    EventName: name,
    EventText: text,
    EventArguments: parameters,
    EventArgumentCount: parameters.length,
  }
  for (let index = 0; index < customArguments; index += 1)
    values[`EventArgument${index + 1}`] = index < parameters.length ? String(parameters[index] ?? '') : ''
  return values
}
