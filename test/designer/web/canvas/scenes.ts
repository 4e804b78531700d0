import type { Box, ConstraintView, NodeView } from '../../../../src/designer/api/index.js'
import { type Scene, sceneOf } from '../../../../src/designer/web/canvas/scene.js'

/** A node of a scene, as short as a test wants it. */
export function node(key: string, parent: string | null, more: Partial<NodeView> = {}): NodeView {
  return {
    key,
    parent,
    kind: 'taskHost',
    creationName: 'Microsoft.WmiDataReaderTask',
    type: 'WmiDataReaderTask',
    title: 'WMI Data Reader Task',
    name: key,
    description: '',
    path: `\\Package\\${key}`,
    disabled: false,
    unsupported: null,
    box: null,
    hasExpressions: false,
    summary: '',
    ...more,
  }
}

export function box(x: number, y: number, width = 160, height = 48): Box {
  return { x, y, width, height }
}

/** A constraint, named after its ends. */
export function constraint(from: string | null, to: string | null, more: Partial<ConstraintView> = {}): ConstraintView {
  return {
    key: `${from}>${to}`,
    parent: 'p',
    from,
    to,
    name: `${from}>${to}`,
    value: 0,
    evalOp: 2,
    expression: '',
    logicalAnd: true,
    ...more,
  }
}

/** A scene below a package with the key `p`. */
export function scene(
  nodes: readonly NodeView[],
  constraints: readonly ConstraintView[] = [],
  collapsed: Iterable<string> = [],
): Scene {
  const all = [node('p', null, { kind: 'package' }), ...nodes]
  return sceneOf(
    new Map(all.map(each => [each.key, each])),
    new Map(constraints.map(each => [each.key, each])),
    'p',
    new Set(collapsed),
  )
}

/** Two tasks, a container with two tasks and an inner container with one. */
export function nested(collapsed: Iterable<string> = []): Scene {
  return scene(
    [
      node('a', 'p', { box: box(0, 0) }),
      node('b', 'p', { box: box(0, 100) }),
      node('seq', 'p', { kind: 'sequence', box: box(300, 0, 400, 400) }),
      node('c', 'seq', { box: box(24, 24) }),
      node('d', 'seq', { box: box(200, 24) }),
      node('inner', 'seq', { kind: 'forLoop', box: box(24, 120, 240, 160) }),
      node('e', 'inner', { box: box(24, 24) }),
    ],
    [constraint('a', 'b'), constraint('c', 'd', { parent: 'seq' })],
    collapsed,
  )
}
