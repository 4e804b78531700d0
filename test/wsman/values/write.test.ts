import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CimDateTime,
  type CimInstance,
  type CimProperty,
  type CimValue,
  InstanceShape,
  shapeOf,
} from '../../../src/cim/index.js'
import { readClassXml } from '../../../src/cim/xml/index.js'
import { namespaces } from '../../../src/wsman/names.js'
import {
  instanceWriter,
  lenientXml,
  type RowContext,
  RowWriter,
  readInstance,
  readValues,
  type WriteOptions,
  writeFragment,
  writeInstance,
  writeValues,
} from '../../../src/wsman/values/index.js'
import { vector } from '../../vectors.js'
import { sampleInstance } from './arbitrary.js'
import { classes } from './sample.js'

const home = { server: 'SRV', namespace: 'root\\cimv2' }
const context: RowContext = { home, classNamed: name => classes.get(name), preciseArrays: true }
const options: WriteOptions = { family: 'wmi', namespace: 'root\\cimv2', preciseArrays: true }

function required(name: string) {
  const cimClass = classes.get(name)
  if (!cimClass) throw new Error(name)
  return cimClass
}

function make(name: string, values: Readonly<Record<string, CimValue>>, select?: string[]): CimInstance {
  const cimClass = required(name)
  const chosen = select?.flatMap(each => cimClass.properties.get(each) ?? []) as CimProperty[] | undefined
  const shape = new InstanceShape(cimClass, { home, ...(chosen ? { select: chosen } : {}) })
  return shape.create(shape.properties.map(property => values[property.name]))
}

const again = (xml: string, how: RowContext = context) => readInstance(lenientXml(xml).root, how)
const time = (text: string) => CimDateTime.parse(text)

describe('an instance', () => {
  it('is written as Windows writes it', () => {
    const text = writeInstance(
      make('Inner', { Text: 'a<b', Number: 5n, When: time('20130415162843.488171+000') }),
      options,
    )
    expect(text).toBe(
      '<p:Inner xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Inner" xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common" xsi:type="p:Inner_Type">' +
        '<p:Deeper xsi:nil="true"/><p:Number>5</p:Number><p:Text>a&lt;b</p:Text><p:When><cim:Datetime>2013-04-15T16:28:43.488171Z</cim:Datetime></p:When></p:Inner>',
    )
  })

  it('is written as in a captured answer, byte for byte', () => {
    const schema = vector('wsman/gosammwr/cimsession_flow/03_Res_schema.xml').toString('utf8')
    const declaration = [...lenientXml(schema).root.descendants()].find(element => element.localName === 'CLASS')
    if (!declaration) throw new Error('no CLASS')
    const disk = readClassXml(declaration)
    const captured = vector('wsman/gosammwr/fragments/valid5.txt').toString('utf8')
    const item = /<p:Win32_DiskDrive .*<\/p:Win32_DiskDrive>/.exec(captured)?.[0] ?? ''
    const instance = again(item, { home, classNamed: () => disk })
    expect(instance.Size).toBe(107372805120n)
    expect(writeInstance(instance, { family: 'wmi', namespace: 'root/cimv2' })).toBe(item)
  })

  it('has the class of the DMTF family, another element and other arrays where asked', () => {
    const instance = make('Sample', { Name: 'n', Bytes: [] })
    const text = writeInstance(instance, { ...options, family: 'cim', elementName: 'Other' })
    expect(text).toContain('<p:Other ')
    expect(text).toContain('xmlns:p="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/Sample"')
    expect(text).toContain(
      '<p:Texts xmlns:m="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd" xsi:nil="true" m:IsNullArray="true"/>',
    )
    expect(text).not.toContain('p:Bytes')
    const imprecise: WriteOptions = { family: 'wmi', namespace: 'root\\cimv2' }
    expect(writeInstance(instance, imprecise)).not.toContain('p:Texts')
    expect(writeInstance(instance, { ...imprecise, partial: true })).toContain('<p:Texts xsi:nil="true"/>')
  })

  it('carries embedded objects with their class', () => {
    const deepest = make('Inner', { Text: 'd' })
    const thing = make('Other', { More: true, Deeper: deepest, When: time('00000001000000.000000:000') })
    const text = writeInstance(make('Sample', { Name: 'n', Thing: thing, Things: [deepest, deepest] }), options)
    expect(text).toContain(
      '<p:Thing xmlns:p1="http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Other" xmlns:cim="http://schemas.dmtf.org/wbem/wscim/1/common" xsi:type="p1:Other_Type"><p1:Deeper xmlns:p2=',
    )
    const read = again(text).Thing as CimInstance
    expect([read.__CLASS, read.More, (read.Deeper as CimInstance).Text, String(read.When)]).toEqual([
      'Other',
      true,
      'd',
      '00000001000000.000000:000',
    ])
  })

  it('carries classes inside', () => {
    const shape = new InstanceShape(required('Inner'), { genus: 1 })
    const read = again(writeInstance(make('Sample', { Thing: shape.create([]) }), options)).Thing as CimInstance
    expect([read.__GENUS, read.__CLASS, shapeOf(read).properties.length]).toEqual([1, 'Inner', 4])
  })

  it('carries references as endpoint references, other texts as they are', () => {
    const path = '\\\\SRV\\root\\cimv2:Target.Id=5,Name="a\\"b"'
    const links = [
      path,
      'Target="unnamed"',
      'no path',
      '\\\\SRV\\root\\cimv2:Only=@',
      'Target',
      'Target.Id=1,Name="\u0001"',
    ]
    const text = writeInstance(make('Sample', { Name: 'n', Link: path, Links: links }), options)
    expect(text).toContain(`<p:Link xmlns:a="${namespaces.a}" xmlns:w="${namespaces.w}"><a:Address>`)
    expect(again(text).Link).toBe(path)
    expect(again(text).Links).toEqual(links)
  })

  it.each([
    ['20130415162843.488171+120', '<cim:Datetime>2013-04-15T16:28:43.488171+02:00<'],
    ['20130415162843.000000-840', '<cim:Datetime>2013-04-15T16:28:43-14:00<'],
    ['20130415162843.500000+841', '<cim:CIM_DateTime>20130415162843.500000+841<'],
    ['20130415162843.500000-000', '<cim:CIM_DateTime>20130415162843.500000-000<'],
    ['00000415162843.500000+000', '<cim:CIM_DateTime>00000415162843.500000+000<'],
    ['20130415******.******+000', '<cim:CIM_DateTime>20130415******.******+000<'],
    ['**************.******+***', '<cim:CIM_DateTime>**************.******+***<'],
    ['00000000000140.000000:000', '<cim:Interval>P0DT0H1M40S<'],
    ['00002002020202.000002:000', '<cim:Interval>P2002DT2H2M2.000002S<'],
  ])('writes the datetime %s so that it comes back', (text, written) => {
    const xml = writeInstance(make('Sample', { When: time(text), Times: [time(text)] }), options)
    expect(xml).toContain(written)
    expect(String(again(xml).When)).toBe(text)
  })

  it('comes back equal whatever its values are', () => {
    const writer = new RowWriter(options)
    fc.assert(
      fc.property(sampleInstance, instance => {
        const read = again(writer.instance(instance))
        expect(read).toEqual(instance)
        expect(read.__PATH).toBe(instance.__PATH)
      }),
      { numRuns: 500 },
    )
  })

  it('writes what programs left in a real as XML Schema does', () => {
    const text = writeInstance(make('Sample', { R64: Number.POSITIVE_INFINITY, R32: Number.NaN }), options)
    expect(text).toContain('<p:R64>INF</p:R64>')
    expect(text).toContain('<p:R32>NaN</p:R32>')
  })
})

