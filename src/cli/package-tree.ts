import { type DtsContainer, DtsError, type Package, type TaskHost } from '../ssis/index.js'

/** One executable of a package and where it stands. */
export interface Placed<T extends DtsContainer = DtsContainer> {
  readonly host: T
  /** `\Package\Sequence\Task`, the form that --set takes. */
  readonly path: string
  /** It or a container around it is disabled. */
  readonly disabled: boolean
}

/** All executables of a package, containers before what they hold, and event handlers after what they belong to. */
export function* executablesOf(pkg: Package): Generator<Placed> {
  yield* below(pkg, '\\Package', isDisabled(pkg))
}

function* below(container: DtsContainer, path: string, disabled: boolean): Generator<Placed> {
  for (const child of container.children ?? []) {
    const placed = { host: child, path: `${path}\\${child.name}`, disabled: disabled || isDisabled(child) }
    yield placed
    yield* below(child, placed.path, placed.disabled)
  }
  for (const handler of container.eventHandlers) {
    const off = disabled || container.disableEventHandlers || isDisabled(handler)
    const placed = { host: handler, path: `${path}.EventHandlers[${handler.name}]`, disabled: off }
    yield placed
    yield* below(handler, placed.path, placed.disabled)
  }
}

/** One whose file does not say it in a form that can be read counts as enabled: validation refuses it. */
export function isDisabled(container: DtsContainer): boolean {
  try {
    return container.disable
  } catch (error) {
    if (error instanceof DtsError) return false
    throw error
  }
}

/** The tasks among {@link executablesOf}. */
export function* hostsOf(pkg: Package): Generator<Placed<TaskHost>> {
  for (const placed of executablesOf(pkg)) if (isTask(placed)) yield placed
}

export function isTask(placed: Placed): placed is Placed<TaskHost> {
  return placed.host.containerType === 'taskHost'
}
