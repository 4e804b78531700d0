import type { KeyboardEvent } from 'react'
import { canvasText } from '../../../base/texts/designer-canvas.js'
import { productTitle } from '../../../base/texts/designer-titles.js'
import { useDocument } from '../state/documents.js'
import { useNodeRun } from '../state/runs.js'
import styles from './canvas.module.css'
import type { SurfaceProps } from './Diagram.js'
import { iconOf } from './icons.js'
import { type KeyAction, keyAction } from './keys.js'
import { nodeLabel } from './labels.js'
import { NodeMarks, NodeTags } from './NodeMarks.js'
import { NodeName } from './NodeName.js'
import { flatRows, type OutlineRow, outlineRows } from './outline-rows.js'
import { RunMark } from './RunMark.js'
import { useCanvas, useScope } from './scope.js'
import { usePaste } from './use-paste.js'
import { ViewControls } from './ViewControls.js'

/** The control flow as a tree, with the same commands as the diagram. */
export function Outline({ scene, selection, surface, onSwitch }: SurfaceProps) {
  const { document, actions, elementId, openMenu } = useScope()
  const name = useDocument(document)?.nodes.get(scene.root)?.name ?? ''
  const focus = useCanvas(state => state.focus)
  usePaste(surface)
  const rows = outlineRows(scene)
  const flat = flatRows(rows)
  const current = flat.find(({ key }) => key === focus) ?? flat[0]

  const go = (row: OutlineRow | undefined, extend = false) => {
    if (!row) return
    actions.desk.focus(row.key)
    if (extend) actions.desk.port.select([...selection, row.key])
    window.document.getElementById(elementId(row.key))?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || !current) return
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event
    const action = keyAction({ key, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey })
    if (!action) return
    event.preventDefault()
    if (selection.size === 0) actions.desk.focus(current.key)
    const at = flat.indexOf(current)
    if (action.kind === 'focus') move(action, current, at)
    else if (action.kind === 'first') go(flat[0])
    else if (action.kind === 'last') go(flat.at(-1))
    else if (action.kind === 'command') void actions.perform(action.id)
    else if (action.kind === 'menu') {
      const { left, top } = (
        window.document.getElementById(elementId(current.key)) ?? event.currentTarget
      ).getBoundingClientRect()
      openMenu({ x: left + 24, y: top + 24 })
    }
  }
  const move = (action: Extract<KeyAction, { kind: 'focus' }>, row: OutlineRow, at: number) => {
    const { node, key } = row
    if (action.direction === 'down') go(flat[at + 1], action.extend)
    else if (action.direction === 'up') go(flat[at - 1], action.extend)
    else if (action.direction === 'right') {
      if (node.collapsed) actions.fold(key)
      else go(row.children[0])
    } else if (node.isContainer && !node.collapsed) actions.fold(key)
    else go(flat.find(each => each.key === node.parent))
  }
  return (
    <>
      <div
        ref={element => {
          surface.current = element
        }}
        className={styles.outline}
        role="tree"
        aria-label={canvasText('outline', { name })}
        aria-multiselectable="true"
        aria-activedescendant={current && elementId(current.key)}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {rows.map(row => (
          <Row key={row.key} row={row} selection={selection} />
        ))}
      </div>
      <div className={`${styles.controls} ${styles.corner}`}>
        <ViewControls asList onSwitch={onSwitch} />
      </div>
    </>
  )
}

interface RowProps {
  readonly row: OutlineRow
  readonly selection: ReadonlySet<string>
}

function Row({ row, selection }: RowProps) {
  const { document, actions, elementId, openMenu, takeFocus } = useScope()
  const { key, node, follows, children } = row
  const { view } = node
  const focused = useCanvas(state => state.focus === key)
  const marks = useCanvas(state => state.marks.get(key))
  const run = useNodeRun(document, key)
  const Icon = iconOf(view.type)
  const label = nodeLabel(view, marks, run, node.isContainer ? children.length : undefined)
  const choose = () => {
    takeFocus()
    actions.desk.focus(key)
  }
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus, and tells which row is meant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the tree
    <div
      id={elementId(key)}
      role="treeitem"
      aria-label={follows === '' ? label : `${label}. ${follows}`}
      aria-selected={selection.has(key)}
      {...(node.isContainer ? { 'aria-expanded': !node.collapsed } : {})}
      className={styles.item}
      onClick={event => {
        event.stopPropagation()
        choose()
      }}
      onDoubleClick={event => {
        event.stopPropagation()
        actions.desk.port.openEditor(key)
      }}
      onContextMenu={event => {
        event.preventDefault()
        event.stopPropagation()
        if (!selection.has(key)) choose()
        openMenu({ x: event.clientX, y: event.clientY })
      }}
    >
      <div className={styles.row} data-focused={focused || undefined}>
        <Icon size={16} aria-hidden="true" />
        <NodeName id={key} name={view.name} />
        <span className={styles.rowMore}>
          {[productTitle(view.title), view.summary].filter(text => text !== '').join(' · ')}
        </span>
        <NodeMarks view={view} marks={marks} />
        <span className={styles.rowTags}>
          <NodeTags view={view} />
          {run && <RunMark run={run} />}
        </span>
        <span className={styles.rowMore}>{follows}</span>
      </div>
      {node.isContainer && !node.collapsed && children.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: it is a group of a tree
        <div role="group" className={styles.branch}>
          {children.map(child => (
            <Row key={child.key} row={child} selection={selection} />
          ))}
        </div>
      )}
    </div>
  )
}
