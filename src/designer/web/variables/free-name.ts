/** The first name that nobody has: `Variable`, `Variable1` … */
export function freeName(base: string, taken: Iterable<string>): string {
  const names = new Set([...taken].map(name => name.toLowerCase()))
  let number = 0
  let name = base
  while (names.has(name.toLowerCase())) {
    number += 1
    name = `${base}${number}`
  }
  return name
}
