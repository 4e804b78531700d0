import { randomBytes } from 'node:crypto'
import type { SecuritySurroundings } from './context.js'

/** Surroundings with everything filled in: the machine's clock and random numbers unless given. */
export function completeSurroundings(given: SecuritySurroundings = {}): Required<SecuritySurroundings> {
  return { now: given.now ?? Date.now, randomBytes: given.randomBytes ?? randomBytes }
}
