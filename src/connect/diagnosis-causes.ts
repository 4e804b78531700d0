// Why a stage of a diagnosis fails, likeliest first, and what mends it on the server: MS Learn "WinRM", "Securing a Remote WMI Connection".
import { WmiError } from '../base/errors.js'
import { diagnosisText } from '../base/texts/connect-diagnosis.js'
import type { DiagnosisCause } from './diagnosis.js'
import { TransportError, type TransportReason } from './errors.js'

/** What the causes depend on besides the error. */
export interface CauseContext {
  readonly url: URL
  /** As given; empty for a certificate. */
  readonly user: string
  readonly auth: string
  readonly namespace: string
  /** The certificate's thumbprint, once it is known. */
  readonly thumbprint?: string
}

type CauseMaker = (context: CauseContext) => DiagnosisCause | undefined

const firewall: CauseMaker = ({ url }) => ({
  cause: diagnosisText('firewall'),
  command: isSecure(url)
    ? `New-NetFirewallRule -DisplayName "WinRM HTTPS" -Direction Inbound -Protocol TCP -LocalPort ${portOf(url)} -Action Allow`
    : 'Enable-NetFirewallRule -DisplayGroup "Windows Remote Management"',
})

const listener: CauseMaker = ({ url }) =>
  isSecure(url)
    ? {
        cause: diagnosisText('noHttps'),
        command: 'New-Item WSMan:\\localhost\\Listener -Transport HTTPS -Address * -CertificateThumbprint <thumbprint>',
      }
    : { cause: diagnosisText('winrmOff'), command: 'winrm quickconfig' }

const group: CauseMaker = ({ user }) => ({
  cause: diagnosisText('group'),
  command: `Add-LocalGroupMember "Remote Management Users" -Member ${quoted(user)}`,
})

/** Only for local accounts. */
const uac: CauseMaker = ({ user }) =>
  /^(?:[^\\@]+|\.\\.*)$/.test(user)
    ? {
        cause: diagnosisText('uac'),
        command:
          'New-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System -Name LocalAccountTokenFilterPolicy -Value 1 -PropertyType DWord -Force',
      }
    : undefined

const password: CauseMaker = ({ auth, user }) =>
  auth === 'certificate'
    ? { cause: diagnosisText('certificateLogon'), command: 'Get-ChildItem WSMan:\\localhost\\ClientCertificate' }
    : { cause: diagnosisText('password'), command: `net user ${quoted(user.replace(/^.*\\|@.*$/g, ''))}` }

const domainUser: CauseMaker = ({ user, auth }) =>
  auth === 'certificate' || /[\\@]/.test(user) ? undefined : { cause: diagnosisText('domainUser') }

const binding: CauseMaker = ({ url, auth }) =>
  isSecure(url) && (auth === 'negotiate' || auth === 'ntlm')
    ? {
        cause: diagnosisText('binding'),
        command: 'Set-Item WSMan:\\localhost\\Service\\Auth\\CbtHardeningLevel Relaxed',
      }
    : undefined

const ntlm: CauseMaker = ({ auth }) =>
  auth === 'negotiate' || auth === 'ntlm' ? { cause: diagnosisText('ntlm') } : undefined

const clockMaybe: CauseMaker = () => ({ cause: diagnosisText('clockMaybe'), command: 'w32tm /resync' })
const notWinrm: CauseMaker = () => ({
  cause: diagnosisText('notWinrm'),
  command: 'winrm enumerate winrm/config/listener',
})
const serverOff: CauseMaker = () => ({ cause: diagnosisText('serverOff') })
const slow: CauseMaker = () => ({ cause: diagnosisText('slow'), command: 'Restart-Service Winmgmt -Force' })
const wmiService: CauseMaker = () => ({ cause: diagnosisText('wmiService'), command: 'Start-Service Winmgmt' })
const quota: CauseMaker = () => ({
  cause: diagnosisText('quota'),
  command: 'winrm set winrm/config/service @{MaxConcurrentOperationsPerUser="1500"}',
})
const namespaceMissing: CauseMaker = () => ({
  cause: diagnosisText('namespaceMissing'),
  command: 'Get-CimInstance -Namespace root -ClassName __NAMESPACE',
})
const namespaceRight: CauseMaker = () => ({ cause: diagnosisText('namespaceRight'), command: 'wmimgmt.msc' })

/** By the way a message failed. */
const byReason: Readonly<Record<TransportReason, readonly CauseMaker[]>> = {
  resolve: [() => ({ cause: diagnosisText('nameUnknown') })],
  unreachable: [listener, firewall, serverOff],
  timeout: [firewall, serverOff, slow],
  proxy: [() => ({ cause: diagnosisText('proxy') })],
  certificate: [({ thumbprint = '-' }) => ({ cause: diagnosisText('certificate', { sha1: thumbprint }) })],
  tls: [listener, () => ({ cause: diagnosisText('oldTls') }), notWinrm],
  notOffered: [],
  logon: [password, domainUser, uac, group, binding, ntlm, clockMaybe],
  security: [() => ({ cause: diagnosisText('tampered') })],
  cut: [firewall, notWinrm],
  redirect: [notWinrm],
  status: [notWinrm, group],
  protocol: [notWinrm],
  unsupported: [],
  credentials: [],
}

/** By what the server says. */
const byName: Readonly<Record<string, readonly CauseMaker[]>> = {
  E_ACCESSDENIED: [group, uac, namespaceRight],
  WBEM_E_ACCESS_DENIED: [namespaceRight, uac, group],
  WBEM_E_INVALID_NAMESPACE: [namespaceMissing],
  WBEM_E_TIMED_OUT: [slow],
  WBEM_E_SERVER_TOO_BUSY: [slow],
  WBEM_E_QUOTA_VIOLATION: [quota],
  ERROR_WSMAN_QUOTA_LIMIT: [quota],
  ERROR_WSMAN_QUOTA_MAX_OPERATIONS: [quota],
  ERROR_WSMAN_QUOTA_USER: [slow],
  RPC_S_SERVER_UNAVAILABLE: [wmiService],
  ERROR_WSMAN_SERVICE_REMOTE_ACCESS_DISABLED: [listener],
}

/** The likely causes of an error. */
export function causesOf(error: unknown, context: CauseContext): DiagnosisCause[] {
  const makers =
    error instanceof TransportError ? byReason[error.reason] : error instanceof WmiError ? byName[error.name] : []
  return (makers ?? []).flatMap(make => make(context) ?? [])
}

/** That the server does not offer what is asked for. */
export function schemeOff(wanted: string, offered: readonly string[]): DiagnosisCause {
  return {
    cause: diagnosisText('schemeOff', { offered: offered.join(', ') || '-', wanted }),
    command: `Set-Item WSMan:\\localhost\\Service\\Auth\\${wanted} $true`,
  }
}

function isSecure(url: URL): boolean {
  return url.protocol === 'https:'
}

function portOf(url: URL): string {
  return url.port || (isSecure(url) ? '443' : '80')
}

/** A text as PowerShell takes it literally. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
