import { useEffect, useId, useRef, useState } from 'react'
import uPlot from 'uplot'
import { gridText } from '../../../base/texts/designer-grid.js'
import 'uplot/dist/uPlot.min.css'
import type { Column } from '../../api/index.js'
import { Checkbox, Select } from '../ui/index.js'
import styles from './chart.module.css'
import { axisColumns, chartData, numericColumns, rowNumber } from './chart-data.js'
import { type Row, textOf } from './rows.js'

/** Tokens of the theme that tell lines apart, with a dash for those who see no colours. */
const lines = [
  { colour: '--accent', dash: [] },
  { colour: '--warning', dash: [6, 3] },
  { colour: '--ok', dash: [2, 3] },
  { colour: '--error', dash: [8, 3, 2, 3] },
] as const

const height = 240

/** The first numbers that are no key and differ, or else the first ones. */
function firstDrawn(columns: readonly Column[], rows: readonly Row[]): readonly number[] {
  const numeric = numericColumns(columns)
  const telling = numeric.find(
    at => columns[at]?.isKey === false && new Set(rows.slice(0, 100).map(row => textOf(row[at]))).size > 2,
  )
  return telling === undefined ? numeric.slice(0, 1) : [telling]
}

function short(number: number): string {
  return new Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' }).format(number)
}

/** Numeric columns as lines. What is drawn is also said in a table below. */
export default function Chart({
  columns,
  rows,
}: {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}) {
  const numeric = numericColumns(columns)
  const [below, setBelow] = useState(rowNumber)
  const [drawn, setDrawn] = useState<readonly number[]>(() => firstDrawn(columns, rows))
  const host = useRef<HTMLDivElement>(null)
  const id = useId()
  const data = chartData(columns, rows, below, drawn)
  const shown = useRef(data)
  shown.current = data
  const what = `${below} ${drawn.join()} ${rows.length}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the data
  useEffect(() => {
    const element = host.current
    if (!element) return
    const style = getComputedStyle(element)
    const colour = (name: string) => style.getPropertyValue(name).trim()
    const { x, isTime, series } = shown.current
    const axis = {
      stroke: colour('--fg-muted'),
      grid: { stroke: colour('--border') },
      ticks: { stroke: colour('--border') },
    }
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height,
        scales: { x: { time: isTime } },
        legend: { show: false },
        axes: [axis, { ...axis, values: (_plot: uPlot, splits: number[]) => splits.map(short) }],
        series: [
          {},
          ...series.map(({ name }, at) => {
            const { colour: token, dash } = lines[at % lines.length] ?? lines[0]
            return { label: name, stroke: colour(token), dash: [...dash], width: 1.5, points: { show: x.length < 200 } }
          }),
        ],
      },
      [[...x], ...series.map(({ values }) => [...values])],
      element,
    )
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [what])
  return (
    <figure className={styles.chart} aria-labelledby={id}>
      <figcaption id={id} className={styles.controls}>
        <Select
          label={gridText('axis')}
          inline
          value={String(below)}
          onChange={value => setBelow(Number(value))}
          options={[
            { value: String(rowNumber), label: gridText('rowNumber') },
            ...axisColumns(columns).map(at => ({ value: String(at), label: columns[at]?.name ?? '' })),
          ]}
        />
        <fieldset className={styles.columns}>
          <legend>{gridText('drawn')}</legend>
          {numeric.map(at => (
            <Checkbox
              key={at}
              label={columns[at]?.name ?? ''}
              checked={drawn.includes(at)}
              onChange={checked => setDrawn(checked ? [...drawn, at] : drawn.filter(each => each !== at))}
            />
          ))}
        </fieldset>
      </figcaption>
      <div ref={host} className={styles.plot} aria-hidden="true" />
      <table className={styles.summary} aria-label={gridText('summary')}>
        <thead>
          <tr>
            {(['column', 'least', 'mean', 'most'] as const).map(each => (
              <th key={each} scope="col">
                {gridText(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.series.map(({ name, least, mean, most }, at) => (
            <tr key={name}>
              <th scope="row">
                <span className={styles.key} data-line={at % lines.length} aria-hidden="true" /> {name}
              </th>
              {[least, mean, most].map((number, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed
                <td key={column}>
                  {Number.isFinite(number) ? number.toLocaleString(document.documentElement.lang) : '—'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
