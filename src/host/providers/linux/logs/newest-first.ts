/** Several sequences, each newest first, as one. Leaving it ends them all. */
export async function* newestFirst<T extends { readonly time: number }>(
  sources: readonly AsyncGenerator<T, void>[],
): AsyncGenerator<T, void> {
  const heads: { readonly source: AsyncGenerator<T, void>; item: T }[] = []
  try {
    for (const source of sources) {
      const { value } = await source.next()
      if (value) heads.push({ source, item: value })
    }
    while (heads.length > 0) {
      const head = heads.reduce((best, each) => (each.item.time > best.item.time ? each : best))
      yield head.item
      const { value } = await head.source.next()
      if (value) head.item = value
      else heads.splice(heads.indexOf(head), 1)
    }
  } finally {
    for (const source of sources) await source.return()
  }
}
