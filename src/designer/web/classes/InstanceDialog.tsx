import { ArrowLeft, Network } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classText } from '../../../base/texts/designer-classes.js'
import type { Failure, Output, Place } from '../../api/index.js'
import { textOf } from '../grid/rows.js'
import { ApiError, call, startJob } from '../state/api.js'
import { Button, Dialog, Notice, Spinner } from '../ui/index.js'
import styles from './classes.module.css'

type Instance = Output<'instances.get'>
interface Associated {
  readonly path: string
  readonly className: string
  readonly association: string
}

/** Associated objects that are listed. */
const most = 1000

/** One instance: its values, and the objects that it is associated with, which lead on to each other. */
export function InstanceDialog(props: { readonly place: Place; readonly path: string; onClose(): void }) {
  const { place, path, onClose } = props
  const [way, setWay] = useState<readonly string[]>([path])
  const at = way.at(-1) ?? path
  const { instance, failure } = useInstance(place, at)
  return (
    <Dialog title={instance?.className ?? at} size="large" onClose={onClose}>
      <div className={styles.instance}>
        <p className={styles.path}>
          {way.length > 1 && (
            <Button icon={<ArrowLeft size={14} />} onClick={() => setWay(way.slice(0, -1))}>
              {classText('back')}
            </Button>
          )}
          <code>{at}</code>
        </p>
        {failure && (
          <Notice tone="error">
            {failure.message} {failure.hint}
          </Notice>
        )}
        {!instance && !failure && <Spinner />}
        {instance && (
          <table className={styles.table}>
            <thead>
              <tr>
                {(['name', 'type', 'value'] as const).map(column => (
                  <th key={column} scope="col">
                    {classText(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {instance.values.map(({ column, value }) => (
                <tr key={column.name}>
                  <th scope="row">{column.name}</th>
                  <td>{column.type}</td>
                  <td className={styles.text}>{value === null ? <i>{classText('null')}</i> : textOf(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <Associations key={at} place={place} path={at} onChoose={next => setWay([...way, next])} />
      </div>
    </Dialog>
  )
}

function useInstance(place: Place, path: string) {
  const [state, setState] = useState<{ readonly instance?: Instance; readonly failure?: Failure }>({})
  const where = JSON.stringify(place)
  useEffect(() => {
    const stop = new AbortController()
    setState({})
    call('instances.get', { place: JSON.parse(where), path }, { signal: stop.signal }).then(
      instance => setState({ instance }),
      error => {
        if (!stop.signal.aborted && error instanceof ApiError) setState({ failure: error.failure })
      },
    )
    return () => stop.abort()
  }, [where, path])
  return state
}

function Associations(props: { readonly place: Place; readonly path: string; onChoose(path: string): void }) {
  const { place, path, onChoose } = props
  const [items, setItems] = useState<readonly Associated[]>([])
  const [state, setState] = useState<'idle' | 'running' | 'done' | Failure>('idle')
  const cancel = useRef(() => {})
  useEffect(() => () => cancel.current(), [])
  const start = async () => {
    setState('running')
    setItems([])
    const job = startJob('instances.associators', { place, path, limit: most }, ({ items: more }) =>
      setItems(before => [...before, ...more]),
    )
    cancel.current = job.cancel
    try {
      await job.done
      setState('done')
    } catch (error) {
      if (error instanceof ApiError) setState(error.failure.kind === 'cancelled' ? 'done' : error.failure)
    }
  }
  return (
    <section aria-label={classText('associations')} className={styles.associations}>
      <div className={styles.instanceBar}>
        {state === 'running' ? (
          <Button onClick={() => cancel.current()}>{classText('stop')}</Button>
        ) : (
          <Button icon={<Network size={14} />} onClick={() => void start()}>
            {classText('showAssociated')}
          </Button>
        )}
        <span role="status">{state === 'done' && classText('found', { count: items.length })}</span>
      </div>
      {typeof state === 'object' && <Notice tone="error">{state.message}</Notice>}
      {items.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['association', 'object'] as const).map(column => (
                <th key={column} scope="col">
                  {classText(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one object may be tied several times
              <tr key={number}>
                <td>{item.association}</td>
                <td>
                  <button type="button" className={styles.link} onClick={() => onChoose(item.path)}>
                    {item.path}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
