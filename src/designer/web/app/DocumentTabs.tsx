import { Circle, X } from 'lucide-react'
import { pageText } from '../../../base/texts/designer-app.js'
import { bringToFront, useDocuments } from '../state/documents.js'
import { Hidden, IconButton } from '../ui/index.js'
import styles from './app.module.css'
import { closePackage } from './packages.js'

/** The open packages; the one in front is current. */
export function DocumentTabs() {
  const { open, current } = useDocuments()
  return (
    <nav aria-label={pageText('openPackages')} className={styles.documents}>
      {[...open].map(([key, { state }]) => (
        <div key={key} className={styles.document} data-current={key === current || undefined}>
          <button
            type="button"
            className={styles.documentName}
            aria-current={key === current ? 'page' : undefined}
            title={state.path ?? state.name}
            onClick={() => bringToFront(key)}
          >
            {state.path?.split('/').at(-1) ?? state.name}
            {state.dirty && (
              <>
                <Circle size={8} fill="currentColor" aria-hidden="true" />
                <Hidden>{pageText('unsaved')}</Hidden>
              </>
            )}
          </button>
          <IconButton
            label={pageText('closePackage', { name: state.name })}
            icon={<X size={13} />}
            onClick={() => void closePackage(key)}
          />
        </div>
      ))}
    </nav>
  )
}
