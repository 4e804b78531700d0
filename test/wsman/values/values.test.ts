import { describe, expect, it } from 'vitest'
import { WmiError } from '../../../src/base/errors.js'
import { CimDateTime, CimInstance, type CimValue, classOf, shapeOf } from '../../../src/cim/index.js'
import { lenientXml, type RowContext, readInstance, readValues } from '../../../src/wsman/values/index.js'
import { classes } from './sample.js'

const context: RowContext = {
  home: { server: 'SRV', namespace: 'root\\cimv2' },
  classNamed: name => classes.get(name),
}

const wmi = 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/'
const cimUri = 'http://schemas.dmtf.org/wbem/wscim/1/common'
const declared = `xmlns:p="${wmi}Sample" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:cim="${cimUri}" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:m="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd" xmlns:i="${wmi}Inner" xmlns:o="${wmi}Other"`

function row(content: string, how: RowContext = context): CimInstance {
  return readInstance(lenientXml(`<p:Sample ${declared} xsi:type="p:Sample_Type">${content}</p:Sample>`).root, how)
}

function value(content: string, name: string, how?: RowContext): CimValue | undefined {
  return row(content, how)[name]
}

const one = (name: string, text: string) => value(`<p:${name}>${text}</p:${name}>`, name)
const time = (text: string) => CimDateTime.parse(text)

describe('the value of an element, by the declared type', () => {
  it.each<[string, string, CimValue]>([
    ['U8', '255', 255],
    ['S8', '-128', -128],
    ['U16', ' 7\n', 7],
    ['U32', '4294967295', 4294967295],
    ['U64', '18446744073709551615', 18446744073709551615n],
    ['S64', '-9223372036854775808', -9223372036854775808n],
    ['U64', '0', 0n],
    ['R32', '0.1', Math.fround(0.1)],
    ['R64', '-1.5E+300', -1.5e300],
    ['R64', 'INF', null],
    ['R64', '-INF', null],
    ['R32', 'NaN', null],
    ['Flag', 'true', true],
    ['Flag', 'FALSE', false],
    ['Flag', '1', true],
    ['Flag', '0', false],
    ['Letter', 'x', 'x'],
    ['Letter', '7', '7'],
    ['Letter', '07', '\u0007'],
    ['Letter', '8364', '€'],
    ['Letter', ' ', ' '],
    ['Name', '', ''],
    ['Name', ' a &amp; b\n ', ' a & b\n '],
    ['Name', '<![CDATA[<x>]]>&#x1;', '<x>\u0001'],
    ['U32', '', null],
    ['When', '', null],
    ['Flag', ' ', null],
  ])('%s %j', (name, text, expected) => {
    expect(one(name, text)).toEqual(expected)
  })

  it.each<[string, string]>([
    ['<cim:Datetime>2013-04-15T16:28:43.488171Z</cim:Datetime>', '20130415162843.488171+000'],
    ['<cim:Datetime>2013-04-15T16:28:47.73517Z</cim:Datetime>', '20130415162847.735170+000'],
    ['<cim:Datetime>2013-04-15T16:28:47Z</cim:Datetime>', '20130415162847.000000+000'],
    ['<cim:Datetime>2013-04-15T16:28:47.1234567+08:00</cim:Datetime>', '20130415162847.123456+480'],
    ['<cim:Datetime>2013-04-15T16:28:47-00:30</cim:Datetime>', '20130415162847.000000-030'],
    ['<cim:Datetime>2013-04-15T16:28:47</cim:Datetime>', '20130415162847.000000+000'],
    ['\n <Datetime>\n2013-04-15T16:28:47Z </Datetime>\n', '20130415162847.000000+000'],
    ['<cim:Interval>P0DT0H1M40S</cim:Interval>', '00000000000140.000000:000'],
    ['<cim:Interval>P2002DT2H2M2.000002S</cim:Interval>', '00002002020202.000002:000'],
    ['<cim:Interval>PT100S</cim:Interval>', '00000000000140.000000:000'],
    ['<cim:Interval>P0Y0M1D</cim:Interval>', '00000001000000.000000:000'],
    ['<cim:CIM_DateTime>**************.******+***</cim:CIM_DateTime>', '**************.******+***'],
    ['<cim:CIM_DateTime>20130415******.******+060</cim:CIM_DateTime>', '20130415******.******+060'],
    ['20130415162847.123456+060', '20130415162847.123456+060'],
    ['2013-04-15T16:28:47+01:00', '20130415162847.000000+060'],
    ['P1DT2H', '00000001020000.000000:000'],
    ['00000001020000.000000:000', '00000001020000.000000:000'],
  ])('a datetime: %s', (text, expected) => {
    expect(one('When', text)).toEqual(time(expected))
  })

  it('is null for a nil, and for what is not sent', () => {
    const it = row('<p:Name xsi:nil="true"/><p:U8 xsi:nil="1"></p:U8><p:When><cim:Datetime xsi:nil="true"/></p:When>')
    expect([it.Name, it.U8, it.When, it.U16, it.Texts]).toEqual([null, null, null, null, null])
    expect(Object.keys(it)).toHaveLength(shapeOf(it).class.properties.size)
    expect(it.Name === '').toBe(false)
  })

  it('is an array where the class says so, also of one item', () => {
    expect(value('<p:Texts>a</p:Texts>', 'Texts')).toEqual(['a'])
    expect(value('<p:Texts>a</p:Texts><p:U8>1</p:U8><p:texts/>', 'Texts')).toEqual(['a', ''])
    expect(value('<p:Wide>1</p:Wide><p:Wide>2</p:Wide>', 'Wide')).toEqual([1n, 2n])
    expect(value('<p:Bytes>1</p:Bytes><p:Bytes>255</p:Bytes>', 'Bytes')).toEqual([1, 255])
    expect(value('<p:Bytes xsi:type="cim:cimBase64Binary">AQL/</p:Bytes>', 'Bytes')).toEqual([1, 2, 255])
  })

  it('has no null items: texts are empty, others left out', () => {
    expect(value('<p:Texts>a</p:Texts><p:Texts xsi:nil="true"/>', 'Texts')).toEqual(['a', ''])
    expect(value('<p:Wide>1</p:Wide><p:Wide xsi:nil="true"/>', 'Wide')).toEqual([1n])
  })

  it('tells null arrays from empty ones where the server is precise', () => {
    const precise = { ...context, preciseArrays: true }
    const it = row('<p:Texts xsi:nil="true" m:IsNullArray="true"/><p:Wide>1</p:Wide>', precise)
    expect([it.Texts, it.Wide, it.Bytes]).toEqual([null, [1n], []])
  })

  it('finds properties in any case and any namespace', () => {
    const it = row('<p:NAME>n</p:NAME><o:u8>1</o:u8><U16 xmlns="">2</U16>')
    expect([it.Name, it.U8, it.U16]).toEqual(['n', 1, 2])
  })

  it('keeps what the class does not declare, as texts', () => {
    const it = row('<p:Name>n</p:Name><p:Zulu>5</p:Zulu><p:Alpha>x</p:Alpha><p:Alpha>y</p:Alpha>')
    expect([it.Zulu, it.Alpha, it.Name]).toEqual(['5', ['x', 'y'], 'n'])
    expect(it.__CLASS).toBe('Sample')
    expect(it.__PATH).toBe('\\\\SRV\\root\\cimv2:Sample.Name="n"')
    expect(Object.keys(it)[0]).toBe('Alpha')
  })
})

