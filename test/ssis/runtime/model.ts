// Packages without documents, for tests of the engine: each task does what its test says.
import type { Connections } from '../../../src/ssis/connections.js'
import type {
  RunnableConstraint,
  RunnableContainer,
  RunnableEventHandler,
  RunnableExecutable,
  RunnablePackage,
  RunnableTask,
  Task,
  TaskContext,
} from '../../../src/ssis/contract.js'
import {
  DTSExecResult,
  DTSForcedExecResult,
  DTSPrecedenceEvalOp,
  DTSTransactionOption,
} from '../../../src/ssis/enums.js'
import type { Package } from '../../../src/ssis/package.js'
import type { VariableScope } from '../../../src/ssis/variables.js'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const noVariables: VariableScope = {
  find: () => undefined,
  contains: () => false,
  get(name) {
    throw new Error(`no variable ${name} in this test`)
  },
}

let ids = 0

function executable(
  name: string,
  creationName: string,
): Mutable<RunnableExecutable> & { system: Map<string, unknown> } {
  ids += 1
  const system = new Map<string, unknown>()
  return {
    id: `{${ids}}`,
    name,
    description: '',
    creationName,
    disable: false,
    delayValidation: false,
    maximumErrorCount: 1,
    failPackageOnFailure: false,
    failParentOnFailure: false,
    disableEventHandlers: false,
    forceExecutionValue: false,
    forcedExecutionValue: 0,
    forceExecutionResult: DTSForcedExecResult.None,
    transactionOption: DTSTransactionOption.Supported,
    variables: noVariables,
    propertyExpressions: [],
    eventHandlers: [],
    raisesVariableEvents: false,
    getPackagePath: () => `\\Package\\${name}`,
    system,
    setSystemValue: (key, value) => system.set(key, value),
  }
}

export type Work = (context: TaskContext) => DTSExecResult | Promise<DTSExecResult>

type Fields = Partial<Mutable<RunnableExecutable>>

/** A task that does `work` when it runs and `check` when it is validated; both succeed by default. */
export function task(
  name: string,
  work: Work = () => DTSExecResult.Success,
  fields: Fields & { check?: Work; unsupported?: string; execValueVariable?: string } = {},
): Mutable<RunnableTask> {
  const { check = () => DTSExecResult.Success, unsupported, ...rest } = fields
  const inner: Task = {
    validate: context => check(context),
    execute: async context => work(context),
    ...(unsupported === undefined ? {} : { unsupported }),
  }
  return Object.assign(
    executable(name, 'Test.Task'),
    { task: inner, execValueVariable: '', package: {} as unknown as Package },
    rest,
  )
}

/** A task that fires one error and fails. */
export function failing(name: string, fields: Fields = {}): Mutable<RunnableTask> {
  return task(name, fails(name), fields)
}

export function fails(name: string): Work {
  return ({ events }) => {
    events.fireError(0xc0029252, '', `${name} broke`)
    return DTSExecResult.Failure
  }
}

/** A task that notes its name when it runs. */
export function noted(order: string[], name: string, result: DTSExecResult = DTSExecResult.Success) {
  return task(name, context => {
    order.push(name)
    return result === DTSExecResult.Failure ? fails(name)(context) : result
  })
}

/** A constraint; `value` and the rest as in the object model. */
export function link(
  from: RunnableExecutable | undefined,
  to: RunnableExecutable | undefined,
  value: DTSExecResult = DTSExecResult.Success,
  fields: Partial<RunnableConstraint> = {},
): RunnableConstraint {
  return {
    name: `${from?.name ?? ''}-${to?.name ?? ''}`,
    precedenceExecutable: from,
    constrainedExecutable: to,
    precedenceReference: from?.name ?? '',
    constrainedReference: to?.name ?? '',
    value,
    evalOp: DTSPrecedenceEvalOp.Constraint,
    expression: '',
    logicalAnd: false,
    ...fields,
  }
}

type Container = Mutable<RunnableContainer>

export function sequence(
  name: string,
  executables: RunnableExecutable[],
  precedenceConstraints: RunnableConstraint[] = [],
  fields: Fields = {},
): Container {
  return Object.assign(executable(name, 'STOCK:SEQUENCE'), { executables, precedenceConstraints }, fields)
}

type Handler = Mutable<RunnableEventHandler> & { system: Map<string, unknown> }

/** An event handler; `system` holds the values of its last run. */
export function handler(
  event: string,
  executables: RunnableExecutable[],
  fields: Partial<Mutable<RunnableEventHandler>> = {},
): Handler {
  return Object.assign(
    executable(event, event),
    { executables, precedenceConstraints: [], propagate: true, cancel: false },
    fields,
  )
}

export function pkg(
  executables: RunnableExecutable[],
  precedenceConstraints: RunnableConstraint[] = [],
  fields: Partial<Mutable<RunnablePackage>> = {},
): Mutable<RunnablePackage> & { system: Map<string, unknown> } {
  return Object.assign(
    executable('Demo', 'Microsoft.Package'),
    {
      executables,
      precedenceConstraints,
      path: null,
      package: undefined,
      connections: {} as unknown as Connections,
      maxConcurrentExecutables: -1,
      offlineMode: false,
      saveCheckpoints: false,
      checkpointUsage: 0,
      checkpointFileName: '',
    },
    fields,
  )
}
