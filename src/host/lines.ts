import { StringDecoder } from 'node:string_decoder'

/** What of a longer line is kept, in UTF-16 units. */
export const longestLine = 4 * 1024 * 1024

/**
 * The lines of a byte stream in UTF-8 without their ends; bytes that are none become U+FFFD. A line that is longer than `most`
 * is cut there, so that nobody's output fills the memory.
 */
export async function* boundedLines(
  chunks: AsyncIterable<Uint8Array>,
  most = longestLine,
): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8')
  let begun = ''
  const add = (text: string) => {
    if (begun.length < most) begun += text.slice(0, most - begun.length)
  }
  for await (const chunk of chunks) {
    const text = decoder.write(chunk)
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      add(text.slice(from, end))
      yield begun.endsWith('\r') ? begun.slice(0, -1) : begun
      begun = ''
      from = end + 1
    }
    add(text.slice(from))
  }
  add(decoder.end())
  if (begun !== '') yield begun
}
