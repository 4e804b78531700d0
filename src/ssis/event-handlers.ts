import { ChildContainer } from './child-container.js'
import type { DtsContainer } from './container.js'
import type { RunnableEventHandler } from './contract.js'
import { eventHandlerTemplate } from './dtsx/templates.js'
import { dtsError } from './errors.js'
import { checkName, sameName } from './names.js'

/** What runs when the event of its name reaches the container that it is attached to (DtsEventHandler). */
export class DtsEventHandler extends ChildContainer implements RunnableEventHandler {
  readonly containerType = 'eventHandler'

  /** The event: `OnError`, `OnPreExecute` … */
  override get name(): string {
    return this.node.get('EventName') ?? this.creationName
  }

  /** An event handler has the name of its event. @throws DtsError DTS_E_EVENTHANDLERNAMEREADONLY */
  override set name(_name: string) {
    throw dtsError('DTS_E_EVENTHANDLERNAMEREADONLY', { name: this.name })
  }

  get propagate(): boolean {
    return this.variables.findHere('System::Propagate')?.value !== false
  }

  get cancel(): boolean {
    return this.variables.findHere('System::Cancel')?.value === true
  }

  override getPackagePath(): string {
    return `${this.parent.getPackagePath()}.EventHandlers[${this.name}]`
  }

  protected override refIdFor(name: string): string {
    return `${this.parent.refId}.EventHandlers[${name}]`
  }
}

/**
 * The event handlers of a container, in the order of the file (DtsEventHandlers): a list with add and remove. What its array methods
 * answer are plain arrays.
 */
export class DtsEventHandlers extends Array<DtsEventHandler> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  readonly #container: DtsContainer

  /** Handlers belong to their container. */
  constructor(container: DtsContainer) {
    super()
    this.#container = container
    for (const node of container.node.items('EventHandlers', 'EventHandler'))
      this.push(new DtsEventHandler(node, container))
  }

  /**
   * The handler of an event, a new one where there is none yet.
   *
   * @param event `OnError`, `OnPostExecute` …, or the name of a custom event
   * @throws DtsError for a name that no event has
   */
  add(event: string): DtsEventHandler {
    this.#container.checkEditable()
    checkName(event)
    const present = this.find(({ name }) => sameName(name, event))
    if (present) return present
    const node = eventHandlerTemplate(this.#container, event)
    this.#container.node.addItem('EventHandlers', node)
    const handler = new DtsEventHandler(node, this.#container)
    this.push(handler)
    return handler
  }

  /** Takes the handler of an event out, with what is in it. @throws DtsError DTS_E_ELEMENTNOTFOUND */
  remove(event: string): void {
    this.#container.checkEditable()
    const at = this.findIndex(({ name }) => sameName(name, event))
    const [handler] = at < 0 ? [] : this.splice(at, 1)
    if (!handler) throw dtsError('DTS_E_ELEMENTNOTFOUND', { key: event })
    handler.node.remove()
  }
}
