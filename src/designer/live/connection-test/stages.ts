// The stages of a test as they happen.
import { WmiError, WmilinkError } from '../../../base/errors.js'
import { designerTestText } from '../../../base/texts/designer-test.js'
import { DtsError } from '../../../ssis/index.js'
import type { Output, Stage } from '../../api/index.js'
import { bounded } from '../cells.js'

/** Everything that may be looked at; each kind of connection has some of these. */
const titles = {
  settings: () => designerTestText('settings'),
  name: () => designerTestText('name'),
  connect: () => designerTestText('connect'),
  tls: () => designerTestText('tls'),
  endpoint: () => designerTestText('endpoint'),
  logon: () => designerTestText('logon'),
  host: () => designerTestText('host'),
  namespace: () => designerTestText('namespace'),
  query: () => designerTestText('query'),
  roundTrip: () => designerTestText('roundTrip'),
  answer: () => designerTestText('answer'),
  path: () => designerTestText('path'),
  folder: () => designerTestText('folder'),
  file: () => designerTestText('file'),
  access: () => designerTestText('access'),
} as const
export type StageName = keyof typeof titles

/** What a stage found. */
export interface StageFinding {
  /** Names, addresses, numbers; empty for nothing. */
  readonly detail?: string
  /** What should be looked at although it went on; the stage becomes a warning. */
  readonly causes?: Stage['causes']
  readonly outcome?: 'done' | 'warning' | 'skipped'
  readonly milliseconds?: number | null
}

/** How a test ended. */
export type Verdict = Output<'connection.test'>

/** Tells stages: each when it starts and when it ends. After the first that fails the others are skipped. */
export class StageWalk {
  readonly #names: readonly StageName[]
  readonly #emit: (stage: Stage) => void
  readonly #told = new Set<StageName>()
  #failed: { readonly name: StageName; readonly message: string; readonly hint: string } | undefined
  #warned = false

  constructor(names: readonly StageName[], emit: (stage: Stage) => void) {
    this.#names = names
    this.#emit = emit
  }

  get failed(): boolean {
    return this.#failed !== undefined
  }

  /** Does the work of one stage. Answers undefined when it failed, or when an earlier one did. @throws the reason of the signal */
  async stage<T>(
    name: StageName,
    signal: AbortSignal,
    work: () => Promise<readonly [T, StageFinding?]>,
  ): Promise<T | undefined> {
    if (this.failed) return undefined
    this.begin(name)
    const started = performance.now()
    try {
      const [value, finding = {}] = await work()
      signal.throwIfAborted()
      this.end(name, { milliseconds: performance.now() - started, ...finding })
      return value
    } catch (error) {
      signal.throwIfAborted()
      this.fail(name, error, { milliseconds: performance.now() - started })
      return undefined
    }
  }

  begin(name: StageName): void {
    this.#tell({ stage: name, outcome: 'running', detail: '', causes: [], milliseconds: null })
  }

  end(name: StageName, { detail = '', causes = [], outcome, milliseconds = null }: StageFinding): void {
    this.#told.add(name)
    const how = outcome ?? (causes.length > 0 ? 'warning' : 'done')
    this.#warned ||= how === 'warning'
    this.#tell({ stage: name, outcome: how, detail: bounded(detail, 2000), causes: [...causes], milliseconds })
  }

  /** Ends the walk. The error's own hint stands behind the causes that are known. */
  fail(name: StageName, error: unknown, { causes = [], milliseconds = null }: StageFinding = {}): void {
    this.#told.add(name)
    const { message, hint } = failureText(error)
    const all = causes.length > 0 || hint === '' ? [...causes] : [{ text: hint, todo: '' }]
    this.#failed ??= { name, message, hint: hint || (causes[0]?.text ?? '') }
    this.#tell({ stage: name, outcome: 'failed', detail: bounded(message, 2000), causes: all, milliseconds })
  }

  /** Tells what was skipped, and answers how it all came out. @param success what to say when all went well */
  verdict(success: string): Verdict {
    if (!this.#failed)
      return { ok: true, summary: success, hint: this.#warned ? designerTestText('lookAtWarnings') : '' }
    for (const name of this.#names)
      if (!this.#told.has(name))
        this.#tell({ stage: name, outcome: 'skipped', detail: '', causes: [], milliseconds: null })
    const { name, message, hint } = this.#failed
    return { ok: false, summary: designerTestText('endsAt', { stage: titles[name](), reason: message }), hint }
  }

  #tell(stage: Omit<Stage, 'title'>): void {
    this.#emit({ ...stage, title: isStage(stage.stage) ? titles[stage.stage]() : stage.stage })
  }
}

function isStage(name: string): name is StageName {
  return Object.hasOwn(titles, name)
}

function failureText(error: unknown): { readonly message: string; readonly hint: string } {
  if (!(error instanceof WmilinkError)) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { message: code || designerTestText('unknownFailure'), hint: '' }
  }
  const name = error instanceof WmiError || error instanceof DtsError ? `${error.name}: ` : ''
  return { message: `${name}${error.message}`, hint: error.hint }
}
