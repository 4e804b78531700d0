import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../src/base/errors.js'
import { XmlDocument } from '../../src/xml/index.js'

const parse = (text: string) => XmlDocument.parse(text)

describe('reading', () => {
  test('references and white space of attribute values', () => {
    const { root } = parse('<a b="1&#xA;2&#9;3\n4\t5\r\n6&quot;&lt;&gt;&amp;&apos;&#x1F600;"/>')
    expect(root.get('b')).toBe('1\n2\t3 4 5 6"<>&\'😀')
  })

  test('text with CDATA, comments and line ends', () => {
    const { root } = parse('<a>x &lt;\r\n<!-- no --><![CDATA[<y>\r\n&amp;]]><?p i?>z<b>inner</b></a>')
    expect(root.text).toBe('x <\n<y>\n&amp;z')
  })

  test('what a reference brings begins no other one', () => {
    const named = parse('<a>&amp;lt;&lt;&amp;amp;&quot;&apos;&gt;&amp;#38;</a>').root.text
    expect(named).toBe(`&lt;<&amp;"'>&#38;`)
    expect(parse('<a>&#38;lt;&amp;#60;&lt;</a>').root.text).toBe('&lt;&#60;<')
    expect(() => parse('<a>&nbsp;&lt;</a>')).toThrow(/&nbsp;/)
  })

  test('namespaces follow the nearest declaration', () => {
    const { root } = parse('<D:a xmlns:D="u1" xmlns="u0"><b/><D:c xmlns:D="u2" D:x="1" x="2"/></D:a>')
    expect(root.namespace).toBe('u1')
    expect(root.children[0]?.namespace).toBe('u0')
    const c = root.child('c', 'u2')
    expect(c?.get('x', 'u2')).toBe('1')
    expect(c?.get('x')).toBe('2')
    expect(c?.get('x', 'u1')).toBeUndefined()
    expect(root.child('c', 'u1')).toBeUndefined()
  })

  test('the xml prefix needs no declaration', () => {
    expect(parse('<a xml:space="preserve"/>').root.get('space', 'http://www.w3.org/XML/1998/namespace')).toBe(
      'preserve',
    )
  })

  test('either quote, spaces around the equals sign, names beyond ASCII', () => {
    const { root } = parse(`<é b = 'x"y'\n  ç="z"/>`)
    expect([root.name, root.get('b'), root.get('ç')]).toEqual(['é', 'x"y', 'z'])
  })

  test('an attribute is found by its whole name', () => {
    const { root } = parse('<a xy="1" y="2"/>')
    expect(root.get('y')).toBe('2')
    expect(root.get('x')).toBeUndefined()
  })
})

const sample = `<?xml version="1.0"?>
<!-- kept -->
<r:root xmlns:r="urn:r"
  r:one="1">
  <r:list>
    <r:item
      r:name="a" />
    <!-- between -->
    <r:item r:name='b'>text</r:item>
  </r:list>
  <r:empty />
</r:root>
`

