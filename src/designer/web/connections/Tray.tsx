import { Copy, FlaskConical, Network, Pencil, Plus, TextCursorInput, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { trayText } from '../../../base/texts/designer-tray.js'
import type { ConnectionView } from '../../api/index.js'
import { keysText } from '../canvas/shortcut-text.js'
import { useToolbox } from '../canvas/use-toolbox.js'
import { useDocument } from '../state/documents.js'
import { select, useSelection } from '../state/selection.js'
import { ContextMenu, IconButton, Menu, type MenuItem } from '../ui/index.js'
import { TrayCard } from './TrayCard.js'
import styles from './tray.module.css'
import { TrayActions } from './tray-actions.js'

const size = 15

/** The connection managers of a package, below its canvas. */
export default function Tray({ document }: { readonly document: string }) {
  const open = useDocument(document)
  const selection = useSelection(document)
  const { connections: types } = useToolbox()
  const [last, setLast] = useState<string | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null)
  const [said, setSaid] = useState('')
  const bar = useRef<HTMLDivElement>(null)
  const actions = useMemo(() => new TrayActions(document, setSaid), [document])
  if (!open) return null
  const all = [...open.connections.values()]
  const { editable } = open.state
  const chosen = all.find(({ key }) => selection.has(key))
  const current = all.find(({ key }) => key === last) ?? chosen ?? all[0]

  const choose = (connection: ConnectionView) => {
    setLast(connection.key)
    select(document, [connection.key])
  }
  const focusCard = (key: string | undefined) => {
    const cards = [...(bar.current?.querySelectorAll('button') ?? [])]
    cards.find(card => card.dataset.connection === key)?.focus()
  }
  const remove = async (connection: ConnectionView) => {
    const at = all.indexOf(connection)
    await actions.remove(connection, open.nodes)
    focusCard((all[at + 1] ?? all[at - 1])?.key)
  }
  const startRename = (connection: ConnectionView) => {
    if (editable && !connection.project) setRenaming(connection.key)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || renaming !== null) return
    const at = all.indexOf(current)
    const keys: Readonly<Record<string, (() => unknown) | undefined>> = {
      ArrowRight: () => focusCard(all[at + 1]?.key),
      ArrowDown: () => focusCard(all[at + 1]?.key),
      ArrowLeft: () => focusCard(all[at - 1]?.key),
      ArrowUp: () => focusCard(all[at - 1]?.key),
      Home: () => focusCard(all[0]?.key),
      End: () => focusCard(all.at(-1)?.key),
      Enter: () => actions.open(current),
      F2: () => startRename(current),
      Delete: () => editable && !current.project && remove(current),
      ContextMenu: () => openMenu(current),
    }
    const name = event.key === 'F10' && event.shiftKey ? 'ContextMenu' : event.key
    const isDuplicate = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd'
    const act = isDuplicate
      ? () => editable && actions.duplicate(current)
      : Object.hasOwn(keys, name)
        ? keys[name]
        : undefined
    if (!act) return
    event.preventDefault()
    void act()
  }
  const openMenu = (connection: ConnectionView) => {
    choose(connection)
    const card = bar.current?.querySelector('button:focus')?.getBoundingClientRect()
    setMenu({ x: (card?.left ?? 0) + 16, y: (card?.top ?? 0) + 16 })
  }
  const commands = chosen ? commandsOf(chosen, editable, actions, startRename, remove) : []
  return (
    <section className={styles.tray} aria-label={trayText('tray')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{trayText('tray')}</h2>
        <Menu
          label={trayText('add')}
          trigger={
            <>
              <Plus size={size} aria-hidden="true" />
              {trayText('addShort')}
            </>
          }
          disabled={!editable}
          items={types.map(({ type, title }) => ({ label: title, onSelect: () => void actions.add(type) }))}
        />
        <span className={styles.commands}>
          {commands.map(
            command =>
              command !== 'separator' && (
                <IconButton
                  key={command.label}
                  label={command.label}
                  icon={command.icon}
                  disabled={command.disabled ?? false}
                  onClick={command.onSelect}
                />
              ),
          )}
        </span>
      </header>
      {all.length === 0 && <p className={styles.empty}>{trayText('empty')}</p>}
      <div ref={bar} className={styles.cards} role="toolbar" aria-label={trayText('tray')} onKeyDown={onKeyDown}>
        {all.map(connection => (
          <TrayCard
            key={connection.key}
            connection={connection}
            selected={selection.has(connection.key)}
            current={connection === current}
            renaming={renaming === connection.key}
            onFocus={() => choose(connection)}
            onSelect={() => choose(connection)}
            onOpen={() => actions.open(connection)}
            onMenu={(x, y) => {
              choose(connection)
              setMenu({ x, y })
            }}
            onRenamed={async name => {
              setRenaming(null)
              await actions.rename(connection, name)
              requestAnimationFrame(() => focusCard(connection.key))
            }}
          />
        ))}
      </div>
      <ContextMenu
        label={trayText('commands')}
        at={menu}
        onClose={() => {
          setMenu(null)
          setTimeout(() => {
            if (window.document.activeElement === window.document.body) focusCard(chosen?.key)
          })
        }}
        items={commands}
      />
      <div className={styles.said} role="status">
        {said}
      </div>
    </section>
  )
}

function commandsOf(
  connection: ConnectionView,
  editable: boolean,
  actions: TrayActions,
  rename: (connection: ConnectionView) => void,
  remove: (connection: ConnectionView) => void,
): readonly MenuItem[] {
  const disabled = !editable || connection.project
  const isWmi = connection.type.toUpperCase() === 'WMI'
  return [
    {
      label: trayText('open'),
      icon: <Pencil size={size} />,
      keys: keysText('Enter'),
      onSelect: () => actions.open(connection),
    },
    { label: trayText('test'), icon: <FlaskConical size={size} />, onSelect: () => actions.open(connection) },
    ...(isWmi
      ? [{ label: trayText('explore'), icon: <Network size={size} />, onSelect: () => actions.explore(connection) }]
      : []),
    'separator',
    {
      label: trayText('rename'),
      icon: <TextCursorInput size={size} />,
      keys: 'F2',
      disabled,
      // After the menu has given the focus back.
      onSelect: () => setTimeout(() => rename(connection)),
    },
    {
      label: trayText('duplicate'),
      icon: <Copy size={size} />,
      keys: keysText('Control+D'),
      disabled,
      onSelect: () => void actions.duplicate(connection),
    },
    {
      label: trayText('remove'),
      icon: <Trash2 size={size} />,
      keys: keysText('Delete'),
      disabled,
      onSelect: () => remove(connection),
    },
  ]
}
