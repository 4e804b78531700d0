// What must be agreed before a package starts.
import { designerRunText } from '../../base/texts/designer-run.js'
import { type ConnectionManager, DtsError, type Package, type TaskHost } from '../../ssis/index.js'
import { DesignerError } from '../failure.js'
import { isTask, placedOf } from './executables.js'
import type { RunAccess, RunWorkspace } from './needs.js'
import type { RunKeys } from './run-keys.js'

/** @throws DesignerError trust */
export async function requireTrust({ folder, settings }: RunWorkspace): Promise<void> {
  if (await settings.trusted(folder)) return
  throw new DesignerError({
    kind: 'trust',
    message: designerRunText('trustNeeded', { folder }),
    hint: designerRunText('trustNeededHint'),
  })
}

/**
 * Asks for what the connections of enabled tasks need: the agreement to go to each server, then passwords that nobody has given.
 *
 * @throws DesignerError consent, secret
 */
export function requireConnections(
  copy: Package,
  keys: RunKeys,
  secrets: RunWorkspace['secrets'],
  live: RunAccess,
): void {
  const managers = usedManagers(copy)
  for (const manager of managers) {
    const peer = live.peerOf(manager)
    if (peer) live.requireConsent(peer)
  }
  for (const manager of managers)
    for (const { property, server, user } of manager.missingSecrets(secrets))
      throw new DesignerError({
        kind: 'secret',
        message: designerRunText('secretNeeded', { name: manager.name, user, server }),
        peer: { server, user },
        object: keys.managerKey(manager),
        property,
      })
}

/** The connection managers that enabled tasks name. */
function usedManagers(pkg: Package): ConnectionManager[] {
  const named = new Set<unknown>()
  for (const { executable, disabled } of placedOf(pkg))
    if (!disabled && isTask(executable))
      for (const property of Object.keys(executable.innerObject))
        if (/connection/i.test(property)) named.add(readable(executable, property))
  return [...pkg.connections].filter(({ name, id }) => named.has(name) || named.has(id))
}

/** Undefined for what the file does not say in a form that can be read: validation refuses it. */
function readable({ innerObject }: TaskHost, property: string): unknown {
  try {
    return innerObject[property]
  } catch (error) {
    if (error instanceof DtsError) return undefined
    throw error
  }
}
