import { withoutPasswords } from '../ssis/connection-kinds/secrets.js'

/** A server, URL or connection string with `***` for its passwords. */
export function withoutSecrets(text: string): string {
  return withoutPasswords(text.replace(/(:\/\/[^/?#\s:@]*):[^/?#\s]*@/g, '$1:***@'), '***')
}
