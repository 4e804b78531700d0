import { describe, expect, it } from 'vitest'
import { TextError, WmiError } from '../../../src/base/errors.js'
import { type CimInstance, shapeOf } from '../../../src/cim/index.js'
import { ItemsPage } from '../../../src/wsman/rows/index.js'
import { RowWriter } from '../../../src/wsman/values/index.js'
import { classes } from '../values/sample.js'
import { contextOf, pullResponse } from './pages.js'

const context = contextOf(classes)
const wmi = 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/'
const declared = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common"`

function inner(content: string, name = 'Inner'): string {
  return `<p:${name} ${declared} xmlns:p="${wmi}${name}" xsi:type="p:${name}_Type">${content}</p:${name}>`
}

function read(text: string | Buffer): ItemsPage {
  const page = ItemsPage.read(typeof text === 'string' ? Buffer.from(text) : text)
  if (!page) throw new Error('no page')
  return page
}

const rows = (page: ItemsPage): CimInstance[] => [...page.instances(context)]

describe('the frame of a page', () => {
  it('says the context, the end and how many items there are', () => {
    const page = read(
      pullResponse(inner('<p:Text>a</p:Text>') + inner('<p:Text>b</p:Text>'), { context: 'uuid:9', end: false }),
    )
    expect([page.kind, page.context, page.end, page.count]).toEqual(['pull', 'uuid:9', false, 2])
    const last = read(pullResponse('', { context: '', end: true }))
    expect([last.context, last.end, last.count, rows(last)]).toEqual([undefined, true, 0, []])
  })

  it('reads answers to Enumerate, with or without items, in either namespace', () => {
    const answer = (body: string) =>
      pullResponse('').replace(
        /<n:PullResponse>.*<\/n:PullResponse>/,
        `<n:EnumerateResponse>${body}</n:EnumerateResponse>`,
      )
    const first = read(answer(`<n:EnumerationContext/><w:Items>${inner('')}</w:Items><w:EndOfSequence/>`))
    expect([first.kind, first.context, first.end, first.count]).toEqual(['enumerate', undefined, true, 1])
    const bare = read(answer('<n:EnumerationContext>5</n:EnumerationContext>'))
    expect([bare.context, bare.end, bare.count]).toEqual(['5', false, 0])
    expect(read(answer('<n:EnumerationContext>5</n:EnumerationContext><w:Items/>')).count).toBe(0)
  })

  it('is not mistaken for what rows have of the same name', () => {
    const row = inner(
      `<p:Text>a</p:Text><n:EndOfSequence/><n:Items><n:Items/></n:Items><n:EnumerationContext>no</n:EnumerationContext>`,
    )
    const page = read(pullResponse(row))
    expect([page.context, page.end, page.count]).toEqual(['uuid:1', false, 1])
    expect(rows(page)[0]?.Text).toBe('a')
  })

  it('is read from UTF-16, with a mark and with a declaration', () => {
    const text = pullResponse(inner('<p:Text>é€😀</p:Text>'))
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`<?xml version="1.0" encoding="utf-8"?>${text}`),
      Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>${text}`),
    ])
      expect(rows(read(bytes))[0]?.Text).toBe('é€😀')
  })

  it.each([
    ['a fault', pullResponse('').replace(/<n:PullResponse>.*<\/n:PullResponse>/, '<s:Fault/>')],
    ['an instance', pullResponse('').replace(/<n:PullResponse>.*<\/n:PullResponse>/, inner('<p:Text>a</p:Text>'))],
    ['HTML', '<html><body>503</body></html>'],
    ['nothing', ''],
    ['a page that is cut off', pullResponse(inner('')).slice(0, -30)],
    ['a page with bytes that are no UTF-8', Buffer.concat([Buffer.from(pullResponse('')), Buffer.from([0xff])])],
    ['another declared encoding', `<?xml version="1.0" encoding="iso-8859-1"?>${pullResponse('')}`],
    ['a document type', `<!DOCTYPE x>${pullResponse('')}`],
  ])('is not %s', (_, text) => {
    expect(ItemsPage.read(typeof text === 'string' ? Buffer.from(text) : text)).toBe(undefined)
  })
})

describe('the rows of a page', () => {
  it('share one shape, also across pages', () => {
    const [a, b] = [
      rows(read(pullResponse(inner('<p:Text>a</p:Text>')))),
      rows(read(pullResponse(inner('') + inner('')))),
    ]
    const shapes = new Set([...a, ...b].map(shapeOf))
    expect(shapes.size).toBe(1)
  })

  it('come as they are asked for', () => {
    const page = read(pullResponse(`${inner('<p:Text>a</p:Text>')}${inner('<p:Number>x</p:Number>')}`))
    const iterator = page.instances(context)
    expect((iterator.next().value as CimInstance).Text).toBe('a')
    expect(() => iterator.next()).toThrow(/Inner\.Number.*row 2/)
  })

  it('do not keep what was read before: two readers read the same', () => {
    const page = read(pullResponse(inner('<p:Text>a</p:Text>').repeat(3)))
    const [first, second] = [page.instances(context), page.instances(context)]
    expect(
      [first.next(), second.next(), first.next(), second.next()].map(({ value }) => (value as CimInstance).Text),
    ).toEqual(['a', 'a', 'a', 'a'])
  })

  it('fail where the page is no XML, wherever it is', () => {
    const good = inner('<p:Text>a</p:Text>')
    for (const bad of [
      '<p:Inner',
      '</p:Inner>',
      '<x>',
      inner('<p:Text>&bad;</p:Text>'),
      inner('<p:Text>]]></p:Text>'),
      inner('<q:Text/>'),
    ])
      expect(() => rows(ItemsPage.read(Buffer.from(pullResponse(good + bad + good))) ?? fail())).toThrow(TextError)
    function fail(): never {
      throw new TextError('no page', { line: 1, column: 1 })
    }
  })

  it('name the row of a bad value', () => {
    const page = read(
      pullResponse(inner('') + inner('<p:When><cim:Datetime>2013-02-30T00:00:00Z</cim:Datetime></p:When>')),
    )
    expect(() => rows(page)).toThrow(WmiError)
    expect(() => rows(page)).toThrow('Inner.When in row 2 of the page')
  })

  it('keep one bad datetime that is said as a pattern', () => {
    const page = read(
      pullResponse(inner('<p:When><cim:CIM_DateTime>**************.******+***</cim:CIM_DateTime></p:When>')),
    )
    expect(String(rows(page)[0]?.When)).toBe('**************.******+***')
  })

  it('are the same when values repeat and change', () => {
    const writer = new RowWriter({ family: 'wmi', namespace: 'root\\cimv2' })
    const texts = [
      'a',
      'a',
      'a',
      'ab',
      'a',
      '',
      '',
      'a long text that is repeated',
      'a long text that is repeated',
      'a long text that is repeated!',
      null,
      'a',
    ]
    const all = texts.map(text => inner(text === null ? '' : `<p:Text>${text}</p:Text>`))
    const read1 = rows(read(pullResponse(all.join(''))))
    expect(read1.map(({ Text }) => Text)).toEqual(texts)
    expect(rows(read(pullResponse(read1.map(row => writer.instance(row)).join(''))))).toEqual(read1)
  })
})

describe('what comes with rows', () => {
  const reference = (name: string) =>
    `<a:EndpointReference><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>${wmi}Inner</w:ResourceURI><w:SelectorSet><w:Selector Name="Text">${name}</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference>`

  it('are references, in w:Item or alone', () => {
    const both = read(
      pullResponse(
        ['a', 'b'].map(text => `<w:Item>${inner(`<p:Text>${text}</p:Text>`)}${reference(text)}</w:Item>`).join(''),
      ),
    )
    const found = [...both.rows(context)].map(({ instance, reference }) => [
      instance.Text,
      reference?.selectors[0]?.value,
    ])
    expect(found).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ])
    expect([...both.references()].map(({ uri }) => uri)).toEqual([`${wmi}Inner`, `${wmi}Inner`])
    expect([both.count, both.classNames(), both.referencedClassNames()]).toEqual([2, ['Inner'], ['Inner']])
    const alone = read(pullResponse(reference('a') + reference('b')))
    expect([...alone.references()].map(({ selectors }) => selectors[0]?.value)).toEqual(['a', 'b'])
    expect([rows(alone), alone.classNames(), alone.count]).toEqual([[], [], 2])
  })

  it('are the names of the classes, of what is embedded too', () => {
    const text = inner(
      `<p:Text> xsi:type="p:Trap_Type"</p:Text><p:Deeper xmlns:q="${wmi}Other" xsi:type='q:Other_Type'><q:More>true</q:More></p:Deeper>`,
    )
    for (const page of [
      read(pullResponse(text + inner('', 'Only'))),
      read(pullResponse(`<!-- c -->${text}${inner('', 'Only')}`)),
    ])
      expect([...page.classNames()].sort()).toEqual(['Inner', 'Only', 'Other'])
    expect(read(pullResponse('<w:XmlFragment><Text>a</Text></w:XmlFragment>')).classNames()).toEqual([])
  })

  it('are of a class that is called Item', () => {
    expect(read(pullResponse(inner('<p:Text>a</p:Text>', 'Item'))).classNames()).toContain('Item')
  })

  it('are counted where elements have the name of their row', () => {
    const nested = inner('<p:Inner><p:Inner/></p:Inner><p:Text>a</p:Text>')
    const page = read(pullResponse(nested + nested))
    expect([page.count, rows(page).length]).toEqual([2, 2])
  })

  it('are class declarations', () => {
    const page = read(pullResponse('<CLASS NAME="A"/><CLASS NAME="B"/>'))
    expect([...page.elements()].map(element => element.get('NAME'))).toEqual(['A', 'B'])
  })
})
