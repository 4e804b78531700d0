import { describe, expect, it } from 'vitest'
import {
  firstViewport,
  fitting,
  placeOf,
  showing,
  wholeOf,
  zoomed,
} from '../../../../src/designer/web/canvas/viewport.js'
import { box, nested, scene } from './scenes.js'

const screen = { width: 1000, height: 600 }

describe('the viewport', () => {
  it('fits everything, never larger than life', () => {
    expect(fitting(box(0, 0, 100, 100), screen)).toEqual({ zoom: 1, x: 450, y: 250 })
    expect(fitting(box(0, 0, 1952, 100), screen)).toEqual({ zoom: 0.5, x: 12, y: 275 })
    expect(fitting(box(0, 0, 1e6, 100), screen).zoom).toBe(0.05)
  })

  it('starts at the top of what fits, and at the first node of what does not', () => {
    expect(firstViewport(undefined, undefined, screen)).toEqual({ x: 0, y: 0, zoom: 1 })
    expect(firstViewport(box(0, 0, 100, 100), box(0, 0), screen)).toEqual({ zoom: 1, x: 450, y: 48 })
    expect(firstViewport(box(0, 0, 9000, 9000), box(4000, 0, 200, 60), screen)).toEqual({
      zoom: 0.8,
      x: 500 - 4100 * 0.8,
      y: 24,
    })
  })

  it('moves no further than it must', () => {
    const now = { x: 0, y: 0, zoom: 1 }
    expect(showing(box(100, 100), now, screen)).toBeUndefined()
    expect(showing(box(-100, 100), now, screen)).toEqual({ x: 124, y: 0, zoom: 1 })
    expect(showing(box(900, 100), now, screen)).toEqual({ x: -84, y: 0, zoom: 1 })
    expect(showing(box(100, 580), now, screen)).toEqual({ x: 0, y: -52, zoom: 1 })
  })

  it('shows the beginning of what is larger than the screen, and then stays', () => {
    const now = { x: 0, y: 0, zoom: 1 }
    const there = showing(box(3000, 10, 2000, 100), now, screen)
    expect(there).toEqual({ x: 24 - 3000, y: 14, zoom: 1 })
    expect(there && showing(box(3000, 10, 2000, 100), there, screen)).toBeUndefined()
  })

  it('zooms around its middle, within limits', () => {
    expect(zoomed({ x: 0, y: 0, zoom: 1 }, 2, screen)).toEqual({ x: -500, y: -300, zoom: 2 })
    expect(zoomed({ x: 0, y: 0, zoom: 1 }, 99, screen).zoom).toBe(2)
    expect(zoomed({ x: 0, y: 0, zoom: 1 }, 0, screen).zoom).toBe(0.05)
  })

  it('knows the places of nodes, constraints and everything', () => {
    expect(placeOf(nested(), 'c')).toEqual(box(324, 64))
    expect(placeOf(nested(), 'a>b')).toEqual(box(0, 0, 160, 148))
    expect(placeOf(nested(), 'gone')).toBeUndefined()
    expect(wholeOf(nested())).toEqual(box(0, 0, 700, 400))
    expect(wholeOf(scene([]))).toBeUndefined()
  })
})
