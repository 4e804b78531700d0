import { cliText } from '../../base/texts/cli.js'
import { cliRunText } from '../../base/texts/cli-run.js'
import { duration } from '../format/duration.js'
import { isLoop, type NodeState, type RunNode, rounds, watchedBy } from './run-tree.js'

/** What is told of the states: the names of results, which no language changes, or words. */
export function stateWord(state: NodeState): string {
  const words: Readonly<Record<NodeState, string>> = {
    waiting: cliRunText('waiting'),
    disabled: cliText('taskDisabled'),
    running: cliRunText('running'),
    success: 'Success',
    failure: 'Failure',
    canceled: 'Canceled',
  }
  return words[state]
}

/** What a node has to tell besides its state: how long, which round, how many rows, events and time-outs. */
export function nodeFacts(node: RunNode, now: number): string[] {
  if (node.started === 0) return []
  const facts = [duration(Math.max((node.ended || now) - node.started, 0))]
  const turns = isLoop(node) ? rounds(node) : 0
  if (turns > 0) facts.push(cliRunText('round', { count: turns }))
  if (node.count > 0) facts.push(node.count === 1 ? cliRunText('oneRow') : cliRunText('rows', { count: node.count }))
  if (node.state === 'running' && node.percent > 0 && node.percent < 100) facts.push(`${node.percent} %`)
  const watched = watchedBy(node)
  if (watched) {
    const { events, timeouts } = watched
    facts.push(events === 1 ? cliRunText('oneEvent') : cliRunText('events', { count: events }))
    if (timeouts > 0)
      facts.push(timeouts === 1 ? cliRunText('oneTimeout') : cliRunText('timeouts', { count: timeouts }))
  }
  return facts
}
