import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { readClassXml, readEmbeddedText, writeClassXml, writeInstanceXml } from '../../src/cim/xml/index.js'
import { classNamesInTree } from '../../src/wsman/rows/class-names.js'
import { ItemsPage } from '../../src/wsman/rows/index.js'
import { lenientXml, RowWriter, readInstance, readValues } from '../../src/wsman/values/index.js'
import { fuzzCases, vector } from '../vectors.js'
import { contextOf, pullResponse, readQuickly, readSlowly } from '../wsman/rows/pages.js'
import { sampleInstance } from '../wsman/values/arbitrary.js'
import { classes } from '../wsman/values/sample.js'
import { mutateBytes, mutateText, seeded } from './mutate.js'

const tokens = [
  '<', '>', '/>', '</', '"', "'", '=', ' ', '\n', '\r', '&amp;', '&#x1;', '&#xD800;', '&x;', ']]>', '<!-- x -->', '<![CDATA[x]]>', '<?x?>',
  '<p:Name>', '</p:Name>', '<p:U8>1</p:U8>', '<p:Texts/>', '<p:Texts>a</p:Texts>', '<p:Texts xsi:nil="true"/>', ' xsi:nil="true"', ' xsi:type="p1:Inner_Type"',
  '<p:Sample>', '</p:Sample>', '<n:Items>', '</n:Items>', '<n:EndOfSequence/>', '<w:Item>', '</w:Item>', '<cim:Datetime>', '</cim:Datetime>',
  '18446744073709551616', '-1', '-0', '00000000000000000001', 'true', 'é', '€', '😀', '\u0000', 'INF', 'xmlns:p="urn:x"', '<w:XmlFragment>', '</w:XmlFragment>',
  '2013-04-15T16:28:43Z', 'P1D', '**************.******+***',
] // biome-ignore format: a list of pieces

/** Small pages of every kind. */
function samples(): string[] {
  const writer = new RowWriter({ family: 'wmi', namespace: 'root\\cimv2', preciseArrays: true })
  const instances = fc.sample(sampleInstance, { numRuns: 12, seed: 5 })
  const row = (index: number) => writer.instance(instances[index] ?? (instances[0] as (typeof instances)[number]))
  const reference =
    '<a:EndpointReference><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/Target</w:ResourceURI><w:SelectorSet><w:Selector Name="Name">n</w:Selector></w:SelectorSet></a:ReferenceParameters></a:EndpointReference>'
  return [
    pullResponse(row(0) + row(1)),
    pullResponse(row(2) + row(3) + row(4), { end: true, context: '' }),
    pullResponse(`${row(5)}${row(5)}`.replaceAll('><', '>\n<')),
    pullResponse(`<w:Item>${row(6)}${reference}</w:Item><w:Item>${row(7)}${reference}</w:Item>`),
    pullResponse(`${reference}${reference}`),
    pullResponse(
      instances
        .slice(0, 2)
        .map(instance => writer.fragment(instance))
        .join(''),
    ),
  ]
}

describe('damaged pages', () => {
  const pages = samples()
  const select = [...(classes.get('Sample')?.properties ?? [])].map(({ name }) => name)
  const contexts = [
    () => contextOf(classes, { fragment: { className: 'Sample', select } }),
    () => contextOf(classes, { preciseArrays: true, fragment: { className: 'Sample' } }),
    () => contextOf(classes, { classNamed: () => undefined }),
  ]

  it('give the same rows by both readers, or an error by both', () => {
    const random = seeded(21)
    for (let round = 0; round < fuzzCases / 5; round += 1) {
      const text = mutateText(pages[round % pages.length] ?? '', random, tokens)
      const bytes = random() < 0.1 ? Buffer.from(mutateBytes(Buffer.from(text), random)) : Buffer.from(text)
      const context = contexts[Math.floor(random() * 10)] ?? contexts[0]
      if (!context) continue
      const [quick, slow] = [readQuickly(bytes, context()), readSlowly(bytes, context())]
      expect([bytes.toString(), quick.failed]).toEqual([bytes.toString(), slow.failed])
      if (!slow.failed) expect(quick).toEqual(slow)
    }
  })

  it('count and name their classes, or fail with an error of ours', () => {
    const random = seeded(22)
    for (let round = 0; round < fuzzCases / 5; round += 1) {
      const page = ItemsPage.read(Buffer.from(mutateText(pages[round % pages.length] ?? '', random, tokens)))
      if (!page) continue
      try {
        const tree = [...page.elements()]
        expect(page.count).toBe(tree.length)
        // An element that is called Item in another namespace is told from w:Item by a tree only.
        const names = classNamesInTree(tree).filter(name => name !== 'Item')
        expect(page.classNames()).toEqual(expect.arrayContaining(names))
        page.referencedClassNames()
        for (const reference of page.references()) expect(typeof reference.uri).toBe('string')
      } catch (error) {
        if (!(error instanceof WmilinkError)) throw error
      }
    }
  })
})

