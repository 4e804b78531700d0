// The settings of a server that no package has, as an editor changes them before OK.
import { useEffect, useState } from 'react'
import type { Output, Place, ServerSettings } from '../../api/index.js'
import { ApiError, call } from '../state/api.js'

export interface ServerDraft {
  /** What the server tells of it; undefined until it is known, or for a server name that cannot be read. */
  readonly found: Output<'connection.settings'> | undefined
  /** Why it is not known. */
  readonly failure: string | undefined
  /** As they would be. */
  readonly settings: ServerSettings | undefined
  readonly changed: boolean
  set(part: Partial<ServerSettings>): void
}

/** Milliseconds after the last key of a server name before its settings are asked for. */
const settled = 250

/** The settings of the server that a draft names; another server has settings of its own. */
export function useServerSettings({ document, connection, draft }: Place): ServerDraft {
  const [found, setFound] = useState<Output<'connection.settings'>>()
  const [failure, setFailure] = useState<string>()
  const [given, setGiven] = useState<{ readonly server: string; readonly settings: ServerSettings }>()
  // Nothing else of a draft says which server it is.
  const name = draft?.values.ServerName
  // biome-ignore lint/correctness/useExhaustiveDependencies: whether something was found before only says how long to wait
  useEffect(() => {
    const stop = new AbortController()
    const place = { document, connection, ...(name === undefined ? {} : { draft: { values: { ServerName: name } } }) }
    const ask = () =>
      call('connection.settings', place, { signal: stop.signal }).then(
        output => {
          setFound(output)
          setFailure(undefined)
        },
        error => {
          if (!stop.signal.aborted && error instanceof ApiError) setFailure(error.failure.message)
        },
      )
    const timer = setTimeout(() => void ask(), found ? settled : 0)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [document, connection, name])
  const own = given && given.server === found?.server ? given.settings : undefined
  const settings = own ?? found?.settings
  return {
    found,
    failure,
    settings,
    changed: own !== undefined && JSON.stringify(own) !== JSON.stringify(found?.settings),
    set: part => {
      if (found && settings) setGiven({ server: found.server, settings: { ...settings, ...part } })
    },
  }
}

/** A place that is tried with settings that are not kept yet. */
export function placeWith(place: Place, { settings, changed }: ServerDraft): Place {
  if (!changed || !settings) return place
  return { ...place, draft: { values: {}, ...place.draft, server: settings } }
}

/** The options of the command line that come to the same, one text. */
export function commandLine(settings: ServerSettings): string {
  const { timeout, auth, fingerprint, insecure, allowUnencrypted, allowLegacyNtlm, channelBinding, maxConnections } =
    settings
  const flags: readonly (readonly [string, string | boolean | null])[] = [
    ['--timeout', timeout === null ? null : String(timeout / 1000)],
    ['--auth', auth],
    ['--fingerprint', fingerprint.replace(/[\s:]/g, '') || null],
    ['--insecure', insecure],
    ['--allow-unencrypted', allowUnencrypted],
    ['--allow-legacy-ntlm', allowLegacyNtlm],
    ['--no-channel-binding', !channelBinding],
    ['--max-connections', maxConnections === null ? null : String(maxConnections)],
  ]
  return flags
    .flatMap(([flag, value]) => (value === true ? [flag] : typeof value === 'string' ? [`${flag} ${value}`] : []))
    .join(' ')
}

/** True for the digits of a certificate's hash, or none. */
export function isFingerprint(text: string): boolean {
  return /^(?:[\da-f]{40}|[\da-f]{64})?$/i.test(text.replace(/[\s:]/g, ''))
}
