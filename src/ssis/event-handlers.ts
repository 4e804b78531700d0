import type { DtsContainer } from './container.js'
import type { DtsNode } from './dtsx/node.js'
import { dtsError } from './errors.js'
import { ExecutableContainer } from './executable-container.js'
import type { Package } from './package.js'

/** What would run when an event reaches its container (DtsEventHandler): kept with the package, not run by this version. */
export class DtsEventHandler extends ExecutableContainer {
  readonly containerType = 'eventHandler'
  declare readonly parent: DtsContainer

  get package(): Package {
    return this.parent.package
  }

  /** The event: `OnError`, `OnPreExecute` … */
  override get name(): string {
    return this.node.get('EventName') ?? this.creationName
  }

  /** An event handler has the name of its event. */
  override set name(_name: string) {
    throw dtsError('DTS_E_PROPERTYREADONLY', { property: 'Name' })
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
