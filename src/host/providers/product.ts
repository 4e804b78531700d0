import { foldName } from '../../base/name-map.js'
import type { Machine } from '../machine.js'
import type { ProviderQuery, ProviderRegistration, ProviderRow } from '../provider.js'
import { apkPackages } from './linux/packages/apk.js'
import { dpkgPackages } from './linux/packages/dpkg.js'
import type { InstalledPackage } from './linux/packages/package.js'
import { pacmanPackages } from './linux/packages/pacman.js'
import { hasRpm, rpmPackages } from './linux/packages/rpm.js'
import { systemZone, type Zone } from './zone.js'

/** InstallState of the WMI SDK: installed. */
const installedState = 5

/**
 * Win32_Product: the packages that dpkg, rpm, apk or pacman has installed; a machine can have several managers. IdentifyingNumber
 * is name and architecture, as `libc6:amd64`, so it stays through upgrades.
 */
export function productProvider(machine: Machine): ProviderRegistration {
  async function* rows(query: ProviderQuery): AsyncGenerator<ProviderRow, void> {
    if (machine.platform !== 'linux') return
    const zone = query.wants('InstallDate') || query.wants('InstallDate2') ? systemZone(machine) : null
    const fits = keyTest(query)
    for (const each of [...dpkgPackages(machine), ...apkPackages(machine), ...pacmanPackages(machine)])
      if (fits(each)) yield row(each, zone)
    if (hasRpm(machine))
      for await (const each of rpmPackages(machine, query.signal)) if (fits(each)) yield row(each, zone)
  }

  return {
    classes: ['Win32_Product'],
    provider: { fixed: ['Vendor', 'Caption', 'Description', 'InstallState'], enumerate: rows },
  }
}

function row(found: InstalledPackage, zone: Zone | null): ProviderRow {
  const installed = zone && found.installed()
  const date = installed === null ? null : zone?.dateTime(Math.floor(installed) * 1000)
  return {
    IdentifyingNumber: identity(found),
    Name: found.name,
    Version: found.version,
    Caption: found.name,
    Description: found.summary,
    Vendor: found.vendor,
    // A text of the day besides, as Windows keeps it.
    InstallDate: date?.text.slice(0, 8),
    InstallDate2: date,
    InstallState: installedState,
    URLInfoAbout: found.homepage,
  }
}

function identity({ name, architecture }: InstalledPackage): string {
  return architecture === null ? name : `${name}:${architecture}`
}

function keyTest(query: ProviderQuery): (found: InstalledPackage) => boolean {
  const folded = (property: string) => {
    const values = query.equals(property)
    return values && new Set(values.map(value => foldName(String(value))))
  }
  const names = folded('Name')
  const identities = folded('IdentifyingNumber')
  return found => (names?.has(foldName(found.name)) ?? true) && (identities?.has(foldName(identity(found))) ?? true)
}
