// How single servers are reached, as far as packages have no place for it: for as long as the designer runs.
import { shownServer } from '../../connect/server-url.js'
import type { ConnectionEnvironment } from '../../ssis/index.js'
import type { ServerSettings } from '../api/index.js'

/** A server of which nothing was said. */
export const usualSettings: ServerSettings = Object.freeze({
  timeout: null,
  auth: null,
  fingerprint: '',
  insecure: false,
  allowUnencrypted: false,
  allowLegacyNtlm: false,
  channelBinding: true,
  maxConnections: null,
})

/** What was set for each server, by the server as messages show it. */
export class ServerSettingsStore {
  readonly #settings = new Map<string, ServerSettings>()

  of(server: string): ServerSettings {
    return this.#settings.get(keyOf(server)) ?? usualSettings
  }

  set(server: string, settings: ServerSettings): void {
    this.#settings.set(keyOf(server), settings)
  }
}

function keyOf(server: string): string {
  return shownServer(server).toLowerCase()
}

/**
 * The settings as `connect()` takes them. What they leave open is as the designer was started; certificates matter to https alone.
 *
 * @param base what holds for all servers
 */
export function connectOptionsOf(
  server: string,
  settings: ServerSettings,
  base: ConnectionEnvironment['connect'],
): ConnectionEnvironment['connect'] {
  const { timeout, auth, fingerprint, insecure, allowUnencrypted, allowLegacyNtlm, channelBinding, maxConnections } =
    settings
  const secure = /^\s*https:/i.test(server)
  return {
    ...(timeout === null ? {} : { timeout }),
    ...(auth === null ? {} : { auth }),
    ...(secure && (fingerprint !== '' || insecure)
      ? { tls: { ...base.tls, ...(fingerprint === '' ? {} : { fingerprint }), ...(insecure ? { insecure } : {}) } }
      : {}),
    ...(allowUnencrypted ? { allowUnencrypted } : {}),
    ...(allowLegacyNtlm ? { allowLegacyNtlm } : {}),
    ...(channelBinding ? {} : { channelBinding }),
    ...(maxConnections === null ? {} : { maxConnections }),
  }
}
