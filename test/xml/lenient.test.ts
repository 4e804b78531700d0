import { describe, expect, it } from 'vitest'
import { TextError } from '../../src/base/errors.js'
import { escapeAttribute, escapeText, XmlDocument } from '../../src/xml/index.js'

const bell = String.fromCharCode(7)
const zero = String.fromCharCode(0)

describe('characters that XML forbids', () => {
  it.each(['&#x7;', '&#0;', '&#xD800;', '&#xFFFF;', '&#x110000;', bell])('refuses %j unless told otherwise', text => {
    expect(() => XmlDocument.parse(`<a>${text}</a>`)).toThrow(TextError)
    expect(() => XmlDocument.parse(`<a b="${text}"/>`)).toThrow(TextError)
  })

  it('reads them where the reader is lenient', () => {
    const { root } = XmlDocument.parse(`<a b="&#x7;x">${bell}&#x0;&#xD83D;&#xDE00;&#xD800;<!-- c -->&#1;</a>`, {
      lenient: true,
    })
    expect(root.get('b')).toBe(`${bell}x`)
    expect(root.text).toBe(`${bell}${zero}😀\ud800${String.fromCharCode(1)}`)
  })

  it('refuses what is no reference even then', () => {
    for (const text of ['&#;', '&#xG;', '&nbsp;', '&', '&#x1'])
      expect(() => XmlDocument.parse(`<a>${text}</a>`, { lenient: true })).toThrow(TextError)
  })

  it('writes any text so that a lenient reader takes it back', () => {
    const text = `a<b>&"'\r\n\t${zero}${bell}😀\ud800 \udc00\ufffe\uffff]]>`
    const { root } = XmlDocument.parse(`<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`, { lenient: true })
    expect(root.text).toBe(text)
    expect(root.get('b')).toBe(text)
    expect(escapeText('plain 😀')).toBe('plain 😀')
  })
})
