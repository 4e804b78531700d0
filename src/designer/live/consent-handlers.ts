// What people agree to, and passwords for this session.
import { designerLiveText } from '../../base/texts/designer-live.js'
import { DesignerError } from '../failure.js'
import type { HandlersOf } from '../server/handlers.js'
import type { LiveAccess } from './access.js'
import type { LiveWorkspace } from './needs.js'

/** Handlers of the operations about consents, session passwords, and whom a connection would go to. */
export function consentHandlers(
  { settings, secrets }: LiveWorkspace,
  access: LiveAccess,
): HandlersOf<
  'consent.list' | 'consent.give' | 'consent.withdraw' | 'secret.give' | 'secret.forget' | 'connection.peer'
> {
  return {
    'consent.list': () => ({ consents: [...settings.consents()] }),
    'consent.give': async ({ peer, remember }) => {
      await settings.agree(peer, remember)
      return {}
    },
    'consent.withdraw': async ({ peer }) => {
      await settings.withdraw(peer)
      access.withdrawn(peer)
      return {}
    },
    'secret.give': ({ property, value, peer, ...manager }) => {
      const wanted = peer ?? access.sessionSecrets(manager).find(each => each.property === property)
      if (wanted) secrets.put(wanted.server, wanted.user, value)
      else {
        const { name } = access.managerOf(manager).manager
        const message = designerLiveText('secretOwn', { name, property })
        throw new DesignerError({ kind: 'invalid', message, hint: designerLiveText('secretOwnHint') })
      }
      return {}
    },
    'secret.forget': manager => {
      for (const { server, user } of access.sessionSecrets(manager)) secrets.forget(server, user)
      return {}
    },
    'connection.peer': place => {
      const { manager } = access.managerOf(place)
      const peer = access.peerOf(manager)
      return {
        peer,
        local: peer !== null && access.placeOf(place).local,
        agreed: peer === null || access.agreed(peer),
      }
    },
  }
}
