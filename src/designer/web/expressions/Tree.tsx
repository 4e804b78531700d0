import { ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { expressionText } from '../../../base/texts/designer-expressions.js'
import type { TreeNode } from './entries.js'
import styles from './expressions.module.css'

interface Line {
  readonly node: TreeNode
  readonly level: number
  readonly place: number
  readonly count: number
  readonly parent: TreeNode | undefined
}

/** A tree with one stop for the Tab key. Enter, double click or dragging takes a line. */
export function Tree(props: {
  readonly label: string
  readonly nodes: readonly TreeNode[]
  /** Groups that are open at first. */
  readonly open: readonly string[]
  /** Groups cannot be closed: somebody is searching. */
  readonly allOpen: boolean
  onPick(node: TreeNode): void
  onActive(node: TreeNode): void
}) {
  const { label, nodes, allOpen, onPick, onActive } = props
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(props.open))
  const [active, setActive] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const isOpen = ({ id }: TreeNode) => allOpen || open.has(id)
  const lines = nodes.flatMap((node, at) => [
    { node, level: 1, place: at + 1, count: nodes.length, parent: undefined },
    ...(isOpen(node) ? childLines(node) : []),
  ])
  const stop = lines.find(({ node }) => node.id === active) ?? lines[0]
  const toggle = ({ id }: TreeNode, wanted: boolean) => {
    const after = new Set(open)
    if (wanted) after.add(id)
    else after.delete(id)
    setOpen(after)
  }
  const go = (line: Line | undefined) => {
    if (!line) return
    setActive(line.node.id)
    onActive(line.node)
    list.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(line.node.id)}"]`)?.focus()
  }
  const take = (node: TreeNode) => (node.children ? toggle(node, !isOpen(node)) : onPick(node))
  const onKeyDown = (event: KeyboardEvent) => {
    const at = stop ? lines.indexOf(stop) : -1
    if (!stop || event.ctrlKey || event.metaKey || event.altKey) return
    const { node, parent } = stop
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(lines[at + 1]),
      ArrowUp: () => go(lines[at - 1]),
      Home: () => go(lines[0]),
      End: () => go(lines.at(-1)),
      ArrowRight: () => (node.children && !isOpen(node) ? toggle(node, true) : node.children && go(lines[at + 1])),
      ArrowLeft: () =>
        node.children && isOpen(node) && !allOpen ? toggle(node, false) : go(lines.find(line => line.node === parent)),
      Enter: () => take(node),
      ' ': () => take(node),
    }
    const action = actions[event.key]
    const letter = event.key.length === 1 && event.key !== ' ' ? event.key.toLowerCase() : undefined
    if (!action && letter === undefined) return
    event.preventDefault()
    if (action) action()
    else go([...lines.slice(at + 1), ...lines.slice(0, at)].find(line => initial(line.node) === letter))
  }
  if (lines.length === 0) return <p className={styles.muted}>{expressionText('nothing')}</p>
  return (
    <div ref={list} role="tree" aria-label={label} className={styles.tree} onKeyDown={onKeyDown}>
      {lines.map(line => {
        const { node, level, place, count } = line
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys of all its lines
          <div
            key={node.id}
            role="treeitem"
            data-line={node.id}
            data-level={level}
            aria-level={level}
            aria-posinset={place}
            aria-setsize={count}
            aria-selected={line === stop}
            {...(node.children ? { 'aria-expanded': isOpen(node) } : {})}
            tabIndex={line === stop ? 0 : -1}
            draggable={node.insert !== undefined}
            className={styles.line}
            onClick={() => {
              go(line)
              if (node.children) toggle(node, !isOpen(node))
            }}
            onDoubleClick={() => {
              if (!node.children) onPick(node)
            }}
            onFocus={() => {
              setActive(node.id)
              onActive(node)
            }}
            onDragStart={event => event.dataTransfer.setData('text/plain', node.insert ?? '')}
          >
            {node.children && (isOpen(node) ? <ChevronDown size={14} /> : <ChevronRight size={14} />)}
            <span className={styles.lineLabel}>{node.label}</span>
            {node.detail !== undefined && <span className={styles.lineDetail}>{node.detail}</span>}
          </div>
        )
      })}
    </div>
  )
}

function childLines(node: TreeNode): Line[] {
  const children = node.children ?? []
  return children.map((child, at) => ({ node: child, level: 2, place: at + 1, count: children.length, parent: node }))
}

/** By which letter a line is found: that of the name, not of its namespace. */
function initial({ label }: TreeNode): string | undefined {
  return label.replace(/^.*::/, '').replace(/^\(/, '')[0]?.toLowerCase()
}
