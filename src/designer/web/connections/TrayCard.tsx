import { FolderOpen, KeyRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { trayText } from '../../../base/texts/designer-tray.js'
import type { ConnectionView } from '../../api/index.js'
import { connectionIcon } from '../canvas/icons.js'
import styles from './tray.module.css'
import { connectionLabel, connectionLine } from './tray-line.js'

interface TrayCardProps {
  readonly connection: ConnectionView
  readonly selected: boolean
  /** It is the one that the Tab key goes to. */
  readonly current: boolean
  readonly renaming: boolean
  onFocus(): void
  onSelect(): void
  onOpen(): void
  onMenu(x: number, y: number): void
  /** Null: the name stays. */
  onRenamed(name: string | null): void
}

/** One connection manager: icon, name, where it leads, and what is to be known of it. */
export function TrayCard(props: TrayCardProps) {
  const { connection, selected, current, renaming } = props
  if (renaming) return <RenameCard connection={connection} onRenamed={props.onRenamed} />
  const line = connectionLine(connection)
  return (
    <button
      type="button"
      className={styles.card}
      aria-description={connectionLabel(connection)}
      aria-pressed={selected}
      tabIndex={current ? 0 : -1}
      data-connection={connection.key}
      data-project={connection.project || undefined}
      onFocus={props.onFocus}
      onClick={props.onSelect}
      onDoubleClick={props.onOpen}
      onContextMenu={event => {
        event.preventDefault()
        props.onMenu(event.clientX, event.clientY)
      }}
    >
      <CardIcon type={connection.type} />
      <span className={styles.text}>
        <span className={styles.name} title={connection.name}>
          {connection.name}
        </span>
        <span className={styles.line} title={line}>
          {line}
        </span>
      </span>
      {connection.project && (
        <span className={styles.badge} title={trayText('projectHint')}>
          <FolderOpen size={12} aria-hidden="true" />
          {trayText('project')}
        </span>
      )}
      {connection.hasExpressions && (
        <span className={styles.fx} title={trayText('expressions')}>
          fx
        </span>
      )}
      {connection.lacksSecret && (
        <span className={styles.badge} data-tone="warning">
          <KeyRound size={12} aria-hidden="true" />
          {trayText('lacksSecret')}
        </span>
      )}
    </button>
  )
}

function CardIcon({ type }: { readonly type: string }) {
  const Icon = connectionIcon(type)
  return (
    <span className={styles.icon} data-wmi={type.toUpperCase() === 'WMI' || undefined}>
      <Icon size={16} aria-hidden="true" />
    </span>
  )
}

function RenameCard({ connection, onRenamed }: Pick<TrayCardProps, 'connection' | 'onRenamed'>) {
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => field.current?.select(), [])
  const end = (name: string | null) => {
    if (done.current) return
    done.current = true
    onRenamed(name)
  }
  return (
    <span className={styles.card}>
      <CardIcon type={connection.type} />
      <input
        ref={field}
        className={styles.nameField}
        aria-label={trayText('newName')}
        defaultValue={connection.name}
        spellCheck={false}
        onBlur={event => end(event.currentTarget.value)}
        onKeyDown={event => {
          event.stopPropagation()
          if (event.key === 'Enter') end(event.currentTarget.value)
          else if (event.key === 'Escape') end(null)
        }}
      />
    </span>
  )
}
