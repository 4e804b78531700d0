import { lazy, Suspense } from 'react'
import { pageText } from '../../../base/texts/designer-app.js'
import { parameterText } from '../../../base/texts/designer-parameters.js'
import PropertiesPanel from '../properties/PropertiesPanel.js'
import RunPanel from '../run/RunPanel.js'
import { edit, reload, useDocument, useObject, useProblems, useValidation } from '../state/documents.js'
import { Button, EmptyState, Notice, Select, Spinner, Splitter, Tabs } from '../ui/index.js'
import styles from './app.module.css'
import { chooseHandler, focusPanel, focusPart, type PanelName, useShown } from './open.js'
import { ProblemsPanel } from './ProblemsPanel.js'
import { useSize } from './preferences.js'

const Canvas = lazy(() => import('../canvas/Canvas.js'))
const Tray = lazy(() => import('../connections/Tray.js'))
const VariablesPanel = lazy(() => import('../variables/VariablesPanel.js'))
const ParametersPanel = lazy(() => import('../variables/ParametersPanel.js'))

/** One package: its canvas, its connections, and the panels about it. */
export function DocumentPane({ document }: { readonly document: string }) {
  const state = useDocument(document)?.state
  const part = useShown(shown => shown.part)
  const [right, setRight] = useSize('properties', 320)
  const [bottom, setBottom] = useSize('dock', 200)
  useValidation(document)
  if (!state) return null
  const waiting = <EmptyState title={pageText('starting')} action={<Spinner />} />
  return (
    <div className={styles.pane}>
      {state.changedOnDisk !== 'no' && (
        <Notice
          tone="warning"
          action={
            state.changedOnDisk === 'changed' && (
              <Button onClick={() => void reload(document).catch(() => {})}>{pageText('reload')}</Button>
            )
          }
        >
          {pageText(state.changedOnDisk === 'changed' ? 'changedOnDisk' : 'deletedOnDisk')}
        </Notice>
      )}
      <div className={styles.work}>
        <div className={styles.centre}>
          <div className={styles.canvas}>
            <Tabs
              label={pageText('parts')}
              selected={part}
              onSelect={focusPart}
              tabs={[
                {
                  id: 'flow',
                  title: pageText('controlFlow'),
                  content: (
                    <Suspense fallback={waiting}>
                      <Canvas document={document} />
                    </Suspense>
                  ),
                },
                { id: 'handlers', title: pageText('eventHandlers'), content: <Handlers document={document} /> },
              ]}
            />
          </div>
          <div className={styles.tray}>
            <Suspense>
              <Tray document={document} />
            </Suspense>
          </div>
          <Splitter label={pageText('resize')} side="bottom" size={bottom} min={80} max={520} onResize={setBottom} />
          <section className={styles.dock} style={{ height: bottom }} aria-label={pageText('panels')}>
            <Dock document={document} />
          </section>
        </div>
        <Splitter label={pageText('resize')} side="right" size={right} min={220} max={640} onResize={setRight} />
        <aside className={styles.properties} style={{ width: right }} aria-label={pageText('properties')}>
          <PropertiesPanel document={document} />
        </aside>
      </div>
    </div>
  )
}

const docks: readonly PanelName[] = ['problems', 'run', 'variables', 'parameters']

function Dock({ document }: { readonly document: string }) {
  const dock = useShown(shown => shown.dock)
  const count = useProblems(document).length
  return (
    <Tabs
      label={pageText('panels')}
      selected={dock}
      onSelect={id => focusPanel(docks.find(each => each === id) ?? 'problems')}
      tabs={[
        {
          id: 'problems',
          title: pageText('problems'),
          content: <ProblemsPanel document={document} />,
          ...(count > 0 ? { badge: count } : {}),
        },
        { id: 'run', title: pageText('run'), content: <RunPanel document={document} /> },
        {
          id: 'variables',
          title: pageText('variables'),
          content: (
            <Suspense>
              <VariablesPanel document={document} />
            </Suspense>
          ),
        },
        {
          id: 'parameters',
          title: parameterText('tab'),
          content: (
            <Suspense>
              <ParametersPanel document={document} />
            </Suspense>
          ),
        },
      ]}
    />
  )
}

/** The handlers of one event of one executable. */
function Handlers({ document }: { readonly document: string }) {
  const nodes = useDocument(document)?.nodes
  const wanted = useShown(shown => shown.handler)
  const { executable: owner, event = 'OnError' } = wanted?.document === document ? wanted : {}
  const all = [...(nodes?.values() ?? [])].filter(({ kind }) => kind !== 'eventHandler')
  const chosen = owner !== undefined && nodes?.has(owner) ? owner : all[0]?.key
  const { object } = useObject(document, chosen)
  const handler = object?.eventHandlers.find(each => each.event === event)
  return (
    <div className={styles.handlers}>
      <div className={styles.handlerBar}>
        <Select
          label={pageText('handlerOf')}
          value={chosen ?? ''}
          onChange={key => chooseHandler(document, key, event)}
          options={all.map(({ key, path }) => ({ value: key, label: path }))}
        />
        <Select
          label={pageText('handlerEvent')}
          value={event}
          onChange={each => chooseHandler(document, chosen ?? '', each)}
          options={(object?.eventHandlers ?? []).map(each => ({
            value: each.event,
            label: each.key === null ? each.event : `${each.event} ●`,
          }))}
        />
      </div>
      {handler?.key ? (
        <Suspense>
          <Canvas key={handler.key} document={document} container={handler.key} />
        </Suspense>
      ) : (
        <EmptyState
          title={pageText('noHandler')}
          action={
            <Button
              onClick={() =>
                void edit(document, { kind: 'addEventHandler', executable: chosen ?? '', event }).catch(() => {})
              }
            >
              {pageText('addHandler', { event })}
            </Button>
          }
        />
      )}
    </div>
  )
}
