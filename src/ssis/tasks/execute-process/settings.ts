import type { ComponentProperties, PropertyDefinition } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'

/** How the window of the program shows (System.Diagnostics.ProcessWindowStyle). */
export const ProcessWindowStyle = { Normal: 0, Hidden: 1, Minimized: 2, Maximized: 3 } as const
export type ProcessWindowStyle = (typeof ProcessWindowStyle)[keyof typeof ProcessWindowStyle]

const text = (name: string): PropertyDefinition => ({ name, type: 'String', default: '', attribute: name })
const flag = (name: string, attribute = name): PropertyDefinition => ({
  name,
  type: 'Boolean',
  default: true,
  attribute,
})
const integer = (name: string): PropertyDefinition => ({ name, type: 'Int32', default: 0, attribute: name })

/** The properties of the task with their documented defaults. */
export const processProperties: readonly PropertyDefinition[] = [
  text('Executable'),
  text('Arguments'),
  text('WorkingDirectory'),
  flag('RequireFullFileName'),
  flag('FailTaskIfReturnCodeIsNotSuccessValue'),
  integer('SuccessValue'),
  integer('TimeOut'),
  flag('TerminateProcessAfterTimeOut', 'TerminateAfterTimeout'),
  text('StandardInputVariable'),
  text('StandardOutputVariable'),
  text('StandardErrorVariable'),
  {
    name: 'WindowStyle',
    type: { enum: ProcessWindowStyle, name: 'ProcessWindowStyle' },
    default: ProcessWindowStyle.Normal,
    attribute: 'WindowStyle',
  },
]

/** The task's properties, read once for each validation or run. */
export interface ProcessSettings {
  readonly executable: string
  readonly arguments: string
  readonly workingDirectory: string
  /** False: the ending of the file name may be missing. */
  readonly fullName: boolean
  readonly checksCode: boolean
  readonly successValue: number
  /** Seconds; 0 for none. */
  readonly timeOut: number
  readonly terminates: boolean
  /** Names of variables; empty for none. */
  readonly input: string
  readonly output: string
  readonly errors: string
  readonly windowStyle: ProcessWindowStyle
}

/** @throws DtsError DTS_E_EXECPROCTASK_RECEIVEDINVALIDTASKDATANODE for an attribute that is no value of its property */
export function readProcessSettings(properties: ComponentProperties): ProcessSettings {
  const read = (name: string): string => String(properties.get(name))
  try {
    return {
      executable: read('Executable').trim(),
      arguments: read('Arguments'),
      workingDirectory: read('WorkingDirectory').trim(),
      fullName: properties.get('RequireFullFileName') === true,
      checksCode: properties.get('FailTaskIfReturnCodeIsNotSuccessValue') === true,
      successValue: Number(properties.get('SuccessValue')),
      timeOut: Number(properties.get('TimeOut')),
      terminates: properties.get('TerminateProcessAfterTimeOut') === true,
      input: read('StandardInputVariable').trim(),
      output: read('StandardOutputVariable').trim(),
      errors: read('StandardErrorVariable').trim(),
      windowStyle: properties.get('WindowStyle') as ProcessWindowStyle,
    }
  } catch (error) {
    if (!(error instanceof DtsError)) throw error
    throw dtsError('DTS_E_EXECPROCTASK_RECEIVEDINVALIDTASKDATANODE', { reason: error.message }, { cause: error })
  }
}
