import { type DtsContainer, DtsError, type Package, type TaskHost } from '../../ssis/index.js'

/** One executable of a package. */
export interface Placed {
  readonly executable: DtsContainer
  /** It or something around it is disabled. */
  readonly disabled: boolean
}

/** The package, its executables and event handlers, each before what it holds. */
export function* placedOf(container: DtsContainer, around = false): Generator<Placed> {
  const disabled = around || isDisabled(container)
  yield { executable: container, disabled }
  for (const child of container.children ?? []) yield* placedOf(child, disabled)
  for (const handler of container.eventHandlers) yield* placedOf(handler, disabled || container.disableEventHandlers)
}

export function isTask(container: DtsContainer): container is TaskHost {
  return container.containerType === 'taskHost'
}

export function isLoop({ containerType }: DtsContainer): boolean {
  return containerType === 'forLoop' || containerType === 'forEachLoop'
}

/** Pairs of the same places in a package and in its copy. */
export function* pairsOf(original: Package, copy: Package): Generator<readonly [DtsContainer, DtsContainer]> {
  const copies = placedOf(copy)
  for (const { executable } of placedOf(original)) {
    const { value } = copies.next()
    if (value) yield [executable, value.executable]
  }
}

/** One whose file does not say it in a form that can be read counts as enabled: validation refuses it. */
function isDisabled(container: DtsContainer): boolean {
  try {
    return container.disable
  } catch (error) {
    if (error instanceof DtsError) return false
    throw error
  }
}
