// What is done to the selection: copies, names, constraints, what is new and what goes.
import { canvasText } from '../../../base/texts/designer-canvas.js'
import type { ConstraintView } from '../../api/index.js'
import { type ConnectObstacle, connectObstacle } from './connect-rules.js'
import type { Desk } from './desk.js'
import { containerAt, pasteParent, placeForNew, placeIn } from './drop-target.js'
import { type Point, taskSize } from './geometry.js'
import { namesText } from './labels.js'

const obstacleTexts = {
  same: 'connectSame',
  elsewhere: 'connectElsewhere',
  already: 'connectAlready',
  circle: 'connectCircle',
} as const satisfies Record<ConnectObstacle, string>

export class Editing {
  readonly #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
  }

  startRename(): void {
    const [key] = this.#desk.nodes
    if (key === undefined) return
    this.#desk.port.reveal(key)
    this.#desk.store.setState({ renaming: key })
  }

  /** Ends renaming in place; null or the same name changes nothing. */
  async rename(key: string, name: string | null): Promise<void> {
    const desk = this.#desk
    if (desk.store.getState().renaming === key) desk.store.setState({ renaming: null })
    const wanted = name?.trim()
    if (!wanted || wanted === desk.nameOf(key)) return
    await desk.port.edit({ kind: 'set', object: key, values: { Name: wanted } })
  }

  async copy(): Promise<boolean> {
    const desk = this.#desk
    const { nodes } = desk
    const done = await desk.port.copy(nodes)
    if (done) desk.say(canvasText('copied', { names: desk.namesOf(nodes) }))
    return done
  }

  async cut(): Promise<void> {
    const { nodes } = this.#desk
    if (await this.copy()) await this.#removeKeys(nodes)
  }

  /** Pastes a text. @param point of the pointer on the canvas; absent: beside what was copied */
  async paste(text: string, point?: Point): Promise<void> {
    const desk = this.#desk
    if (!desk.editable) return
    if (text === '') return desk.say(canvasText('nothingToPaste'))
    const { scene } = desk
    const parent = point ? containerAt(scene, point) : pasteParent(scene, desk.nodes, desk.port.copiedKeys(text))
    await this.#pasteInto(parent, text, point && { at: placeIn(scene, parent, point) })
  }

  async #pasteInto(parent: string, clipboard: string, place: { readonly at: Point } | undefined): Promise<void> {
    const desk = this.#desk
    await desk.settle(parent)
    const made = await desk.port.edit({ kind: 'paste', parent, clipboard, ...place })
    if (!made) return
    desk.take(made)
    desk.say(canvasText('pasted', { names: desk.namesOf(desk.nodes) }))
  }

  async duplicate(): Promise<void> {
    const desk = this.#desk
    const { nodes } = desk
    const parent = desk.parentOf(nodes[0] ?? '')
    if (await desk.port.copy(nodes)) await this.#pasteInto(parent, await desk.port.clipboard(), undefined)
  }

  async remove(): Promise<void> {
    const desk = this.#desk
    const { nodes, constraints } = desk
    await this.#removeKeys([...nodes, ...constraints])
  }

  async #removeKeys(keys: readonly string[]): Promise<void> {
    const desk = this.#desk
    const names = keys.map(key => desk.nameOf(key) || canvasText('constraint'))
    const next = this.#afterRemoval(keys[0] ?? '', new Set(keys))
    if (!(await desk.port.edit({ kind: 'remove', objects: [...keys] }))) return
    desk.focus(next)
    desk.say(canvasText('removed', { names: namesText(names) }))
  }

  /** Where the focus goes: to the node before, else to a sibling, else to the container. */
  #afterRemoval(key: string, gone: ReadonlySet<string>): string | null {
    const { scene } = this.#desk
    const constraint = scene.constraints.get(key)
    if (constraint) return constraint.from
    const all = [...scene.constraints.values()]
    const before = all.find(({ to, from }) => to === key && from !== null && !gone.has(from))
    if (before) return before.from
    const siblings = scene.children.get(this.#desk.parentOf(key)) ?? []
    const after = siblings.slice(siblings.indexOf(key) + 1).find(other => !gone.has(other))
    return after ?? siblings.findLast(other => !gone.has(other)) ?? scene.nodes.get(key)?.parent ?? null
  }

  /** Disables what is selected, or enables it when all of it is disabled. */
  async toggleDisabled(): Promise<void> {
    const { nodes, scene, port } = this.#desk
    const Disable = nodes.some(key => scene.nodes.get(key)?.view.disabled === false)
    await port.edit({ kind: 'setMany', objects: nodes, values: { Disable } })
  }

  /** Draws a constraint, or says why it cannot be. */
  async connect(from: string, to: string): Promise<void> {
    const desk = this.#desk
    if (!desk.editable) return
    const obstacle = connectObstacle(desk.scene, from, to)
    if (obstacle) return desk.say(canvasText(obstacleTexts[obstacle]))
    if (await desk.port.edit({ kind: 'connect', from, to, value: 0 }))
      desk.say(canvasText('connected', { from: desk.nameOf(from), to: desk.nameOf(to) }))
  }

  async setConstraint(
    { key, value, evalOp, expression, logicalAnd }: ConstraintView,
    changes: { readonly value?: number; readonly logicalAnd?: boolean },
  ): Promise<void> {
    const now = { value, evalOp, expression, logicalAnd }
    await this.#desk.port.edit({ kind: 'setConstraint', constraint: key, ...now, ...changes })
  }

  async addEventHandler(event: string): Promise<void> {
    const [executable] = this.#desk.nodes
    if (executable === undefined) return
    const made = await this.#desk.port.edit({ kind: 'addEventHandler', executable, event })
    if (made) this.#desk.say(canvasText('added', { name: event }))
  }

  /** Adds what the toolbox has. @param point of the pointer on the canvas; absent: where the selection says */
  async add(moniker: string, point?: Point): Promise<void> {
    const desk = this.#desk
    const { scene } = desk
    if (!desk.editable) return
    const { parent, ...place } = point ? this.#dropPlace(point) : placeForNew(scene, desk.nodes, taskSize)
    await desk.settle(parent)
    const made = await desk.port.edit({ kind: 'addExecutable', moniker, parent, ...place })
    if (!made) return
    desk.take(made)
    desk.say(canvasText('added', { name: desk.namesOf(desk.nodes) }))
  }

  #dropPlace(point: Point): { readonly parent: string; readonly at: Point } {
    const { scene } = this.#desk
    const parent = containerAt(scene, point)
    const corner = { x: point.x - taskSize.width / 2, y: point.y - taskSize.height / 3 }
    return { parent, at: placeIn(scene, parent, corner) }
  }
}
