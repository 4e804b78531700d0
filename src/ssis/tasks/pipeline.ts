import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type { TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { stockMatcher } from './kind.js'
import { laterTask } from './later-task.js'

/** The kind `Microsoft.Pipeline`: a data flow without components moves nothing and succeeds; any other is kept and does not run. */
export const pipeline: TaskKind = {
  creationName: 'Microsoft.Pipeline',
  stockName: 'PipelineTask',
  matches: stockMatcher('PipelineTask'),
  dataElement: 'pipeline',
  properties: [],
  create(_, data) {
    if (data && data.count('component') > 0) return laterTask(stockText('dataFlow'))
    return { validate: () => DTSExecResult.Success, execute: async () => DTSExecResult.Success }
  },
}
