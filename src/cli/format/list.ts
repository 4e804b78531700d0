import type { Output } from '../output.js'
import type { Paint } from './colour.js'
import { displayWidth, pad, visible } from './display.js'
import { cellText, type RowWriter } from './row.js'

/** One line per property, `Name : value`; an empty line between rows. */
export function listWriter(output: Output, paint: Paint): RowWriter {
  let first = true
  return {
    write(row) {
      const names = Object.keys(row).map(visible)
      const width = Math.max(0, ...names.map(displayWidth))
      const lines = Object.values(row).map((value, index) =>
        `${paint('cyan', pad(names[index] ?? '', width))} : ${visible(cellText(value))}`.trimEnd(),
      )
      const start = first ? '' : '\n'
      first = false
      return output.write(`${start}${lines.join('\n')}\n`)
    },
    async end() {},
  }
}
