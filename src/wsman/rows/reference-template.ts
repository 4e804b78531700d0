import { decodeText } from '../../xml/references.js'
import type { EndpointReference } from '../types.js'
import type { ByteReader } from './read-bytes.js'
import { decodeLatin } from './region.js'
import { Tag } from './tag.js'

const selectorValue = /<(?:[A-Za-z_][\w.-]*:)?Selector Name="[^"<>&]*">([^<]*)/g

/** The references of one property are alike but for the values of their selectors. */
export class ReferenceTemplate {
  readonly #reference: EndpointReference
  /** What stands before each value, and behind the last. */
  readonly #pieces: readonly Tag[]

  private constructor(reference: EndpointReference, pieces: readonly Tag[]) {
    this.#reference = reference
    this.#pieces = pieces
  }

  /** @param content of the property, one character for each byte. Undefined where there is more than texts in selectors */
  static of(content: string, reference: EndpointReference): ReferenceTemplate | undefined {
    const pieces: Tag[] = []
    let from = 0
    for (const match of content.matchAll(selectorValue)) {
      const [whole, raw = ''] = match
      const end = match.index + whole.length
      if (reference.selectors[pieces.length]?.value !== decodeText(decodeLatin(raw))) return undefined
      pieces.push(new Tag(content.slice(from, end - raw.length)))
      from = end
    }
    if (pieces.length === 0 || pieces.length !== reference.selectors.length) return undefined
    pieces.push(new Tag(content.slice(from)))
    return new ReferenceTemplate(reference, pieces)
  }

  /** The reference that starts at an offset, when it has this form; `reader.end` is behind it then. */
  read(reader: ByteReader, view: DataView, start: number): EndpointReference | undefined {
    const values: string[] = []
    let at = start
    for (const piece of this.#pieces) {
      if (!piece.isAt(view, at)) return undefined
      at += piece.length
      if (values.length + 1 === this.#pieces.length) break
      const value = reader.string(at)
      if (value === undefined) return undefined
      values.push(value)
      at = reader.end
    }
    reader.end = at
    const { address, uri, selectors } = this.#reference
    return { address, uri, selectors: selectors.map(({ name }, index) => ({ name, value: values[index] ?? '' })) }
  }
}