describe('embedded objects', () => {
  it('are of the class that their type says', () => {
    const it = row(
      `<p:Thing xmlns:p1="${wmi}Other" xsi:type="p1:Other_Type"><p1:Text>t</p1:Text><p1:Number>5</p1:Number><p1:More>true</p1:More></p:Thing>`,
    )
    const { Thing } = it
    expect(Thing).toBeInstanceOf(CimInstance)
    expect({ ...(Thing as CimInstance) }).toEqual({ Text: 't', Number: 5n, More: true, When: null, Deeper: null })
    expect((Thing as CimInstance).__CLASS).toBe('Other')
    expect((Thing as CimInstance).__PATH).toBe(null)
  })

  it('are of the class of their properties’ namespace, or the declared one', () => {
    expect((value('<p:Thing><o:Text>t</o:Text></p:Thing>', 'Thing') as CimInstance).__CLASS).toBe('Other')
    expect((value('<p:Typed><p:Text>t</p:Text></p:Typed>', 'Typed') as CimInstance).__CLASS).toBe('Inner')
    expect(value('<p:Thing/>', 'Thing')).toBe(null)
    const blank = value('<p:Thing xsi:type="o:Other_Type">\n</p:Thing>', 'Thing') as CimInstance
    expect([blank.__CLASS, blank.Text]).toEqual(['Other', null])
  })

  it('stand in arrays and in one another', () => {
    const it = row(
      '<p:Things xsi:type="i:Inner_Type"><i:Deeper xsi:type="i:Inner_Type"><i:Text>d</i:Text></i:Deeper></p:Things><p:Things xsi:type="i:Inner_Type"/>',
    )
    const things = it.Things as CimInstance[]
    expect(things.map(({ Deeper }) => (Deeper === null ? null : (Deeper as CimInstance).Text))).toEqual(['d', null])
  })

  it('are read where a text is declared, from properties or from CIM-XML', () => {
    const shown = value('<p:AsText xsi:type="i:Inner_Type"><i:Number>5</i:Number></p:AsText>', 'AsText')
    expect((shown as CimInstance).Number).toBe(5n)
    expect(value('<p:AsText>&lt;INSTANCE CLASSNAME="Inner"/&gt;</p:AsText>', 'AsText')).toBe(
      '<INSTANCE CLASSNAME="Inner"/>',
    )
    const text =
      '&lt;INSTANCE CLASSNAME="Inner"&gt;&lt;PROPERTY NAME="Number" TYPE="uint64"&gt;&lt;VALUE&gt;6&lt;/VALUE&gt;&lt;/PROPERTY&gt;&lt;/INSTANCE&gt;'
    expect((value(`<p:Typed>${text}</p:Typed>`, 'Typed') as CimInstance).Number).toBe(6n)
  })

  it('may be classes', () => {
    const object = value(
      '<p:Thing><CLASS NAME="New"><PROPERTY NAME="P" TYPE="uint8"><VALUE>5</VALUE></PROPERTY></CLASS></p:Thing>',
      'Thing',
    )
    expect([(object as CimInstance).__GENUS, (object as CimInstance).__CLASS, (object as CimInstance).P]).toEqual([
      1,
      'New',
      5,
    ])
  })
})

