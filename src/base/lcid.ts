// Languages by the numbers of Windows: [MS-LCID] 2.2.

const table = new Map(
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
const folded: ReadonlyMap<string, number> = new Map([...table].map(([tag, id]) => [tag.toLowerCase(), id]))
const tags: ReadonlyMap<number, string> = new Map([...table].map(([tag, id]) => [id, tag]))

/** The number of a language tag such as `fr-FR`, in any case; undefined for one that the table does not have. */
export function lcidOfTag(tag: string): number | undefined {
  return folded.get(tag.toLowerCase())
}

/** WMI's locale of a language tag: `fr-FR` is `MS_40C`. Undefined for a tag that is not known. */
export function localeOfTag(tag: string): string | undefined {
  const id = lcidOfTag(tag)
  return id === undefined ? undefined : `MS_${id.toString(16).toUpperCase()}`
}

/** The language tag of WMI's locale: `MS_40C` is `fr-FR`. Undefined for a locale that is not known. */
export function tagOfLocale(locale: string): string | undefined {
  return tags.get(Number.parseInt(/^MS_([0-9a-f]{1,5})$/i.exec(locale)?.[1] ?? '', 16))
}
