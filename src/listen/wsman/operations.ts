import { foldName } from '../../base/name-map.js'
import { actions, resources } from '../../wsman/names.js'
import type { RequestHeader } from '../../wsman/types.js'
import type { Ask, Reply } from './ask.js'
import { readConfig } from './config.js'
import { enumerate } from './enumerate.js'
import { invoke } from './invoke.js'
import { pull, release } from './pull.js'
import { readSchema } from './schema.js'
import { renew, subscribe, unsubscribe } from './subscribe.js'
import { createInstance, deleteInstance, getInstance, putInstance } from './transfer.js'

/** One kind of request. */
export interface Operation {
  /** Undefined: nothing is answered but that it came. */
  run(ask: Ask): Promise<Reply | undefined>
  /** Takes one of the slots of operations while it runs. */
  readonly counted: boolean
  /** Waits for rows of something that is open already: its time is no limit of the service. */
  readonly pull: boolean
}

const counted = { counted: true, pull: false }
const uncounted = { counted: false, pull: false }

const byAction: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [actions.get, { run: get, ...counted }],
  [actions.put, { run: putInstance, ...counted }],
  [actions.create, { run: createInstance, ...counted }],
  [actions.delete, { run: deleteInstance, ...counted }],
  // These take a slot that lasts longer than the request.
  [actions.enumerate, { run: enumerate, ...uncounted }],
  [actions.subscribe, { run: subscribe, ...uncounted }],
  [actions.pull, { run: pull, counted: false, pull: true }],
  [actions.release, { run: release, ...uncounted }],
  [actions.renew, { run: renew, ...uncounted }],
  [actions.unsubscribe, { run: unsubscribe, ...uncounted }],
  // Windows' sessions say when an operation is over; ours end with their last answer.
  [actions.end, { run: () => Promise.resolve(undefined), ...uncounted }],
])

/** The operation that a header asks for: by its action, or a method, whose action is the resource URI and its name. */
export function operationOf({ action, uri }: RequestHeader): Operation | undefined {
  const known = byAction.get(action)
  if (known) return known
  const isMethod = uri !== '' && foldName(action).startsWith(`${foldName(uri)}/`)
  return isMethod ? { run: invoke, ...counted } : undefined
}

function get(ask: Ask): Promise<Reply> {
  if (ask.resource?.kind === 'schema') return readSchema(ask)
  return foldName(ask.header.uri) === foldName(resources.config) ? readConfig(ask) : getInstance(ask)
}
