import { isDeepStrictEqual } from 'node:util'
import { TaskHost, WebServiceTask } from '../../../ssis/index.js'
import { methodView, partOf } from '../web-method-values.js'
import { type EditHandler, notFor } from './edit-handler.js'

/** The method that a Web Service task calls, with its values. */
export const setWebMethod: EditHandler<'setWebMethod'> = (document, { task: key, call }) => {
  const found = document.entryOf(key)
  if (found.kind !== 'container' || !(found.object instanceof TaskHost)) throw notFor(key)
  const host = found.object
  const { task } = host
  if (!(task instanceof WebServiceTask)) throw notFor(host.name)
  host.properties.get('ServiceName').setValue(host, call.service)
  const present = task.webMethodInfo
  if (isDeepStrictEqual(methodView(call.service, present), call)) return []
  const before = present?.methodName === call.method ? present.paramInfos : []
  task.webMethodInfo =
    call.method === ''
      ? undefined
      : {
          methodName: call.method,
          messageName: call.messageName,
          documentation: call.documentation,
          paramInfos: call.parameters.map((part, sequenceNumber) => ({
            ...partOf(
              part,
              before.find(({ name }) => name === part.name),
            ),
            sequenceNumber,
          })),
        }
  return []
}
