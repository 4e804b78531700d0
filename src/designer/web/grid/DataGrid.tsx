// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and tells which cell is meant
// biome-ignore-all lint/a11y/useSemanticElements: a table of which only what is in sight is drawn is made of boxes
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChartLine, Download } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useId, useMemo, useRef, useState } from 'react'
import { gridText } from '../../../base/texts/designer-grid.js'
import type { Column } from '../../api/index.js'
import { Button, TextField, toast } from '../ui/index.js'
import { moved, type Place } from './cells.js'
import { numericColumns } from './chart-data.js'
import { GridHeader } from './GridHeader.js'
import styles from './grid.module.css'
import { arranged, csvOf, isNumeric, jsonOf, type Order, type Row, textOf, tsvOf } from './rows.js'

const Chart = lazy(() => import('./Chart.js'))

/** Pixels. */
const rowHeight = 26
const widths = { least: 60, most: 800, step: 24 } as const

export interface DataGridProps {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly label: string
  /** Enter or a double click on a row. */
  onOpenRow?(row: Row): void
}

/** A table of any length: sorted, filtered, drawn, copied and saved. Only what is in sight is in the page. */
export function DataGrid({ columns, rows, label, onOpenRow }: DataGridProps) {
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState<Order>()
  const [charted, setCharted] = useState(false)
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState(0)
  const [sizes, setSizes] = useState<Readonly<Record<string, number>>>({})
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const shown = useMemo(() => arranged(rows, columns, filter, order), [rows, columns, filter, order])
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const begun = rows.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first rows decide, later ones move nothing
  const first = useMemo(() => firstWidths(columns, rows), [columns, begun])
  const widthOf = (column: Column) => sizes[column.name] ?? first.get(column.name) ?? widths.least
  const template = { gridTemplateColumns: columns.map(column => `${widthOf(column)}px`).join(' ') }
  const sort = (column: number) =>
    setOrder(before => ({ column, descending: before?.column === column && !before.descending }))
  const resize = (column: Column, width: number) =>
    setSizes(before => ({ ...before, [column.name]: Math.min(widths.most, Math.max(widths.least, width)) }))
  const go = (to: Place, extend: boolean) => {
    setPlace(to)
    if (!extend) setAnchor(to.row)
    if (to.row >= 0) virtual.scrollToIndex(to.row)
    const left = columns.slice(0, to.column).reduce((sum, column) => sum + widthOf(column), 0)
    const column = columns[to.column]
    const box = scroller.current
    if (!box || !column) return
    if (left < box.scrollLeft) box.scrollLeft = left
    else if (left + widthOf(column) > box.scrollLeft + box.clientWidth)
      box.scrollLeft = left + widthOf(column) - box.clientWidth
  }
  const [from, to] = [Math.min(anchor, place.row), Math.max(anchor, place.row)]
  const copy = () => {
    const text = from === to ? textOf(shown[place.row]?.[place.column]) : tsvOf(shown.slice(Math.max(0, from), to + 1))
    void navigator.clipboard.writeText(text).then(
      () => toast({ kind: 'success', text: gridText('copied') }),
      () => {},
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const column = columns[place.column]
    const ctrl = event.ctrlKey || event.metaKey
    const inHeader = place.row < 0
    const row = shown[place.row]
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const step = { ArrowLeft: -widths.step, ArrowRight: widths.step }[event.key]
    const target = moved(place, event.key, ctrl, { rows: shown.length, columns: columns.length, page })
    if (event.altKey && inHeader && column && step !== undefined) resize(column, widthOf(column) + step)
    else if (event.altKey) return
    else if (target) go(target, event.shiftKey)
    else if (event.key === 'Enter' && inHeader) sort(place.column)
    else if (event.key === 'Enter' && row && onOpenRow) onOpenRow(row)
    else if (ctrl && event.key.toLowerCase() === 'c') copy()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.grid}>
      <div className={styles.bar}>
        <TextField
          label={gridText('filter')}
          hideLabel
          type="search"
          placeholder={gridText('filter')}
          value={filter}
          onChange={setFilter}
        />
        <Button
          icon={<Download size={14} />}
          title={gridText('exportHint')}
          onClick={() => download(`${label}.csv`, 'text/csv', csvOf(columns, shown))}
        >
          {gridText('export')}
        </Button>
        <Button
          icon={<Download size={14} />}
          title={gridText('exportJsonHint')}
          onClick={() => download(`${label}.json`, 'application/json', jsonOf(columns, shown))}
        >
          {gridText('exportJson')}
        </Button>
        {numericColumns(columns).length > 0 && (
          <Button icon={<ChartLine size={14} />} aria-pressed={charted} onClick={() => setCharted(!charted)}>
            {gridText('chart')}
          </Button>
        )}
        <span className={styles.count} role="status">
          {gridText('shown', { count: shown.length, all: rows.length })}
        </span>
      </div>
      {charted && (
        <Suspense>
          <Chart columns={columns} rows={shown} />
        </Suspense>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={label}
        aria-describedby={`${id}-keys`}
        aria-rowcount={shown.length + 1}
        aria-colcount={columns.length}
        aria-activedescendant={place.row < 0 ? `${id}-h${place.column}` : `${id}-${place.row}-${place.column}`}
        aria-multiselectable="true"
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <GridHeader
          id={id}
          columns={columns}
          template={template}
          order={order}
          active={place.row < 0 ? place.column : undefined}
          widthOf={widthOf}
          onSort={sort}
          onResize={resize}
        />
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(item => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index >= from && item.index <= to}
              className={styles.row}
              style={{ ...template, position: 'absolute', top: item.start, height: rowHeight }}
              onDoubleClick={() => {
                const row = shown[item.index]
                if (row) onOpenRow?.(row)
              }}
            >
              {columns.map((column, at) => {
                const cell = shown[item.index]?.[at]
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
                  <div
                    key={column.name}
                    id={`${id}-${item.index}-${at}`}
                    role="gridcell"
                    aria-colindex={at + 1}
                    className={isNumeric(column) ? styles.number : styles.cell}
                    data-active={(item.index === place.row && at === place.column) || undefined}
                    title={textOf(cell)}
                    onClick={event => go({ row: item.index, column: at }, event.shiftKey)}
                  >
                    {cell === null ? <span className={styles.null}>{gridText('nothing')}</span> : textOf(cell)}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      </div>
      <div id={`${id}-keys`} className={styles.hidden}>
        {gridText('keys')}
      </div>
    </div>
  )
}

/** As wide as the names and the first values need, within reason. */
function firstWidths(columns: readonly Column[], rows: readonly Row[]): ReadonlyMap<string, number> {
  return new Map(
    columns.map(({ name, type }, at) => {
      const letters = Math.max(name.length + type.length + 4, ...rows.slice(0, 30).map(row => textOf(row[at]).length))
      return [name, Math.min(360, Math.max(90, letters * 7.4 + 20))]
    }),
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
