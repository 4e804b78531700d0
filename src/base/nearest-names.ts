import { foldName } from './name-map.js'

/** The names most like a misspelt one, best first, at most three; empty when none is near. */
export function nearestNames(wanted: string, names: Iterable<string>): string[] {
  const target = foldName(wanted)
  const limit = Math.max(1, Math.floor(target.length / 4))
  const near: { name: string; distance: number }[] = []
  for (const name of names) {
    const folded = foldName(name)
    const distance = prefixDistance(target, folded) ?? editDistance(target, folded, limit)
    if (distance <= limit) near.push({ name, distance })
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(item => item.name)
}

/** People leave out the schema's prefix: `Process` means Win32_Process rather than CIM_Process. */
function prefixDistance(target: string, folded: string): number | undefined {
  if (!folded.endsWith(`_${target}`)) return undefined
  const prefix = folded.slice(0, -target.length - 1)
  return prefix === 'win32' ? 0 : prefix.includes('_') ? undefined : 0.5
}

/** Levenshtein's distance; anything above `limit` comes back as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    let best = i
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const cost = Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1)
      current.push(cost)
      if (cost < best) best = cost
    }
    if (best > limit) return limit + 1
    previous = current
  }
  return Math.min(previous[b.length] ?? 0, limit + 1)
}
