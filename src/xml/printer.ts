// Prints a changed document: untouched spans are copied from the text, changed ones written in the style around them.
import type { XmlAttribute } from './attribute.js'
import type { XmlDocument } from './document.js'
import type { ElementSource, XmlElement } from './element.js'
import { encodeAttribute, encodeText } from './references.js'

/** The text of a document with its changes. */
export function printDocument(document: XmlDocument): string {
  const { source } = document.root
  const printer = new Printer(document)
  if (!source) return document.text
  printer.copy(0, source.start)
  printer.element(document.root)
  printer.copy(source.end, document.text.length)
  return printer.toString()
}

class Printer {
  readonly #document: XmlDocument
  readonly #parts: string[] = []

  constructor(document: XmlDocument) {
    this.#document = document
  }

  toString(): string {
    return this.#parts.join('')
  }

  copy(start: number, end: number): void {
    if (start < end) this.#parts.push(this.#document.text.slice(start, end))
  }

  element(element: XmlElement): void {
    const { source } = element
    if (!source) this.#made(element, this.#indentOf(element))
    else if (!element.touched) this.copy(source.start, source.end)
    else this.#changed(element, source)
  }

  #changed(element: XmlElement, source: ElementSource): void {
    const { attributesChanged, contentChanged, text } = element.edits
    if (attributesChanged) this.#attributes(element, source, element.attributes)
    else this.copy(source.start, source.tailStart)
    const content = new ContentPlan(element, source, contentChanged)
    this.#parts.push(this.#tail(source, content))
    if (content.empty) return
    if (text !== null && element.children.length === 0) this.#parts.push(this.#text(element))
    else this.#content(element, source)
    if (source.closeStart < source.end) this.copy(source.closeStart, source.end)
    else this.#parts.push(`</${element.name}>`)
  }

  /** The text that an element was given. */
  #text(element: XmlElement): string {
    const { eol } = this.#document.style
    if (!element.edits.cdata) return encodeText(element.text, eol, element.name)
    // A section cannot hold its own end.
    const inner = element.text.replaceAll(']]>', ']]]]><![CDATA[>').replace(/\r\n|\r|\n/g, eol)
    return `<![CDATA[${inner}]]>`
  }

  /** The end of the open tag: as it stood unless the element became empty or stopped being so. */
  #tail(source: ElementSource, content: ContentPlan): string {
    const tail = this.#document.text.slice(source.tailStart, source.openEnd)
    if (content.empty === tail.endsWith('/>')) return tail
    return content.empty ? this.#document.style.emptyEnd : '>'
  }

  #attributes(element: XmlElement, source: ElementSource, attributes: readonly XmlAttribute[]): void {
    this.copy(source.start, source.nameEnd)
    const lead = this.#attributeLead(element, attributes)
    for (const attribute of attributes) {
      const { source: at } = attribute
      if (!at) this.#parts.push(lead, this.#attribute(attribute))
      else if (!attribute.changed) this.copy(at.lead, at.valueEnd + 1)
      else {
        this.copy(at.lead, at.valueStart)
        const quote = this.#document.text.charAt(at.valueEnd) === "'" ? "'" : '"'
        this.#parts.push(encodeAttribute(attribute.value, quote, attribute.name), quote)
      }
    }
  }

  /** What goes before a new attribute: what stands before those that were read, the last one counting. */
  #attributeLead(element: XmlElement, attributes: readonly XmlAttribute[]): string {
    const { text, style } = this.#document
    const model = attributes.findLast(attribute => attribute.source && !attribute.declares)?.source
    const before = model ? /^\s+/.exec(text.slice(model.lead, model.valueStart))?.[0] : undefined
    if (before) return before
    return style.attributeLines ? `${style.eol}${this.#indentOf(element)}${style.indent}` : ' '
  }

  #attribute(attribute: XmlAttribute): string {
    return `${attribute.name}="${encodeAttribute(attribute.value, '"', attribute.name)}"`
  }

  /** Children that were read with what stands between them, made ones on lines of their own after their predecessor. */
  #content(element: XmlElement, source: ElementSource): void {
    const { style } = this.#document
    const { removed, cleared } = element.edits
    const lines = this.#linesIn(element, source)
    const lead = lines ? `${style.eol}${this.#childIndent(element)}` : ''
    let cursor = source.openEnd
    let made = false
    for (const child of element.children) {
      if (child.source) {
        if (!cleared) this.#gap(cursor, child.source.start, removed)
        cursor = child.source.end
        made = false
      } else {
        this.#parts.push(lead)
        made = true
      }
      this.element(child)
    }
    const rest = cleared ? '' : this.#document.text.slice(cursor, source.closeStart)
    if (!cleared) this.#gap(cursor, source.closeStart, removed)
    if (made && lines && !/[\r\n]\s*$/.test(rest)) this.#parts.push(`${style.eol}${this.#indentOf(element)}`)
  }

  /** Copies what stands between children, without those that are gone and the white space before them. */
  #gap(start: number, end: number, removed: readonly XmlElement[]): void {
    let cursor = start
    const inside = removed.filter(({ source }) => source && source.start >= start && source.end <= end)
    inside.sort((a, b) => (a.source?.start ?? 0) - (b.source?.start ?? 0))
    for (const { source } of inside) {
      if (!source) continue
      const before = this.#document.text.slice(cursor, source.start)
      this.#parts.push(before.replace(/(?:\r\n|\n|\r)[ \t]*$/, ''))
      cursor = source.end
    }
    this.copy(cursor, end)
  }

  /** A made element. `xmlns` declarations stay on the line of what is before them. */
  #made(element: XmlElement, indent: string): void {
    const { style } = this.#document
    const attributeLead = style.attributeLines && style.lines ? `${style.eol}${indent}${style.indent}` : ' '
    this.#parts.push(`<${element.name}`)
    for (const attribute of element.attributes)
      this.#parts.push(attribute.declares ? ' ' : attributeLead, this.#attribute(attribute))
    const { children } = element
    if (children.length === 0 && element.edits.text === null) {
      this.#parts.push(style.emptyEnd)
      return
    }
    this.#parts.push('>')
    if (children.length === 0) this.#parts.push(this.#text(element))
    for (const child of children) {
      if (style.lines) this.#parts.push(`${style.eol}${indent}${style.indent}`)
      this.#made(child, `${indent}${style.indent}`)
    }
    if (children.length > 0 && style.lines) this.#parts.push(`${style.eol}${indent}`)
    this.#parts.push(`</${element.name}>`)
  }

  #linesIn(element: XmlElement, source: ElementSource): boolean {
    const { text, style } = this.#document
    if (!style.lines) return false
    const next = text.indexOf('<', source.openEnd)
    const between = text.slice(source.openEnd, Math.min(next, source.closeStart))
    return (
      source.openEnd === source.closeStart ||
      between === '' ||
      /[\r\n]/.test(between) ||
      element.children.every(child => !child.source)
    )
  }

  #childIndent(element: XmlElement): string {
    const model = element.children.find(child => child.source && this.#lineIndent(child.source) !== null)?.source
    return (model && this.#lineIndent(model)) ?? `${this.#indentOf(element)}${this.#document.style.indent}`
  }

  #indentOf(element: XmlElement): string {
    const own = element.source ? this.#lineIndent(element.source) : null
    if (own !== null) return own
    return element.parent ? this.#childIndent(element.parent) : ''
  }

  /** The white space before an element when nothing else stands before it on its line. */
  #lineIndent(source: ElementSource): string | null {
    const { text } = this.#document
    let at = source.start
    while (at > 0 && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at -= 1
    const before = text.charCodeAt(at - 1)
    return at === 0 || before === 10 || before === 13 ? text.slice(at, source.start) : null
  }
}

/** Whether a changed element has content to print. */
class ContentPlan {
  readonly empty: boolean

  constructor(element: XmlElement, source: ElementSource, changed: boolean) {
    const wasEmpty = source.closeStart === source.end
    const { text, removed } = element.edits
    if (!changed) this.empty = wasEmpty
    else if (element.children.length > 0) this.empty = false
    else if (text !== null) this.empty = wasEmpty && text === ''
    else this.empty = wasEmpty || (removed.length > 0 && !source.markup && element.text.trim() === '')
  }
}
