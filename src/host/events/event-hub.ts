import type { CimInstance } from '../../cim/instance.js'
import type { Call } from '../../wmi/call.js'
import type { WatchOptions } from '../../wmi/services.js'
import type { DataQuery, EventQuery } from '../../wql/ast.js'
import type { EventQueryPlan } from '../../wql/validate.js'
import { notSupported } from '../failures.js'
import type { Repository } from '../repository.js'
import type { Scope } from '../scope.js'

/** A checked notification query and what it asks for. */
export interface WatchRequest {
  readonly scope: Scope
  readonly query: EventQuery | DataQuery
  readonly plan: EventQueryPlan
  readonly options: WatchOptions
}

/** The event subsystem of one host: who watches what, and where events come from. */
export class EventHub {
  readonly repository: Repository

  constructor(repository: Repository) {
    this.repository = repository
  }

  /** The events of a notification query, until the reader leaves or the call ends. */
  // biome-ignore lint/correctness/useYield: replaced by the event subsystem
  async *watch(_request: WatchRequest, _call: Call): AsyncGenerator<CimInstance, void> {
    throw notSupported()
  }

  /** Ends all watches with WBEM_E_SHUTTING_DOWN. */
  async close(): Promise<void> {}
}
