import { DtsContainer } from './container.js'
import { Executables } from './executables.js'
import { PrecedenceConstraints } from './precedence-constraints.js'

/** What holds executables and the constraints between them: package, sequence, loop, event handler. */
export abstract class ExecutableContainer extends DtsContainer {
  #executables: Executables | undefined
  #constraints: PrecedenceConstraints | undefined

  get executables(): Executables {
    this.#executables ??= new Executables(this)
    return this.#executables
  }

  override get children(): Executables {
    return this.executables
  }

  get precedenceConstraints(): PrecedenceConstraints {
    this.#constraints ??= new PrecedenceConstraints(this)
    return this.#constraints
  }
}
