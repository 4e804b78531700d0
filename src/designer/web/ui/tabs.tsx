import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Badge } from './controls.js'
import styles from './ui.module.css'

export interface TabItem {
  readonly id: string
  readonly title: string
  readonly content: ReactNode
  readonly badge?: ReactNode
}

export interface TabsProps {
  readonly label: string
  readonly tabs: readonly TabItem[]
  readonly selected?: string
  onSelect?(id: string): void
  readonly vertical?: boolean
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
}

/** Tabs with one stop for the Tab key; arrows choose. */
export function Tabs({ label, tabs, selected, onSelect, vertical = false }: TabsProps) {
  const id = useId()
  const [own, setOwn] = useState(tabs[0]?.id)
  const list = useRef<HTMLDivElement>(null)
  const current = tabs.find(tab => tab.id === (selected ?? own)) ?? tabs[0]
  const choose = (tab: string) => {
    setOwn(tab)
    onSelect?.(tab)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(tab => tab.id === current?.id)
    const next = tabs[steps[event.key]?.(at, tabs.length) ?? -1]
    if (!next) return
    event.preventDefault()
    choose(next.id)
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus()
  }
  return (
    <div className={`${styles.tabs} ${vertical ? styles.vertical : ''}`}>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        aria-orientation={vertical ? 'vertical' : 'horizontal'}
        className={styles.tabList}
        onKeyDown={onKeyDown}
      >
        {tabs.map(tab => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}-tab`}
            data-tab={tab.id}
            aria-selected={tab.id === current?.id}
            aria-controls={tab.id === current?.id ? `${id}-${tab.id}` : undefined}
            tabIndex={tab.id === current?.id ? 0 : -1}
            className={styles.tab}
            onClick={() => choose(tab.id)}
          >
            {tab.title} {tab.badge !== undefined && <Badge>{tab.badge}</Badge>}
          </button>
        ))}
      </div>
      {current && (
        <div
          key={current.id}
          role="tabpanel"
          id={`${id}-${current.id}`}
          aria-labelledby={`${id}-${current.id}-tab`}
          className={styles.tabPanel}
        >
          {current.content}
        </div>
      )}
    </div>
  )
}
