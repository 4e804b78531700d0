// Methods: DSP0227 10, [MS-WSMV] 3.1.4.1.31.
import type { CimElement, CimMethod } from '../../cim/class.js'
import { noQualifiers } from '../../cim/class.js'
import { methodOf } from '../../wmi/method-values.js'
import { attribute } from '../../wsman/message/text.js'
import { namespaces } from '../../wsman/names.js'
import { resourceUri } from '../../wsman/resource.js'
import { writeValues } from '../../wsman/values/index.js'
import { type Ask, callOptions, mustAllow, type Reply, withServices } from './ask.js'
import { readInput } from './input.js'
import { namedObject } from './instance-path.js'
import { howToWrite } from './transfer.js'

export function invoke(ask: Ask): Promise<Reply> {
  const asked = ask.header.action.slice(ask.header.uri.length + 1)
  mustAllow(ask, 'allowMethods', asked)
  return withServices(ask, async services => {
    const { cimClass, path } = await namedObject(ask, services)
    const method = methodOf(cimClass, asked)
    const element = ask.message.body
    const inputs = method.parameters.filter(parameter => parameter.in)
    const values = element ? await readInput(ask, services, element, inputs) : {}
    const result = await services.invoke(path, method.name, values, callOptions(ask))
    const uri = attribute('xmlns:p', resourceUri(ask.family, ask.namespace, cimClass.name))
    const declared = `${uri.trimStart()} xmlns:xsi="${namespaces.xsi}" xmlns:cim="${namespaces.cim}"`
    const content = writeValues(result, outputs(method), howToWrite(ask))
    return { body: `<p:${method.name}_OUTPUT ${declared}>${content}</p:${method.name}_OUTPUT>` }
  })
}

/** The out-parameters and the value that the method returns. */
function outputs(method: CimMethod): CimElement[] {
  const elements: CimElement[] = method.parameters.filter(parameter => parameter.out)
  if (method.returnType !== 'void')
    elements.push({
      name: 'ReturnValue',
      type: method.returnType,
      isArray: method.returnIsArray,
      ...(method.returnClassName === undefined ? {} : { className: method.returnClassName }),
      qualifiers: noQualifiers,
      defaultValue: null,
    })
  return elements
}
