// The packages of rpm, whose database only rpm(8) reads.
import { WmiError } from '../../../../base/errors.js'
import { hostLogText } from '../../../../base/texts/host-logs.js'
import type { Machine } from '../../../machine.js'
import { type InstalledPackage, seconds, withoutAddress } from './package.js'

const databases = ['/var/lib/rpm', '/usr/lib/sysimage/rpm']
const separator = '\x1f'
const tags = ['NAME', 'EPOCH', 'VERSION', 'RELEASE', 'ARCH', 'VENDOR', 'PACKAGER', 'URL', 'INSTALLTIME', 'SUMMARY']
const format = `${tags.map(tag => `%{${tag}}`).join(separator)}\\n`

export function hasRpm(machine: Machine): boolean {
  return databases.some(folder => machine.list(folder).length > 0) && machine.programs.has('rpm')
}

export async function* rpmPackages(machine: Machine, signal: AbortSignal): AsyncGenerator<InstalledPackage, void> {
  const running = machine.programs.run('rpm', ['--query', '--all', '--queryformat', format], signal)
  let told = false
  for await (const line of running.lines) {
    told = true
    const found = parseRpmLine(line)
    if (found) yield found
  }
  const { code, errors } = await running.end
  if (code !== 0 && code !== null && !told && !signal.aborted) {
    const reason = errors.trim().split('\n')[0] ?? ''
    throw new WmiError('WBEM_E_PROVIDER_FAILURE', hostLogText('packagesFailed', { program: 'rpm', code, reason }), {
      hint: hostLogText('packagesFailedHint'),
    })
  }
}

/** Null for a line of another form, and for a signature's key, which is no software. */
export function parseRpmLine(line: string): InstalledPackage | null {
  const fields = line.split(separator).map(field => (field === '(none)' || field === '' ? null : field))
  const [name, epoch, version, release, architecture, vendor, packager, homepage, time, ...summary] = fields
  if (!name || !version || name === 'gpg-pubkey') return null
  const installed = seconds(time)
  return {
    name,
    version: `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}`,
    architecture: architecture ?? null,
    summary: summary.join(' ').trim() || null,
    vendor: vendor ?? withoutAddress(packager ?? null),
    homepage: homepage ?? null,
    installed: () => installed,
  }
}
