// locale.conf(5), locale(7): LANG=language_COUNTRY.charset@modifier
import { lcidOfTag } from '../../../base/lcid.js'
import type { Machine } from '../../machine.js'
import { assignments } from './text.js'

/** The language of the system in the numbers of Windows; null where there is none for it or none is set. */
export interface SystemLocale {
  /** Such as `fr-FR`. */
  readonly tag: string | null
  /** [MS-LCID]: 1036 is fr-FR. */
  readonly language: number | null
  /** The code page of the character set: 65001 is UTF-8. */
  readonly codePage: number | null
}

/** Code page identifiers of Windows, by the name of the character set in small letters without `-` and `_`. */
const codePages: Readonly<Record<string, number>> = {
  utf8: 65001,
  iso88591: 28591,
  iso88592: 28592,
  iso88595: 28595,
  iso88597: 28597,
  iso88599: 28599,
  iso885915: 28605,
  koi8r: 20866,
  gb18030: 54936,
  gbk: 936,
  big5: 950,
}

const sources = ['/etc/locale.conf', '/etc/default/locale', '/etc/sysconfig/i18n']

/** The language set for the whole system, never that of this process. */
export function readLocale(machine: Machine): SystemLocale {
  const lang = sources.map(file => assignments(machine.text(file) ?? '').get('LANG')).find(Boolean)
  const match = /^([A-Za-z]+)(?:_([A-Za-z]{2}))?(?:\.([\w-]+))?/.exec(lang ?? '')
  const tag = match?.[2] ? `${match[1]?.toLowerCase()}-${match[2].toUpperCase()}` : null
  const charset = match?.[3]?.toLowerCase().replace(/[-_]/g, '') ?? ''
  return { tag, language: lcidOfTag(tag ?? '') ?? null, codePage: codePages[charset] ?? null }
}
