import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rect } from '../../../../src/designer/web/canvas/geometry.js'
import { componentsOf, layersOf } from '../../../../src/designer/web/canvas/layers.js'
import { layeredLayout } from '../../../../src/designer/web/canvas/layout.js'

const size = { width: 200, height: 60 }

function sized(...keys: string[]): Map<string, typeof size> {
  return new Map(keys.map(key => [key, size]))
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

describe('layers of a graph', () => {
  it('put each node below everything before it', () => {
    const edges = [
      ['a', 'b'],
      ['b', 'd'],
      ['a', 'd'],
      ['a', 'c'],
    ] as const
    expect(layersOf({ keys: ['d', 'c', 'b', 'a'], edges })).toEqual([['a'], expect.arrayContaining(['b', 'c']), ['d']])
  })

  it('open circles and ignore edges to a node itself and to strangers', () => {
    const edges = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['b', 'b'],
      ['c', 'x'],
    ] as const
    expect(layersOf({ keys: ['a', 'b', 'c'], edges })).toEqual([['a'], ['b'], ['c']])
  })

  it('order neighbours so that edges do not cross', () => {
    const edges = [
      ['a', 'd'],
      ['b', 'c'],
    ] as const
    const layers = layersOf({ keys: ['a', 'b', 'c', 'd'], edges })
    const [top = [], bottom = []] = layers
    expect(bottom.indexOf('d') < bottom.indexOf('c')).toBe(top.indexOf('a') < top.indexOf('b'))
  })

  it('find the parts that nothing joins', () => {
    const graph = { keys: ['a', 'b', 'c', 'd'], edges: [['a', 'c']] as const }
    expect(componentsOf(graph).map(({ keys }) => keys)).toEqual([['a', 'c'], ['b'], ['d']])
  })

  it('stand a chain of many thousand nodes', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => String(index))
    const edges = keys.slice(1).map((key, index) => [String(index), key] as const)
    expect(layersOf({ keys, edges })).toHaveLength(20_000)
  })
})

describe('the layout', () => {
  it('goes from top to bottom, centred', () => {
    const rects = layeredLayout(sized('a', 'b', 'c'), [
      ['a', 'b'],
      ['a', 'c'],
    ])
    expect(rects.get('a')).toEqual({ x: 120, y: 0, ...size })
    expect(rects.get('b')).toEqual({ x: 0, y: 120, ...size })
    expect(rects.get('c')).toEqual({ x: 240, y: 120, ...size })
  })

  it('puts many loose tasks into rows', () => {
    const rects = layeredLayout(sized(...Array.from({ length: 500 }, (_, index) => String(index))), [])
    const right = Math.max(...[...rects.values()].map(({ x }) => x))
    const bottom = Math.max(...[...rects.values()].map(({ y }) => y))
    expect(right / bottom).toBeGreaterThan(1)
    expect(right / bottom).toBeLessThan(3)
  })

  it('starts at its origin', () => {
    expect(layeredLayout(sized('a'), [], { x: 24, y: 64 }).get('a')).toEqual({ x: 24, y: 64, ...size })
  })

  it('never lets two nodes overlap, and puts each on the grid', () => {
    const graphs = fc.integer({ min: 1, max: 14 }).chain(count =>
      fc.record({
        sizes: fc.array(
          fc.record({ width: fc.integer({ min: 1, max: 400 }), height: fc.integer({ min: 1, max: 300 }) }),
          {
            minLength: count,
            maxLength: count,
          },
        ),
        edges: fc.array(fc.tuple(fc.integer({ max: count - 1, min: 0 }), fc.integer({ max: count - 1, min: 0 }))),
      }),
    )
    fc.assert(
      fc.property(graphs, ({ sizes, edges }) => {
        const rects = [
          ...layeredLayout(
            new Map(sizes.map((each, index) => [String(index), each])),
            edges.map(([from, to]) => [String(from), String(to)] as const),
          ).values(),
        ]
        expect(rects).toHaveLength(sizes.length)
        for (const [index, rect] of rects.entries()) {
          expect([rect.x % 8, rect.y % 8]).toEqual([0, 0])
          for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(false)
        }
      }),
    )
  })
})
