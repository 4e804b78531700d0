// The standard consumers: WMI SDK "Monitoring and Responding to Events with Standard Consumers".
import { WmiError } from '../../base/errors.js'
import { subscriptionText } from '../../base/texts/host-subscriptions.js'
import { CimInstance, classOf, propertyValue } from '../../cim/instance.js'
import { isLocalServer } from '../../wmi/local-server.js'
import { EventLog } from '../event-log.js'
import type { Machine } from '../machine.js'
import { LogFile } from './log-file.js'
import { compileTemplate } from './template.js'

/** What consumers may use of the host. */
export interface ConsumerTools {
  readonly machine: Machine
  readonly eventLog: EventLog
  /** `__SERVER` of this host. */
  readonly server: string
}

/** Takes one event. Rejects when it could not be delivered. */
export type Deliver = (event: CimInstance) => Promise<void>

type Consumer = (instance: CimInstance, tools: ConsumerTools) => Deliver

const consumers: Readonly<Record<string, Consumer>> = {
  LogFileEventConsumer: logFile,
  NTEventLogEventConsumer: eventLog,
  CommandLineEventConsumer: refuse('refusedPrograms'),
  ActiveScriptEventConsumer: refuse('refusedPrograms'),
  SMTPEventConsumer: refuse('refusedMail'),
}

/** How events reach a consumer. @throws WmiError WBEM_E_NOT_SUPPORTED or WBEM_E_INVALID_OBJECT with the reason why they cannot */
export function consumerOf(instance: CimInstance, tools: ConsumerTools): Deliver {
  const cimClass = classOf(instance)
  const known = [cimClass.name, ...cimClass.derivation].find(name => Object.hasOwn(consumers, name))
  const make = known === undefined ? undefined : consumers[known]
  return (make ?? refuse('refusedUnknown'))(instance, tools)
}

function refuse(text: 'refusedPrograms' | 'refusedMail' | 'refusedUnknown'): Consumer {
  return instance => {
    throw new WmiError('WBEM_E_NOT_SUPPORTED', subscriptionText(text, named(instance)), {
      hint: subscriptionText('refusedHint'),
    })
  }
}

function logFile(instance: CimInstance, { machine }: ConsumerTools): Deliver {
  const name = textOf(instance, 'Filename')
  const file = /^([a-z]:[\\/]|\/)/i.test(name) && !name.includes('\0') ? machine.drives.toNative(name) : undefined
  if (file === undefined) {
    throw new WmiError('WBEM_E_INVALID_OBJECT', subscriptionText('logFileName', { ...named(instance), file: name }), {
      hint: subscriptionText('logFileNameHint'),
    })
  }
  const log = new LogFile({
    file: machine.path(file),
    isUnicode: propertyValue(instance, 'IsUnicode') === true,
    maximumSize: BigInt(String(propertyValue(instance, 'MaximumFileSize') ?? 0)),
  })
  const line = compileTemplate(textOf(instance, 'Text'))
  return event => log.append(line(event))
}

/** What is written to the host's log is not written there again: consumers that hear of their own records would never end. */
function eventLog(instance: CimInstance, { eventLog: log, server }: ConsumerTools): Deliver {
  const other = textOf(instance, 'UNCServerName').replace(/^\\+/, '')
  if (!isLocalServer(other) && !isLocalServer(other, server)) {
    throw new WmiError('WBEM_E_NOT_SUPPORTED', subscriptionText('remoteLog', { ...named(instance), server: other }), {
      hint: subscriptionText('refusedHint'),
    })
  }
  const templates = propertyValue(instance, 'InsertionStringTemplates')
  const count = numberOf(instance, 'NumberOfInsertionStrings') ?? 0
  const strings = (Array.isArray(templates) ? templates : []).slice(0, count).map(text => compileTemplate(String(text)))
  return async event => {
    if (isOwnRecord(event)) return
    await log.append({
      time: Date.now() * 1000,
      source: textOf(instance, 'SourceName'),
      type: logTypes[numberOf(instance, 'EventType') ?? 1] ?? 3,
      eventId: numberOf(instance, 'EventID'),
      category: numberOf(instance, 'Category'),
      strings: strings.map(template => template(event)),
    })
  }
}

/** True of an event, or of the first of many, that tells of a record in the host's log. */
function isOwnRecord(event: CimInstance): boolean {
  const [inner] = ['Representative', 'TargetInstance'].flatMap(name => propertyValue(event, name) ?? [])
  if (!(inner instanceof CimInstance)) return false
  return propertyValue(inner, 'Logfile') === EventLog.logfile || isOwnRecord(inner)
}

/** The consumer counts types as ReportEvent does, Win32_NTLogEvent.EventType from 1 on. */
const logTypes: Readonly<Record<number, number>> = { 0: 0, 1: 1, 2: 2, 4: 3, 8: 4, 16: 5 }

function named(instance: CimInstance): { class: string; name: string } {
  return { class: instance.__CLASS, name: textOf(instance, 'Name') }
}

function textOf(instance: CimInstance, property: string): string {
  return String(propertyValue(instance, property) ?? '')
}

function numberOf(instance: CimInstance, property: string): number | null {
  const value = propertyValue(instance, property)
  return typeof value === 'number' ? value : null
}