describe('references', () => {
  const selectors =
    '<w:SelectorSet><w:Selector Name="name">a\\"b</w:Selector><w:Selector Name="Id">5</w:Selector></w:SelectorSet>'
  const path = '\\\\SRV\\root\\cimv2:Target.Id=5,Name="a\\\\\\"b"'

  it('are paths', () => {
    const link = `<a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address><a:ReferenceParameters><w:ResourceURI>${wmi}Target</w:ResourceURI>${selectors}</a:ReferenceParameters>`
    expect(one('Link', link)).toBe(path)
    expect(one('Link', `<a:EndpointReference>${link}</a:EndpointReference>`)).toBe(path)
    expect(value(`<p:Links>${link}</p:Links><p:Links>Target.Name="x"</p:Links>`, 'Links')).toEqual([
      path,
      'Target.Name="x"',
    ])
  })

  it('say their namespace in a selector, and a singleton without keys', () => {
    const uri = 'http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/Only'
    const link = `<a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>${uri}</w:ResourceURI><w:SelectorSet><w:Selector Name="__cimnamespace">root/other</w:Selector></w:SelectorSet></a:ReferenceParameters>`
    expect(one('Link', link)).toBe('\\\\SRV\\root\\other:Only=@')
  })
})

describe('a value that is none of its type', () => {
  it.each([
    ['U8', '<p:U8>256</p:U8>'],
    ['U8', '<p:U8>x</p:U8>'],
    ['U8', '<p:U8>1</p:U8><p:U8>2</p:U8>'],
    ['Flag', '<p:Flag>yes</p:Flag>'],
    ['When', '<p:When><cim:Datetime>2013-02-30T00:00:00Z</cim:Datetime></p:When>'],
    ['When', '<p:When><cim:Datetime>2013-02-03T00:00:00+99:00</cim:Datetime></p:When>'],
    ['When', '<p:When><cim:Interval>P1Y</cim:Interval></p:When>'],
    ['When', '<p:When><cim:Interval>P</cim:Interval></p:When>'],
    ['Link', '<p:Link><a:Address>x</a:Address></p:Link>'],
    ['Link', '<p:Link><a:ReferenceParameters><w:ResourceURI>urn:x</w:ResourceURI></a:ReferenceParameters></p:Link>'],
    ['Thing', '<p:Thing>text</p:Thing>'],
    ['Typed', '<p:Typed>&lt;INSTANCE</p:Typed>'],
    ['Wide', '<p:Wide>1</p:Wide><p:Wide>-1</p:Wide>'],
  ])('%s: %s is an error that names class, property and row', (name, xml) => {
    const read = () => readInstance(lenientXml(`<p:Sample ${declared}>${xml}</p:Sample>`).root, context, 7)
    expect(read).toThrow(WmiError)
    expect(read).toThrow(`Sample.${name} in row 7`)
  })
})

