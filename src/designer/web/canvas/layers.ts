// Layers of a directed graph, top-down: each node below everything that comes before it.

/** A directed graph over the keys of nodes. */
export interface Graph {
  readonly keys: readonly string[]
  readonly edges: readonly (readonly [from: string, to: string])[]
}

type Links = ReadonlyMap<string, readonly string[]>

function linksOf({ keys, edges }: Graph, backwards = false): Links {
  const links = new Map<string, string[]>(keys.map(key => [key, []]))
  for (const [from, to] of edges) {
    if (from === to || !links.has(from) || !links.has(to)) continue
    links.get(backwards ? to : from)?.push(backwards ? from : to)
  }
  return links
}

/** The parts of a graph that no edge joins, in the order of their first nodes. */
export function componentsOf(graph: Graph): Graph[] {
  const [down, up] = [linksOf(graph), linksOf(graph, true)]
  const place = new Map<string, number>()
  let count = 0
  for (const key of graph.keys) {
    if (place.has(key)) continue
    const open = [key]
    place.set(key, count)
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const other of [...(down.get(next) ?? []), ...(up.get(next) ?? [])]) {
        if (place.has(other)) continue
        place.set(other, count)
        open.push(other)
      }
    }
    count++
  }
  const parts = Array.from({ length: count }, () => ({ keys: [] as string[], edges: [] as [string, string][] }))
  for (const key of graph.keys) parts[place.get(key) ?? 0]?.keys.push(key)
  for (const [from, to] of graph.edges) {
    const part = place.get(from)
    if (part !== undefined && part === place.get(to)) parts[part]?.edges.push([from, to])
  }
  return parts
}

/** The edges without those that close a circle. */
function withoutCircles(graph: Graph): Graph {
  const links = linksOf(graph)
  const state = new Map<string, 'open' | 'done'>()
  const edges: [string, string][] = []
  for (const root of graph.keys) {
    if (state.has(root)) continue
    state.set(root, 'open')
    const path = [{ key: root, next: 0 }]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = links.get(top.key)?.[top.next++]
      if (to === undefined) {
        state.set(top.key, 'done')
        path.pop()
        continue
      }
      if (state.get(to) === 'open') continue
      edges.push([top.key, to])
      if (state.has(to)) continue
      state.set(to, 'open')
      path.push({ key: to, next: 0 })
    }
  }
  return { keys: graph.keys, edges }
}

/** How deep each node lies: one more than the deepest of those before it. */
function depths(graph: Graph): Map<string, number> {
  const [down, up] = [linksOf(graph), linksOf(graph, true)]
  const waiting = new Map(graph.keys.map(key => [key, up.get(key)?.length ?? 0]))
  const depth = new Map(graph.keys.map(key => [key, 0]))
  const open = graph.keys.filter(key => waiting.get(key) === 0)
  for (let at = 0; at < open.length; at++) {
    const key = open[at] ?? ''
    for (const to of down.get(key) ?? []) {
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(key) ?? 0) + 1))
      const left = (waiting.get(to) ?? 1) - 1
      waiting.set(to, left)
      if (left === 0) open.push(to)
    }
  }
  return depth
}

/** Sorts each layer by the middle of its neighbours in the layer that stands already. */
function sweep(layers: string[][], links: Links, order: readonly number[]): void {
  const at = new Map<string, number>()
  const number = (layer: readonly string[]) => {
    for (const [index, key] of layer.entries()) at.set(key, index - (layer.length - 1) / 2)
  }
  for (const layer of layers) number(layer)
  for (const index of order) {
    const layer = layers[index]
    if (!layer) continue
    const middle = new Map(
      layer.map(key => {
        const places = (links.get(key) ?? []).map(other => at.get(other) ?? 0)
        const sum = places.reduce((total, place) => total + place, 0)
        return [key, places.length ? sum / places.length : (at.get(key) ?? 0)]
      }),
    )
    layer.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0))
    number(layer)
  }
}

/** The nodes of a connected graph in layers, each sorted so that few edges cross. Circles are opened somewhere. */
export function layersOf(graph: Graph): string[][] {
  const open = withoutCircles(graph)
  const layers: string[][] = []
  for (const [key, depth] of depths(open)) {
    layers[depth] ??= []
    layers[depth].push(key)
  }
  const forth = layers.map((_, index) => index)
  const [down, up] = [linksOf(open), linksOf(open, true)]
  for (let round = 0; round < 3; round++) {
    sweep(layers, up, forth)
    sweep(layers, down, forth.toReversed())
  }
  return layers
}
