import { describe, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { decodeXml, encodeXml, XmlDocument, type XmlElement } from '../../src/xml/index.js'
import { fuzzCases } from '../vectors.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

const sample = `<?xml version="1.0"?>
<!-- one -->
<r:root xmlns:r="urn:r" xmlns='urn:d'
  r:one="1" two='a&#xA;b &lt;"'>
  text &amp; more <![CDATA[<raw> ]] ]]> tail
  <r:item r:name="é€😀" />
  <item><deep><deeper a="1" b="2" c="3"/></deep></item>
  <?pi data?>
  <p:x xmlns:p="urn:p" p:y="1">\r\n</p:x>
</r:root>
<!-- end -->
`

const tokens = [
  '<',
  '>',
  '/>',
  '</',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '&',
  '&amp;',
  '&#x41;',
  '&#0;',
  '&x;',
  '"',
  "'",
  '=',
  ' ',
  '\n',
  '\r\n',
  '\t',
  'xmlns:r="u"',
  'xmlns=""',
  'r:',
  ':',
  'a="1"',
  '<a>',
  '</a>',
  '<r:item',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '\u0000',
  '\ud800',
  '\ufeff',
  'é',
  '<?xml version="1.0"?>',
  '</r:root>',
]

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof WmilinkError) return undefined
    throw error
  }
}

/** What a tree says, whatever the text it was read from. White space moves with the lines of elements. */
function contents(element: XmlElement): unknown {
  return [
    element.localName,
    element.namespace,
    element.attributes.map(({ name, value, namespace }) => [name, value, namespace]),
    element.children.length === 0 ? element.text.replace(/\s+/g, ' ').trim() : null,
    element.children.map(contents),
  ]
}

/** Changes a document in a few places at random. */
function edit(document: XmlDocument, random: () => number): void {
  const elements = [document.root, ...document.root.descendants()]
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits -= 1) {
    const element = elements[Math.floor(random() * elements.length)]
    const attribute = element?.attributes.find(({ declares }) => !declares)
    const kind = Math.floor(random() * 6)
    if (!element) continue
    if (kind === 0) element.set('made', 'x<&"\n\' y')
    else if (kind === 1 && attribute)
      element.set(attribute.localName, random() < 0.5 ? undefined : 'z', attribute.namespace)
    else if (kind === 2) element.text = random() < 0.5 ? '' : 'a\n<b> & ]]> \r'
    else if (kind === 3 && element !== document.root) element.remove()
    else element.insert(document.create(element, 'n', { q: '1' }, random() < 0.5 ? 't' : []), element.children[0])
  }
}

describe('any text is a document or an error with its place', () => {
  test('mutated documents print as they were read', () => {
    const random = seeded(1)
    let read = 0
    for (let run = 0; run < fuzzCases; run += 1) {
      const text = mutateText(sample, random, tokens)
      const document = attempt(() => XmlDocument.parse(text))
      if (!document) continue
      read += 1
      if (document.toString() !== text) expect.fail(`printed otherwise: ${JSON.stringify(text)}`)
    }
    expect(read).toBeGreaterThan(fuzzCases / 100)
  })

  test('edited documents read back as they were edited', () => {
    const random = seeded(2)
    for (let run = 0; run < fuzzCases / 4; run += 1) {
      const document = attempt(() => XmlDocument.parse(run % 2 === 0 ? sample : mutateText(sample, random, tokens)))
      if (!document) continue
      edit(document, random)
      const printed = document.toString()
      const again = XmlDocument.parse(printed)
      expect(contents(again.root), printed).toEqual(contents(document.root))
      expect(again.toString()).toBe(printed)
    }
  })

  test('token soup', () => {
    const random = seeded(3)
    for (let run = 0; run < fuzzCases; run += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 20) },
        () => tokens[Math.floor(random() * tokens.length)],
      ).join('')
      const document = attempt(() => XmlDocument.parse(text))
      if (document) expect(document.toString()).toBe(text)
    }
  })
})

test('any bytes are text that goes back to them, or an error with its place', () => {
  const random = seeded(4)
  const stores = [
    Buffer.from(sample),
    Buffer.from(`\ufeff${sample}`),
    Buffer.from(`\ufeff${sample}`, 'utf16le'),
    Buffer.from(`\ufeff${sample}`, 'utf16le').swap16(),
  ]
  for (let run = 0; run < fuzzCases; run += 1) {
    const bytes = mutateBytes(stores[run % stores.length] ?? new Uint8Array(), random)
    const read = attempt(() => decodeXml(bytes))
    if (read && !encodeXml(read.text, read.encoding).equals(bytes)) expect.fail(Buffer.from(bytes).toString('hex'))
  }
})
