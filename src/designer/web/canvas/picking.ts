// Choosing a target by keyboard: the next task of a constraint, or the container to move into.
import { canvasText } from '../../../base/texts/designer-canvas.js'
import type { Picking } from './canvas-store.js'
import { connectObstacle } from './connect-rules.js'
import type { Desk } from './desk.js'
import { possibleContainers } from './drop-target.js'
import type { Rect } from './geometry.js'
import { type Direction, directions, nearest } from './neighbour.js'

/** What happens with the target that was chosen. */
export interface PickDone {
  connect(from: string, to: string): Promise<void>
  moveInto(nodes: readonly string[], container: string): Promise<void>
}

export class TargetChoice {
  readonly #desk: Desk
  readonly #done: PickDone

  constructor(desk: Desk, done: PickDone) {
    this.#desk = desk
    this.#done = done
  }

  /** The containers that can be seen into which the selection could go. */
  get containers(): string[] {
    const { scene, nodes } = this.#desk
    return possibleContainers(scene, new Set(nodes)).filter(key => scene.nodes.get(key)?.hidden === false)
  }

  startConnect(): void {
    const { nodes, scene } = this.#desk
    const [from = ''] = nodes
    const choices = [...scene.nodes.keys()].filter(key => connectObstacle(scene, from, key) === undefined)
    this.#start('connect', [from], choices)
  }

  startMoveInto(): void {
    this.#start('moveInto', this.#desk.nodes, this.containers)
  }

  #start(purpose: Picking['purpose'], from: readonly string[], choices: readonly string[]): void {
    const desk = this.#desk
    const start = desk.scene.nodes.get(from[0] ?? '')?.absolute
    const target = (start && this.#firstOf(start, choices)) ?? choices[0]
    if (target === undefined) {
      desk.say(canvasText(purpose === 'connect' ? 'noTarget' : 'noContainer'))
      return
    }
    desk.store.setState({ picking: { purpose, from, choices, target } })
    const name = desk.namesOf(from)
    const what = canvasText(purpose === 'connect' ? 'connectFrom' : 'moveFrom', { name })
    desk.say(`${what} ${canvasText('target', { name: desk.nameOf(target) })}`)
    desk.port.reveal(target)
  }

  #firstOf(start: Rect, choices: readonly string[]): string | undefined {
    for (const direction of ['down', ...directions] as const) {
      const found = this.#nearest(start, choices, direction)
      if (found !== undefined) return found
    }
    return undefined
  }

  #nearest(from: Rect, keys: readonly string[], direction: Direction): string | undefined {
    const rects = keys.flatMap(key => {
      const rect = this.#desk.scene.nodes.get(key)?.absolute
      return rect ? [[key, rect] as const] : []
    })
    return nearest(from, rects, direction)
  }

  /** Another target. */
  next(direction: Direction): void {
    const desk = this.#desk
    const { picking } = desk.store.getState()
    const from = picking && desk.scene.nodes.get(picking.target)?.absolute
    if (!picking || !from) return
    const others = picking.choices.filter(key => key !== picking.target)
    const target = this.#nearest(from, others, direction)
    if (target === undefined) return
    desk.store.setState({ picking: { ...picking, target } })
    desk.port.reveal(target)
    desk.say(canvasText('target', { name: desk.nameOf(target) }))
  }

  async accept(): Promise<void> {
    const { picking } = this.#desk.store.getState()
    if (!picking) return
    this.#desk.store.setState({ picking: null })
    const { purpose, from, target } = picking
    if (purpose === 'connect') await this.#done.connect(from[0] ?? '', target)
    else await this.#done.moveInto(from, target)
  }

  end(): void {
    if (!this.#desk.store.getState().picking) return
    this.#desk.store.setState({ picking: null })
    this.#desk.say(canvasText('ended'))
  }
}
