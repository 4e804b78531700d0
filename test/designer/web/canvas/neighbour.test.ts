import { describe, expect, it } from 'vitest'
import {
  firstChild,
  firstNode,
  nearest,
  neighbour,
  nextConstraint,
} from '../../../../src/designer/web/canvas/neighbour.js'
import { box, constraint, nested, node, scene } from './scenes.js'

describe('the neighbour of a node', () => {
  it('is the nearest in that direction', () => {
    const rects: [string, ReturnType<typeof box>][] = [
      ['right', box(300, 0)],
      ['far right', box(600, 0)],
      ['below', box(20, 200)],
      ['below right', box(280, 200)],
    ]
    const from = box(0, 0)
    expect(nearest(from, rects, 'right')).toBe('right')
    expect(nearest(from, rects, 'down')).toBe('below')
    expect(nearest(from, rects, 'left')).toBeUndefined()
    expect(nearest(from, rects, 'up')).toBeUndefined()
  })

  it('prefers what stands in line to what is nearer but beside', () => {
    expect(
      nearest(
        box(0, 0),
        [
          ['beside', box(170, 60)],
          ['in line', box(0, 120)],
        ],
        'down',
      ),
    ).toBe('in line')
  })

  it('stays in the container', () => {
    expect(neighbour(nested(), 'c', 'right')).toBe('d')
    expect(neighbour(nested(), 'c', 'left')).toBeUndefined()
    expect(neighbour(nested(), 'a', 'right')).toBe('seq')
    expect(neighbour(nested(), 'c', 'down')).toBe('inner')
  })

  it('of a constraint is the node at that end', () => {
    expect(neighbour(nested(), 'a>b', 'up')).toBe('a')
    expect(neighbour(nested(), 'a>b', 'down')).toBe('b')
  })

  it('is the first node for a key that is not there', () => {
    expect(neighbour(nested(), 'gone', 'down')).toBe('a')
  })

  it('comes in turns among constraints, those that leave first', () => {
    const all = scene(
      ['a', 'b', 'c'].map(key => node(key, 'p')),
      [constraint('a', 'b'), constraint('b', 'c')],
    )
    expect(nextConstraint(all, 'b')).toBe('b>c')
    expect(nextConstraint(all, 'b', 'b>c')).toBe('a>b')
    expect(nextConstraint(all, 'b', 'a>b')).toBe('b>c')
    expect(nextConstraint(scene([node('a', 'p')]), 'a')).toBeUndefined()
  })

  it('of the whole is the highest from the left', () => {
    expect(firstNode(nested())).toBe('a')
    expect(firstChild(nested(), 'seq')).toBe('c')
    expect(firstChild(nested(['seq']), 'seq')).toBeUndefined()
    expect(firstChild(nested(), 'a')).toBeUndefined()
  })
})
