// A package with one Web Service task, an HTTP manager and a variable for its result.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package, type TaskHost } from '../../../src/ssis/index.js'
import type { RunOptions } from '../../../src/ssis/runtime/execute.js'
import {
  type DTSParamType,
  type DTSParamValue,
  type DTSWebMethodInfo,
  type WebServiceRun,
  WebServiceTask,
} from '../../../src/ssis/tasks/web-service.js'

export interface ServicePackage {
  readonly pkg: Package
  readonly host: TaskHost
  readonly folder: string
  /** The file of the manager `Out`; it is not there. */
  readonly file: string
  /** Warnings, in the order in which they came. */
  readonly warnings: string[]
  /** `event: message` of the task's own log entries. */
  readonly logs: string[]
  readonly task: WebServiceTask
  run(options?: RunOptions): Promise<DTSExecResult>
  validate(options?: RunOptions): Promise<DTSExecResult>
  symbols(): string[]
  /** What the variable `User::Result` holds. */
  result(): unknown
  lastRun(): WebServiceRun | null
  /** The file of the manager `Out`, as its mark says. */
  text(): string
}

/** A value as the task has it. */
export const primitive = (value: string): DTSParamValue => ({ kind: 'Primitive', value })
export const variable = (variableName: string): DTSParamValue => ({ kind: 'Variable', variableName })
export const choice = (selectedValue: string): DTSParamValue => ({ kind: 'Enum', selectedValue })
export const array = (...elements: DTSParamValue[]): DTSParamValue => ({ kind: 'Array', elements })
export const complex = (properties: Readonly<Record<string, DTSParamValue>>): DTSParamValue => ({
  kind: 'Complex',
  properties: Object.entries(properties).map(([name, paramValue]) => ({
    name,
    dataType: '',
    paramType: paramValue.kind,
    paramValue,
  })),
})

/** A method with values by parameter; the kinds are those of the values. */
export function method(
  methodName: string,
  values: Readonly<Record<string, DTSParamValue | null>> = {},
  types: Readonly<Record<string, DTSParamType>> = {},
): DTSWebMethodInfo {
  const paramInfos = Object.entries(values).map(([name, paramValue], sequenceNumber) => {
    const told = Object.hasOwn(types, name) ? types[name] : undefined
    const paramType: DTSParamType = told ?? paramValue?.kind ?? 'Undefined'
    return { name, dataType: '', paramType, sequenceNumber, paramValue }
  })
  return { methodName, messageName: '', documentation: '', paramInfos }
}

/** @param url of the manager `Service` */
export function servicePackage(
  url: string,
  info: DTSWebMethodInfo | undefined,
  properties: Readonly<Record<string, string | number | boolean>> = {},
): ServicePackage {
  const folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
  const file = join(folder, 'out.xml')
  const pkg = new Package()
  const http = pkg.connections.add('HTTP')
  http.name = 'Service'
  http.innerObject.serverURL = url
  const out = pkg.connections.add('FILE')
  out.name = 'Out'
  out.connectionString = file
  out.innerObject.fileUsageType = 1
  pkg.variables.add('Result', false, 'User', '')
  const host = pkg.executables.add('STOCK:WebServiceTask') as TaskHost
  host.name = 'Call'
  const values = {
    connection: 'Service',
    serviceName: 'CalcService',
    outputType: 1,
    outputLocation: 'User::Result',
    ...properties,
  }
  for (const [name, value] of Object.entries(values)) host.innerObject[name] = value
  const task = () => {
    if (host.task instanceof WebServiceTask) return host.task
    throw new Error('no Web Service task')
  }
  task().webMethodInfo = info
  const warnings: string[] = []
  const logs: string[] = []
  const options: RunOptions = {
    events: { onWarning: (_, { description }) => void warnings.push(description) },
    log: {
      log({ event, message }) {
        if (event.startsWith('WSTask')) logs.push(`${event}: ${message}`)
      },
    },
  }
  return {
    pkg,
    host,
    folder,
    file,
    warnings,
    logs,
    get task() {
      return task()
    },
    run: more => pkg.execute({ ...options, ...more }),
    validate: more => pkg.validate({ ...options, ...more }),
    symbols: () => pkg.errors.map(({ symbol }) => symbol),
    result: () => pkg.variables.get('User::Result').value,
    lastRun: () => task().lastRun,
    text: () => new TextDecoder('utf-16le').decode(readFileSync(file)),
  }
}
