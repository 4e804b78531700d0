import { useEffect, useState } from 'react'
import { classText } from '../../../base/texts/designer-classes.js'
import type { ClassView, Failure, Place } from '../../api/index.js'
import { ApiError, call, startJob } from '../state/api.js'
import { useDocument } from '../state/documents.js'
import { Combobox } from '../ui/combobox.js'
import { Dialog, EmptyState, Notice, Spinner, TextField } from '../ui/index.js'
import { ClassDetails } from './ClassDetails.js'
import styles from './classes.module.css'

export interface ClassExplorerProps {
  readonly document: string
  readonly connection: string
  readonly className?: string
  onClose(): void
}

/** How many classes are listed at a time; the filter finds the others. */
const most = 400

/** The namespaces and classes of a server: what they have, their methods, and their instances. */
export default function ClassExplorer({ document, connection, className, onClose }: ClassExplorerProps) {
  const manager = useDocument(document)?.connections.get(connection)
  const name = manager?.name ?? ''
  const [namespace, setNamespace] = useState(namespaceOf(manager?.connectionString ?? ''))
  const [namespaces, setNamespaces] = useState<readonly string[]>([])
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState(className)
  const place: Place = { document, connection, ...(namespace === '' ? {} : { namespace }) }
  const { classes, failure, running } = useClasses(place)
  const view = useClass(place, chosen)
  const wanted = filter.toLowerCase()
  const found = classes.filter(each => each.toLowerCase().includes(wanted))
  return (
    <Dialog title={classText('title', { name })} size="large" onClose={onClose}>
      <div className={styles.explorer}>
        <div className={styles.list}>
          <Combobox
            label={classText('namespace')}
            value={namespace}
            onChange={setNamespace}
            options={namespaces}
            onOpen={() =>
              void call('schema.namespaces', { document, connection, namespace: 'root' }).then(
                answer => setNamespaces(['root', ...answer.namespaces.map(each => `root\\${each}`)]),
                () => {},
              )
            }
          />
          <TextField label={classText('filter')} type="search" value={filter} onChange={setFilter} />
          <div role="status" className={styles.count}>
            {running && <Spinner />} {classText('count', { count: found.length })}
          </div>
          {failure && <Notice tone="error">{failure.message}</Notice>}
          <ul className={styles.classes} aria-label={classText('classes')}>
            {found.slice(0, most).map(each => (
              <li key={each}>
                <button
                  type="button"
                  className={styles.class}
                  aria-current={each === chosen ? 'true' : undefined}
                  onClick={() => setChosen(each)}
                >
                  {each}
                </button>
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.details}>
          {view.failure && <Notice tone="error">{view.failure.message}</Notice>}
          {view.found ? (
            <ClassDetails
              key={view.found.name}
              place={place}
              view={view.found}
              onChoose={setChosen}
              onClose={onClose}
            />
          ) : (
            <EmptyState title={classText('choose')} />
          )}
        </div>
      </div>
    </Dialog>
  )
}

/** Where the connection itself looks. */
function namespaceOf(connectionString: string): string {
  return /(?:^|;)\s*Namespace\s*=\s*\\*([^;]*)/i.exec(connectionString)?.[1]?.trim() ?? ''
}

function failureOf(error: unknown): Failure {
  return error instanceof ApiError ? error.failure : { kind: 'failed', message: String(error) }
}

/** Names of the classes of a namespace, sorted, as they come. */
function useClasses({ document, connection, namespace }: Place) {
  const [classes, setClasses] = useState<readonly string[]>([])
  const [failure, setFailure] = useState<Failure>()
  const [running, setRunning] = useState(true)
  useEffect(() => {
    let gone = false
    const names: string[] = []
    setClasses([])
    setFailure(undefined)
    setRunning(true)
    const place = { document, connection, ...(namespace === undefined ? {} : { namespace }) }
    const job = startJob('schema.classes', place, event => {
      names.push(...event.classes.map(each => each.name))
      if (!gone) setClasses([...names].sort((a, b) => a.localeCompare(b)))
    })
    job.done
      .catch(error => {
        if (!gone) setFailure(failureOf(error))
      })
      .finally(() => {
        if (!gone) setRunning(false)
      })
    return () => {
      gone = true
      job.cancel()
    }
  }, [document, connection, namespace])
  return { classes, failure, running }
}

function useClass({ document, connection, namespace }: Place, name: string | undefined) {
  const [state, setState] = useState<{ readonly found?: ClassView; readonly failure?: Failure }>({})
  useEffect(() => {
    if (name === undefined) return
    const stop = new AbortController()
    const place = { document, connection, ...(namespace === undefined ? {} : { namespace }) }
    call('schema.class', { place, name }, { signal: stop.signal }).then(
      found => setState({ found }),
      error => {
        if (!stop.signal.aborted) setState({ failure: failureOf(error) })
      },
    )
    return () => stop.abort()
  }, [document, connection, namespace, name])
  return state
}
