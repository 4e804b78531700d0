// locale.conf(5), locale(7): LANG=language_COUNTRY.charset@modifier
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

/** [MS-LCID] 2.2 */
const languages: ReadonlyMap<string, number> = new Map(
  `
  ar-SA:0401 bg-BG:0402 ca-ES:0403 zh-TW:0404 cs-CZ:0405 da-DK:0406 de-DE:0407 el-GR:0408 en-US:0409 fi-FI:040b
  fr-FR:040c he-IL:040d hu-HU:040e is-IS:040f it-IT:0410 ja-JP:0411 ko-KR:0412 nl-NL:0413 nb-NO:0414 pl-PL:0415
  pt-BR:0416 ro-RO:0418 ru-RU:0419 hr-HR:041a sk-SK:041b sv-SE:041d th-TH:041e tr-TR:041f id-ID:0421 uk-UA:0422
  sl-SI:0424 et-EE:0425 lv-LV:0426 lt-LT:0427 fa-IR:0429 vi-VN:042a eu-ES:042d hi-IN:0439 ms-MY:043e zh-CN:0804
  de-CH:0807 en-GB:0809 es-MX:080a fr-BE:080c it-CH:0810 nl-BE:0813 nn-NO:0814 pt-PT:0816 zh-HK:0c04 de-AT:0c07
  en-AU:0c09 es-ES:0c0a fr-CA:0c0c en-CA:1009 fr-CH:100c en-NZ:1409 en-IE:1809 en-ZA:1c09 es-AR:2c0a en-IN:4009
  `
    .trim()
    .split(/\s+/)
    .map(pair => [pair.slice(0, -5), Number.parseInt(pair.slice(-4), 16)]),
)

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
  return { tag, language: languages.get(tag ?? '') ?? null, codePage: codePages[charset] ?? null }
}
