export { type StoredSecret, storedSecrets } from '../protection/forms.js'

/** A connection string of any kind without the values of its passwords, quoted ones included. @param mask stands for each */
export function withoutPasswords(text: string, mask = ''): string {
  return text.replace(/((?:password|pwd|accountkey|sastoken)\s*=\s*)(?:"[^"]*"|'[^']*'|[^;]*)/gi, `$1${mask}`)
}
