/** One thing to print, as JSON holds it: what toPlain makes of an instance, or a line of a report. */
export type Row = Readonly<Record<string, unknown>>

/** Takes rows as they come and prints them in one format. */
export interface RowWriter {
  /** Undefined stands for done at once; a promise asks the caller to wait. */
  write(row: Row): Promise<void> | undefined
  /** Prints what is held back to lay it out, when no more rows come because something failed. */
  flush?(): Promise<void>
  /** Prints what is still held back, and what closes the format. */
  end(): Promise<void>
}

export const formats = ['table', 'list', 'json', 'ndjson', 'csv'] as const
export type Format = (typeof formats)[number]

/** A value as one cell of text: null is empty, a list is its items between braces, an object is JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return `{${value.map(cellText).join(', ')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
