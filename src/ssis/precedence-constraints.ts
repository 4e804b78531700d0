import { runText } from '../base/texts/ssis-run.js'
import type { DtsContainer } from './container.js'
import type { RunnableConstraint } from './contract.js'
import { readField, type StoredField, writeField } from './dtsx/fields.js'
import { dtsNamespace } from './dtsx/format.js'
import type { DtsNode } from './dtsx/node.js'
import { constraintTemplate } from './dtsx/templates.js'
import { parseBoolean } from './dtsx/values.js'
import { DTSExecResult, DTSPrecedenceEvalOp } from './enums.js'
import { dtsError } from './errors.js'
import type { ExecutableContainer } from './executable-container.js'
import type { Executable } from './executable-factory.js'
import { findByKey, sameName, shownReference, uniqueName } from './names.js'
import { toPropertyValue } from './property-values.js'

const fields = {
  id: { stored: 'DTSID', type: 'String', default: '' } as StoredField<string>,
  name: { stored: 'ObjectName', type: 'String', default: '' } as StoredField<string>,
  expression: { stored: 'Expression', type: 'String', default: '' } as StoredField<string>,
  value: { stored: 'Value', type: 'Int32', default: DTSExecResult.Success } as StoredField<number>,
  evalOp: { stored: 'EvalOp', type: 'Int32', default: DTSPrecedenceEvalOp.Constraint } as StoredField<number>,
  logicalAnd: { stored: 'LogicalAnd', type: 'Boolean', default: false } as StoredField<boolean>,
}

const enums = {
  Value: { enum: DTSExecResult, name: 'DTSExecResult' },
  EvalOp: { enum: DTSPrecedenceEvalOp, name: 'DTSPrecedenceEvalOp' },
} as const

/** A new value; files may hold other numbers, which are kept and fail validation. */
function checked(property: keyof typeof enums, value: number): number {
  return Number(toPropertyValue(enums[property], value, property))
}

/** Says when an executable may start after another (PrecedenceConstraint). */
export class PrecedenceConstraint implements RunnableConstraint {
  readonly node: DtsNode
  readonly parent: ExecutableContainer

  /** Constraints come from loading and from `PrecedenceConstraints.add`. */
  constructor(node: DtsNode, parent: ExecutableContainer) {
    this.node = node
    this.parent = parent
  }

  get id(): string {
    return readField(this.node, fields.id)
  }

  get name(): string {
    return readField(this.node, fields.name)
  }

  /** `Package.PrecedenceConstraints[Name]`. */
  get refId(): string {
    return this.node.get('refId') ?? `${this.parent.refId}.PrecedenceConstraints[${this.name}]`
  }

  /** The result that the preceding executable must have. */
  get value(): DTSExecResult {
    return readField(this.node, fields.value) as DTSExecResult
  }

  /** @throws DtsError DTS_E_FAILEDPROPERTYSET_ERRORINFO for a number that is no result */
  set value(value: DTSExecResult) {
    writeField(this.node, fields.value, checked('Value', value))
  }

  get evalOp(): DTSPrecedenceEvalOp {
    return readField(this.node, fields.evalOp) as DTSPrecedenceEvalOp
  }

  /** @throws DtsError DTS_E_FAILEDPROPERTYSET_ERRORINFO for a number that is no way to evaluate */
  set evalOp(value: DTSPrecedenceEvalOp) {
    writeField(this.node, fields.evalOp, checked('EvalOp', value))
  }

  get expression(): string {
    return readField(this.node, fields.expression)
  }

  set expression(text: string) {
    writeField(this.node, fields.expression, text)
  }

  /** True: holds together with the other constraints of its executable; false: suffices alone. */
  get logicalAnd(): boolean {
    return readField(this.node, fields.logicalAnd)
  }

  set logicalAnd(value: boolean) {
    writeField(this.node, fields.logicalAnd, value)
  }

  /** The executable that comes first; undefined when the file names none of this container. */
  get precedenceExecutable(): Executable | undefined {
    return this.#child(this.precedenceReference)
  }

  /** The executable that waits; undefined when the file names none of this container. */
  get constrainedExecutable(): Executable | undefined {
    return this.#child(this.constrainedReference)
  }

