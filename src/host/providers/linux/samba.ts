// smb.conf(5), [global] section: the workgroup or domain of which the machine is a member among Windows machines.
import type { Machine } from '../../machine.js'

export interface Membership {
  readonly workgroup: string | null
  /** Null when nothing says. */
  readonly partOfDomain: boolean | null
  /** The DNS name of the Active Directory domain. */
  readonly realm: string | null
}

export function readMembership(machine: Machine): Membership {
  const text = machine.text('/etc/samba/smb.conf')
  if (text === null) return { workgroup: null, partOfDomain: null, realm: null }
  const settings = globalSettings(text)
  const security = settings.get('security')?.toLowerCase()
  const role = settings.get('serverrole')?.toLowerCase() ?? ''
  const member = security === 'ads' || security === 'domain' || /member server|domain controller/.test(role)
  const realm = settings.get('realm')?.toLowerCase() || null
  return { workgroup: settings.get('workgroup') || null, partOfDomain: member, realm: member ? realm : null }
}

/** Names in small letters without blanks, as Samba compares them. */
function globalSettings(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>()
  let section = 'global'
  for (const line of text.split('\n')) {
    const title = /^\s*\[([^\]]*)\]/.exec(line)
    if (title) section = (title[1] ?? '').trim().toLowerCase()
    const setting = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line)
    if (setting?.[1] && section === 'global')
      settings.set(setting[1].toLowerCase().replace(/\s+/g, ''), setting[2] ?? '')
  }
  return settings
}
