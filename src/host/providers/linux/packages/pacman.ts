// The packages of pacman: one folder each with a `desc` file of %NAME% headings and their values.
import type { Machine } from '../../../machine.js'
import { type InstalledPackage, seconds, withoutAddress } from './package.js'

const folder = '/var/lib/pacman/local'

export function pacmanPackages(machine: Machine): InstalledPackage[] {
  return machine.list(folder).flatMap(entry => {
    const text = machine.text(`${folder}/${entry}/desc`) ?? ''
    const fields = new Map<string, string>()
    for (const [, heading = '', value = ''] of text.matchAll(/^%([A-Z0-9]+)%\n(.+)$/gm)) fields.set(heading, value)
    const name = fields.get('NAME')
    const version = fields.get('VERSION')
    if (!name || !version) return []
    const installed = seconds(fields.get('INSTALLDATE'))
    return {
      name,
      version,
      architecture: fields.get('ARCH') ?? null,
      summary: fields.get('DESC') ?? null,
      vendor: withoutAddress(fields.get('PACKAGER') ?? null),
      homepage: fields.get('URL') ?? null,
      installed: () => installed,
    }
  })
}
