import { ArrowRight, Plus } from 'lucide-react'
import { taskText } from '../../../base/texts/designer-tasks.js'
import type { ObjectView } from '../../api/index.js'
import { chooseHandler, focusPart } from '../app/open.js'
import { useAccept } from '../properties/EditorFrame.js'
import styles from '../properties/properties.module.css'
import { edit } from '../state/documents.js'
import { Badge, Button } from '../ui/index.js'
import tables from './tasks.module.css'

/** The events of an object: a handler is opened, or made and opened, after what OK does. */
export function EventHandlersPage({ document, object }: { readonly document: string; readonly object: ObjectView }) {
  const accept = useAccept()
  const go = (event: string, key: string | null) =>
    accept(async () => {
      if (key === null)
        await edit(document, { kind: 'addEventHandler', executable: object.key, event }, { tell: false })
      chooseHandler(document, object.key, event)
      focusPart('handlers')
    })
  return (
    <div className={styles.page}>
      <p className={tables.empty}>{taskText('handlersHint')}</p>
      <table className={tables.table} aria-label={taskText('eventHandlers')}>
        <thead>
          <tr>
            <th scope="col">{taskText('event')}</th>
            <th scope="col">{taskText('handler')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {object.eventHandlers.map(({ event, key }) => (
            <tr key={event}>
              <td>{event}</td>
              <td>{key !== null && <Badge tone="ok">{taskText('handlerThere')}</Badge>}</td>
              <td className={tables.action}>
                <Button
                  icon={key === null ? <Plus size={14} /> : <ArrowRight size={14} />}
                  aria-label={taskText(key === null ? 'addHandlerOf' : 'openHandlerOf', { event })}
                  onClick={() => go(event, key)}
                >
                  {taskText(key === null ? 'addHandler' : 'openHandler')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
