import { type DTSParamInfo, type DTSWebMethodInfo, TaskHost, WebServiceTask } from '../../../ssis/index.js'
import { type EditHandler, notFor } from './edit-handler.js'

/** The method that a Web Service task calls. A value that nobody changed stays as the file has it. */
export const setWebMethod: EditHandler<'setWebMethod'> = (document, { task: key, service, method, parameters }) => {
  const found = document.entryOf(key)
  if (found.kind !== 'container' || !(found.object instanceof TaskHost)) throw notFor(key)
  const host = found.object
  const { task } = host
  if (!(task instanceof WebServiceTask)) throw notFor(host.name)
  host.properties.get('ServiceName').setValue(host, service)
  const before = task.webMethodInfo
  const same = before?.methodName === method
  const paramInfos = parameters.map(({ name, type, value, variable }, sequenceNumber): DTSParamInfo => {
    const old = same ? before.paramInfos.find(each => each.name === name) : undefined
    const base = { name, dataType: type, sequenceNumber }
    if (variable !== '')
      return { ...base, paramType: 'Variable', paramValue: { kind: 'Variable', variableName: variable } }
    const isSimple = old === undefined || old.paramType === 'Primitive' || old.paramType === 'Variable'
    if (!isSimple && old.paramType !== 'Enum') return { ...old, sequenceNumber }
    if (old?.paramType === 'Enum')
      return { ...base, paramType: 'Enum', paramValue: { kind: 'Enum', selectedValue: value } }
    return { ...base, paramType: 'Primitive', paramValue: { kind: 'Primitive', value } }
  })
  const info: DTSWebMethodInfo = {
    methodName: method,
    messageName: same ? before.messageName : '',
    documentation: same ? before.documentation : '',
    paramInfos,
  }
  task.webMethodInfo = method === '' ? undefined : info
  return []
}
