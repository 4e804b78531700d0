// The packages of dpkg: deb-control(5), dpkg-query(1).
import { statSync } from 'node:fs'
import type { Machine } from '../../../machine.js'
import { type InstalledPackage, withoutAddress } from './package.js'

const folder = '/var/lib/dpkg'

export function dpkgPackages(machine: Machine): InstalledPackage[] {
  const found: InstalledPackage[] = []
  for (const paragraph of (machine.text(`${folder}/status`) ?? '').split(/\n\n+/)) {
    const field = (name: string) => fieldOf(paragraph, name)
    const name = field('Package')
    const version = field('Version')
    // The third word is the state; what was removed but for its settings stays in the file.
    if (!name || !version || !field('Status')?.endsWith(' installed')) continue
    const architecture = field('Architecture')
    found.push({
      name,
      version,
      architecture,
      summary: field('Description'),
      vendor: withoutAddress(field('Maintainer')),
      homepage: field('Homepage'),
      installed: () => listTime(machine, name, architecture),
    })
  }
  return found
}

/** The first line of a field. */
function fieldOf(paragraph: string, name: string): string | null {
  const start = paragraph.startsWith(`${name}:`) ? 0 : paragraph.indexOf(`\n${name}:`) + 1
  if (start === 0 && !paragraph.startsWith(`${name}:`)) return null
  const end = paragraph.indexOf('\n', start)
  return paragraph.slice(start + name.length + 1, end < 0 ? undefined : end).trim() || null
}

/** dpkg writes the list of a package's files anew whenever it unpacks the package. */
function listTime(machine: Machine, name: string, architecture: string | null): number | null {
  // A name of the status file leads nowhere else.
  if (!/^[\w.+-]+$/.test(name) || !/^[\w-]*$/.test(architecture ?? '')) return null
  for (const file of [`${name}:${architecture}.list`, `${name}.list`]) {
    try {
      return statSync(machine.path(`${folder}/info/${file}`)).mtimeMs
    } catch {
      // Only packages that can be there in several architectures have it in the file's name.
    }
  }
  return null
}
