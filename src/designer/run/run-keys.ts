import {
  type ConnectionManager,
  DtsContainer,
  type Package,
  ParameterVariable,
  type Variable,
} from '../../ssis/index.js'
import { pairsOf } from './executables.js'
import type { RunDocument } from './needs.js'

/** The keys by which the page knows what runs: objects of the copy have those of the open document when the run began. */
export class RunKeys {
  readonly #keys = new Map<object, string>()
  readonly #root: string
  /** The task that runs another package, for what that one tells. */
  #runner: string | undefined

  constructor(document: RunDocument, copy: Package) {
    const { package: original } = document
    this.#root = document.keyOf(original)
    for (const [open, runs] of pairsOf(original, copy)) {
      this.#keys.set(runs, document.keyOf(open))
      const variables = [...runs.variables]
      for (const [index, variable] of [...open.variables].entries()) {
        const twin = variables[index]
        if (twin && isKept(variable)) this.#keys.set(twin, document.keyOf(variable))
      }
    }
    const managers = [...copy.connections]
    for (const [index, manager] of [...original.connections].entries()) {
      const twin = managers[index]
      if (twin) this.#keys.set(twin, document.keyOf(manager))
    }
  }

  /** The key of an object of the copy; undefined for one of another package. */
  get(object: object): string | undefined {
    return this.#keys.get(object)
  }

  /** The key under which an event is told: that of the task which runs the package that it comes from, where that is another one. */
  eventKey(source: object): string {
    const own = this.#keys.get(source)
    if (own !== undefined) return own
    let at: DtsContainer | null = source instanceof DtsContainer ? source : null
    while (at && !this.#keys.has(at)) at = at.parent
    return (at && this.#keys.get(at)) ?? this.#runner ?? this.#root
  }

  /** Names the task that runs another package now. */
  runs(task: object | undefined): void {
    this.#runner = task && this.#keys.get(task)
  }

  managerKey(manager: ConnectionManager): string {
    return this.#keys.get(manager) ?? ''
  }
}

/** Whether the page knows the variable by a key: system variables and parameters are not those of a container. */
export function isKept(variable: Variable): boolean {
  return !variable.systemVariable && !(variable instanceof ParameterVariable)
}
