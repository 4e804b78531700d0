import { describe, expect, test } from 'vitest'
import { TextError } from '../../src/base/errors.js'
import { decodeXml, encodeXml, encodingOf } from '../../src/xml/index.js'

const text = '<?xml version="1.0"?>\n<a é="€😀"/>'
const big = (value: string) => Buffer.from(value, 'utf16le').swap16()

describe('bytes come back as they were', () => {
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8', false],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`), 'utf-8', true],
    ['UTF-16LE with mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', true],
    ['UTF-16BE with mark', big(`\ufeff${text}`), 'utf-16be', true],
    ['UTF-16LE without mark', Buffer.from(text, 'utf16le'), 'utf-16le', false],
    ['UTF-16BE without mark', big(text), 'utf-16be', false],
  ] as const)('%s', (_, bytes, name, mark) => {
    const read = decodeXml(bytes)
    expect(read).toEqual({ text, encoding: { name, mark } })
    expect(encodeXml(read.text, read.encoding).equals(bytes)).toBe(true)
  })
})

function failure(bytes: Uint8Array): TextError {
  try {
    decodeXml(bytes, 'x.dtsx')
  } catch (error) {
    if (error instanceof TextError) return error
    throw error
  }
  throw new Error('it was read')
}

describe('bytes that are not text', () => {
  const broken = (before: string, ...bytes: number[]) =>
    Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from('</a>')])

  test.each([
    ['a lone continuation byte', broken('<a>', 0x80), 3],
    ['Latin-1', broken('<a>\n  caf', 0xe9), 9],
    ['an overlong form', broken('<a>', 0xc0, 0x80), 3],
    ['a surrogate', broken('<a>€', 0xed, 0xa0, 0x80), 6],
    ['a cut sequence at the end', Buffer.concat([Buffer.from('<a>😀'), Buffer.from([0xf0, 0x9f])]), 7],
    ['after a mark', Buffer.concat([Buffer.from('\ufeff<a>'), Buffer.from([0xff])]), 6],
  ])('UTF-8: %s', (_, bytes, offset) => {
    const error = failure(bytes)
    expect(error.message).toContain(`the bytes at offset ${offset} are not valid UTF-8`)
    expect(error.source).toBe('x.dtsx')
  })

  test('the place of the bytes is told as line and column, too', () => {
    expect(failure(broken('<a>\n  caf', 0xe9))).toMatchObject({ line: 2, column: 6 })
  })

  test('UTF-16 with an unpaired surrogate or half a unit', () => {
    expect(failure(Buffer.from('\ufeff<a>\ud800</a>', 'utf16le')).message).toContain('offset 8 are not valid UTF-16')
    expect(failure(Buffer.concat([Buffer.from('\ufeff<a/>', 'utf16le'), Buffer.from([0x20])])).message).toContain(
      'offset 10 are not valid UTF-16',
    )
  })

  test('UTF-32', () => {
    expect(failure(Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])).message).toContain('UTF-32')
  })
})

describe('declared encodings', () => {
  const declared = (name: string) => `<?xml version="1.0" encoding="${name}"?><a/>`

  test.each(['utf-8', 'UTF-8', 'us-ascii'])('%s is UTF-8', name => {
    expect(decodeXml(Buffer.from(declared(name))).encoding).toEqual({ name: 'utf-8', mark: false })
  })

  test('utf-16 with UTF-16 bytes', () => {
    expect(decodeXml(Buffer.from(`\ufeff${declared('utf-16')}`, 'utf16le')).encoding.name).toBe('utf-16le')
  })

  test.each(['windows-1252', 'iso-8859-1', 'koi8-r'])('%s is refused by name', name => {
    const bytes = Buffer.concat([Buffer.from(declared(name)), Buffer.from([0xe9])])
    expect(failure(bytes).message).toContain(`the encoding "${name}" that the first line names is not read here`)
    expect(failure(Buffer.from(declared(name))).hint).toBe('Save the file as UTF-8 or as UTF-16 with a byte order mark')
  })

  test('a declaration that the bytes contradict is refused', () => {
    expect(failure(Buffer.from(declared('utf-16'))).message).toContain(
      'names the encoding "utf-16", but the bytes are UTF-8',
    )
    expect(failure(Buffer.from(`\ufeff${declared('utf-8')}`, 'utf16le')).message).toContain('the bytes are UTF-16LE')
  })

  test('text that comes as a string is stored as it declares', () => {
    expect(encodingOf(declared('utf-16'))).toEqual({ name: 'utf-16le', mark: true })
    expect(encodingOf('<a/>')).toEqual({ name: 'utf-8', mark: false })
  })
})
