// XML 1.0 4.1 character and entity references, 3.3.3 attribute-value normalization, 2.11 line ends.
import { ArgumentError } from '../base/errors.js'
import { xmlText } from '../base/texts/xml.js'
import { codeText, forbiddenCharacter } from './names.js'

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const reference = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));/g
const oneReference = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));/y

/** The length of the valid reference at `offset`, or 0. @param lenient also references to characters that XML forbids are valid */
export function referenceLength(text: string, offset: number, lenient = false): number {
  oneReference.lastIndex = offset
  const match = oneReference.exec(text)
  if (!match) return 0
  const char = resolve(match[1], match[2], match[3])
  if (match[3] !== undefined) return char === undefined ? 0 : match[0].length
  return char !== undefined && (lenient || forbiddenCharacter(char) < 0) ? match[0].length : 0
}

/** Text content without its references and with `\n` as line end. */
export function decodeText(raw: string): string {
  const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  return decodeReferences(lines)
}

/** An attribute value as XML 3.3.3 normalizes it: white space becomes blanks, referenced white space stays. */
export function decodeAttribute(raw: string): string {
  const blanks = /[\t\n\r]/.test(raw) ? raw.replace(/\r\n|[\t\n\r]/g, ' ') : raw
  return decodeReferences(blanks)
}

/** Text for element content. Line ends become those of the file. @throws ArgumentError for what XML cannot carry */
export function encodeText(value: string, eol: string, name: string): string {
  checkCharacters(value, name)
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;')
    .replaceAll('\n', eol)
}

/** Text for an attribute value in these quotes. White space that normalization would lose is written as references. */
export function encodeAttribute(value: string, quote: '"' | "'", name: string): string {
  checkCharacters(value, name)
  const escaped = value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\t', '&#x9;')
  return quote === '"' ? escaped.replaceAll('"', '&quot;') : escaped.replaceAll("'", '&apos;')
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  // A function called for each reference of a long text costs a hundred times its size. The ampersand comes last: what it brings is no reference.
  if (!text.includes('&#'))
    return text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&')
  return text.replace(reference, (whole, hex, decimal, name) => resolve(hex, decimal, name) ?? whole)
}

function resolve(hex: string | undefined, decimal: string | undefined, name: string | undefined): string | undefined {
  if (name !== undefined) return Object.hasOwn(predefined, name) ? predefined[name] : undefined
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16)
  // A number that is no character stands for one that XML forbids.
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uffff'
}

function checkCharacters(value: string, name: string): void {
  const at = forbiddenCharacter(value)
  if (at < 0) return
  throw new ArgumentError(xmlText('badCharacterIn', { name, code: codeText(value.charCodeAt(at)) }), {
    hint: xmlText('badCharacterHint'),
  })
}
