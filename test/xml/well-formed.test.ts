import { describe, expect, test } from 'vitest'
import { TextError } from '../../src/base/errors.js'
import { XmlDocument } from '../../src/xml/index.js'

function failure(text: string, source?: string): TextError {
  try {
    XmlDocument.parse(text, { source })
  } catch (error) {
    if (error instanceof TextError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(text)} was read`)
}

describe('what is not well-formed is refused with its place and what was expected', () => {
  test.each([
    ['', '1:1: the text is empty'],
    ['   \n ', '2:2: the end of the text where a root element was expected'],
    ['hello', '1:1: "hello" where a root element was expected'],
    ['<a>', '1:4: the element <a> of line 1 is not closed before the end of the text'],
    ['<a>\n  <b>\n</a>', '3:1: </a> closes nothing; </b>, opened in line 2, was expected'],
    ['<a></b>', '1:4: </b> closes nothing; </a>, opened in line 1, was expected'],
    ['</a>', '1:1: "<" where a root element was expected'],
    ['<a/><b/>', '1:5: "<" where nothing but comments was expected'],
    ['<a/>text', '1:5: "text" where nothing but comments was expected'],
    ['<a/><![CDATA[x]]>', '1:5: "<" where nothing but comments was expected'],
    ['<a', '1:1: the tag that starts here is not closed by >'],
    ['<a /b>', '1:5: "b" where "/>" was expected'],
    ['<a b>', '1:5: ">" where "=" after the attribute b was expected'],
    ['<a b=c>', '1:6: "c" where a quoted value for the attribute b was expected'],
    ['<a b="1"c="2"/>', '1:9: "c" where white space, ">" or "/>" was expected'],
    ['<a b="1" b="2"/>', '1:10: the attribute b stands twice in <a>'],
    ['<a b="x', '1:6: the attribute value that starts here is not closed by "'],
    ['<a b="<"/>', '1:7: "<" inside the value of the attribute b; write it as &lt;'],
    ['<1a/>', '1:2: "1a" where a name was expected'],
    [
      '<a>&nbsp;</a>',
      '1:4: "&nbsp;" is not a character reference that XML knows; only &lt; &gt; &amp; &quot; &apos; and &#number; are read',
    ],
    ['<a>R&D</a>', '1:5: "&" starts no character reference; write it as &amp;'],
    [
      '<a>&#0;</a>',
      '1:4: "&#0;" is not a character reference that XML knows; only &lt; &gt; &amp; &quot; &apos; and &#number; are read',
    ],
    [
      '<a>&#xD800;</a>',
      '1:4: "&#xD800;" is not a character reference that XML knows; only &lt; &gt; &amp; &quot; &apos; and &#number; are read',
    ],
    ['<a b="&x"/>', '1:7: "&" starts no character reference; write it as &amp;'],
    ['<a>]]></a>', '1:4: "]]>" outside a CDATA section'],
    ['<a><!-- x -- y --></a>', '1:11: "--" inside a comment'],
    ['<a><!-- x', '1:4: the comment that starts here is not closed by -->'],
    ['<a><![CDATA[ x', '1:4: the CDATA section that starts here is not closed by ]]>'],
    ['<a><?x', '1:4: the processing instruction that starts here is not closed by ?>'],
    ['<a><?xml version="1.0"?></a>', '1:4: an XML declaration may stand only at the very start'],
    [' <?xml version="1.0"?><a/>', '1:2: an XML declaration may stand only at the very start'],
    ['<a>\u0001</a>', '1:4: the character U+0001 is not allowed in XML'],
    ['<a>\ud800</a>', '1:4: the character U+D800 is not allowed in XML'],
    ['<p:a/>', '1:2: the prefix "p" of p:a is not declared by an xmlns:p attribute'],
    ['<a><b p:x="1"/></a>', '1:7: the prefix "p" of p:x is not declared by an xmlns:p attribute'],
    ['<a xmlns:p=""/>', '1:4: xmlns:p must not be empty'],
    ['<a:b:c xmlns:a="u"/>', '1:2: "a:b:c" is not an XML name'],
    ['<a:b xmlns:a="u"><a:c:d/></a:b>', '1:19: "a:c:d" is not an XML name'],
    ['<a:b xmlns:a="u" a:1="x"/>', '1:18: "a:1" is not an XML name'],
    ['<:a/>', '1:2: ":a" is not an XML name'],
    ['<a><!x></a>', '1:5: "!" where a name was expected'],
    [
      '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>',
      '1:36: the attribute q:x of <a> is p:x once more: both prefixes stand for the namespace u',
    ],
    [
      '<a xmlns:p="u"><b p:x="1" y="0" q:z="3" q:x="2" xmlns:q="u"/></a>',
      '1:41: the attribute q:x of <b> is p:x once more: both prefixes stand for the namespace u',
    ],
    ['<?xml?><a/>', '1:1: the XML declaration does not say its version'],
    ['<?xml encoding="utf-8"?><a/>', '1:1: the XML declaration does not say its version'],
    ['<?xml version="2.0"?><a/>', '1:1: the XML declaration does not say its version'],
  ])('%j', (text, message) => {
    expect(failure(text).message).toBe(message)
  })

  test.each(['', '   \n ', 'hello', '<![CDATA[x]]>', '</a>'])('%j may be no package or a part of one', text => {
    expect(failure(text).hint).toBe('It is no XML document, such as a .dtsx file, or it was cut off')
  })

  test('a declaration that can be read', () => {
    for (const text of [
      "<?xml\n version = '1.1' encoding='utf-8'?><a/>",
      '<?xml version="1.0"?><a/>',
      '<?xml-x y?><a/>',
    ])
      expect(XmlDocument.parse(text).toString()).toBe(text)
    expect(failure('<?xml?><a/>').hint).toBe('Begin the file with <?xml version="1.0"?>')
  })

  test('attributes of one local name in several namespaces, and in none', () => {
    const text = '<a xmlns:p="u" xmlns:q="v" xmlns:x="w" p:x="1" q:x="2" x="3" x:p="4" x:q="5"/>'
    expect(XmlDocument.parse(text).root.get('x', 'v')).toBe('2')
  })

  test('CRLF and lone CR end lines', () => {
    expect(failure('<a>\r\n<b>\r<c></a>')).toMatchObject({ line: 3, column: 4 })
  })

  test('the name of the file comes first', () => {
    expect(failure('<a>', 'demo.dtsx').message).toBe(
      'demo.dtsx:1:4: the element <a> of line 1 is not closed before the end of the text',
    )
  })

  test('a prefix that ends with its element is not known after it', () => {
    expect(failure('<a><p:b xmlns:p="u"/><p:c/></a>').message).toContain('p:c')
  })

  test('one attribute twice among many', () => {
    const many = Array.from({ length: 40 }, (_, index) => `a${index}="1"`).join(' ')
    expect(failure(`<a ${many} a7="2"/>`).message).toContain('the attribute a7 stands twice in <a>')
    expect(XmlDocument.parse(`<a ${many}/>`).root.attributes.length).toBe(40)
  })
})

describe('document types', () => {
  const bomb =
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>\n<lolz>&lol2;</lolz>'
  const external = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

  test('entity bombs are refused before anything is expanded', () => {
    const error = failure(bomb)
    expect(error).toMatchObject({ line: 2, column: 1, hint: 'Remove the DOCTYPE from the file' })
    expect(error.message).toContain('no entity is defined and nothing outside the file is opened')
  })

  test('external entities are refused and never opened', () => {
    expect(failure(external)).toMatchObject({ line: 1, column: 1 })
  })

  test('a document type without entities is refused as well', () => {
    expect(failure('<!DOCTYPE a SYSTEM "a.dtd"><a/>').message).toContain('DOCTYPE')
  })
})

describe('depth and size', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)

  test('1,000 elements deep is read, one more is refused', () => {
    expect(XmlDocument.parse(nested(1000)).root.name).toBe('a')
    expect(failure(nested(1001)).message).toBe('1:3001: elements are nested more than 1000 deep')
  })

  test('a million open tags end in the same error, not in a full stack', () => {
    expect(failure('<a>'.repeat(1_000_000)).message).toBe('1:3001: elements are nested more than 1000 deep')
  })

  test('the limit can be set', () => {
    expect(() => XmlDocument.parse(nested(4), { maxDepth: 3 })).toThrow('elements are nested more than 3 deep')
  })

  test('50 MB are read and printed unchanged', () => {
    const item = '<item name="abcdefghij" value="0123456789">some text &amp; more of it</item>\n'
    const text = `<list>\n${item.repeat(650_000)}</list>`
    const document = XmlDocument.parse(text)
    expect(document.root.children.length).toBe(650_000)
    expect(document.toString()).toBe(text)
  })

  test('100,000 attributes in one tag are checked for duplicates', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')
    expect(XmlDocument.parse(`<a ${many}/>`).root.get('a99999')).toBe('1')
  })
})
