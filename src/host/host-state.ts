import type { AccessPolicy } from './access-policy.js'
import type { DataStore } from './data/area.js'
import type { EventHub } from './events/event-hub.js'
import type { Lifetime } from './lifetime.js'
import type { Repository } from './repository.js'

/** What all connections of one host share. */
export interface HostState {
  readonly repository: Repository
  readonly data: DataStore
  readonly access: AccessPolicy
  readonly events: EventHub
  readonly lifetime: Lifetime
}
