import { WmilinkError } from '../../base/errors.js'
import { webServiceText } from '../../base/texts/ssis-web-service.js'
import type { WmiServices } from '../../wmi/services.js'
import { clearPasswordWarning, type HttpConnection } from '../connection-kinds/http.js'
import type { ConnectionManager } from '../connection-manager.js'
import type { ComponentData, ComponentProperties, Task, TaskContext, TaskKind } from '../contract.js'
import { DTSExecResult } from '../enums.js'
import { DtsError, type DtsProblem, dtsError, dtsProblem } from '../errors.js'
import { nativeFile } from './data-reader/file-failure.js'
import { stockMatcher } from './kind.js'
import { findManager, isOfType, managerProblems } from './references.js'
import { checkAll, inform, runReported, warn } from './reporting.js'
import { type CallResult, callService } from './web-service/call.js'
import { checkParameters } from './web-service/given.js'
import type { DTSWebMethodInfo } from './web-service/method-info.js'
import { readMethod, writeMethod } from './web-service/method-xml.js'
import { checkOutput, type OutputPlace, writeOutput } from './web-service/output.js'
import {
  readSettings,
  type WebServiceSettings,
  webServiceNamespace,
  webServiceProperties,
} from './web-service/settings.js'
import { callMethod } from './web-service/wmi-method.js'

export type * from './web-service/method-info.js'
export { DTSOutputType } from './web-service/settings.js'
export {
  describeWsdl,
  type MethodDescription,
  type ParameterDescription,
  type PortDescription,
  type ServiceDescription,
} from './web-service/wsdl/index.js'

/** What the last run of a Web Service task did. */
export interface WebServiceRun {
  /** Name of the connection manager. */
  readonly connection: string
  readonly service: string
  readonly method: string
  /** Where the message went; the path of the class or object with a WMI connection. */
  readonly url: string
  readonly destination: OutputPlace
}

/** Calls a method of a web service, or of a WMI class, and writes what it returns to a file or a variable (WebServiceTask). */
export class WebServiceTask implements Task {
  /** Null before the first run that reached its end. */
  lastRun: WebServiceRun | null = null
  readonly #properties: ComponentProperties
  readonly #data: ComponentData

  constructor(properties: ComponentProperties, data: ComponentData) {
    this.#properties = properties
    this.#data = data
  }

