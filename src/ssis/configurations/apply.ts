import { WmilinkError } from '../../base/errors.js'
import { type DtsProblem, dtsProblem, problemOf } from '../errors.js'
import type { Package } from '../package.js'
import type { VariableScope } from '../variables.js'
import type { Configuration } from './configuration.js'
import { applySetting, type FoundSetting, findSetting, isSecret } from './set-configured.js'
import { comesLast, type Gathered, gather, gatherFile } from './sources.js'

/** What applying one configuration file needs to know. */
export interface ConfigurationFileContext {
  /** A path as packages write it to a native path. */
  nativePath(path: string): string
  /** Hears what was not applied: warnings, and the error DTS_E_CONFIGTYPECONVERSIONFAILED. No value is told. */
  onProblem(problem: DtsProblem, severity: 'error' | 'warning'): void
  /** Hears from where values are taken. */
  onInformation?(information: DtsProblem): void
}

/** What applying the configurations of a package needs to know. */
export interface ConfigurationContext extends ConfigurationFileContext {
  /** The environment that configurations read. */
  readonly env: NodeJS.ProcessEnv
  /** The variables of the package that runs this one; absent when none does. */
  readonly parentVariables?: VariableScope | undefined
  /** More configuration files: applied before those of the package, which therefore win, as with dtexec. */
  readonly extraFiles?: readonly string[] | undefined
}

/**
 * Applies the configurations of a package in the documented order: files given with the run, the package's own in their order,
 * those of the parent's variables last; secrets after everything that could drop them. The package's own count only with
 * EnableConfigurations. `System::FailedConfigurations` tells the names of those that were not applied as a whole.
 */
export async function applyConfigurations(pkg: Package, context: ConfigurationContext): Promise<void> {
  const { env, parentVariables } = context
  const sourceContext = { ...placesOf(pkg, context), env, parentVariables }
  const work = new Work(pkg, context)
  for (const path of context.extraFiles ?? []) work.add(undefined, await gatherFile(path, undefined, sourceContext))
  if (pkg.enableConfigurations)
    for (const configuration of inOrder(pkg.configurations, work)) {
      try {
        work.add(configuration.name, await gather(configuration, sourceContext))
      } catch (error) {
        work.fail(configuration.name, error)
      }
    }
  work.apply()
  const names = [...work.failed]
  pkg.setSystemValue('FailedConfigurations', names.join(';'))
  if (names.length > 0) work.tell(dtsProblem('DTS_W_ONEORMORECONFIGLOADFAILED', { names: names.join(', ') }))
}

/** Applies one configuration file, as dtexec /ConfigFile does. Answers whether all of its entries were applied. */
export async function applyConfigurationFile(
  pkg: Package,
  path: string,
  context: ConfigurationFileContext,
): Promise<boolean> {
  const work = new Work(pkg, context)
  work.add(undefined, await gatherFile(path, undefined, placesOf(pkg, context)))
  work.apply()
  return !work.problems
}

function placesOf(pkg: Package, { nativePath }: ConfigurationFileContext) {
  return { nativePath: (path: string) => nativePath(path), packagePath: pkg.path }
}

/** The configurations in the order of their application; one whose type cannot be read is told and left out. */
function inOrder(configurations: Iterable<Configuration>, work: Work): Configuration[] {
  const early: Configuration[] = []
  const late: Configuration[] = []
  for (const configuration of configurations)
    try {
      const list = comesLast(configuration) ? late : early
      list.push(configuration)
    } catch (error) {
      work.fail(configuration.name, error)
    }
  return [...early, ...late]
}

/** What was gathered, in order, and what failed. */
class Work {
  readonly failed = new Set<string>()
  problems = false
  readonly #pkg: Package
  readonly #context: ConfigurationFileContext
  readonly #gathered: Gathered[] = []

  constructor(pkg: Package, context: ConfigurationFileContext) {
    this.#pkg = pkg
    this.#context = context
  }

  add(configuration: string | undefined, gathered: Gathered): void {
    const { information, problems } = gathered
    if (information) this.#context.onInformation?.(information)
    for (const problem of problems) this.#note(configuration, problem)
    this.#gathered.push(gathered)
  }

  fail(configuration: string, error: unknown): void {
    if (!(error instanceof WmilinkError)) throw error
    this.#note(configuration, problemOf(error))
  }

  /** Sets everything in order; secrets at the end, because a change of server or user drops them. */
  apply(): void {
    const secrets: FoundSetting[] = []
    for (const { settings } of this.#gathered)
      for (const setting of settings) {
        const found = findSetting(this.#pkg, setting)
        if ('code' in found) this.#note(setting.configuration, found)
        else if (isSecret(found)) secrets.push(found)
        else this.#set(found)
      }
    for (const found of secrets) this.#set(found)
  }

  tell(problem: DtsProblem): void {
    // The two upper bits of a code are its severity: 3 is an error.
    const severity = problem.code >>> 30 === 3 ? 'error' : 'warning'
    if (severity === 'warning' && this.#pkg.suppressConfigurationWarnings) return
    this.#context.onProblem(problem, severity)
  }

  #set(found: FoundSetting): void {
    const problem = applySetting(found)
    if (problem) this.#note(found.setting.configuration, problem)
  }

  #note(configuration: string | undefined, problem: DtsProblem): void {
    this.problems = true
    if (configuration !== undefined) this.failed.add(configuration)
    this.tell(problem)
  }
}
