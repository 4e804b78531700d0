// What happens to a package before its validation: its configurations, and its logs.
import { applyConfigurationFile, applyConfigurations } from '../configurations/index.js'
import type { DtsProblem } from '../errors.js'
import { openRunLog } from '../logging/index.js'
import type { Package } from '../package.js'
import type { Run } from './run.js'

/**
 * Applies the configurations of a package, and those given with the run. What fails becomes an error or a warning of the package.
 */
export async function configure(run: Run): Promise<void> {
  const pkg = run.pkg.package
  if (!pkg) return
  const { options } = run
  const context = {
    nativePath: (path: string) => run.environment.drives.toNative(path),
    onProblem: (problem: DtsProblem, severity: 'error' | 'warning') => run.problem(problem, severity),
    onInformation: (information: DtsProblem) => run.inform(information),
  }
  const { configurationFiles = [], applyConfigurations: own = true } = options
  if (own) {
    const { env = process.env, parentVariables } = options
    await applyConfigurations(pkg, { ...context, env, parentVariables, extraFiles: configurationFiles })
  } else await applyFiles(pkg, configurationFiles, context)
}

async function applyFiles(
  pkg: Package,
  files: readonly string[],
  context: Parameters<typeof applyConfigurationFile>[2],
): Promise<void> {
  for (const path of files) await applyConfigurationFile(pkg, path, context)
}

/** Opens the logs of a package and those given with the run. The caller closes them. */
export async function openLogs(run: Run): Promise<void> {
  const pkg = run.pkg.package
  if (!pkg) return
  run.sink = await openRunLog(pkg, {
    nativePath: path => run.environment.drives.toNative(path),
    providers: run.options.logProviders,
    everything: run.options.logEverything ?? false,
    onProblem: (problem, severity) => run.problem(problem, severity),
  })
}
