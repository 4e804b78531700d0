/** One change of an area; without a value the key is deleted. */
export interface DataOperation {
  readonly area: string
  readonly key: string
  readonly value?: string | undefined
}

/** The texts of all areas. */
export type DataState = Map<string, Map<string, string>>

/** One line of JSON, which escapes what UTF-8 cannot carry: halves of surrogate pairs. */
export function operationLine({ area, key, value }: DataOperation): string {
  return `${JSON.stringify(value === undefined ? [area, key] : [area, key, value])}\n`
}

/** The lines of a payload, undefined when one of them is no operation. */
export function readOperations(payload: Buffer): DataOperation[] | undefined {
  const operations: DataOperation[] = []
  for (let at = 0; at < payload.length; ) {
    const end = payload.indexOf(10, at)
    const operation = end < 0 ? undefined : readLine(payload.toString('utf8', at, end))
    if (!operation) return undefined
    operations.push(operation)
    at = end + 1
  }
  return operations
}

function readLine(text: string): DataOperation | undefined {
  const parts = tryJson(text)
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) return undefined
  if (!parts.every(part => typeof part === 'string')) return undefined
  const [area = '', key = '', value] = parts
  return { area, key, value }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Carries an operation out and answers what the key had before. */
export function apply(state: DataState, { area, key, value }: DataOperation): string | undefined {
  let texts = state.get(area)
  if (!texts) {
    texts = new Map()
    state.set(area, texts)
  }
  const before = texts.get(key)
  if (value === undefined) texts.delete(key)
  else texts.set(key, value)
  return before
}
