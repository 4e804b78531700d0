import { trayText } from '../../../base/texts/designer-tray.js'
import type { ConnectionView, NodeView } from '../../api/index.js'
import { confirm } from '../ui/index.js'
import styles from './tray.module.css'

const mostShown = 12

/** Asks before a connection manager goes, and tells what uses it. */
export function confirmDelete(connection: ConnectionView, nodes: ReadonlyMap<string, NodeView>): Promise<boolean> {
  const names = connection.usedBy.map(key => nodes.get(key)?.name ?? key)
  const text =
    names.length === 0 ? (
      <p>{trayText('unused')}</p>
    ) : (
      <>
        <p>{trayText('usedBy')}</p>
        <ul className={styles.users}>
          {connection.usedBy.slice(0, mostShown).map((key, at) => (
            <li key={key}>{names[at]}</li>
          ))}
          {names.length > mostShown && <li>{trayText('moreUsers', { count: names.length - mostShown })}</li>}
        </ul>
      </>
    )
  const title = trayText('removeTitle', { name: connection.name })
  return confirm(text, { title, action: trayText('remove'), danger: true })
}
