import * as Ariakit from '@ariakit/react'
import type { ReactElement } from 'react'
import styles from './ui.module.css'

/** A text that appears beside what it explains, with the pointer and with the keyboard. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactElement }) {
  return (
    <Ariakit.TooltipProvider timeout={400}>
      <Ariakit.TooltipAnchor render={children} />
      <Ariakit.Tooltip className={styles.menu} gutter={4} portal unmountOnHide>
        {text}
      </Ariakit.Tooltip>
    </Ariakit.TooltipProvider>
  )
}
