/** A test for names by a pattern with `*` (any text) and `?` (one character), without case. */
export function glob(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/[^*?]+/g, text => text.replace(/[\\^$.|()[\]{}+]/g, '\\$&'))
  const expression = new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'isu')
  return name => expression.test(name)
}
