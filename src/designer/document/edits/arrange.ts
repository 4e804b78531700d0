// Places for everything in a container: from top to bottom, after what it follows.
import type { DtsContainer, ExecutableContainer } from '../../../ssis/index.js'
import { ExecutableContainer as Holder } from '../../../ssis/index.js'
import { Layout } from '../layout.js'
import type { EditHandler } from './edit-handler.js'
import { sizeOf } from './executables.js'
import { containerAt } from './find.js'

/** Pixels. */
const gap = { x: 40, y: 40 }
const margin = 16
const header = 43

interface Size {
  readonly width: number
  readonly height: number
}

/** Arranges a container and all containers in it. */
export const arrange: EditHandler<'arrange'> = (document, { parent }) => {
  const layout = Layout.of(document.package)
  place(containerAt(document, parent), layout)
  for (const constraint of document.objects.constraints) layout.removeBox(constraint.refId)
  layout.save()
  return []
}

/** Places what is in a container. Answers the room that it takes. */
function place(container: ExecutableContainer, layout: Layout): Size {
  const sizes = new Map<DtsContainer, Size>()
  for (const child of container.executables) sizes.set(child, sizeIn(child, layout))
  let width = 0
  let y = margin
  const rows = layers(container)
  const widths = rows.map(row => row.reduce((sum, child) => sum + (sizes.get(child)?.width ?? 0) + gap.x, -gap.x))
  const widest = Math.max(0, ...widths)
  for (const [at, row] of rows.entries()) {
    let x = margin + (widest - (widths[at] ?? 0)) / 2
    let height = 0
    for (const child of row) {
      const size = sizes.get(child) ?? sizeOf(child)
      layout.setBox(child, { x, y, ...size })
      x += size.width + gap.x
      height = Math.max(height, size.height)
    }
    width = Math.max(width, x - gap.x)
    y += height + gap.y
  }
  return { width: width + margin, height: Math.max(y - gap.y, 0) + margin }
}

function sizeIn(child: DtsContainer, layout: Layout): Size {
  const least = sizeOf(child)
  if (!(child instanceof Holder)) return layout.boxOf(child) ?? least
  const inside = place(child, layout)
  return { width: Math.max(least.width, inside.width), height: Math.max(least.height, inside.height + header) }
}

/** Executables by the length of the longest way that leads to them; what stands in a circle comes where the file has it. */
function layers(container: ExecutableContainer): DtsContainer[][] {
  const before = new Map<DtsContainer, DtsContainer[]>()
  for (const { precedenceExecutable: from, constrainedExecutable: to } of container.precedenceConstraints)
    if (from && to) before.set(to, [...(before.get(to) ?? []), from])
  const depths = new Map<DtsContainer, number>()
  const open = new Set<DtsContainer>()
  const depthOf = (start: DtsContainer): number => {
    // A chain may be longer than the stack is deep.
    const todo = [start]
    for (let next = todo.at(-1); next; next = todo.at(-1)) {
      const waiting = (before.get(next) ?? []).filter(each => !depths.has(each) && !open.has(each))
      open.add(next)
      if (waiting.length > 0) {
        todo.push(...waiting)
        continue
      }
      const depth = Math.max(-1, ...(before.get(next) ?? []).map(each => depths.get(each) ?? -1)) + 1
      depths.set(next, depth)
      open.delete(next)
      todo.pop()
    }
    return depths.get(start) ?? 0
  }
  const rows: DtsContainer[][] = []
  for (const child of container.executables) {
    const depth = depthOf(child)
    rows[depth] = [...(rows[depth] ?? []), child]
  }
  return rows.filter(row => row !== undefined)
}
