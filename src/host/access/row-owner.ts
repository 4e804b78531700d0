/**
 * The user to whom a row belongs, as a provider may tell with a row: `{ ..., [rowOwner]: 'alice' }`. Properties that the
 * rules call personal are null in the rows of others, and in rows of which nobody knows whose they are.
 */
export const rowOwner: unique symbol = Symbol.for('wmilink.rowOwner')

export function ownerOf(row: object): string | null {
  const owner = (row as { readonly [rowOwner]?: unknown })[rowOwner]
  return typeof owner === 'string' ? owner : null
}