describe('editing changes its own span', () => {
  const open = () => {
    const document = parse(sample)
    const list = document.root.child('list', 'urn:r')
    if (!list) throw new Error('no list')
    return { document, root: document.root, list }
  }

  test('nothing changed prints the same string', () => {
    const { document } = open()
    expect(document.toString()).toBe(sample)
    expect(document.changed).toBe(false)
  })

  test('an attribute value, in the quotes it has', () => {
    const { document, list } = open()
    list.children[1]?.set('name', `x"y'z<&\n`, 'urn:r')
    expect(document.toString()).toBe(sample.replace("r:name='b'", `r:name='x"y&apos;z&lt;&amp;&#xA;'`))
  })

  test('a value that comes back to what it was is written as it was', () => {
    const text = `<a b='1&#x32; > "x"' c="&quot;"/>`
    const document = parse(text)
    document.root.set('b', 'other')
    document.root.set('b', '12 > "x"')
    expect(document.toString()).toBe(text)
  })

  test('setting what is there changes nothing', () => {
    const { document, root, list } = open()
    root.set('one', '1', 'urn:r')
    if (list.children[1]) list.children[1].text = 'text'
    expect(document.changed).toBe(false)
  })

  test('a new attribute takes the layout of its neighbours', () => {
    const { document, root, list } = open()
    root.set('two', '2', 'urn:r')
    list.children[1]?.set('more', 'x')
    list.children[0]?.set('first', '0', 'urn:r', other => other.localName === 'name')
    expect(document.toString()).toBe(
      sample
        .replace('r:one="1"', 'r:one="1"\n  r:two="2"')
        .replace(`r:name='b'>`, `r:name='b' more="x">`)
        .replace('r:name="a"', 'r:first="0"\n      r:name="a"'),
    )
  })

  test('a removed attribute takes its line with it', () => {
    const { document, root } = open()
    root.set('one', undefined, 'urn:r')
    expect(document.toString()).toBe(sample.replace('\n  r:one="1"', ''))
  })

  test('text', () => {
    const { document, list } = open()
    if (list.children[1]) list.children[1].text = 'new\nline & more'
    expect(document.toString()).toBe(sample.replace('>text<', '>new\nline &amp; more<'))
  })

  test('a removed child takes its line with it; comments stay', () => {
    const { document, list } = open()
    list.children[0]?.remove()
    expect(document.toString()).toBe(sample.replace('\n    <r:item\n      r:name="a" />', ''))
  })

  test('the last child gone leaves the comment, and an empty element without one', () => {
    const { document, list } = open()
    list.children[1]?.remove()
    list.children[0]?.remove()
    expect(document.toString()).toContain('<r:list>\n    <!-- between -->\n  </r:list>')
    const other = parse('<a>\n  <b />\n</a>')
    other.root.children[0]?.remove()
    expect(other.toString()).toBe('<a />')
  })

  test('made elements are written in the style around them', () => {
    const { document, list, root } = open()
    const empty = root.child('empty', 'urn:r')
    const made = document.create(list, 'r:item', { 'r:name': 'c', xmlns: 'urn:x' }, [
      document.create(list, 'q', { y: '1' }),
    ])
    list.insert(made, list.children[1])
    empty?.insert(document.create(root, 'r:leaf', {}, 'x > y'))
    expect(document.toString()).toBe(
      sample
        .replace(
          '    <!-- between -->',
          '    <r:item\n      r:name="c" xmlns="urn:x">\n      <q\n        y="1" />\n    </r:item>\n    <!-- between -->',
        )
        .replace('<r:empty />', '<r:empty>\n    <r:leaf>x &gt; y</r:leaf>\n  </r:empty>'),
    )
  })

  test('what was made can be changed and taken out again', () => {
    const { document, list } = open()
    const made = document.create(list, 'r:item', { 'r:name': 'c' })
    list.insert(made)
    made.set('name', 'd', 'urn:r')
    made.insert(document.create(made, 'r:sub'))
    expect(document.toString()).toContain('<r:item\n      r:name="d">\n      <r:sub />\n    </r:item>\n  </r:list>')
    made.remove()
    expect(document.toString()).toBe(sample)
  })

  test('text replaces children, children replace text that was set', () => {
    const document = parse('<a>\n  <b />\n</a>')
    document.root.text = 'x'
    expect(document.toString()).toBe('<a>x</a>')
    document.root.insert(document.create(document.root, 'c'))
    expect(document.toString()).toBe('<a>\n  <c />\n</a>')
  })

  test('control characters and lone surrogates cannot be written', () => {
    const { root, document } = open()
    expect(() => root.set('one', 'a\u0000b', 'urn:r')).toThrow(ArgumentError)
    expect(() => {
      root.text = '\udc00'
    }).toThrow('U+DC00')
    expect(document.changed).toBe(false)
  })
})

describe('styles', () => {
  test('CRLF files get CRLF, also inside text', () => {
    const document = parse('<a>\r\n\t<b x="1"/>\r\n</a>')
    document.root.insert(document.create(document.root, 'c', { y: '2' }, 'l1\nl2'))
    expect(document.toString()).toBe('<a>\r\n\t<b x="1"/>\r\n\t<c y="2">l1\r\nl2</c>\r\n</a>')
  })

  test('one-line files stay on one line', () => {
    const document = parse('<a><b x="1"/></a>')
    document.root.insert(document.create(document.root, 'c', { y: '2', z: '3' }, [document.create(document.root, 'd')]))
    expect(document.toString()).toBe('<a><b x="1"/><c y="2" z="3"><d/></c></a>')
  })

  test('attributes on lines of their own are recognised below the root', () => {
    expect(parse('<a x="1" y="2">\n  <b\n    z="3" />\n</a>').style).toMatchObject({
      attributeLines: true,
      lines: true,
    })
    expect(parse('<a\n  x="1">\n  <b z="3" />\n</a>').style).toMatchObject({ attributeLines: false })
  })
})

test('looking at a document shows no text of it', async () => {
  const { inspect } = await import('node:util')
  const document = parse('<a secret="hunter2"><b>hunter2</b></a>')
  document.root.set('more', 'hunter2')
  expect(inspect(document, { depth: 10, showHidden: true }) + inspect(document.root, { depth: 10 })).not.toContain(
    'hunter2',
  )
  expect(JSON.stringify({ document, root: document.root })).toBe('{}')
})
