/** One way to authenticate that a server offers: RFC 9110 11.6.1. */
export interface Challenge {
  /** As the server spells it. */
  readonly scheme: string
  /** What stands beside it when that is one token in base64; empty otherwise. */
  readonly token: string
}

const start = /^([!#$%&'*+.^_`|~\w-]+)(?:[\t ]+(.*))?$/s
const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Reads WWW-Authenticate: several headers, each with one or more challenges. */
export function readChallenges(header: string | readonly string[] | undefined): Challenge[] {
  const challenges: Challenge[] = []
  const lines = typeof header === 'string' ? [header] : (header ?? [])
  for (const piece of lines.flatMap(pieces)) {
    const [, scheme, rest = ''] = start.exec(piece.trim()) ?? []
    // A piece such as charset="UTF-8" belongs to the challenge before it.
    if (scheme !== undefined) challenges.push({ scheme, token: base64.test(rest) ? rest : '' })
  }
  return challenges
}

/** Splits at the commas that stand outside of quotes. */
function pieces(line: string): string[] {
  return line.match(/(?:"(?:[^"\\]|\\.)*"?|[^,"])+/gs) ?? []
}

/** The names of the schemes, each once. */
export function offeredSchemes(challenges: readonly Challenge[]): string[] {
  return [...new Set(challenges.map(challenge => challenge.scheme))]
}

/** The challenge of a scheme, by name without case: the one with a token where the scheme is also merely offered. */
export function challengeOf(challenges: readonly Challenge[], scheme: string): Challenge | undefined {
  const wanted = scheme.toLowerCase()
  const found = challenges.filter(challenge => challenge.scheme.toLowerCase() === wanted)
  return found.find(challenge => challenge.token) ?? found[0]
}
