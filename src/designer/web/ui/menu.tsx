import * as Ariakit from '@ariakit/react'
import type { ReactNode } from 'react'
import styles from './ui.module.css'

export type MenuItem =
  | {
      readonly label: string
      onSelect(): void
      readonly icon?: ReactNode
      readonly disabled?: boolean
      /** The keys that do the same. */
      readonly keys?: string
      readonly checked?: boolean
    }
  | 'separator'

export interface MenuProps {
  readonly label: string
  /** What stands on the button. */
  readonly trigger: ReactNode
  readonly items: readonly MenuItem[]
  readonly disabled?: boolean
}

/** A button that opens a menu. */
export function Menu({ label, trigger, items, disabled }: MenuProps) {
  return (
    <Ariakit.MenuProvider>
      <Ariakit.MenuButton
        className={`${styles.button} ${styles.ghost}`}
        aria-label={label}
        title={label}
        disabled={disabled ?? false}
      >
        {trigger}
      </Ariakit.MenuButton>
      <Ariakit.Menu gutter={4} className={styles.menu} portal unmountOnHide>
        <Items items={items} />
      </Ariakit.Menu>
    </Ariakit.MenuProvider>
  )
}

export interface ContextMenuProps {
  readonly label: string
  /** Where on the page it opens; null: closed. */
  readonly at: { readonly x: number; readonly y: number } | null
  onClose(): void
  readonly items: readonly MenuItem[]
}

/** A menu at a point of the page. */
export function ContextMenu({ label, at, onClose, items }: ContextMenuProps) {
  return (
    <Ariakit.MenuProvider
      open={at !== null}
      setOpen={open => {
        if (!open) onClose()
      }}
    >
      <Ariakit.Menu
        aria-label={label}
        className={styles.menu}
        portal
        modal
        unmountOnHide
        getAnchorRect={() => ({ x: at?.x ?? 0, y: at?.y ?? 0 })}
      >
        <Items items={items} />
      </Ariakit.Menu>
    </Ariakit.MenuProvider>
  )
}

function Items({ items }: { readonly items: readonly MenuItem[] }) {
  return items.map((item, at) =>
    item === 'separator' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a separator has nothing else to be known by
      <Ariakit.MenuSeparator key={`separator ${at}`} className={styles.separator} />
    ) : (
      <Ariakit.MenuItem
        key={item.label}
        className={styles.menuItem}
        disabled={item.disabled ?? false}
        onClick={item.onSelect}
        {...(item.checked === undefined ? {} : { role: 'menuitemcheckbox', 'aria-checked': item.checked })}
      >
        {item.icon}
        {item.label}
        {item.keys !== undefined && <span className={styles.menuKeys}>{item.keys}</span>}
      </Ariakit.MenuItem>
    ),
  )
}
