// Which precedence constraints can be drawn.
import { hasEnds, type Scene } from './scene.js'

/** Why two nodes cannot be connected. */
export type ConnectObstacle = 'same' | 'elsewhere' | 'already' | 'circle'

/** Whether a path of constraints leads from one node to another. */
function leads(scene: Scene, from: string, to: string): boolean {
  const next = new Map<string, string[]>()
  for (const constraint of scene.constraints.values()) {
    if (hasEnds(constraint)) next.set(constraint.from, [...(next.get(constraint.from) ?? []), constraint.to])
  }
  const open = [from]
  const seen = new Set(open)
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (key === to) return true
    for (const other of next.get(key) ?? []) {
      if (seen.has(other)) continue
      seen.add(other)
      open.push(other)
    }
  }
  return false
}

/** What stands against a constraint; undefined when it can be made. */
export function connectObstacle(scene: Scene, from: string, to: string): ConnectObstacle | undefined {
  if (from === to) return 'same'
  const [a, b] = [scene.nodes.get(from), scene.nodes.get(to)]
  if (!a || !b || a.parent !== b.parent) return 'elsewhere'
  for (const constraint of scene.constraints.values()) {
    if (constraint.from === from && constraint.to === to) return 'already'
  }
  return leads(scene, to, from) ? 'circle' : undefined
}
