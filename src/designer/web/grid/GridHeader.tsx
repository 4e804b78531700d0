// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and tells which cell is meant
// biome-ignore-all lint/a11y/useSemanticElements: a table of which only what is in sight is drawn is made of boxes
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid has the keys
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { PointerEvent } from 'react'
import { gridText } from '../../../base/texts/designer-grid.js'
import type { Column } from '../../api/index.js'
import styles from './grid.module.css'
import type { Order } from './rows.js'

export interface GridHeaderProps {
  readonly id: string
  readonly columns: readonly Column[]
  readonly template: { readonly gridTemplateColumns: string }
  readonly order: Order | undefined
  /** The column that the keyboard is on. */
  readonly active: number | undefined
  widthOf(column: Column): number
  onSort(column: number): void
  onResize(column: Column, width: number): void
}

/** Names and types of columns; a click sorts, the right edge is drawn to another width. */
export function GridHeader(props: GridHeaderProps) {
  const { id, columns, template, order, active, widthOf, onSort, onResize } = props
  const drag = (column: Column) => (event: PointerEvent<HTMLSpanElement>) => {
    const start = event.clientX - widthOf(column)
    const edge = event.currentTarget
    edge.setPointerCapture(event.pointerId)
    const onMove = ({ clientX }: globalThis.PointerEvent) => onResize(column, clientX - start)
    edge.addEventListener('pointermove', onMove)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true })
  }
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" className={styles.row} style={template} aria-rowindex={1}>
        {columns.map((column, at) => {
          const sorted = order?.column === at ? (order.descending ? 'descending' : 'ascending') : 'none'
          return (
            <div
              key={column.name}
              id={`${id}-h${at}`}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={sorted}
              className={styles.head}
              data-active={active === at || undefined}
              title={gridText('sortBy', { name: column.name })}
              onClick={() => onSort(at)}
            >
              <span className={styles.headName}>
                {column.name} <span className={styles.type}>{column.type}</span>
              </span>
              {sorted === 'descending' && <ArrowDown size={12} aria-hidden="true" />}
              {sorted === 'ascending' && <ArrowUp size={12} aria-hidden="true" />}
              <span
                className={styles.edge}
                aria-hidden="true"
                onPointerDown={drag(column)}
                onClick={event => event.stopPropagation()}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
