// biome-ignore-all lint/a11y/useFocusableInteractive: rows and headers of a table need no focus of their own
// biome-ignore-all lint/a11y/useSemanticElements: a table of which only what is in sight is drawn is made of boxes
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { queryText } from '../../../base/texts/designer-query.js'
import type { Column } from '../../api/index.js'
import { Button, TextField } from '../ui/index.js'
import styles from './grid.module.css'
import { arranged, csvOf, isNumeric, jsonOf, type Order, type Row, textOf } from './rows.js'

/** Pixels. */
const rowHeight = 26

export interface DataGridProps {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly label: string
}

/** A table of any length: sorted, filtered and saved. Only what is in sight is drawn. */
export function DataGrid({ columns, rows, label }: DataGridProps) {
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState<Order>()
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => arranged(rows, columns, filter, order), [rows, columns, filter, order])
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const template = { gridTemplateColumns: columns.map(() => 'minmax(140px, 1fr)').join(' ') }
  const sort = (column: number) =>
    setOrder(before => ({ column, descending: before?.column === column && !before.descending }))
  return (
    <div className={styles.grid}>
      <div className={styles.bar}>
        <TextField
          label={queryText('filter')}
          hideLabel
          type="search"
          placeholder={queryText('filter')}
          value={filter}
          onChange={setFilter}
        />
        <Button
          icon={<Download size={14} />}
          onClick={() => download(`${label}.csv`, 'text/csv', csvOf(columns, shown))}
        >
          {queryText('export')}
        </Button>
        <Button
          icon={<Download size={14} />}
          onClick={() => download(`${label}.json`, 'application/json', jsonOf(columns, shown))}
        >
          {queryText('exportJson')}
        </Button>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        role="table"
        aria-label={label}
        aria-rowcount={shown.length + 1}
        tabIndex={0}
      >
        <div role="rowgroup" className={styles.header}>
          <div role="row" className={styles.row} style={template}>
            {columns.map(({ name, type }, at) => (
              <div
                key={name}
                role="columnheader"
                aria-sort={order?.column === at ? (order.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button
                  type="button"
                  className={styles.head}
                  title={queryText('sortBy', { name })}
                  onClick={() => sort(at)}
                >
                  {name} <span className={styles.type}>{type}</span>
                  {order?.column === at && (order.descending ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
                </button>
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(item => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className={styles.row}
              style={{ ...template, position: 'absolute', top: item.start, height: rowHeight, left: 0, right: 0 }}
            >
              {columns.map((column, at) => {
                const cell = shown[item.index]?.[at]
                return (
                  <div
                    key={column.name}
                    role="cell"
                    className={isNumeric(column) ? styles.number : styles.cell}
                    title={textOf(cell)}
                  >
                    {cell === null ? <span className={styles.null}>{queryText('nothing')}</span> : textOf(cell)}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
