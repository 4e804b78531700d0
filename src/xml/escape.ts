// Built from text, because the linter takes control characters in an expression for mistakes.
const special = '&<>\\r\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff'
const anySpecial = new RegExp(`[${special}]`)
const pairOrSpecial = new RegExp(`[\\ud800-\\udbff][\\udc00-\\udfff]|[${special}]`, 'g')

/**
 * Text for the content of an element of a message. What XML 1.0 cannot carry (control characters, unpaired surrogates) is written as a
 * numeric reference, which a lenient reader takes back; so is a carriage return, which every reader would change.
 */
export function escapeText(value: string): string {
  return anySpecial.test(value) ? value.replace(pairOrSpecial, escaped) : value
}

/** The same for an attribute's value between double quotes. */
export function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;')
}

function escaped(char: string): string {
  if (char === '&') return '&amp;'
  if (char === '<') return '&lt;'
  if (char === '>') return '&gt;'
  return char.length === 2 ? char : `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`
}
