import { toolboxText } from '../../base/texts/designer-toolbox.js'
import { connectionKinds } from '../../ssis/connection-kinds/index.js'
import { eventNames } from '../../ssis/event-variables.js'
import { taskTitle, VariableDataType } from '../../ssis/index.js'
import { taskKinds } from '../../ssis/tasks/index.js'
import { registeredTasks } from '../../ssis/tasks/registry.js'
import type { Output } from '../api/index.js'

type Row = Output<'toolbox.list'>['executables'][number]

const containers = [
  ['SEQUENCE', 'Sequence Container'],
  ['FORLOOP', 'For Loop Container'],
  ['FOREACHLOOP', 'Foreach Loop Container'],
] as const

/** What can be put into a package: the kinds that can run, and the containers. */
export function toolbox(): Output<'toolbox.list'> {
  const kinds = [...new Set([...registeredTasks(), ...taskKinds])]
  const tasks = kinds.map(
    ({ creationName, stockName, title }): Row => ({
      moniker: `STOCK:${stockName}`,
      type: stockName,
      title: title ?? taskTitle(creationName) ?? creationName,
      description: described(stockName),
      group: /^(?:Wmi|WebService)/.test(stockName) ? 'wmi' : 'other',
    }),
  )
  const holders = containers.map(
    ([type, title]): Row => ({
      moniker: `STOCK:${type}`,
      type,
      title,
      description: described(type),
      group: 'containers',
    }),
  )
  return {
    executables: [...tasks, ...holders],
    connections: connectionKinds.map(({ creationName, title }) => ({
      type: creationName,
      title,
      description: described(creationName),
    })),
    variableTypes: Object.keys(VariableDataType),
    events: [...eventNames],
  }
}

function described(type: string): string {
  const key = type as keyof typeof toolboxText.table
  return Object.hasOwn(toolboxText.table, key) ? toolboxText(key) : ''
}
