import type { ReactNode } from 'react'
import { queryText } from '../../../base/texts/designer-query.js'
import type { Draft } from '../properties/draft.js'
import styles from '../properties/properties.module.css'
import { TextField } from '../ui/index.js'

/** The page General of tasks and containers. */
export function NamePage({ draft, children }: { readonly draft: Draft; readonly children?: ReactNode }) {
  const field = (name: string, label: string) => ({
    label,
    inline: true,
    value: String(draft.value(name) ?? ''),
    onChange: (value: string) => draft.set(name, value),
  })
  return (
    <div className={styles.page}>
      <div className={styles.stack}>
        <TextField {...field('Name', queryText('name'))} />
        <TextField {...field('Description', queryText('description'))} />
        {children}
      </div>
    </div>
  )
}
