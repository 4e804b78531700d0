import { lazy, Suspense, useEffect } from 'react'
import { pageText } from '../../../base/texts/designer-app.js'
import Explorer from '../explorer/Explorer.js'
import { useDocuments } from '../state/documents.js'
import { Button, EmptyState, Splitter, Tabs } from '../ui/index.js'
import styles from './app.module.css'
import { DocumentPane } from './DocumentPane.js'
import { DocumentTabs } from './DocumentTabs.js'
import { EditorDialog } from './EditorDialog.js'
import { focusPanel, useShown } from './open.js'
import { newPackage } from './packages.js'
import { useSize } from './preferences.js'
import { useShortcuts } from './shortcuts.js'
import { TopBar } from './TopBar.js'

const Toolbox = lazy(() => import('../canvas/Toolbox.js'))

/** The regions of the page around the package in front. */
export function Shell() {
  const current = useDocuments(documents => documents.current)
  const side = useShown(shown => shown.side)
  const [width, setWidth] = useSize('side', 240)
  useShortcuts()
  useLeaving()
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#package">
        {pageText('toContent')}
      </a>
      <TopBar />
      <div className={styles.body}>
        <nav className={styles.side} style={{ width }} aria-label={pageText('tools')}>
          <Tabs
            label={pageText('tools')}
            selected={side}
            onSelect={id => focusPanel(id === 'toolbox' ? 'toolbox' : 'explorer')}
            tabs={[
              { id: 'explorer', title: pageText('explorer'), content: <Explorer /> },
              {
                id: 'toolbox',
                title: pageText('toolbox'),
                content: current === null ? null : <Suspense>{<Toolbox document={current} />}</Suspense>,
              },
            ]}
          />
        </nav>
        <Splitter label={pageText('resize')} side="left" size={width} min={160} max={480} onResize={setWidth} />
        <main id="package" tabIndex={-1} className={styles.main}>
          {current === null ? (
            <EmptyState
              title={pageText('startTitle')}
              text={pageText('startText')}
              action={
                <Button variant="primary" onClick={() => void newPackage()}>
                  {pageText('newPackage')}
                </Button>
              }
            />
          ) : (
            <>
              <DocumentTabs />
              <DocumentPane key={current} document={current} />
            </>
          )}
        </main>
      </div>
      <EditorDialog />
    </div>
  )
}

/** Unsaved changes: the browser asks before the page goes. */
function useLeaving(): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if ([...useDocuments.getState().open.values()].some(({ state }) => state.dirty)) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [])
}
