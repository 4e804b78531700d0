import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import styles from './splitter.module.css'

export interface SplitterProps {
  readonly label: string
  /** Which way the panel lies that it sizes. */
  readonly side: 'left' | 'right' | 'bottom'
  /** Pixels. */
  readonly size: number
  readonly min: number
  readonly max: number
  onResize(size: number): void
}

/** Pixels for each press of an arrow. */
const step = 16

/** The edge of a panel, dragged or moved by arrows. */
export function Splitter({ label, side, size, min, max, onResize }: SplitterProps) {
  const [start, setStart] = useState<{ readonly at: number; readonly size: number }>()
  const across = side !== 'bottom'
  const sign = side === 'left' ? 1 : -1
  const set = (wanted: number) => onResize(Math.round(Math.min(max, Math.max(min, wanted))))
  const place = (event: PointerEvent) => (across ? event.clientX : event.clientY)
  const onKeyDown = (event: KeyboardEvent) => {
    const grow = {
      ArrowRight: across ? sign : 0,
      ArrowLeft: across ? -sign : 0,
      ArrowUp: across ? 0 : 1,
      ArrowDown: across ? 0 : -1,
    }
    const by = grow[event.key as keyof typeof grow]
    if (!by) return
    event.preventDefault()
    set(size + by * step)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={across ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      className={across ? styles.vertical : styles.horizontal}
      onKeyDown={onKeyDown}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setStart({ at: place(event), size })
      }}
      onPointerMove={event => {
        if (start) set(start.size + sign * (place(event) - start.at))
      }}
      onPointerUp={() => setStart(undefined)}
      onPointerCancel={() => setStart(undefined)}
    />
  )
}
