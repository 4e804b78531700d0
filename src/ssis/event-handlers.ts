import { ChildContainer } from './child-container.js'
import type { DtsContainer } from './container.js'
import type { RunnableEventHandler } from './contract.js'
import type { DtsNode } from './dtsx/node.js'
import { dtsError } from './errors.js'

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

/** The event handlers of a container, in the order of the file. */
export function eventHandlersOf(container: DtsContainer): DtsEventHandler[] {
  return container.node
    .items('EventHandlers', 'EventHandler')
    .map((node: DtsNode) => new DtsEventHandler(node, container))
}
