// Moving: with the pointer, by keyboard, into and out of containers.
import { canvasText } from '../../../base/texts/designer-canvas.js'
import type { Desk } from './desk.js'
import { containerAt, freePlace, placeForNew, placeIn } from './drop-target.js'
import { grid, headerHeight, type Point, type Rect, type Size, taskSize } from './geometry.js'
import { layoutMoves, type Moves, movesFor, resizeMoves } from './moves.js'
import type { Direction } from './neighbour.js'
import { Nudge } from './nudge.js'

const steps: Readonly<Record<Direction, Point>> = {
  up: { x: 0, y: -grid },
  down: { x: 0, y: grid },
  left: { x: -grid, y: 0 },
  right: { x: grid, y: 0 },
}

export class Moving {
  readonly #desk: Desk
  readonly #nudge = new Nudge((keys, by) => void this.#write(movesFor(this.#desk.scene, this.#moved(keys, by))))

  constructor(desk: Desk) {
    this.#desk = desk
  }

  async #write(nodes: Moves): Promise<void> {
    if (nodes.length > 0) await this.#desk.port.edit({ kind: 'move', nodes })
  }

  /**
   * Where a drag ended.
   * @param places of the dragged nodes, relative to their parents
   * @param point under the pointer, on the canvas
   */
  async drop(places: ReadonlyMap<string, Point>, point: Point): Promise<void> {
    const { scene } = this.#desk
    const target = containerAt(scene, point, new Set(places.keys()))
    const strangers = [...places.keys()].filter(key => this.#desk.parentOf(key) !== target)
    if (strangers.length === 0) return this.#write(movesFor(scene, places))
    const first = scene.nodes.get(strangers[0] ?? '')
    const place = places.get(strangers[0] ?? '')
    if (!first || !place) return
    const { absolute, rect } = first
    const landing = { x: absolute.x - rect.x + place.x, y: absolute.y - rect.y + place.y }
    await this.setParent(strangers, target, placeIn(scene, target, landing))
  }

  async setParent(nodes: readonly string[], parent: string, at: Point): Promise<void> {
    const desk = this.#desk
    const name = desk.nameOf(parent) || canvasText('topLevel')
    await desk.settle(parent)
    const made = await desk.port.edit({ kind: 'setParent', nodes: [...nodes], parent, at })
    if (made) desk.say(canvasText('movedInto', { name }))
  }

  /** Into a container, below what is there. */
  async moveInto(nodes: readonly string[], container: string): Promise<void> {
    const { at } = placeForNew(this.#desk.scene, [container], taskSize)
    await this.setParent(nodes, container, at ?? { x: grid, y: grid })
  }

  /** Out of the container of the selection, to the right of it. */
  async moveOut(): Promise<void> {
    const { nodes, scene } = this.#desk
    const container = scene.nodes.get(this.#desk.parentOf(nodes[0] ?? ''))
    if (!container) return
    const parent = container.parent ?? scene.root
    const { x, y, width } = container.rect
    const top = container.parent === null ? y : y - headerHeight
    const wanted: Rect = { x: x + width + 3 * grid, y: top, ...taskSize }
    await this.setParent(nodes, parent, freePlace(scene, parent, wanted))
  }

  #moved(keys: readonly string[], { x, y }: Point): Map<string, Point> {
    const { scene } = this.#desk
    return new Map(
      keys.flatMap(key => {
        const rect = scene.nodes.get(key)?.rect
        return rect ? [[key, { x: rect.x + x, y: rect.y + y }] as const] : []
      }),
    )
  }

  /** One step of the selection by keyboard; written once the keys rest. */
  nudge(direction: Direction): void {
    const { nodes, editable, port } = this.#desk
    if (!editable || nodes.length === 0) return
    port.preview(this.#moved(nodes, this.#nudge.add(nodes, steps[direction])))
  }

  /** Writes steps that wait, before anything else is done. */
  flush(): void {
    this.#nudge.flush()
  }

  /** The selected container a step larger or smaller. */
  async resizeBy(direction: Direction): Promise<void> {
    const [key, ...others] = this.#desk.nodes
    const node = key === undefined || others.length > 0 ? undefined : this.#desk.scene.nodes.get(key)
    if (!this.#desk.editable || !node?.isContainer || node.collapsed) return
    const { x, y } = steps[direction]
    await this.resize(node.view.key, { width: node.rect.width + x, height: node.rect.height + y })
  }

  /** A container gets another size. */
  async resize(key: string, size: Size): Promise<void> {
    await this.#write(resizeMoves(this.#desk.scene, key, size))
  }

  /** Arranges the selected container, else everything. */
  async arrange(): Promise<void> {
    const { nodes, scene, port } = this.#desk
    const only = nodes.length === 1 && nodes[0] !== undefined ? scene.nodes.get(nodes[0]) : undefined
    await this.#write(layoutMoves(scene, only?.isContainer ? only.view.key : scene.root))
    if (!only?.isContainer) port.zoom('fit')
  }
}
