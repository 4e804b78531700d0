import { randomUUID } from 'node:crypto'

/** A new a:MessageID: `uuid:` and a GUID in upper case, as is customary. */
export function newMessageId(): string {
  return `uuid:${randomUUID().toUpperCase()}`
}
