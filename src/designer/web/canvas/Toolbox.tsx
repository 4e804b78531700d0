import { type KeyboardEvent, useId, useState } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { useDocument } from '../state/documents.js'
import { EmptyState, TextField } from '../ui/index.js'
import { iconOf, isWmi } from './icons.js'
import styles from './toolbox.module.css'
import { type ToolboxEntry, toolboxEntries } from './toolbox-groups.js'
import { dropTargetOf, monikerType } from './toolbox-target.js'
import { useToolbox } from './use-toolbox.js'

const groupTexts = { wmi: 'groupWmi', containers: 'groupContainers', other: 'groupOther' } as const

/** Tasks and containers to be put on the canvas: dragged, or with Enter after what is selected there. */
export default function Toolbox({ document }: { readonly document: string }) {
  const { executables } = useToolbox()
  const editable = useDocument(document)?.state.editable ?? false
  const [search, setSearch] = useState('')
  const [active, setActive] = useState<string | null>(null)
  const prefix = useId()
  const groups = toolboxEntries(executables, search)
  const flat = groups.flatMap(({ entries }) => entries)
  const current = flat.find(({ moniker }) => moniker === active) ?? flat[0]
  const idOf = ({ moniker }: ToolboxEntry) => `${prefix}${encodeURIComponent(moniker)}`

  const add = ({ moniker }: ToolboxEntry) => void dropTargetOf(document)?.editing.add(moniker)
  const go = (entry: ToolboxEntry | undefined) => {
    if (!entry) return
    setActive(entry.moniker)
    window.document.getElementById(idOf(entry))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current) return
    const at = flat.indexOf(current)
    const moves: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => go(flat[at + 1]),
      ArrowUp: () => go(flat[at - 1]),
      Home: () => go(flat[0]),
      End: () => go(flat.at(-1)),
      Enter: () => editable && add(current),
    }
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined
    if (!move) return
    event.preventDefault()
    move()
  }
  return (
    <div className={styles.toolbox}>
      <div className={styles.search}>
        <TextField
          label={canvasText('searchToolbox')}
          hideLabel
          type="search"
          placeholder={canvasText('searchToolbox')}
          value={search}
          onChange={setSearch}
          onEnter={() => {
            if (current && editable) add(current)
          }}
        />
      </div>
      {!editable && <p className={styles.hint}>{canvasText('readOnly')}</p>}
      {search !== '' && flat.length === 0 && (
        <EmptyState title={canvasText('nothingFound')} text={canvasText('nothingFoundText', { text: search })} />
      )}
      <div
        className={styles.list}
        role="listbox"
        aria-label={canvasText('toolbox')}
        aria-disabled={!editable}
        aria-activedescendant={current && idOf(current)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {groups.map(({ group, entries }) => (
          // biome-ignore lint/a11y/useSemanticElements: it is a group of a list box
          <div key={group} role="group" aria-labelledby={`${prefix}-${group}`}>
            <div id={`${prefix}-${group}`} className={styles.group} role="presentation">
              {canvasText(groupTexts[group])}
            </div>
            {entries.map(entry => (
              <Entry
                key={entry.moniker}
                id={idOf(entry)}
                entry={entry}
                active={entry === current}
                editable={editable}
                onChoose={() => setActive(entry.moniker)}
                onAdd={() => add(entry)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className={styles.hint}>{canvasText('toolboxHint')}</p>
    </div>
  )
}

interface EntryProps {
  readonly id: string
  readonly entry: ToolboxEntry
  readonly active: boolean
  readonly editable: boolean
  onChoose(): void
  onAdd(): void
}

function Entry({ id, entry, active, editable, onChoose, onAdd }: EntryProps) {
  const Icon = iconOf(entry.type)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box has the focus, and tells which entry is meant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the list box
    <div
      id={id}
      role="option"
      aria-selected={active}
      aria-label={entry.description === '' ? entry.title : `${entry.title}: ${entry.description}`}
      className={styles.entry}
      title={entry.description}
      draggable={editable}
      onClick={onChoose}
      onDoubleClick={() => editable && onAdd()}
      onDragStart={event => {
        event.dataTransfer.setData(monikerType, entry.moniker)
        event.dataTransfer.effectAllowed = 'copy'
      }}
    >
      <span className={styles.icon} data-wmi={isWmi(entry.type) || undefined}>
        <Icon size={16} aria-hidden="true" />
      </span>
      <span className={styles.entryTitle}>{entry.title}</span>
    </div>
  )
}
