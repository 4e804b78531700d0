import { describe, expect, it } from 'vitest'
import { movesFor, resizeMoves } from '../../../../src/designer/web/canvas/moves.js'
import {
  commonParent,
  everything,
  marqueeSelection,
  selectedConstraints,
  topmost,
} from '../../../../src/designer/web/canvas/selection-logic.js'
import { box, nested, node, scene } from './scenes.js'

describe('a move', () => {
  it('writes what moved, counted as the file counts', () => {
    expect(movesFor(nested(), new Map([['a', { x: 8, y: 16 }]]))).toEqual([{ key: 'a', box: box(8, 16) }])
    expect(movesFor(nested(), new Map([['c', { x: 32, y: 64 }]]))).toEqual([{ key: 'c', box: box(32, 24) }])
  })

  it('keeps what is in a container below its header', () => {
    expect(movesFor(nested(), new Map([['c', { x: -50, y: -50 }]]))).toEqual([{ key: 'c', box: box(8, 8) }])
  })

  it('writes computed places of siblings too, so that they stay', () => {
    const all = scene([node('a', 'p'), node('b', 'p'), node('c', 'p', { box: box(500, 500) })])
    const moves = movesFor(all, new Map([['a', { x: 0, y: 0 }]]))
    expect(moves.map(({ key }) => key)).toEqual(['a', 'b'])
    expect(moves[1]?.box).toEqual(all.nodes.get('b')?.rect)
  })

  it('makes the containers around larger that the file knows', () => {
    const moves = movesFor(nested(), new Map([['e', { x: 400, y: 64 }]]))
    expect(moves).toEqual([
      { key: 'e', box: box(400, 24) },
      { key: 'inner', box: box(24, 120, 584, 160) },
      { key: 'seq', box: box(300, 0, 632, 400) },
    ])
  })

  it('of nothing that is there writes nothing', () => {
    expect(movesFor(nested(), new Map([['gone', { x: 0, y: 0 }]]))).toEqual([])
  })
})

describe('a new size', () => {
  it('is on the grid, and never smaller than the content', () => {
    expect(resizeMoves(nested(), 'inner', { width: 303, height: 301 })).toEqual([
      { key: 'inner', box: box(24, 120, 304, 304) },
    ])
    expect(resizeMoves(nested(), 'inner', { width: 1, height: 1 })).toEqual([
      { key: 'inner', box: box(24, 120, 208, 136) },
    ])
  })
})

describe('a selection', () => {
  it('has what is inside something selected along with it', () => {
    expect(topmost(nested(), new Set(['e', 'seq', 'b', 'a>b']))).toEqual(['b', 'seq'])
    expect(selectedConstraints(nested(), new Set(['e', 'a>b']))).toEqual(['a>b'])
  })

  it('may lie in one container', () => {
    expect(commonParent(nested(), ['c', 'd'])).toBe('seq')
    expect(commonParent(nested(), ['a', 'b'])).toBe('p')
    expect(commonParent(nested(), ['a', 'c'])).toBeUndefined()
  })

  it('by marquee leaves out the container inside which it is drawn', () => {
    const keys = ['seq', 'c', 'd']
    expect(marqueeSelection(nested(), keys, { x: 310, y: 50, width: 300, height: 50 })).toEqual(['c', 'd'])
    expect(marqueeSelection(nested(), keys, { x: 200, y: -10, width: 900, height: 900 })).toEqual(keys)
  })

  it('of everything is what stands at the top', () => {
    expect(everything(nested())).toEqual(['a', 'b', 'seq'])
  })
})