describe('damaged values', () => {
  it('are read or fail with an error of ours, and what is read can be written and read again', () => {
    const random = seeded(23)
    const writer = new RowWriter({ family: 'wmi', namespace: 'root\\cimv2', preciseArrays: true })
    const rows = fc.sample(sampleInstance, { numRuns: 20, seed: 6 }).map(instance => writer.instance(instance))
    const context = contextOf(classes, { preciseArrays: true })
    let read = 0
    for (let round = 0; round < fuzzCases / 4; round += 1) {
      const text = mutateText(rows[round % rows.length] ?? '', random, tokens)
      try {
        const { root } = lenientXml(text)
        const instance = readInstance(root, context)
        readValues(root, classes.get('Sample')?.properties ?? [], context)
        const again = readInstance(lenientXml(writer.instance(instance)).root, context)
        expect(again.__CLASS).toBe(instance.__CLASS)
        read += 1
      } catch (error) {
        if (!(error instanceof WmilinkError)) throw error
      }
    }
    expect(read).toBeGreaterThan(fuzzCases / 400)
  })
})

describe('damaged declarations', () => {
  it('are read or fail with an error of ours, and what is read can be written and read again', () => {
    const random = seeded(24)
    const schema = vector('wsman/gosammwr/cimsession_flow/03_Res_schema.xml').toString('utf8')
    const whole = schema.slice(schema.indexOf('<CLASS'), schema.indexOf('</CLASS>') + 8)
    // A few of its parts, so that much is tried in little time.
    const small = `${whole.slice(0, whole.indexOf('<PROPERTY NAME="BytesPerSector"'))}${whole.slice(whole.indexOf('<METHOD '))}`
    const sample = writeClassXml(classes.get('Sample') ?? fail())
    const words = [
      'CLASS',
      'PROPERTY',
      '.ARRAY',
      '.REFERENCE',
      'METHOD',
      'PARAMETER',
      'QUALIFIER',
      'VALUE',
      '<VALUE>x</VALUE>',
      'TYPE="object"',
      'TYPE="uint8"',
      'NAME="CIMTYPE"',
      'object:X',
      'ref:X',
      'PROPAGATED="true"',
      '<',
      '>',
      '"',
      '&lt;INSTANCE',
    ]
    let read = 0
    for (let round = 0; round < fuzzCases / 10; round += 1) {
      const text = mutateText(round % 2 === 0 ? small : sample, random, words)
      try {
        const cimClass = readClassXml(lenientXml(text).root)
        const again = readClassXml(lenientXml(writeClassXml(cimClass)).root)
        expect([again.name, again.properties.size, again.methods.size]).toEqual([
          cimClass.name,
          cimClass.properties.size,
          cimClass.methods.size,
        ])
        read += 1
      } catch (error) {
        if (!(error instanceof WmilinkError)) throw error
      }
    }
    expect(read).toBeGreaterThan(fuzzCases / 400)
    function fail(): never {
      throw new Error('no class')
    }
  })

  it('of instances too', () => {
    const random = seeded(25)
    const rows = fc.sample(sampleInstance, { numRuns: 10, seed: 7 }).map(writeInstanceXml)
    for (let round = 0; round < fuzzCases / 10; round += 1) {
      try {
        const instance = readEmbeddedText(
          mutateText(rows[round % rows.length] ?? '', random, [
            '<',
            '>',
            '"',
            '<VALUE>',
            '</VALUE>',
            'TYPE="uint8"',
            'x',
          ]),
        )
        expect(typeof writeInstanceXml(instance)).toBe('string')
      } catch (error) {
        if (!(error instanceof WmilinkError)) throw error
      }
    }
  })
})
