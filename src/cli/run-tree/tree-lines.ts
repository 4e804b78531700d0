import { cliRunText } from '../../base/texts/cli-run.js'
import type { Paint } from '../format/colour.js'
import { displayWidth, truncate, visible } from '../format/display.js'
import { nodeFacts } from './facts.js'
import type { NodeState, RunNode } from './run-tree.js'

/** Room and means of one drawing. */
export interface TreeRoom {
  /** Columns that a line may take. */
  readonly width: number
  /** Lines that there may be; at least 1. */
  readonly height: number
  readonly now: number
  readonly paint: Paint
}

const marks: Readonly<Record<NodeState, readonly [mark: string, style: Parameters<Paint>[0]]>> = {
  waiting: ['·', 'dim'],
  disabled: ['–', 'dim'],
  running: ['▸', 'cyan'],
  success: ['✓', 'green'],
  failure: ['✗', 'red'],
  canceled: ['■', 'yellow'],
}

/** What is seen first when there is no room for all. */
const urgency: Readonly<Record<NodeState, number>> = {
  running: 0,
  failure: 1,
  canceled: 2,
  success: 3,
  waiting: 3,
  disabled: 4,
}

/** The tree as lines for a terminal: what runs and what failed first, where there is no room for all. */
export function treeLines(root: RunNode, room: TreeRoom): string[] {
  const all = [...flat(root)]
  const few = all.length > room.height
  const shown = few ? choose(all, Math.max(room.height - 1, 1)) : new Set(all)
  const lines = [...drawn(root, '', '', shown, room)]
  const hidden = all.length - shown.size
  if (hidden > 0 && lines.length < room.height)
    lines.push(room.paint('dim', truncate(cliRunText('more', { count: hidden }), room.width)))
  return lines
}

function* flat(node: RunNode): Generator<RunNode> {
  yield node
  for (const child of node.children) yield* flat(child)
}

/** The most urgent nodes, what ended last before what ended earlier, each with the containers around it. */
function choose(all: readonly RunNode[], count: number): Set<RunNode> {
  const urgent = [...all].sort((a, b) => urgency[a.state] - urgency[b.state] || b.ended - a.ended)
  const chosen = new Set<RunNode>()
  for (const node of urgent) {
    if (chosen.size >= count) break
    const way: RunNode[] = []
    for (let at: RunNode | undefined = node; at && !chosen.has(at); at = at.parent) way.push(at)
    if (chosen.size + way.length <= count) for (const each of way) chosen.add(each)
  }
  return chosen
}

function* drawn(
  node: RunNode,
  lead: string,
  below: string,
  shown: ReadonlySet<RunNode>,
  room: TreeRoom,
): Generator<string> {
  yield line(node, lead, room)
  const children = node.children.filter(child => shown.has(child))
  for (const [index, child] of children.entries()) {
    const last = index === children.length - 1
    yield* drawn(child, `${below}${last ? '└─ ' : '├─ '}`, `${below}${last ? '   ' : '│  '}`, shown, room)
  }
}

function line(node: RunNode, lead: string, { width, now, paint }: TreeRoom): string {
  const [mark, style] = marks[node.state]
  const facts = nodeFacts(node, now).join(', ')
  const tail = facts ? `  ${facts}` : ''
  const before = truncate(lead, Math.max(width - 12, 0))
  const room = width - displayWidth(before) - 2
  const name = truncate(visible(node.name), Math.max(room - displayWidth(tail), Math.min(8, room), 1))
  const rest = truncate(tail, Math.max(room - displayWidth(name), 0))
  const shown = rest === '…' ? '' : rest
  return `${paint('dim', before)}${paint(style, mark)} ${node.state === 'running' ? paint('bold', name) : name}${paint('dim', shown)}`
}
