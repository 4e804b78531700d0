// The packages of Alpine: apk's installed database, one letter to a field.
import type { Machine } from '../../../machine.js'
import { type InstalledPackage, withoutAddress } from './package.js'

const database = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed']

export function apkPackages(machine: Machine): InstalledPackage[] {
  const text = database.map(file => machine.text(file)).find(each => each !== null) ?? ''
  return text.split(/\n\n+/).flatMap(paragraph => {
    const fields = new Map<string, string>()
    for (const [, letter = '', value = ''] of paragraph.matchAll(/^([A-Za-z]):(.*)$/gm))
      if (!fields.has(letter)) fields.set(letter, value)
    const name = fields.get('P')
    const version = fields.get('V')
    if (!name || !version) return []
    return {
      name,
      version,
      architecture: fields.get('A') ?? null,
      summary: fields.get('T') || null,
      vendor: withoutAddress(fields.get('m') ?? null),
      homepage: fields.get('U') || null,
      // The time that stands there is when it was built.
      installed: () => null,
    }
  })
}