  /** How the file names the executable that comes first: a refId in formats 6 and 8, a GUID in 2 and 3. */
  get precedenceReference(): string {
    return this.node.get('From') ?? this.#idReference(true)
  }

  /** How the file names the executable that waits. */
  get constrainedReference(): string {
    return this.node.get('To') ?? this.#idReference(false)
  }

  #child(reference: string): Executable | undefined {
    return reference === '' ? undefined : this.parent.executables.byReference(reference)
  }

  /** `<DTS:Executable IDREF="{guid}" DTS:IsFrom="-1"/>`. */
  #idReference(isFrom: boolean): string {
    for (const child of this.node.element.children) {
      if (!child.is('Executable', dtsNamespace)) continue
      if (parseBoolean(child.get('IsFrom', dtsNamespace) ?? '') === isFrom)
        return child.get('IDREF') ?? child.get('IDREF', dtsNamespace) ?? ''
    }
    return ''
  }
}

/** The constraints between the executables of one container. */
export class PrecedenceConstraints implements Iterable<PrecedenceConstraint> {
  readonly #container: ExecutableContainer
  readonly #items: PrecedenceConstraint[]

  constructor(container: ExecutableContainer) {
    this.#container = container
    this.#items = container.node
      .items('PrecedenceConstraints', 'PrecedenceConstraint')
      .map(node => new PrecedenceConstraint(node, container))
  }

  get count(): number {
    return this.#items.length
  }

  getCount(): number {
    return this.#items.length
  }

  [Symbol.iterator](): ArrayIterator<PrecedenceConstraint> {
    return this.#items[Symbol.iterator]()
  }

  /** By name, ID or index. @throws DtsError DTS_E_ELEMENTNOTFOUND */
  get(key: string | number): PrecedenceConstraint {
    const found = this.#find(key)
    if (!found) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: String(key) })
    return found
  }

  contains(key: string | number): boolean {
    return this.#find(key) !== undefined
  }

  /**
   * Lets `to` wait for `from`.
   *
   * @throws DtsError DTS_E_FROMEXECISNOTCHILD, DTS_E_TOEXECISNOTCHILD, DTS_E_DUPLICATECONSTRAINT, DTS_E_PRECEDENCECONSTRAINT
   *   when both are one
   */
  add(from: Executable, to: Executable, value: DTSExecResult = DTSExecResult.Success): PrecedenceConstraint {
    this.#container.checkEditable()
    checked('Value', value)
    const name = uniqueName('Constraint', taken => this.#items.some(item => sameName(item.name, taken)))
    const container = this.#container.name
    const place = ({ refId }: Executable) => ({ name, container, reference: shownReference(refId) })
    if (!this.#isChild(from)) throw dtsError('DTS_E_FROMEXECISNOTCHILD', place(from))
    if (!this.#isChild(to)) throw dtsError('DTS_E_TOEXECISNOTCHILD', place(to))
    if (from === to) {
      const reason = runText('constraintCycle', { path: `${from.name} → ${to.name}` })
      const parameters = { name, from: from.name, to: to.name, reason }
      throw dtsError('DTS_E_PRECEDENCECONSTRAINT', parameters, { hint: runText('constraintSelfHint') })
    }
    if (this.#items.some(item => item.precedenceExecutable === from && item.constrainedExecutable === to))
      throw dtsError('DTS_E_DUPLICATECONSTRAINT', { from: from.name, to: to.name })
    const node = constraintTemplate(this.#container, { name, from, to, value })
    this.#container.node.addItem('PrecedenceConstraints', node)
    const constraint = new PrecedenceConstraint(node, this.#container)
    this.#items.push(constraint)
    return constraint
  }

  /** @throws DtsError DTS_E_ELEMENTNOTFOUND */
  remove(key: string | number): void {
    this.#container.checkEditable()
    const constraint = this.get(key)
    this.#items.splice(this.#items.indexOf(constraint), 1)
    constraint.node.remove()
  }

  #isChild(executable: DtsContainer): boolean {
    for (const child of this.#container.executables) if (child === executable) return true
    return false
  }

  #find(key: string | number): PrecedenceConstraint | undefined {
    return findByKey(this.#items, key)
  }
}
