import { cliRunText } from '../../base/texts/cli-run.js'
import { visible } from '../format/display.js'
import { columnsOf, type Io, rowsOf } from '../io.js'
import type { Messages } from '../messages.js'
import { nodeFacts, stateWord } from './facts.js'
import type { RunNode, RunTree } from './run-tree.js'
import { treeLines } from './tree-lines.js'

/** Shows a run while it goes on. */
export interface RunDisplay {
  started(node: RunNode): void
  ended(node: RunNode): void
  /** Takes away what is not to stay. */
  stop(): void
}

/** How often a terminal is drawn anew at most, in milliseconds. What is over before is not drawn at all. */
const interval = 100

/** The tree on a terminal, redrawn in its place. */
class LiveTree implements RunDisplay {
  readonly #tree: RunTree
  readonly #io: Io
  readonly #messages: Messages
  readonly #timer: NodeJS.Timeout

  constructor(tree: RunTree, io: Io, messages: Messages) {
    this.#tree = tree
    this.#io = io
    this.#messages = messages
    this.#timer = setInterval(() => this.#draw(), interval)
    this.#timer.unref()
  }

  started(): void {}

  ended(): void {}

  stop(): void {
    clearInterval(this.#timer)
    this.#messages.clearStatus()
  }

  #draw(): void {
    const { stderr } = this.#io
    // One line stays free for the cursor, one column so that no line wraps.
    const room = { width: columnsOf(stderr) - 1, height: Math.max(rowsOf(stderr) - 1, 1), now: Date.now() }
    this.#messages.area(treeLines(this.#tree.root, { ...room, paint: this.#messages.paint }))
  }
}

/** A line for each start and each end. */
class PlainLines implements RunDisplay {
  readonly #messages: Messages

  constructor(messages: Messages) {
    this.#messages = messages
  }

  started(node: RunNode): void {
    this.#messages.line(`${placeOf(node)}: ${cliRunText('started')}`)
  }

  ended(node: RunNode): void {
    this.#messages.line(`${placeOf(node)}: ${[stateWord(node.state), ...nodeFacts(node, Date.now())].join(', ')}`)
  }

  stop(): void {}
}

/** `Container\Task`; the package by its name. */
function placeOf(node: RunNode): string {
  const path = node.container?.getPackagePath().replace(/^\\Package[\\.]?/, '')
  return visible(path || node.name)
}

/** A tree where standard error is a terminal that can be drawn on, else plain lines. */
export function runDisplay(tree: RunTree, io: Io, messages: Messages): RunDisplay {
  const draws = io.stderr.isTTY === true && io.env.TERM !== 'dumb'
  return draws ? new LiveTree(tree, io, messages) : new PlainLines(messages)
}
