import { hostname } from 'node:os'
import { WmiError } from '../../../base/errors.js'
import { designerTestText } from '../../../base/texts/designer-test.js'
import { connect } from '../../../connect/connect.js'
import type { ConnectOptions } from '../../../connect/options.js'
import { decideTarget } from '../../../connect/target.js'
import type { WmiServices } from '../../../wmi/services.js'
import type { Place, Stage } from '../../api/index.js'
import type { LiveAccess } from '../access.js'
import { StageWalk, type Verdict } from './stages.js'

const names = ['settings', 'host', 'namespace', 'query'] as const
/** What every namespace answers at once, and what the default one tells of the machine. */
const anyQuery = 'SELECT Name FROM __NAMESPACE'
const machineQuery = 'SELECT Caption FROM Win32_OperatingSystem'

/** This machine's own host. */
export async function testLocal(
  access: LiveAccess,
  place: Place,
  signal: AbortSignal,
  emit: (stage: Stage) => void,
): Promise<Verdict> {
  const options = access.optionsOf(place) ?? {}
  const walk = new StageWalk(names, emit)
  await walk.stage('settings', signal, async () => {
    const { namespace } = decideTarget(options)
    return [namespace, { detail: `\\\\.\\${namespace}` }]
  })
  const opened = await walk.stage('host', signal, () => openHere({ ...options, signal }))
  const services = opened instanceof WmiError ? undefined : opened
  try {
    await walk.stage('namespace', signal, async () => {
      if (opened instanceof WmiError) throw opened
      const below = (await services?.namespaces({ signal })) ?? []
      return [below, { detail: services?.namespace ?? '' }]
    })
    await walk.stage('query', signal, async () => {
      const query = /^root\\cimv2$/i.test(services?.namespace ?? '') ? machineQuery : anyQuery
      const rows = (await services?.query(query, { signal }).toArray()) ?? []
      const caption = rows[0]?.Caption
      return [rows, { detail: `${query}: ${typeof caption === 'string' ? caption : rows.length}` }]
    })
    return walk.verdict(designerTestText('connectedHere', { namespace: services?.namespace ?? '' }))
  } finally {
    await services?.close()
  }
}

/** The host answers also for a namespace that it does not have: that is the next stage's failure. */
async function openHere(
  options: ConnectOptions,
): Promise<readonly [WmiServices | WmiError, { readonly detail: string }]> {
  let notice = ''
  const onNotice = (text: string): void => {
    notice = text
  }
  try {
    const services = await connect({ ...options, onNotice })
    return [services, { detail: notice || services.server }]
  } catch (error) {
    if (error instanceof WmiError && error.name === 'WBEM_E_INVALID_NAMESPACE') return [error, { detail: hostname() }]
    throw error
  }
}