describe('rows of which less is known', () => {
  it('are texts without the class, with what a value shows by itself', () => {
    const it = row(
      '<p:B>1</p:B><p:A xsi:nil="true"/><p:L>x</p:L><p:L>y</p:L><p:T><cim:Datetime>2013-04-15T16:28:47Z</cim:Datetime></p:T><p:O xsi:type="i:Inner_Type"><i:Number>1</i:Number></p:O><p:N xsi:type="cim:cimUnsignedLong">5</p:N><p:Z xsi:nil="true" m:IsNullArray="true"/>',
      { ...context, classNamed: () => undefined },
    )
    expect({ ...it, O: undefined }).toEqual({
      A: null,
      B: '1',
      L: ['x', 'y'],
      N: 5n,
      O: undefined,
      T: time('20130415162847.000000+000'),
      Z: null,
    })
    expect(Object.keys(it)).toEqual(['A', 'B', 'L', 'N', 'O', 'T', 'Z'])
    expect(it.__CLASS).toBe('Sample')
    expect(it.__PATH).toBe(null)
    expect((it.O as CimInstance).Number).toBe('1')
    expect(classOf(it).properties.get('Z')?.isArray).toBe(true)
  })

  const fragment = (content: string, how: RowContext) =>
    readInstance(lenientXml(`<w:XmlFragment ${declared}>${content}</w:XmlFragment>`).root, how)

  it('have the properties of the SELECT list, in its order', () => {
    const how = { ...context, fragment: { className: 'Sample', select: ['u32', 'Name', 'Texts'] } }
    const it = fragment('<Name>n</Name><U32>5</U32><When><Datetime>2013-04-15T16:28:47Z</Datetime></When>', how)
    expect(Object.entries(it)).toEqual([
      ['U32', 5],
      ['Name', 'n'],
      ['Texts', null],
    ])
    expect(it.__RELPATH).toBe('Sample.Name="n"')
    expect(shapeOf(it)).toBe(shapeOf(fragment('<U32>6</U32>', how)))
  })

  it('have what they carry when the list is not known', () => {
    const it = fragment('<U32>5</U32><Name>n</Name>', { ...context, fragment: { className: 'Sample' } })
    expect(Object.entries(it)).toEqual([
      ['U32', 5],
      ['Name', 'n'],
    ])
    const text = fragment('<U32>5</U32><Name>n</Name>', {
      ...context,
      fragment: { className: 'Nobody', select: ['Name', 'U32', 'X'] },
    })
    expect(Object.entries(text)).toEqual([
      ['Name', 'n'],
      ['U32', '5'],
      ['X', null],
    ])
  })
})

describe('what a request gives to properties and parameters', () => {
  it('is what is there, under the declared names', () => {
    const { root } = lenientXml(
      `<p:Do_INPUT ${declared}><p:u8>5</p:u8><p:Texts>a</p:Texts><p:Name xsi:nil="true"/><p:Extra>x</p:Extra></p:Do_INPUT>`,
    )
    const values = readValues(root, classes.get('Sample')?.properties ?? [], context)
    expect({ ...values }).toEqual({ U8: 5, Texts: ['a'], Name: null, Extra: 'x' })
  })

  it('may be called like what every object has', () => {
    const { root } = lenientXml(
      `<p:Do_INPUT ${declared}><p:__proto__>5</p:__proto__><p:constructor>6</p:constructor></p:Do_INPUT>`,
    )
    expect(Object.entries(readValues(root, [], context))).toEqual([
      ['__proto__', '5'],
      ['constructor', '6'],
    ])
    const it = row('<p:__proto__>5</p:__proto__><p:constructor>6</p:constructor>')
    expect(Object.entries(it).slice(0, 2)).toEqual([
      ['__proto__', '5'],
      ['AsText', null],
    ])
    expect(it.constructor).toBe('6')
  })

  it('names what is wrong', () => {
    const { root } = lenientXml(`<p:Do_INPUT ${declared}><p:U8>x</p:U8></p:Do_INPUT>`)
    expect(() => readValues(root, classes.get('Sample')?.properties ?? [], context)).toThrow('Do_INPUT.U8')
  })
})
