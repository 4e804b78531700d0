/** A text as a key of an object path, such as `"C:\\out"`. */
export function quotedKey(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}
