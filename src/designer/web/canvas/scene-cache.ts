import type { ConstraintView, NodeView } from '../../api/index.js'
import { type Scene, sceneOf } from './scene.js'

/** Makes a scene again only when something of it changed, for drawing and for the commands alike. */
export class SceneCache {
  readonly #root: string
  #nodes: ReadonlyMap<string, NodeView> | undefined
  #constraints: ReadonlyMap<string, ConstraintView> | undefined
  #collapsed: ReadonlySet<string> | undefined
  #scene: Scene | undefined

  constructor(root: string) {
    this.#root = root
  }

  get(
    nodes: ReadonlyMap<string, NodeView>,
    constraints: ReadonlyMap<string, ConstraintView>,
    collapsed: ReadonlySet<string>,
  ): Scene {
    const same = nodes === this.#nodes && constraints === this.#constraints && collapsed === this.#collapsed
    if (same && this.#scene) return this.#scene
    this.#nodes = nodes
    this.#constraints = constraints
    this.#collapsed = collapsed
    this.#scene = sceneOf(nodes, constraints, this.#root, collapsed)
    return this.#scene
  }
}
