// System variables of event handlers by event ("System Variables for Event Handlers" in the Integration Services documentation).
import { NameMap } from '../base/name-map.js'
import type { VariableDataType } from './enums.js'
import { FixedVariable } from './fixed-variable.js'

type Row = readonly [name: string, type: keyof typeof VariableDataType, read?: () => unknown]

/** What every handler knows: where the event comes from. */
const source: readonly Row[] = [
  ['SourceDescription', 'String'],
  ['SourceID', 'String'],
  ['SourceName', 'String'],
]

const message: readonly Row[] = [
  ['ErrorCode', 'Int32'],
  ['ErrorDescription', 'String'],
]

/** How many arguments of a custom event have a variable of their own. */
export const customArguments = 8

/** What handlers of custom events know. */
const custom: readonly Row[] = [
  ['EventName', 'String'],
  ['EventText', 'String'],
  ['EventArguments', 'Object'],
  ['EventArgumentCount', 'Int32'],
  ...Array.from({ length: customArguments }, (_, index): Row => [`EventArgument${index + 1}`, 'String']),
]

interface EventRow {
  readonly name: string
  readonly known: readonly Row[]
  /** True: handlers may set System::Cancel. */
  readonly cancels?: boolean
}

const events: readonly EventRow[] = [
  { name: 'OnError', known: message, cancels: true },
  { name: 'OnWarning', known: message, cancels: true },
  { name: 'OnInformation', known: message },
  { name: 'OnQueryCancel', known: [], cancels: true },
  { name: 'OnExecStatusChanged', known: [['ExecutionStatus', 'Int32']] },
  { name: 'OnTaskFailed', known: [['ExecutionValue', 'Object']] },
  {
    name: 'OnProgress',
    known: [
      ['PercentComplete', 'Int32'],
      ['ProgressCountHigh', 'Int32'],
      ['ProgressCountLow', 'Int32'],
      ['ProgressDescription', 'String'],
    ],
  },
  {
    name: 'OnVariableValueChanged',
    known: [
      ['VariableDescription', 'String'],
      ['VariableID', 'String'],
      ['VariableName', 'String'],
      ['VariableValue', 'Object'],
    ],
  },
  ...['OnPreExecute', 'OnPostExecute', 'OnPreValidate', 'OnPostValidate'].map(name => ({ name, known: [] })),
]

const byName = NameMap.from(events)

/** The documented events that can have handlers. */
export const eventNames: readonly string[] = events.map(({ name }) => name)

const propagate: Row = ['Propagate', 'Boolean', () => true]
const cancel: Row = ['Cancel', 'Boolean']

/** The system variables of a handler of this event; the writable ones are its answers to the runtime. */
export function handlerVariables(event: string): { readonly known: readonly Row[]; readonly writable: readonly Row[] } {
  const { known, cancels = false } = byName.get(event) ?? { known: custom, cancels: true }
  return { known: [...source, ...known], writable: cancels ? [propagate, cancel] : [propagate] }
}

/** A system variable that tasks may write: what a handler answers. The value lives as long as the run. */
export class AnswerVariable extends FixedVariable {
  override get readOnly(): boolean {
    return false
  }

  override set readOnly(value: boolean) {
    super.readOnly = value
  }

  protected override write(value: unknown): void {
    this.parent.setSystemValue(this.name, value)
  }
}
