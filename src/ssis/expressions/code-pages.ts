// Code pages of DT_STR and DT_TEXT, by what the platform's decoders know.

const labels: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
  20866: 'koi8-r',
  28592: 'iso-8859-2',
  28605: 'iso-8859-15',
  65001: 'utf-8',
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)).join('')
const c1 = range(0x80, 0x9f)
const latin = range(0xa0, 0xff)

/** The characters from 0x80 on of pages that the platform's decoders lack or, in Node.js 20, get wrong. */
const upperHalves: Readonly<Record<number, string>> = {
  437: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  850: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  1252: `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${latin}`,
  20127: '',
  28591: `${c1}${latin}`,
}

/** Bytes of one character that a code page does not have: a question mark. */
const unknown = 0x3f

interface CodePage {
  decode(bytes: Uint8Array): string
  /** Bytes of each character beyond ASCII. */
  readonly bytes: ReadonlyMap<string, readonly number[]>
}

const pages = new Map<number, CodePage | undefined>()

function decoderOf(number: number): ((bytes: Uint8Array) => string) | undefined {
  const upper = Object.hasOwn(upperHalves, number) ? upperHalves[number] : undefined
  if (upper !== undefined)
    return bytes =>
      Array.from(bytes, byte => (byte < 0x80 ? String.fromCharCode(byte) : (upper[byte - 0x80] ?? '\ufffd'))).join('')
  const label = Object.hasOwn(labels, number) ? labels[number] : undefined
  if (label === undefined) return undefined
  try {
    const decoder = new TextDecoder(label)
    return bytes => decoder.decode(bytes)
  } catch {
    // This Node.js was built without that table.
    return undefined
  }
}

function load(number: number): CodePage | undefined {
  const decode = decoderOf(number)
  if (!decode) return undefined
  const bytes = new Map<string, readonly number[]>()
  const add = (...codes: number[]) => {
    const text = decode(Uint8Array.from(codes))
    if ([...text].length === 1 && text !== '\ufffd' && !bytes.has(text)) bytes.set(text, codes)
  }
  if (number === 65001) return { decode, bytes }
  for (let code = 0x80; code < 0x100; code += 1) add(code)
  if (doubleByte.has(number))
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) add(lead, trail)
  return { decode, bytes }
}

const doubleByte = new Set([932, 936, 949, 950])

function codePage(number: number): CodePage | undefined {
  if (!pages.has(number)) pages.set(number, load(number))
  return pages.get(number)
}

/** Whether texts can be brought into a code page. */
export const knowsCodePage = (number: number): boolean => codePage(number) !== undefined

/**
 * A text as a code page keeps it: characters that it does not have become `?`, and no more than so many bytes are kept, never
 * half a character.
 */
export function throughCodePage(text: string, number: number, length: number): string {
  const page = codePage(number)
  if (!page) return text.slice(0, length)
  let kept = ''
  let used = 0
  for (const character of text) {
    const [shown, size] = encoded(character, number, page)
    used += size
    if (used > length) break
    kept += shown
  }
  return kept
}

function encoded(character: string, number: number, { bytes }: CodePage): readonly [string, number] {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return [character, 1]
  if (number === 65001) return [character, Buffer.byteLength(character)]
  const size = bytes.get(character)?.length
  return size ? [character, size] : ['?', 1]
}

/** The bytes of a text in a code page. */
export function encodeText(text: string, number: number): Uint8Array {
  const page = codePage(number)
  if (!page || number === 65001) return Buffer.from(text, 'utf8')
  const all: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) all.push(code)
    else all.push(...(page.bytes.get(character) ?? [unknown]))
  }
  return Uint8Array.from(all)
}

/** The text of bytes in a code page. */
export function decodeText(bytes: Uint8Array, number: number): string {
  return codePage(number)?.decode(bytes) ?? ''
}
