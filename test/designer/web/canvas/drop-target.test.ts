import { describe, expect, it } from 'vitest'
import { connectObstacle } from '../../../../src/designer/web/canvas/connect-rules.js'
import {
  containerAt,
  freePlace,
  pasteParent,
  placeForNew,
  placeIn,
  possibleContainers,
} from '../../../../src/designer/web/canvas/drop-target.js'
import { box, constraint, nested, node, scene } from './scenes.js'

const size = { width: 200, height: 42 }

describe('the container at a point', () => {
  it('is the innermost one', () => {
    expect(containerAt(nested(), { x: 10, y: 300 })).toBe('p')
    expect(containerAt(nested(), { x: 310, y: 20 })).toBe('seq')
    expect(containerAt(nested(), { x: 340, y: 180 })).toBe('inner')
  })

  it('is never what is dragged, nor collapsed', () => {
    expect(containerAt(nested(), { x: 340, y: 180 }, new Set(['inner']))).toBe('seq')
    expect(containerAt(nested(), { x: 340, y: 180 }, new Set(['seq']))).toBe('p')
    expect(containerAt(nested(['seq']), { x: 310, y: 20 })).toBe('p')
  })

  it('counts places from below its header, on the grid', () => {
    expect(placeIn(nested(), 'seq', { x: 351, y: 101 })).toEqual({ x: 48, y: 64 })
    expect(placeIn(nested(), 'seq', { x: 0, y: 0 })).toEqual({ x: 8, y: 8 })
    expect(placeIn(nested(), 'p', { x: -13, y: 5 })).toEqual({ x: -16, y: 8 })
  })
})

describe('the containers to choose from', () => {
  it('are not what moves, nor where it is', () => {
    expect(possibleContainers(nested(), new Set(['a']))).toEqual(['seq', 'inner'])
    expect(possibleContainers(nested(), new Set(['c']))).toEqual(['p', 'inner'])
    expect(possibleContainers(nested(), new Set(['seq']))).toEqual([])
    expect(possibleContainers(nested(), new Set(['a', 'c']))).toEqual(['p', 'seq', 'inner'])
  })
})

describe('what nobody placed', () => {
  it('follows the selected task', () => {
    const all = scene([node('a', 'p', { box: box(96, 0, 200, 48) })])
    expect(placeForNew(all, ['a'], size)).toEqual({ parent: 'p', at: { x: 96, y: 96 }, after: 'a' })
  })

  it('goes aside where something stands', () => {
    expect(placeForNew(nested(), ['a'], size)).toEqual({ parent: 'p', at: { x: 728, y: 96 }, after: 'a' })
  })

  it('goes into the selected container, below what is there', () => {
    expect(placeForNew(nested(), ['seq'], size)).toEqual({ parent: 'seq', at: { x: 24, y: 328 } })
  })

  it('goes below all else', () => {
    expect(placeForNew(nested(), [], size)).toEqual({ parent: 'p', at: { x: 0, y: 448 } })
    expect(placeForNew(scene([]), [], size)).toEqual({ parent: 'p', at: { x: 24, y: 24 } })
  })

  it('finds the next free place to the right', () => {
    expect(freePlace(nested(), 'p', { x: 0, y: 10, width: 100, height: 50 })).toEqual({ x: 184, y: 8 })
  })
})

describe('a paste', () => {
  it('goes into the selected container, but not into what was copied', () => {
    expect(pasteParent(nested(), ['seq'], new Set(['a']))).toBe('seq')
    expect(pasteParent(nested(), ['seq'], new Set(['seq']))).toBe('p')
    expect(pasteParent(nested(['seq']), ['seq'], new Set())).toBe('p')
  })

  it('goes beside the selected task, else to the top', () => {
    expect(pasteParent(nested(), ['c', 'd'], new Set())).toBe('seq')
    expect(pasteParent(nested(), [], new Set())).toBe('p')
  })
})

describe('what stands against a constraint', () => {
  const all = scene(
    [...['a', 'b', 'c'].map(key => node(key, 'p')), node('seq', 'p', { kind: 'sequence' }), node('in', 'seq')],
    [constraint('a', 'b'), constraint('b', 'c')],
  )

  it.each([
    ['a', 'a', 'same'],
    ['a', 'in', 'elsewhere'],
    ['a', 'nobody', 'elsewhere'],
    ['a', 'b', 'already'],
    ['c', 'a', 'circle'],
    ['a', 'c', undefined],
    ['a', 'seq', undefined],
  ] as const)('from %s to %s: %s', (from, to, obstacle) => {
    expect(connectObstacle(all, from, to)).toBe(obstacle)
  })
})