  /**
   * The method and the values of its parameters; undefined when the task has none. Setting it changes the package.
   *
   * @throws DtsError 0xC002920D when the file's cannot be read, 0xC002920E when XML cannot carry a value
   */
  get webMethodInfo(): DTSWebMethodInfo | undefined {
    return readMethod(this.#data.element)
  }

  set webMethodInfo(method: DTSWebMethodInfo | undefined) {
    if (method || this.#data.element) writeMethod(this.#data.make(), method)
  }

  validate(context: TaskContext): DTSExecResult {
    let settings: WebServiceSettings | undefined
    return checkAll(context, [
      () => {
        settings = this.#settings()
        return undefined
      },
      () => settings && checkConnection(settings, context),
      () => settings && this.#checkMethod(settings, context),
      () => settings && checkFile(settings, context),
      () => settings && checkOutput(settings, context),
    ])
  }

  execute(context: TaskContext): Promise<DTSExecResult> {
    return runReported(context, async () => {
      this.lastRun = null
      const settings = this.#settings()
      const method = this.#method()
      const manager = taskManager(settings, context)
      if (!settings.service) throw dtsError('DTS_E_WEBSERVICETASK_SERVICE_NULL')
      const { service, outputType, outputLocation } = settings
      const { events } = context
      const facts = { service, method: method.methodName, connection: manager.name }
      events.log('WSTaskBegin', webServiceText('begins', facts))
      const { text, url } = await call(settings, method, manager, context)
      const destination = await writeOutput(text, { outputType, outputLocation }, context)
      inform(context, said(destination))
      events.log('WSTaskEnd', webServiceText('ended', facts))
      this.lastRun = { ...facts, url, destination }
      return DTSExecResult.Success
    })
  }

  #settings(): WebServiceSettings {
    try {
      return readSettings(this.#properties)
    } catch (error) {
      if (!(error instanceof DtsError)) throw error
      const place = { tag: 'WebServiceTaskData', reason: error.message }
      throw dtsError('DTS_E_WEBSERVICETASK_ERROR_IN_LOAD_FROM_XML', place, { cause: error })
    }
  }

  #method(): DTSWebMethodInfo {
    const method = this.webMethodInfo
    if (!method) throw dtsError('DTS_E_WEBSERVICETASK_METHODINFO_NULL', {}, { hint: webServiceText('noMethodHint') })
    if (!method.methodName.trim()) throw dtsError('DTS_E_WEBSERVICETASK_METHODNAME_NULL')
    return method
  }

  #checkMethod({ service }: WebServiceSettings, context: TaskContext): DtsProblem[] {
    const problems = service ? [] : [dtsProblem('DTS_E_WEBSERVICETASK_SERVICE_NULL')]
    return [...problems, ...checkParameters(this.#method(), context)]
  }
}

function said(place: OutputPlace): string {
  return place.kind === 'file'
    ? webServiceText('toFile', { path: place.path })
    : webServiceText('toVariable', { name: place.name })
}

/** The manager that the task names. @throws DtsError 0xC0029204 to 0xC0029206 */
function taskManager({ connection }: WebServiceSettings, { connections }: TaskContext): ConnectionManager {
  if (!connection) throw dtsError('DTS_E_WEBSERVICETASK_CONNECTION_NAME_NULL')
  const manager = findManager(connections, connection)
  if (!manager) throw dtsError('DTS_E_WEBSERVICETASK_CONNECTION_NOT_FOUND', { name: connection })
  const { name } = manager
  if (!isOfType(manager, 'HTTP') && !isOfType(manager, 'WMI'))
    throw dtsError('DTS_E_WEBSERVICETASK_CONNECTION_NOT_HTTP', { name }, { hint: webServiceText('managersHint') })
  return manager
}

function checkConnection(settings: WebServiceSettings, context: TaskContext): DtsProblem[] {
  const manager = taskManager(settings, context)
  const problems = managerProblems(manager)
  if (isOfType(manager, 'WMI')) {
    const { name } = manager
    const { code, description } = dtsProblem('DTS_E_WEBSERVICETASK_CONNECTION_NOT_HTTP', { name })
    const number = `0x${code.toString(16).toUpperCase()}`
    warn(context, webServiceText('wmiConnection', { name, code: number, description }))
  } else {
    const warning = problems.length > 0 ? undefined : clearPasswordWarning(manager)
    if (warning !== undefined) warn(context, warning)
  }
  return problems
}

/** The path must lead somewhere; what is there matters when the task runs. */
function checkFile({ wsdlFile }: WebServiceSettings, context: TaskContext): undefined {
  if (wsdlFile) nativeFile(wsdlFile, path => context.nativePath(path))
}

async function call(
  settings: WebServiceSettings,
  method: DTSWebMethodInfo,
  manager: ConnectionManager,
  context: TaskContext,
): Promise<CallResult> {
  const connection = await acquire(manager, context)
  try {
    // The kinds WMI and HTTP of connection managers give these types.
    return isOfType(manager, 'WMI')
      ? await callMethod(settings, method, connection as WmiServices, context)
      : await callService(settings, method, connection as HttpConnection, context)
  } finally {
    await manager.releaseConnection(connection)
  }
}

async function acquire(manager: ConnectionManager, context: TaskContext): Promise<unknown> {
  try {
    return await manager.acquireConnection(null, context.environment)
  } catch (error) {
    if (context.signal.aborted || !(error instanceof WmilinkError)) throw error
    const facts = { name: manager.name, reason: error.message }
    throw dtsError('DTS_E_WEBSERVICETASK_CANNOT_ACQUIRE_CONNECTION', facts, { cause: error, hint: error.hint })
  }
}

/** The kind `Microsoft.WebServiceTask`. */
export const webService: TaskKind = {
  creationName: 'Microsoft.WebServiceTask',
  stockName: 'WebServiceTask',
  matches: stockMatcher('WebServiceTask'),
  dataElement: 'WebServiceTaskData',
  dataNamespace: webServiceNamespace,
  properties: webServiceProperties,
  create: (properties, _, component) => new WebServiceTask(properties, component),
}
