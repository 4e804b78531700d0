import { ComponentElement, DefinedProperties } from './component.js'
import { DtsContainer } from './container.js'
import type { RunnableTask, Task, TaskKind } from './contract.js'
import type { DtsNode } from './dtsx/node.js'
import { type InnerObject, innerObject } from './inner-object.js'
import type { Package } from './package.js'
import type { PropertyAccess } from './properties.js'
import { executionRecord } from './runtime/record.js'
import { taskKindOf } from './tasks/index.js'

/**
 * A task in a package (TaskHost). The properties of the task itself are in `innerObject` (camelCase) and, with those of the
 * host, in `properties`. A task whose kind this version does not know is kept with every byte.
 */
export class TaskHost extends DtsContainer implements RunnableTask {
  readonly containerType = 'taskHost'
  declare readonly parent: DtsContainer
  readonly #kind: TaskKind | undefined
  readonly #data: ComponentElement
  readonly #own: DefinedProperties | undefined
  #inner: InnerObject | undefined
  #task: { readonly hasData: boolean; readonly task: Task } | undefined

  /** Tasks come from loading and from `Executables.add`. */
  constructor(node: DtsNode, parent: DtsContainer) {
    super(node, parent)
    this.#kind = taskKindOf(this.creationName)
    const attributes = this.#kind?.properties.flatMap(({ attribute }) => (attribute ? [attribute] : [])) ?? []
    this.#data = new ComponentElement(node, this.#kind?.dataElement, attributes)
    this.#own = this.#kind && new DefinedProperties(this.#kind.properties, this.#data)
  }

  get package(): Package {
    return this.parent.package
  }

  /** The kind of task that answers to its creationName; undefined when this version has none. */
  get kind(): TaskKind | undefined {
    return this.#kind
  }

  /** What runs; undefined when no kind of this version matches the creationName. */
  get task(): Task | undefined {
    if (!this.#kind || !this.#own) return undefined
    const hasData = this.#data.exists
    if (this.#task?.hasData !== hasData)
      this.#task = { hasData, task: this.#kind.create(this.#own, hasData ? this.#data : undefined) }
    return this.#task.task
  }

  /** The properties of the task: `host.innerObject.wqlQuerySource`. Empty for kinds that this version does not know. */
  get innerObject(): InnerObject {
    this.#inner ??= innerObject(this.#kind?.properties ?? [], this.#own)
    return this.#inner
  }

  /** What the task reported in its last run; null when nothing. */
  get executionValue(): unknown {
    return executionRecord(this).executionValue
  }

  protected override propertyAccesses(): PropertyAccess[] {
    const own = this.#own
    return [...(own ? own.accesses() : []), ...super.propertyAccesses()]
  }
}
