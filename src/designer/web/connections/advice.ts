// What to do in the designer where a message names an option of the command line.
import { connectionText } from '../../../base/texts/designer-connections.js'

/** The field of the page Advanced by the option that it stands for. */
const fields = {
  '--timeout': 'seconds',
  '--auth': 'authentication',
  '--fingerprint': 'fingerprint',
  '--insecure': 'insecure',
  '--allow-unencrypted': 'allowUnencrypted',
  '--allow-legacy-ntlm': 'allowLegacyNtlm',
  '--no-channel-binding': 'channelBinding',
  '--max-connections': 'maxConnections',
  '--tls': 'transport',
  '--transport': 'transport',
} as const

/** The same on the page General. */
const general = {
  '--user': 'userName',
  '--password-file': 'password',
  '--connection-password-file': 'password',
} as const

/** Options with which only a designer that is started has connections. */
const atStart = new Set(['--ca', '--proxy', '--proxy-password-file', '--embedded', '--drive', '--mof', '--trace'])

/** The designer has no client certificates for WMI: those of its own options are its server's. */
const elsewhere = new Set(['--cert', '--key'])

function isIn<T extends object>(table: T, option: PropertyKey): option is keyof T {
  return Object.hasOwn(table, option)
}

/** One sentence for each option that the texts name. */
export function adviceFor(texts: readonly string[]): string[] {
  const options = new Set(texts.flatMap(text => text.match(/--[a-z][a-z-]*/g) ?? []))
  return [...options].flatMap(option => {
    if (isIn(general, option))
      return [connectionText('adviceGeneral', { option, field: connectionText(general[option]) })]
    if (isIn(fields, option))
      return [connectionText('adviceAdvanced', { option, field: connectionText(fields[option]) })]
    if (elsewhere.has(option)) return [connectionText('adviceElsewhere', { option })]
    return atStart.has(option) ? [connectionText('adviceStart', { option })] : []
  })
}

/** The SHA-1 of a certificate that the texts say can be pinned. */
export function thumbprintIn(texts: readonly string[]): string | undefined {
  const text = texts.find(each => each.includes('--fingerprint'))
  return text === undefined
    ? undefined
    : /\b[\da-f]{40}\b/i.exec(text.replace(/(?<=[\da-f]{2}):(?=[\da-f]{2})/gi, ''))?.[0]
}
