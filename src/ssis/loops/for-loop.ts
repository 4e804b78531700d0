import { ChildContainer } from '../child-container.js'
import type { RunnableForLoop } from '../contract.js'
import { readField, type StoredField, writeField } from '../dtsx/fields.js'
import type { PropertyAccess } from '../properties.js'

const expression = (stored: string): StoredField<string> => ({ stored, type: 'String', default: '' })
const fields = {
  initExpression: expression('InitExpression'),
  evalExpression: expression('EvalExpression'),
  assignExpression: expression('AssignExpression'),
}

/** A For Loop container (ForLoop): its executables run as long as EvalExpression is true. */
export class ForLoop extends ChildContainer implements RunnableForLoop {
  readonly containerType = 'forLoop'

  /** Evaluated once, before the first round: `@Counter = 0`. May be empty. */
  get initExpression(): string {
    return readField(this.node, fields.initExpression)
  }

  set initExpression(text: string) {
    writeField(this.node, fields.initExpression, text)
  }

  /** Evaluated before each round: `@Counter < 10`. The loop goes on while it is true. */
  get evalExpression(): string {
    return readField(this.node, fields.evalExpression)
  }

  set evalExpression(text: string) {
    writeField(this.node, fields.evalExpression, text)
  }

  /** Evaluated after each round: `@Counter = @Counter + 1`. May be empty. */
  get assignExpression(): string {
    return readField(this.node, fields.assignExpression)
  }

  set assignExpression(text: string) {
    writeField(this.node, fields.assignExpression, text)
  }

  protected override propertyAccesses(): PropertyAccess[] {
    const own = (['initExpression', 'evalExpression', 'assignExpression'] as const).map(
      (key): PropertyAccess => ({
        name: fields[key].stored,
        type: 'String',
        get: () => this[key],
        set: (text: string) => {
          this[key] = text
        },
      }),
    )
    return [...super.propertyAccesses(), ...own]
  }
}
