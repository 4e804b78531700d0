// What runs, as a tree of containers and tasks: who is there, how far each is, how often loops went round.
import {
  DTSExecResult,
  DtsContainer,
  type DtsProgress,
  type EventSource,
  ExecutePackageTask,
  type Package,
  type TaskHost,
  WmiEventWatcherTask,
} from '../../ssis/index.js'
import { isDisabled } from '../package-tree.js'

export type NodeState = 'waiting' | 'disabled' | 'running' | 'success' | 'failure' | 'canceled'

/** One executable of a run. */
export interface RunNode {
  readonly name: string
  readonly container: DtsContainer | undefined
  readonly parent: RunNode | undefined
  readonly children: RunNode[]
  state: NodeState
  /** Milliseconds since 1970; 0 before the first start. */
  started: number
  ended: number
  /** How often it started since the loop around it did. */
  starts: number
  /** Rows, bytes or files that its progress counted. */
  count: number
  percent: number
}

/** The tree of one run, kept up to date by the events of the run. */
export class RunTree {
  readonly root: RunNode
  /** Goes up with every event. */
  changes = 0
  // Sources are the executables themselves, and IDs are not unique: a package may run two copies of another one.
  readonly #nodes = new Map<EventSource, RunNode>()

  constructor(pkg: Package) {
    this.root = this.#add(pkg, undefined)
  }

  start(source: EventSource, now = Date.now()): RunNode {
    const node = this.#nodeOf(source)
    Object.assign(node, { state: 'running', started: now, ended: 0, count: 0, percent: 0, starts: node.starts + 1 })
    if (isLoop(node)) for (const child of node.children) restart(child)
    this.changes += 1
    return node
  }

  end(source: EventSource, now = Date.now()): RunNode {
    const node = this.#nodeOf(source)
    node.state = stateAfter(node.container)
    node.ended = now
    this.changes += 1
    return node
  }

  progress(source: EventSource, { percentComplete, countLow, countHigh }: DtsProgress): void {
    const node = this.#nodeOf(source)
    node.percent = percentComplete
    node.count = countHigh * 2 ** 32 + countLow
    this.changes += 1
  }

  /** How often a loop of the package went round in its last run. */
  roundsOf(source: EventSource): number {
    const node = this.#nodes.get(source)
    return node ? rounds(node) : 0
  }

  #nodeOf(source: EventSource): RunNode {
    return this.#nodes.get(source) ?? this.#late(source)
  }

  /** What shows up only when it runs: event handlers, and packages that tasks run. */
  #late(source: EventSource): RunNode {
    if (!(source instanceof DtsContainer)) return this.#add(source, this.root)
    if (source.parent) return this.#add(source, this.#nodeOf(source.parent))
    const runner = this.#runner()
    // Each round of a loop opens the package anew.
    for (const before of runner.children.splice(0)) this.#forget(before)
    return this.#add(source, runner)
  }

  /** The task that runs a package: the one that started last of those that can. */
  #runner(): RunNode {
    let found: RunNode | undefined
    for (const node of this.#nodes.values())
      if (node.state === 'running' && isExecutePackage(node.container) && node.started >= (found?.started ?? 0))
        if (!node.children.some(child => child.state === 'running')) found = node
    return found ?? this.root
  }

  #add(source: EventSource, parent: RunNode | undefined): RunNode {
    const container = source instanceof DtsContainer ? source : undefined
    const disabled = parent?.state === 'disabled' || (container !== undefined && isDisabled(container))
    const node: RunNode = {
      name: source.name,
      container,
      parent,
      children: [],
      state: disabled ? 'disabled' : 'waiting',
      started: 0,
      ended: 0,
      starts: 0,
      count: 0,
      percent: 0,
    }
    parent?.children.push(node)
    this.#nodes.set(source, node)
    for (const child of container?.children ?? []) this.#add(child, node)
    return node
  }

  #forget(node: RunNode): void {
    if (node.container) this.#nodes.delete(node.container)
    for (const child of node.children) this.#forget(child)
  }
}

function restart(node: RunNode): void {
  node.starts = 0
  for (const child of node.children) restart(child)
}

function stateAfter(container: DtsContainer | undefined): NodeState {
  const result = container?.executionResult
  if (result === DTSExecResult.Failure) return 'failure'
  return result === DTSExecResult.Canceled ? 'canceled' : 'success'
}

export function isLoop({ container }: RunNode): boolean {
  return container?.containerType === 'forLoop' || container?.containerType === 'forEachLoop'
}

/** The executable of a loop that ran most often tells how often the loop went round. */
export function rounds(loop: RunNode): number {
  return Math.max(0, ...loop.children.map(({ starts }) => starts))
}

function isTask(container: DtsContainer | undefined): container is TaskHost {
  return container?.containerType === 'taskHost'
}

function isExecutePackage(container: DtsContainer | undefined): boolean {
  return isTask(container) && container.task instanceof ExecutePackageTask
}

/** Events and time-outs that a task that watches has seen in its last run; undefined for any other. */
export function watchedBy({ container, started }: RunNode): { events: number; timeouts: number } | undefined {
  if (started === 0 || !isTask(container)) return undefined
  return container.task instanceof WmiEventWatcherTask ? (container.task.lastRun ?? undefined) : undefined
}
