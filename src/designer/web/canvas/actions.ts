// Every command of a canvas by its name, for menus, keys and buttons alike.
import { canvasText } from '../../../base/texts/designer-canvas.js'
import type { CanvasStore } from './canvas-store.js'
import { type CanvasPort, Desk } from './desk.js'
import { Editing } from './editing.js'
import type { CommandId } from './keys.js'
import { Moving } from './moving.js'
import { TargetChoice } from './picking.js'
import { everything } from './selection-logic.js'

export class CanvasActions {
  readonly desk: Desk
  readonly editing: Editing
  readonly moving: Moving
  readonly choice: TargetChoice

  constructor(port: CanvasPort, store: CanvasStore) {
    this.desk = new Desk(port, store)
    this.editing = new Editing(this.desk)
    this.moving = new Moving(this.desk)
    this.choice = new TargetChoice(this.desk, {
      connect: (from, to) => this.editing.connect(from, to),
      moveInto: (nodes, container) => this.moving.moveInto(nodes, container),
    })
  }

  readonly #commands: Readonly<Record<CommandId, () => unknown>> = {
    open: () => this.#open(),
    rename: () => this.editing.startRename(),
    cut: () => this.editing.cut(),
    copy: () => this.editing.copy(),
    paste: async () => this.editing.paste(await this.desk.port.clipboard()),
    duplicate: () => this.editing.duplicate(),
    remove: () => this.editing.remove(),
    selectAll: () => this.#selectAll(),
    connect: () => this.choice.startConnect(),
    toggleDisabled: () => this.editing.toggleDisabled(),
    runOnly: () => this.desk.port.run(this.desk.nodes),
    moveOut: () => this.moving.moveOut(),
    moveInto: () => this.choice.startMoveInto(),
    toggleCollapsed: () => this.#toggleCollapsed(),
    arrange: () => this.moving.arrange(),
    zoomIn: () => this.desk.port.zoom('zoomIn'),
    zoomOut: () => this.desk.port.zoom('zoomOut'),
    zoomReset: () => this.desk.port.zoom('zoomReset'),
    fit: () => this.desk.port.zoom('fit'),
  }

  readonly #rules: Readonly<Record<CommandId, () => boolean>> = {
    open: () => this.desk.nodes.length + this.desk.constraints.length === 1,
    rename: () => this.desk.editable && this.desk.nodes.length === 1,
    cut: () => this.desk.editable && this.#some,
    copy: () => this.#some,
    paste: () => this.desk.editable,
    duplicate: () => this.desk.editable && this.#some,
    remove: () => this.desk.editable && this.desk.nodes.length + this.desk.constraints.length > 0,
    selectAll: () => this.desk.scene.nodes.size > 0,
    connect: () => this.desk.editable && this.desk.nodes.length === 1,
    toggleDisabled: () => this.desk.editable && this.#some,
    runOnly: () => this.#some,
    moveOut: () =>
      this.desk.editable &&
      this.#some &&
      this.desk.nodes.every(key => this.desk.parentOf(key) !== this.desk.scene.root),
    moveInto: () => this.desk.editable && this.#some && this.choice.containers.length > 0,
    toggleCollapsed: () => this.#container !== undefined,
    arrange: () => this.desk.editable && this.desk.scene.nodes.size > 0,
    zoomIn: () => true,
    zoomOut: () => true,
    zoomReset: () => true,
    fit: () => this.desk.scene.nodes.size > 0,
  }

  get #some(): boolean {
    return this.desk.nodes.length > 0
  }

  /** The one container that is selected. */
  get #container(): string | undefined {
    const { nodes, scene } = this.desk
    const [key] = nodes
    return nodes.length === 1 && key !== undefined && scene.nodes.get(key)?.isContainer ? key : undefined
  }

  /** Whether a command has something to work on. */
  can(id: CommandId): boolean {
    return this.#rules[id]()
  }

  /** Does it when there is something to do it to. */
  async perform(id: CommandId): Promise<void> {
    this.moving.flush()
    if (this.can(id)) await this.#commands[id]()
  }

  #open(): void {
    const [key] = [...this.desk.nodes, ...this.desk.constraints]
    if (key !== undefined) this.desk.port.openEditor(key)
  }

  #selectAll(): void {
    const keys = everything(this.desk.scene)
    this.desk.port.select(keys)
    this.desk.say(canvasText('selected', { count: keys.length }))
  }

  #toggleCollapsed(): void {
    if (this.#container !== undefined) this.fold(this.#container)
  }

  /** Folds a container, or unfolds it. */
  fold(key: string): void {
    this.desk.store.setState(({ collapsed }) => {
      const after = new Set(collapsed)
      if (!after.delete(key)) after.add(key)
      return { collapsed: after }
    })
  }

  /** Unfolds everything around a node. */
  unfoldAround(key: string): void {
    const { scene, store } = this.desk
    const around = new Set<string>()
    for (let at = scene.nodes.get(key)?.parent ?? null; at !== null; at = scene.nodes.get(at)?.parent ?? null)
      around.add(at)
    const { collapsed } = store.getState()
    if (![...around].some(each => collapsed.has(each))) return
    store.setState({ collapsed: new Set([...collapsed].filter(each => !around.has(each))) })
  }
}
