import type { RunnableEventHandler, RunnableExecutable } from '../contract.js'
import { DtsError } from '../errors.js'
import { sameName } from '../names.js'
import type { Limit } from './limit.js'
import type { Run } from './run.js'

/** One executable within a run, with what its descendants have reported so far. */
export interface Scope {
  readonly executable: RunnableExecutable
  readonly parent: Scope | undefined
  /** The run of its package. */
  readonly run: Run
  /** How many tasks work at the same time around here. */
  readonly limit: Limit
  /** True when an executable on the way outward has event handlers. */
  readonly handled: boolean
  /** For an event handler: the executable that it is attached to. */
  readonly owner: Scope | undefined
  /** True inside an event handler, and for one. */
  readonly inHandler: boolean
  /** True when a variable that can be seen from here raises events. */
  readonly watched: boolean
  /** Errors raised by the executable itself and everything below it, as far as they were let through. */
  errors: number
  /** True when a child failed whose FailParentOnFailure or FailPackageOnFailure passes that on. */
  failed: boolean
  /** Event handlers that still run because of events of the executable, or wait for their turn. */
  pending: Promise<void> | undefined
  /** When OnQueryCancel was raised last, in milliseconds of the process. */
  asked: number | undefined
}

/** The scope of a package. @param parent the task that runs the package, if one does */
export function packageScope(run: Run, limit: Limit, parent: Scope | undefined): Scope {
  return makeScope(run.pkg, run, limit, parent)
}

/** The scope of an executable below another one. */
export function childScope(executable: RunnableExecutable, parent: Scope): Scope {
  return makeScope(executable, parent.run, parent.limit, parent)
}

/** The scope of an event handler. Its tasks have a limit of their own: the task that raised the event keeps its place. */
export function handlerScope(handler: RunnableEventHandler, owner: Scope): Scope {
  return makeScope(handler, owner.run, owner.limit.another(), owner, owner)
}

function makeScope(
  executable: RunnableExecutable,
  run: Run,
  limit: Limit,
  parent: Scope | undefined,
  owner?: Scope,
): Scope {
  return {
    executable,
    parent,
    run,
    limit,
    owner,
    inHandler: owner !== undefined || (parent?.inHandler ?? false),
    handled: parent?.handled || executable.eventHandlers.length > 0,
    watched: parent?.watched || executable.raisesVariableEvents,
    errors: 0,
    failed: false,
    pending: undefined,
    asked: undefined,
  }
}

/** The executable and its containers, innermost first: the way on which its events bubble. A package goes on to the task that runs it. */
export function* outward(scope: Scope): Generator<Scope> {
  for (let at: Scope | undefined = scope; at; at = at.parent) yield at
}

/** The package that the scope is in. */
export function packageOf(scope: Scope): Scope {
  let at = scope
  while (at.parent?.run === scope.run) at = at.parent
  return at
}

/** Whether the errors of an executable have reached its MaximumErrorCount. */
export function limitReached({ errors, executable: { maximumErrorCount } }: Scope): boolean {
  return maximumErrorCount > 0 && errors >= maximumErrorCount
}

/** The handler that an executable has for an event, unless it does not want its handlers to run. */
export function handlerFor({ executable }: Scope, event: string): RunnableEventHandler | undefined {
  const found = executable.eventHandlers.find(({ name }) => sameName(name, event))
  return found && !ignoresHandlers(executable) ? found : undefined
}

function ignoresHandlers(executable: RunnableExecutable): boolean {
  try {
    return executable.disableEventHandlers
  } catch (error) {
    // A text in the file that is no Boolean: validation says so, and that is an event too.
    if (error instanceof DtsError) return true
    throw error
  }
}