describe('a row of a projection', () => {
  const select = ['U32', 'Name', 'When', 'Texts']
  const instance = make(
    'Sample',
    { U32: 5, Name: 'n', When: time('20130415162843.488171+000'), Texts: ['a', 'b'] },
    select,
  )

  it('has its properties in no namespace and in the order asked', () => {
    expect(writeFragment(instance, options)).toBe(
      '<w:XmlFragment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><U32>5</U32><Name>n</Name><When><Datetime>2013-04-15T16:28:43.488171Z</Datetime></When><Texts>a</Texts><Texts>b</Texts></w:XmlFragment>',
    )
  })

  it('comes back equal', () => {
    const how = { ...context, fragment: { className: 'Sample', select } }
    expect(again(writeFragment(instance, options), how)).toEqual(instance)
    const inner = make('Sample', { Thing: make('Inner', { When: time('20130415162843.488171+000') }) }, ['Thing'])
    const write = instanceWriter({ ...options, fragment: true })
    const back = again(write(inner), { ...context, fragment: { className: 'Sample', select: ['Thing'] } })
    expect((back.Thing as CimInstance).When).toEqual(time('20130415162843.488171+000'))
  })
})

describe('the values of a method', () => {
  const elements = [...required('Sample').properties]
  const around = (content: string) =>
    lenientXml(
      `<p:Do_INPUT xmlns:p="urn:p" xmlns:xsi="${namespaces.xsi}" xmlns:cim="${namespaces.cim}">${content}</p:Do_INPUT>`,
    ).root

  it('are written in declared order, brought to their types; absent ones are not', () => {
    const text = writeValues({ flag: 'true', NAME: 'n', U64: 5, Texts: null, When: undefined }, elements, {
      ...options,
      partial: true,
      preciseArrays: false,
    })
    expect(text).toBe('<p:Name>n</p:Name><p:U64>5</p:U64><p:Flag>true</p:Flag><p:Texts xsi:nil="true"/>')
    expect({ ...readValues(around(text), elements, context) }).toEqual({ Name: 'n', U64: 5n, Flag: true, Texts: null })
  })

  it('come from an instance too', () => {
    const text = writeValues(make('Target', { Name: 'n', Id: 5 }), [...required('Target').properties], options)
    expect(text).toBe('<p:Name>n</p:Name><p:Id>5</p:Id>')
  })
})
