// Get, Put, Create and Delete of instances: WS-Transfer, DSP0226 7, [MS-WSMV] 3.1.4.
import { foldName } from '../../base/name-map.js'
import { listenText } from '../../base/texts/listen.js'
import type { CimClass } from '../../cim/class.js'
import { parseObjectPath } from '../../cim/path.js'
import type { NamedValues, WmiServices } from '../../wmi/services.js'
import { wsmanError } from '../../wsman/faults/index.js'
import { writeCreated } from '../../wsman/operations/index.js'
import { referenceOfPath } from '../../wsman/reference-path.js'
import { writeInstance } from '../../wsman/values/index.js'
import { type Ask, callOptions, mustAllow, optionIsTrue, type Reply, withServices } from './ask.js'
import { readInput } from './input.js'
import { namedClass, namedInstance } from './instance-path.js'

export function getInstance(ask: Ask): Promise<Reply> {
  return withServices(ask, async services => {
    const { path } = await namedInstance(ask, services)
    return { body: writeInstance(await services.get(path, callOptions(ask)), howToWrite(ask)) }
  })
}

/** Properties that are absent keep their values, as WMI does it over WS-Management. */
export function putInstance(ask: Ask): Promise<Reply> {
  mustAllow(ask, 'allowWrites', 'Put')
  return withServices(ask, async services => {
    const { cimClass, path } = await namedInstance(ask, services)
    const values = modified(ask, await valuesOf(ask, cimClass, services))
    const options = callOptions(ask)
    const put = await services.put(path, values, { ...options, mode: 'update', partial: true })
    return { body: writeInstance(await services.get(put, options), howToWrite(ask)) }
  })
}

export function createInstance(ask: Ask): Promise<Reply> {
  mustAllow(ask, 'allowWrites', 'Create')
  return withServices(ask, async services => {
    const cimClass = await namedClass(ask, services)
    const created = await services.create(cimClass.name, await valuesOf(ask, cimClass, services), callOptions(ask))
    const reference = referenceOfPath(parseObjectPath(created), ask.family, services.namespace, cimClass)
    return { body: writeCreated(reference) }
  })
}

export function deleteInstance(ask: Ask): Promise<Reply> {
  mustAllow(ask, 'allowWrites', 'Delete')
  return withServices(ask, async services => {
    const { path } = await namedInstance(ask, services)
    await services.delete(path, callOptions(ask))
    return { body: '' }
  })
}

/** How instances are written into the answers to a request. */
export function howToWrite(ask: Ask) {
  return {
    family: ask.family,
    namespace: ask.namespace,
    preciseArrays: optionIsTrue(ask.header, 'msftwinrm:UsePreciseArrays'),
  }
}

/** What the instance element of the body gives. @throws WmiError ERROR_WSMAN_SCHEMA_VALIDATION_ERROR, ERROR_WSMAN_INVALID_XML_NAMESPACE */
function valuesOf(ask: Ask, cimClass: CimClass, services: WmiServices): Promise<NamedValues> {
  const element = ask.message.body
  if (!element) throw wsmanError('ERROR_WSMAN_SCHEMA_VALIDATION_ERROR', listenText('noInstance'))
  return readInput(ask, services, element, [...cimClass.properties])
}

/** Only what the client says it has changed, when it says so. */
function modified(ask: Ask, values: NamedValues): NamedValues {
  const names = ask.header.options
    .filter(({ name }) => foldName(name) === modifiedOption)
    .map(({ value }) => foldName(value.trim()))
  if (names.length === 0) return values
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(foldName(name))))
}

const modifiedOption = foldName('wmiarray:__MIInstanceModifiedPropertiesList')
