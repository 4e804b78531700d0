import type { DtsContainer } from './container.js'
import { ExecutableContainer } from './executable-container.js'
import type { Package } from './package.js'

/** A container below a package or another container. */
export abstract class ChildContainer extends ExecutableContainer {
  declare readonly parent: DtsContainer

  get package(): Package {
    return this.parent.package
  }
}
