/** Line and column (UTF-16 units, both from 1) of an offset. `\n`, `\r\n` and `\r` end lines. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  const breaks = /\r\n|\n|\r/g
  for (let match = breaks.exec(text); match && match.index < offset; match = breaks.exec(text)) {
    if (breaks.lastIndex > offset) break
    line += 1
    lineStart = breaks.lastIndex
  }
  return { line, column: offset - lineStart + 1 }
}
