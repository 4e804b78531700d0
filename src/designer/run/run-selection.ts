import { designerRunText } from '../../base/texts/designer-run.js'
import { type DtsContainer, ExecutableContainer, type Package } from '../../ssis/index.js'
import { DesignerError } from '../failure.js'
import { placedOf } from './executables.js'

/**
 * Leaves of a package that is about to run only the executables chosen, with what is in them and around them: all others are
 * disabled, and no constraint to one that is not chosen holds a chosen one back.
 *
 * @throws DesignerError invalid when nothing of the choice can run by itself
 */
export function keepOnly(pkg: Package, chosen: ReadonlySet<DtsContainer>): void {
  const around = new Set<DtsContainer>()
  const inside = new Set<DtsContainer>()
  for (const one of chosen) {
    if (runsAlone(one)) for (let at: DtsContainer | null = one; at; at = at.parent) around.add(at)
    for (const { executable } of placedOf(one)) inside.add(executable)
  }
  if (around.size === 0)
    throw new DesignerError({
      kind: 'invalid',
      message: designerRunText('onlyNothing'),
      hint: designerRunText('onlyNothingHint'),
    })
  for (const { executable } of placedOf(pkg)) {
    if (around.has(executable)) executable.disable = false
    else if (!inside.has(executable) && executable.containerType !== 'eventHandler') executable.disable = true
    if (executable instanceof ExecutableContainer && around.has(executable) && !chosen.has(executable))
      freeChosen(executable, chosen)
  }
}

/** Removes the constraints of a container but those between two that are chosen. */
function freeChosen({ precedenceConstraints }: ExecutableContainer, chosen: ReadonlySet<DtsContainer>): void {
  for (let at = precedenceConstraints.count - 1; at >= 0; at -= 1) {
    const { precedenceExecutable: from, constrainedExecutable: to } = precedenceConstraints.get(at)
    if (!from || !to || !chosen.has(from) || !chosen.has(to)) precedenceConstraints.remove(at)
  }
}

/** What is in an event handler waits for its event. */
function runsAlone(executable: DtsContainer): boolean {
  for (let at: DtsContainer | null = executable; at; at = at.parent)
    if (at.containerType === 'eventHandler') return false
  return true
}
