/** Enough to keep the threads busy that wait for the disk, and few enough for any limit of open files. */
const lanes = 8

/** Does something with each item, several at a time; the answers come in the order of the items. The first failure ends it. */
export async function inLanes<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers = new Array<R>(items.length)
  const rest = items.entries()
  const lane = async () => {
    for (const [index, item] of rest) answers[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane))
  return answers
}
