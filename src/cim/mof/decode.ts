/** Windows-1252 from 0x80 to 0x9F; elsewhere it is Latin-1. (The TextDecoder of Node 20 takes all of it for Latin-1.) */
const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * The text of a MOF file: UTF-16 by its byte order mark (what Windows tools export), UTF-8 with or without one, else
 * Windows-1252 as older files are.
 */
export function decodeMof(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return windows1252(bytes)
    throw error
  }
}

function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replace(/[\x80-\x9f]/g, char => upper[char.charCodeAt(0) - 0x80] ?? char)
}
