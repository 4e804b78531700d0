import { describe, expect, it } from 'vitest'
import { boxOf, movedBox } from '../../../../src/designer/web/canvas/scene.js'
import { box, constraint, nested, node, scene } from './scenes.js'

describe('a scene', () => {
  it('takes the places of the file, below the headers of containers', () => {
    const { nodes } = nested()
    expect(nodes.get('c')?.rect).toEqual({ x: 24, y: 64, width: 160, height: 48 })
    expect(nodes.get('c')?.absolute).toEqual({ x: 324, y: 64, width: 160, height: 48 })
    expect(nodes.get('e')?.absolute).toEqual({ x: 300 + 24 + 24, y: 160 + 64, width: 160, height: 48 })
  })

  it('has parents before children, whatever the order of the document', () => {
    const { nodes } = scene([node('in', 'seq'), node('a', 'p'), node('seq', 'p', { kind: 'sequence' })])
    expect([...nodes.keys()]).toEqual(['a', 'seq', 'in'])
  })

  it('draws small boxes large enough to be read, and does not write that', () => {
    const { nodes } = scene([node('a', 'p', { box: box(5, 5, 130, 42) })])
    const a = nodes.get('a')
    expect(a?.rect).toEqual({ x: 5, y: 5, width: 160, height: 48 })
    expect(a && movedBox(a, { x: 16, y: 24 })).toEqual({ x: 16, y: 24, width: 130, height: 42 })
  })

  it('computes places for what has none, below what has', () => {
    const { nodes } = scene([node('a', 'p', { box: box(0, 0) }), node('b', 'p')])
    expect(nodes.get('a')?.computed).toBe(false)
    expect(nodes.get('b')?.computed).toBe(true)
    expect(nodes.get('b')?.rect.y).toBeGreaterThan(48)
  })

  it('makes containers as large as what is in them', () => {
    const { nodes } = scene([
      node('seq', 'p', { kind: 'sequence', box: box(0, 0, 100, 100) }),
      node('a', 'seq', { box: box(400, 300) }),
    ])
    expect(nodes.get('seq')?.rect).toMatchObject({ width: 400 + 160 + 24, height: 40 + 300 + 48 + 24 })
  })

  it('shows only the header of a collapsed container', () => {
    const { nodes } = nested(['seq'])
    expect(nodes.get('seq')).toMatchObject({ collapsed: true, hidden: false, rect: { height: 40 } })
    expect(['c', 'd', 'inner', 'e'].map(key => nodes.get(key)?.hidden)).toEqual([true, true, true, true])
  })

  it('leaves out event handlers, what is in them, and constraints without both ends', () => {
    const { nodes, constraints } = scene(
      [node('a', 'p'), node('h', 'a', { kind: 'eventHandler' }), node('in', 'h'), node('b', 'p')],
      [constraint('a', 'b'), constraint('a', null), constraint('a', 'in')],
    )
    expect([...nodes.keys()]).toEqual(['a', 'b'])
    expect([...constraints.keys()]).toEqual(['a>b'])
  })

  it('tells the place in the file from the place on the canvas', () => {
    expect(boxOf({ parent: 'seq' }, { x: 24, y: 64, width: 1, height: 1 })).toMatchObject({ x: 24, y: 24 })
    expect(boxOf({ parent: null }, { x: 24, y: 64, width: 1, height: 1 })).toMatchObject({ x: 24, y: 64 })
  })
})
