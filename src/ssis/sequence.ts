import { ChildContainer } from './child-container.js'

/** A Sequence container: executables under one set of constraints, variables and limits. */
export class Sequence extends ChildContainer {
  readonly containerType = 'sequence'
}
