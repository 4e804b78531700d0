// Built from text, because the linter takes control characters in an expression for mistakes.
const special = '\\r\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff'
const anySpecial = new RegExp(`[${special}]`)
const pairOrSpecial = new RegExp(`[\\ud800-\\udbff][\\udc00-\\udfff]|[${special}]`, 'g')

/**
 * Text for the content of an element of a message. What XML 1.0 cannot carry (control characters, unpaired surrogates) is written as a
 * numeric reference, which a lenient reader takes back; so is a carriage return, which every reader would change.
 */
export function escapeText(value: string): string {
  // A function called for each character of a long text costs a hundred times its size.
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return anySpecial.test(text) ? text.replace(pairOrSpecial, escaped) : text
}

/** The same for an attribute's value between double quotes. */
export function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;')
}

function escaped(char: string): string {
  return char.length === 2 ? char : `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`
}
