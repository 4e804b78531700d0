import { ComponentElement, DefinedProperties } from './component.js'
import { DtsContainer } from './container.js'
import type { RunnableTask, Task, TaskKind } from './contract.js'
import { readField, type StoredField, writeField } from './dtsx/fields.js'
import type { DtsNode } from './dtsx/node.js'
import { type InnerObject, innerObject } from './inner-object.js'
import type { Package } from './package.js'
import type { PropertyAccess } from './properties.js'
import { executionRecord } from './runtime/record.js'
import { taskKindOf } from './tasks/index.js'

const execValueVariable: StoredField<string> = { stored: 'ExecValueVariable', type: 'String', default: '' }

/**
 * A task in a package (TaskHost). The properties of the task itself are in `innerObject` (camelCase) and, with those of the
 * host, in `properties`. A task whose kind this version does not know is kept with every byte.
 */
export class TaskHost extends DtsContainer implements RunnableTask {
  readonly containerType = 'taskHost'
  declare readonly parent: DtsContainer
  #component: TaskComponent | undefined
  #inner: InnerObject | undefined
  #task: { readonly hasData: boolean; readonly task: Task } | undefined

  get package(): Package {
    return this.parent.package
  }

  /** The kind of task that answers to its creationName; undefined when this version has none. */
  get kind(): TaskKind | undefined {
    return this.#own().kind
  }

  /** What runs; undefined when no kind of this version matches the creationName. */
  get task(): Task | undefined {
    const { kind, data, properties } = this.#own()
    if (!kind) return undefined
    const hasData = data.exists
    if (this.#task?.hasData !== hasData)
      this.#task = { hasData, task: kind.create(properties, hasData ? data : undefined, data) }
    return this.#task.task
  }

  /** The properties of the task: `host.innerObject.wqlQuerySource`. Empty for kinds that this version does not know. */
  get innerObject(): InnerObject {
    const { kind, properties } = this.#own()
    this.#inner ??= innerObject(kind?.properties ?? [], properties)
    return this.#inner
  }

  /** The variable that receives the execution value when the task has run: `User::Rows`. Empty: none does. */
  get execValueVariable(): string {
    return readField(this.node, execValueVariable)
  }

  set execValueVariable(name: string) {
    writeField(this.node, execValueVariable, name)
  }

  /** What the task reported in its last run; null when nothing. */
  get executionValue(): unknown {
    return executionRecord(this).executionValue
  }

  protected override propertyAccesses(): PropertyAccess[] {
    const receiver: PropertyAccess = {
      name: 'ExecValueVariable',
      type: 'String',
      get: () => this.execValueVariable,
      set: (name: string) => {
        this.execValueVariable = name
      },
    }
    return [...this.#own().properties.accesses(), ...super.propertyAccesses(), receiver]
  }

  #own(): TaskComponent {
    this.#component ??= taskComponent(this.node, taskKindOf(this.creationName))
    return this.#component
  }
}

/** The task in a host, as far as a kind of this version knows it. */
interface TaskComponent {
  readonly kind: TaskKind | undefined
  readonly data: ComponentElement
  readonly properties: DefinedProperties
}

function taskComponent(node: DtsNode, kind: TaskKind | undefined): TaskComponent {
  const definitions = kind?.properties ?? []
  const attributes = definitions.flatMap(({ attribute }) => (attribute ? [attribute] : []))
  const elements = definitions.flatMap(({ attribute, inElement }) => (attribute && inElement ? [attribute] : []))
  const data = new ComponentElement(node, kind?.dataElement, attributes, new Set(elements), kind?.dataNamespace)
  return { kind, data, properties: new DefinedProperties(definitions, data) }
}
