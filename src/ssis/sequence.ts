import type { DtsContainer } from './container.js'
import type { RunnableContainer } from './contract.js'
import { readField, type StoredField, writeField } from './dtsx/fields.js'
import { ExecutableContainer } from './executable-container.js'
import type { Package } from './package.js'

/** A container below a package or another container. */
abstract class ChildContainer extends ExecutableContainer {
  declare readonly parent: DtsContainer

  get package(): Package {
    return this.parent.package
  }
}

/** A Sequence container: executables under one set of constraints, variables and limits. */
export class Sequence extends ChildContainer implements RunnableContainer {
  readonly containerType = 'sequence'
}

const loopField = (stored: string): StoredField<string> => ({ stored, type: 'String', default: '' })
const forLoopFields = {
  init: loopField('InitExpression'),
  evaluate: loopField('EvalExpression'),
  assign: loopField('AssignExpression'),
}

/** A For Loop container: kept with everything in it; this version cannot run it. */
export class ForLoop extends ChildContainer {
  readonly containerType = 'forLoop'

  get initExpression(): string {
    return readField(this.node, forLoopFields.init)
  }

  set initExpression(expression: string) {
    writeField(this.node, forLoopFields.init, expression)
  }

  get evalExpression(): string {
    return readField(this.node, forLoopFields.evaluate)
  }

  set evalExpression(expression: string) {
    writeField(this.node, forLoopFields.evaluate, expression)
  }

  get assignExpression(): string {
    return readField(this.node, forLoopFields.assign)
  }

  set assignExpression(expression: string) {
    writeField(this.node, forLoopFields.assign, expression)
  }
}

/** A Foreach Loop container: kept with its enumerator and mappings; this version cannot run it. */
export class ForEachLoop extends ChildContainer {
  readonly containerType = 'forEachLoop'
}
