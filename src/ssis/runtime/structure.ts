// What a package asks for that does not depend on its tasks: checked before anything runs, so that nothing which would change
// the result is silently left out.
import { existsSync } from 'node:fs'
import { runText } from '../../base/texts/ssis-run.js'
import type { RunnableConstraint, RunnableContainer, RunnableExecutable, RunnablePackage } from '../contract.js'
import { DTSCheckpointUsage, DTSExecResult, DTSPrecedenceEvalOp, DTSTransactionOption } from '../enums.js'
import { DtsError, type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import { shownReference } from '../names.js'
import { findCycle } from './constraints.js'
import { isContainer, isTask } from './kinds.js'

/** What the check of one executable found. */
export interface Findings {
  readonly errors: DtsProblem[]
  readonly warnings: DtsProblem[]
}

const warning = (text: string): DtsProblem => dtsProblem('DTS_W_GENERICWARNING', { text })

/** The kind a person knows: the creation name without the assembly of a qualified type name. */
function kindName(creationName: string): string {
  return creationName.split(',', 1)[0] ?? creationName
}

const readProperties = [
  'delayValidation',
  'maximumErrorCount',
  'failPackageOnFailure',
  'failParentOnFailure',
  'disableEventHandlers',
  'forceExecutionValue',
  'forceExecutionResult',
  'transactionOption',
] as const
const readOfPackage = ['maxConcurrentExecutables', 'saveCheckpoints', 'checkpointUsage'] as const

/**
 * The properties of an executable that a run needs and its file cannot tell, because the text there is no value of theirs: found
 * before anything runs. Of a disabled one only Disable matters.
 */
export function checkReadable(executable: RunnableExecutable, pkg: RunnablePackage): DtsProblem[] {
  const disabled = attempt(() => executable.disable)
  if (typeof disabled !== 'boolean') return [disabled]
  if (disabled) return []
  const reads: (() => unknown)[] = readProperties.map(name => () => executable[name])
  if (executable === pkg) reads.push(...readOfPackage.map(name => () => pkg[name]))
  return reads.map(attempt).filter(isProblem)
}

function attempt<T>(read: () => T): T | DtsProblem {
  try {
    return read()
  } catch (error) {
    if (error instanceof DtsError) return problemOf(error)
    throw error
  }
}

function isProblem(value: unknown): value is DtsProblem {
  return typeof value === 'object' && value !== null && 'symbol' in value
}

/** @param native turns a path of the package into a native one */
export function checkStructure(
  executable: RunnableExecutable,
  pkg: RunnablePackage,
  native: (path: string) => string,
): Findings {
  const errors: DtsProblem[] = []
  const warnings: DtsProblem[] = []
  if (executable.transactionOption === DTSTransactionOption.Required)
    errors.push(dtsProblem('DTS_E_BEGINTRANSACTION', { name: executable.name }))
  if (executable === pkg) checkPackage(pkg, native, errors, warnings)
  if (isContainer(executable)) errors.push(...checkConstraints(executable))
  else {
    const problem = unsupported(executable)
    if (problem) errors.push(problem)
  }
  return { errors, warnings }
}

/** Why a task cannot run in this version; undefined when it can. */
export function unsupported(executable: RunnableExecutable): DtsProblem | undefined {
  const task = isTask(executable) ? executable.task : undefined
  if (task && task.unsupported === undefined) return undefined
  const parameters = { task: executable.name, kind: kindName(executable.creationName) }
  const disable = runText('disableHint', { path: executable.getPackagePath() })
  const hint = task?.unsupported ? `${task.unsupported}. ${disable}` : disable
  return dtsProblem('DTS_E_TASKPRODUCTLEVEL', parameters, { hint })
}

function checkPackage(
  pkg: RunnablePackage,
  native: (path: string) => string,
  errors: DtsProblem[],
  warnings: DtsProblem[],
): void {
  const { maxConcurrentExecutables: value, checkpointFileName: path } = pkg
  if (value !== -1 && value < 1) {
    const hint = runText('badConcurrency', { value })
    errors.push(dtsProblem('DTS_E_PERSISTENCEERROR', { value, node: 'MaxConcurrentExecutables' }, { hint }))
  }
  const missing = pkg.package?.parameters.filter(parameter => parameter.missing) ?? []
  if (missing.length > 0) {
    const names = missing.map(({ qualifiedName }) => qualifiedName).join(', ')
    errors.push(dtsProblem('DTS_E_TKEXECPACKAGE_REQUIREDPARAMETERNOTSPECIFIED', { names }))
  }
  if (pkg.checkpointUsage === DTSCheckpointUsage.Always)
    errors.push(path ? dtsProblem('DTS_E_LOADCHECKPOINT', { path }) : dtsProblem('DTS_E_CHECKPOINTFILENOTSPECIFIED'))
  else if (pkg.checkpointUsage === DTSCheckpointUsage.IfExists && path && exists(path, native))
    errors.push(dtsProblem('DTS_E_LOADCHECKPOINT', { path }))
  else if (pkg.saveCheckpoints) warnings.push(warning(runText('checkpoints')))
}

function exists(path: string, native: (path: string) => string): boolean {
  try {
    return existsSync(native(path))
  } catch {
    // A path on a drive that is not mapped leads to no file here.
    return false
  }
}

const evalOps: readonly number[] = Object.values(DTSPrecedenceEvalOp)
const usableValues: readonly number[] = [DTSExecResult.Success, DTSExecResult.Failure, DTSExecResult.Completion]

/** Why a constraint cannot be evaluated here, or undefined. @throws DtsError when its file does not tell what it says */
function ruleFault({ evalOp, expression, value, logicalAnd }: RunnableConstraint): string | undefined {
  if (!evalOps.includes(evalOp)) return runText('constraintEvalOp', { evalOp })
  if (evalOp !== DTSPrecedenceEvalOp.Constraint && expression.trim() === '') return runText('constraintNoExpression')
  return typeof logicalAnd === 'boolean' && usableValues.includes(value)
    ? undefined
    : runText('constraintValue', { value })
}

function checkConstraints(container: RunnableContainer): DtsProblem[] {
  const errors: DtsProblem[] = []
  const children = new Set(container.executables)
  const pairs = new Map<RunnableExecutable, Set<RunnableExecutable>>()
  const constraints = [...container.precedenceConstraints]
  const refuse = (constraint: RunnableConstraint, reason: string, hint?: string): void => {
    const { name, precedenceExecutable: from, constrainedExecutable: to } = constraint
    const parameters = { name, from: from?.name ?? '', to: to?.name ?? '', reason }
    errors.push(dtsProblem('DTS_E_PRECEDENCECONSTRAINT', parameters, hint === undefined ? {} : { hint }))
  }
  for (const constraint of constraints) {
    const { name, precedenceExecutable: from, constrainedExecutable: to } = constraint
    const place = (reference: string) => ({ name, container: container.name, reference: shownReference(reference) })
    if (!from || !children.has(from))
      errors.push(dtsProblem('DTS_E_FROMEXECISNOTCHILD', place(constraint.precedenceReference)))
    if (!to || !children.has(to))
      errors.push(dtsProblem('DTS_E_TOEXECISNOTCHILD', place(constraint.constrainedReference)))
    const rule = attempt(() => ruleFault(constraint))
    if (isProblem(rule)) refuse(constraint, rule.description, rule.hint)
    else if (rule !== undefined) refuse(constraint, rule)
    if (!from || !to) continue
    const targets = pairs.get(from) ?? new Set()
    if (targets.has(to)) errors.push(dtsProblem('DTS_E_DUPLICATECONSTRAINT', { from: from.name, to: to.name }))
    pairs.set(from, targets.add(to))
  }
  const cycle = findCycle(children, constraints)
  if (cycle) {
    const path = cycle.path.map(executable => executable.name).join(' → ')
    refuse(cycle.closing, runText('constraintCycle', { path }), runText('constraintCycleHint'))
  }
  return errors
}
