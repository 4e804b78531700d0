import { runText } from '../../base/texts/ssis-run.js'
import type { TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { laterTask } from './later-task.js'

const names = /^(?:Microsoft\.Pipeline|(?:SSIS|DTS)\.Pipeline(?:\.\d+)?|STOCK:PipelineTask)$/i

/** The kind `Microsoft.Pipeline`: a data flow without components moves nothing and succeeds; any other comes later. */
export const pipeline: TaskKind = {
  creationName: 'Microsoft.Pipeline',
  stockName: 'PipelineTask',
  matches: creationName => names.test(creationName.trim()),
  dataElement: 'pipeline',
  properties: [],
  create(_, data) {
    if (data && data.count('component') > 0) return laterTask(runText('pipelineLater'))
    return { validate: () => DTSExecResult.Success, execute: async () => DTSExecResult.Success }
  },
}
