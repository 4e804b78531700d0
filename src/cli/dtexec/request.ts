import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { UsageError } from '../errors.js'
import type { PackageChange } from '../package-changes.js'

/** A change in the order of the command line. `visible`: it stands where other users see it. */
export type Change = PackageChange & { readonly visible: boolean }

/** Which events the console shows. */
export interface Reporting {
  /** Letters of E, W, I, C, D, P; all of them and the life of executables with V; none with N. */
  readonly levels: ReadonlySet<string>
  /** Names of events, names and IDs of sources that are not shown, in lower case. */
  readonly except: ReadonlySet<string>
}

/** Which log entries the console shows, from all /ConsoleLog options together. */
export interface ConsoleLog {
  /** Letters of N, C, O, S, G, X, M, T. */
  readonly columns: ReadonlySet<string>
  /** Names in lower case; undefined: all. */
  readonly include: ReadonlySet<string> | undefined
  readonly exclude: ReadonlySet<string>
}

export interface Logger {
  /** ProgID or ClassID. */
  readonly kind: string
  readonly configString: string
}

/** What the package must be to run. */
export interface Verification {
  readonly option: string
  readonly kind: 'build' | 'packageId' | 'versionId'
  readonly expected: string
}

/** Where the package comes from. */
export type PackageSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'project'; readonly path: string; readonly package: string }

/** What a command line of dtexec asks for. */
export interface DtexecRequest {
  readonly source: PackageSource
  readonly password: string | undefined
  /** The option of a password that other users see. */
  readonly visiblePassword: string | undefined
  readonly changes: readonly Change[]
  readonly verifications: readonly Verification[]
  readonly validateOnly: boolean
  readonly warnAsError: boolean
  readonly maxConcurrent: number | undefined
  readonly reporting: Reporting
  readonly consoleLog: ConsoleLog | undefined
  readonly loggers: readonly Logger[]
  /** Every event goes to the log providers; `file` is one more text log. */
  readonly verboseLog: { readonly file: string | undefined } | undefined
}

/** /ConsoleLog options as they come. */
interface ConsoleLogs {
  all: boolean
  readonly columns: Set<string>
  readonly include: Set<string>
  readonly exclude: Set<string>
}

/** A request in the making: what the options of the table write into. Later options win. */
export class Draft {
  readonly #changes: Change[] = []
  readonly loggers: Logger[] = []
  readonly #verifications = new Map<Verification['kind'], Verification>()
  #password: { readonly option: string; readonly text: string; readonly visible: boolean } | undefined
  validateOnly = false
  warnAsError = false
  maxConcurrent: number | undefined
  reporting: Reporting = { levels: new Set('EWP'), except: new Set() }
  verboseLog: { file: string | undefined } | undefined
  #consoleLogs: ConsoleLogs | undefined
  #file: { option: string; path: string } | undefined
  #project: { option: string; path: string } | undefined
  #package: string | undefined
  /** The word being read stands on the command line, where others see it. */
  visible = true

  set file(found: { option: string; path: string }) {
    this.#file = found
  }

  set project(found: { option: string; path: string }) {
    this.#project = found
  }

  set package(name: string) {
    this.#package = name
  }

  get consoleLogs(): ConsoleLogs {
    this.#consoleLogs ??= { all: false, columns: new Set(), include: new Set(), exclude: new Set() }
    return this.#consoleLogs
  }

  verify(verification: Verification): void {
    this.#verifications.set(verification.kind, verification)
  }

  change(change: PackageChange): void {
    this.#changes.push({ ...change, visible: this.visible })
  }

  setPassword(option: string, text: string): void {
    this.#password = { option, text, visible: this.visible }
  }

  /** @throws UsageError when no package is named, or one in two ways */
  finish(): DtexecRequest {
    return {
      source: this.#source(),
      password: this.#password?.text,
      visiblePassword: this.#password?.visible ? this.#password.option : undefined,
      changes: this.#changes,
      verifications: [...this.#verifications.values()],
      validateOnly: this.validateOnly,
      warnAsError: this.warnAsError,
      maxConcurrent: this.maxConcurrent,
      reporting: this.reporting,
      consoleLog: this.#consoleLog(),
      loggers: this.loggers,
      verboseLog: this.verboseLog,
    }
  }

  #source(): PackageSource {
    const file = this.#file
    const project = this.#project
    if (file && project)
      throw new UsageError(dtexecText('exclusive', { first: file.option, second: project.option }), {
        hint: dtexecText('exclusiveHint'),
      })
    if (file && this.#package === undefined) return { kind: 'file', path: file.path }
    if (project && this.#package !== undefined) return { kind: 'project', path: project.path, package: this.#package }
    const key = project || this.#package !== undefined ? 'packageOfProject' : 'noPackage'
    throw new UsageError(dtexecText(key), { hint: dtexecText('noPackageHint') })
  }

  #consoleLog(): ConsoleLog | undefined {
    const logs = this.#consoleLogs
    if (!logs) return undefined
    return {
      columns: logs.all ? new Set('NCOSGXMT') : logs.columns,
      include: logs.include.size > 0 ? logs.include : undefined,
      exclude: logs.exclude,
    }
  }
}
