// How servers are reached, as far as packages have no place for it.
import { designerLiveText } from '../../base/texts/designer-live.js'
import { shownServer } from '../../connect/server-url.js'
import type { ConnectionEnvironment } from '../../ssis/index.js'
import { DesignerError } from '../failure.js'
import type { HandlersOf } from '../server/handlers.js'
import type { LiveAccess } from './access.js'
import type { LiveWorkspace } from './needs.js'

/** Handlers of the operations about the settings of servers. */
export function serverHandlers(
  { servers, environment }: LiveWorkspace,
  access: LiveAccess,
): HandlersOf<'connection.settings' | 'connection.configure'> {
  return {
    'connection.settings': place => {
      const { plan, local, peer } = access.placeOf(place)
      const server = local ? peer.server : shownServer(plan.server)
      return { server, local, settings: servers.of(plan.server), started: started(environment.connect) }
    },
    'connection.configure': ({ place, settings }) => {
      const digits = settings.fingerprint.replace(/[\s:]/g, '')
      if (!/^(?:[\da-f]{40}|[\da-f]{64})?$/i.test(digits))
        throw new DesignerError({
          kind: 'invalid',
          message: designerLiveText('badFingerprint'),
          hint: designerLiveText('badFingerprintHint'),
        })
      servers.set(access.placeOf(place).plan.server, { ...settings, fingerprint: digits })
      access.reopened(place)
      return {}
    },
  }
}

/** The options of the command line that these stand for; of a proxy only its host, of files nothing. */
function started(connect: ConnectionEnvironment['connect']): string[] {
  const { timeout, auth, tls, proxy, maxConnections } = connect
  const flags: readonly (readonly [string, string | boolean | undefined])[] = [
    ['--timeout', timeout === undefined ? undefined : String(timeout / 1000)],
    ['--transport', connect.transport],
    ['--auth', auth],
    ['--tls', tls !== undefined],
    ['--ca', tls?.ca !== undefined],
    ['--fingerprint', tls?.fingerprint],
    ['--insecure', tls?.insecure],
    ['--allow-unencrypted', connect.allowUnencrypted],
    ['--allow-legacy-ntlm', connect.allowLegacyNtlm],
    ['--no-channel-binding', connect.channelBinding === false],
    ['--proxy', proxy === undefined ? undefined : URL.canParse(proxy) ? new URL(proxy).host : true],
    ['--max-connections', maxConnections === undefined ? undefined : String(maxConnections)],
  ]
  return flags.flatMap(([flag, value]) => {
    if (value === undefined || value === false) return []
    return [value === true ? flag : `${flag} ${value}`]
  })
}
