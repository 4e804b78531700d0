import type { Machine } from '../../machine.js'

/** The board as its device tree names it: texts that end with NUL. */
export interface Board {
  readonly manufacturer: string | null
  readonly model: string | null
}

export function readBoard(machine: Machine): Board {
  const compatible = strings(machine.text('/proc/device-tree/compatible'))[0] ?? ''
  // `vendor,product`; the vendor is a prefix of the list that the device tree specification keeps.
  const comma = compatible.indexOf(',')
  return {
    manufacturer: comma > 0 ? compatible.slice(0, comma) : null,
    model: strings(machine.text('/proc/device-tree/model'))[0] ?? null,
  }
}

/** A text of the root node, such as `serial-number` or `chassis-type`; null when the tree has none. */
export function readBoardText(machine: Machine, property: string): string | null {
  return strings(machine.text(`/proc/device-tree/${property}`))[0]?.trim() || null
}

function strings(text: string | null): string[] {
  return (text ?? '').split('\0').filter(Boolean)
}
