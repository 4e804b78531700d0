// What all commands of a canvas share: the page behind it, its state, and what is selected.
import type { Edit } from '../../api/index.js'
import { announce, type CanvasStore } from './canvas-store.js'
import type { Point } from './geometry.js'
import { namesText } from './labels.js'
import { settlingMoves } from './moves.js'
import type { Scene } from './scene.js'
import { selectedConstraints, topmost } from './selection-logic.js'

export type ZoomCommand = 'zoomIn' | 'zoomOut' | 'zoomReset' | 'fit'

/** What the commands need of the page; a test can be the page. */
export interface CanvasPort {
  scene(): Scene
  selection(): ReadonlySet<string>
  select(keys: readonly string[]): void
  /** One step of editing: the keys that it made, or null when it failed and that was told. */
  edit(step: Edit): Promise<readonly string[] | null>
  /** Copies to the clipboard. False when that failed and was told. */
  copy(keys: readonly string[]): Promise<boolean>
  clipboard(): Promise<string>
  /** Of what a text was copied, when that was in this document. */
  copiedKeys(text: string): ReadonlySet<string>
  openEditor(key: string): void
  run(keys: readonly string[]): void
  /** Shows nodes at other places until the document has them there. */
  preview(places: ReadonlyMap<string, Point>): void
  zoom(command: ZoomCommand): void
  /** Scrolls so that it can be seen. */
  reveal(key: string): void
}

export class Desk {
  readonly port: CanvasPort
  readonly store: CanvasStore

  constructor(port: CanvasPort, store: CanvasStore) {
    this.port = port
    this.store = store
  }

  get scene(): Scene {
    return this.port.scene()
  }

  get editable(): boolean {
    return this.store.getState().editable
  }

  /** The selected nodes, without what lies in others of them. */
  get nodes(): string[] {
    return topmost(this.scene, this.port.selection())
  }

  get constraints(): string[] {
    return selectedConstraints(this.scene, this.port.selection())
  }

  parentOf(key: string): string {
    return this.scene.nodes.get(key)?.parent ?? this.scene.root
  }

  nameOf(key: string): string {
    return this.scene.nodes.get(key)?.view.name ?? ''
  }

  namesOf(keys: readonly string[]): string {
    return namesText(keys.map(key => this.nameOf(key)))
  }

  /** Says something to screen readers. */
  say(text: string): void {
    announce(this.store, text)
  }

  /** Selects one or none, and takes the focus there. */
  focus(key: string | null): void {
    this.store.setState({ focus: key })
    this.port.select(key === null ? [] : [key])
  }

  /** Selects what an edit made, and shows it. */
  take(made: readonly string[]): void {
    const keys = made.filter(key => this.scene.nodes.has(key))
    const [first] = keys
    if (first === undefined) return
    this.store.setState({ focus: first })
    this.port.select(keys)
    this.port.reveal(first)
  }

  /** Writes the computed places in a container, for they would change with what comes there now. */
  async settle(container: string): Promise<void> {
    const nodes = settlingMoves(this.scene, container)
    if (nodes.length > 0) await this.port.edit({ kind: 'move', nodes })
  }
}
