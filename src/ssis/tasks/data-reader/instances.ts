import { WmilinkError } from '../../../base/errors.js'
import { readerText } from '../../../base/texts/ssis-reader.js'
import type { CimProperty } from '../../../cim/class.js'
import type { CimInstance } from '../../../cim/instance.js'
import type { WmiServices } from '../../../wmi/services.js'
import { parseWql, selectedProperties } from '../../../wql/index.js'
import type { ConnectionManager } from '../../connection-manager.js'
import type { TaskContext } from '../../contract.js'
import { DtsError, dtsError } from '../../errors.js'
import { acquireServices, placeOf, toldFailure } from '../wmi-query/connection.js'
import { inform } from '../wmi-query/report.js'

/** After how many instances the reader asks whether somebody wants to stop, and tells how far it is. */
const cancelInterval = 1000
const progressInterval = 10_000

/**
 * The instances that a query gives, over the connection of a manager: acquired with the first instance asked for, released
 * when the reading ends in whatever way.
 */
export class Instances {
  /** Instances read so far. */
  count = 0
  /** `\\SERVER\namespace` once connected. */
  place = ''
  readonly #manager: ConnectionManager
  readonly #query: string
  readonly #context: TaskContext
  /** The properties that instances would have; known only when there was none. */
  #declared: readonly CimProperty[] = []

  constructor(manager: ConnectionManager, query: string, context: TaskContext) {
    this.#manager = manager
    this.#query = query
    this.#context = context
  }

  get declared(): readonly CimProperty[] {
    return this.#declared
  }

  /** @throws DtsError 0xC0029252 when the query fails, 0xC020801C when the connection does; WmiError after a cancel */
  async *read(): AsyncGenerator<CimInstance, void> {
    const { events, signal } = this.#context
    const services = await acquireServices(this.#manager, this.#context)
    try {
      const { server, namespace } = services
      this.place = placeOf(services)
      const connection = this.#manager.name
      events.log('WMIDataReaderGettingWMIData', readerText('reading', { connection }))
      events.log('WMIDataReaderOperation', this.#query)
      const query = this.#query.trim()
      inform(this.#context, readerText('asking', { connection, server, namespace, query }))
      for await (const instance of services.query(this.#query, { signal })) {
        this.count += 1
        if (this.count % cancelInterval === 0 && events.fireQueryCancel()) signal.throwIfAborted()
        // How many will come nobody knows: the percentage stays 0 until all are there.
        if (this.count % progressInterval === 0) this.#progress(0)
        yield instance
      }
      this.#progress(100)
      if (this.count === 0) this.#declared = await declaredProperties(services, this.#query)
    } catch (error) {
      throw signal.aborted ? error : queryFailure(error)
    } finally {
      await this.#manager.releaseConnection(services)
    }
  }

  #progress(percent: number): void {
    const { count } = this
    this.#context.events.fireProgress(
      readerText('read', { count }),
      percent,
      count >>> 0,
      Math.floor(count / 2 ** 32),
      '',
    )
  }
}

function queryFailure(error: unknown): unknown {
  if (!(error instanceof WmilinkError) || error instanceof DtsError) return error
  const options = { cause: error, hint: error.hint }
  return dtsError('DTS_E_WMIDRTASK_TASKFAILURE', { reason: toldFailure(error) }, options)
}

/** What the columns of an empty answer are called; nothing when the query names no class. */
async function declaredProperties(services: WmiServices, text: string): Promise<readonly CimProperty[]> {
  const query = parseWql(text)
  if (query.kind !== 'data') return []
  const cimClass = await services.getClass(query.from)
  return selectedProperties(query.select, cimClass) ?? [...cimClass.properties]
}
