import type { EnumeratorContext } from '../foreach/kinds.js'
import type { Scope } from './scope.js'

/** What the enumerator of a loop sees of the run. */
export function enumeratorContext({ executable, run }: Scope): EnumeratorContext {
  const { drives } = run.environment
  return {
    variables: executable.variables,
    signal: run.signal,
    nativePath: path => drives.toNative(path),
    windowsPath: path => drives.toWindows(path),
  }
}
