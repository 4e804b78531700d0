import type { Output } from '../output.js'
import type { Paint } from './colour.js'
import { displayWidth, pad, truncate, visible } from './display.js'
import { cellText, type Row, type RowWriter } from './row.js'

/** How much a table reads before it decides how wide its columns are. */
export const tableLimits = { rows: 200, milliseconds: 500 } as const

const gap = '  '
const narrowest = 6

export interface TableOptions {
  readonly paint: Paint
  /** Columns of the terminal; absent: lines are as long as they need. */
  readonly width?: number | undefined
  /** Whether rows that do not fit the terminal are better shown otherwise. Asked once, before anything is printed. */
  readonly otherwise?: (() => RowWriter) | undefined
}

interface Column {
  readonly name: string
  readonly width: number
  readonly right: boolean
  /** Longer cells are cut; otherwise they push the rest of their line. */
  readonly cut: boolean
}

/** A table with a header line. The first rows give the widths; later rows stream. */
export function tableWriter(output: Output, options: TableOptions): RowWriter {
  const held: Row[] = []
  let columns: readonly Column[] | undefined
  let instead: RowWriter | undefined
  let timer: NodeJS.Timeout | undefined
  // Serialises the timer's printing with the writes that follow it.
  let printing: Promise<void> | undefined

  const release = async (): Promise<void> => {
    clearTimeout(timer)
    if (held.length === 0) return
    const rows = held.splice(0)
    const natural = measure(rows)
    if (options.otherwise && !fits(natural, options.width)) {
      instead = options.otherwise()
      for (const row of rows) await instead.write(row)
      return
    }
    columns = shrink(natural, options.width)
    await output.write(header(columns, options.paint))
    for (const row of rows) await output.write(line(columns, row))
  }

  return {
    write(row) {
      if (printing) return printing.then(() => this.write(row))
      if (instead) return instead.write(row)
      if (columns) return output.write(line(columns, row))
      held.push(row)
      if (held.length >= tableLimits.rows) return release()
      timer ??= setTimeout(() => {
        printing = release()
          .catch(() => {})
          .finally(() => {
            printing = undefined
          })
      }, tableLimits.milliseconds)
      return undefined
    },
    async flush() {
      clearTimeout(timer)
      await printing
      await release()
    },
    async end() {
      await this.flush?.()
      await instead?.end()
    },
  }
}

/** The columns of all rows at hand, in the order in which they turn up, as wide as their widest cell. */
function measure(rows: readonly Row[]): Column[] {
  const names = new Set(rows.flatMap(row => Object.keys(row)))
  return [...names].map(name => {
    const cells = rows.map(row => cellText(row[name]))
    const filled = cells.filter(cell => cell !== '')
    return {
      name,
      width: Math.max(displayWidth(visible(name)), ...cells.map(cell => displayWidth(visible(cell)))),
      right: filled.length > 0 && filled.every(cell => /^-?\d+(\.\d+)?$/.test(cell)),
      cut: false,
    }
  })
}

/** True when every column can keep a readable part of its cells. */
function fits(columns: readonly Column[], width: number | undefined): boolean {
  if (width === undefined) return true
  const least = columns.map(column => Math.min(column.width, Math.max(narrowest, displayWidth(column.name))))
  return sum(least) + gap.length * (columns.length - 1) <= width
}

/** Takes from the widest columns what the terminal does not have. */
function shrink(columns: readonly Column[], width: number | undefined): Column[] {
  if (width === undefined) return [...columns]
  const widths = columns.map(column => column.width)
  let excess = sum(widths) + gap.length * (columns.length - 1) - width
  while (excess > 0) {
    const widest = Math.max(...widths)
    if (widest <= narrowest) break
    const next = Math.max(narrowest, ...widths.filter(each => each < widest))
    const at = widths.flatMap((each, index) => (each === widest ? [index] : []))
    const cut = Math.max(1, Math.min(widest - next, Math.ceil(excess / at.length)))
    for (const index of at) {
      if (excess <= 0) break
      const taken = Math.min(cut, excess)
      widths[index] = widest - taken
      excess -= taken
    }
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width, cut: true }))
}

function header(columns: readonly Column[], paint: Paint): string {
  const names = columns.map(column => cell(column, column.name))
  const rules = columns.map(column => '-'.repeat(column.width))
  return `${paint('bold', names.join(gap).trimEnd())}\n${paint('dim', rules.join(gap))}\n`
}

function line(columns: readonly Column[], row: Row): string {
  return `${columns
    .map(column => cell(column, cellText(row[column.name])))
    .join(gap)
    .trimEnd()}\n`
}

function cell(column: Column, text: string): string {
  const shown = visible(text)
  return pad(column.cut ? truncate(shown, column.width) : shown, column.width, column.right)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
