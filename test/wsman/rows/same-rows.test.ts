import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RowWriter } from '../../../src/wsman/values/index.js'
import { instanceOf, sampleInstance } from '../values/arbitrary.js'
import { classes } from '../values/sample.js'
import { contextOf, pullResponse, readQuickly, readSlowly } from './pages.js'

const options = { family: 'wmi', namespace: 'root\\cimv2', preciseArrays: true } as const

function expectSame(text: string, more: Parameters<typeof contextOf>[1] = {}): void {
  const bytes = Buffer.from(text)
  const quick = readQuickly(bytes, contextOf(classes, more))
  const slow = readSlowly(bytes, contextOf(classes, more))
  expect(quick.failed).toBe(slow.failed)
  if (!slow.failed) expect(quick).toEqual(slow)
}

/** Ways in which other servers write the same row, or nearly. */
const changes: ((row: string) => string)[] = [
  row => row.replaceAll('><', '>\n <'),
  row =>
    row.replaceAll('<p:', '<q:').replaceAll('</p:', '</q:').replaceAll('xmlns:p=', 'xmlns:q=').replaceAll('"p:', '"q:'),
  row => row.replaceAll('/>', ' />'),
  row => row.replaceAll('xsi:nil="true"', "xsi:nil='1'"),
  row => row.replaceAll('xsi:nil="true"/>', 'xsi:nil="true"></x>'),
  row => row.replaceAll('cim:Datetime', 'p:Datetime'),
  row => row.replaceAll('cim:', 'undeclared:'),
  row => row.replace('<p:U8', '<!-- c --><p:U8'),
  row => row.replace('<p:Name>', '<p:Name xml:space="preserve">'),
  row => row.replace(/<p:U32>[^<]*<\/p:U32>/, '<p:U32/>'),
  row => row.replace(/<p:Name>[^<]*<\/p:Name>/, '<p:Name/>'),
  row => row.replace(/<p:Name>([^<]*)<\/p:Name>/, '<p:Name><![CDATA[$1]]></p:Name>'),
  row => row.replace(/<p:Name>[^<]*<\/p:Name>/, ''),
  row => row.replace(/(<p:U8>[^<]*<\/p:U8>)/, '$1$1'),
  row => row.replace(/(<p:Bytes>[^<]*<\/p:Bytes>)/, '$1<p:BYTES>5</p:BYTES>'),
  row => row.replace(/(<p:Bytes>[^<]*<\/p:Bytes>)/, '$1<p:Bytes xsi:nil="true"/>'),
  row => row.replace(/(<p:Texts>[^<]*<\/p:Texts>)/, '<p:Texts xsi:nil="true"/>$1'),
  row => row.replace(/(<p:Flag>.*<\/p:Flag>)(.*?)(<p:[A-Z])/, '$2$1$3'),
  row => row.replace('</p:Sample>', '<p:Unknown>5</p:Unknown></p:Sample>'),
  row => row.replace('</p:Sample>', '<p:NameX>5</p:NameX></p:Sample>'),
  row => row.replace('</p:Sample>', 'text</p:Sample>'),
  row => row.replaceAll('<p:U64>', '<p:U64> '),
  row => row.replaceAll(/<p:U64>[^<]*</g, '<p:U64>18446744073709551616<'),
  row => row.replaceAll(/<p:S64>[^<]*</g, '<p:S64>-0<'),
  row => row.replaceAll(/<p:S32>[^<]*</g, '<p:S32>-2147483648<'),
  row => row.replaceAll(/<p:S32>[^<]*</g, '<p:S32>2147483648<'),
  row => row.replaceAll(/<p:R64>[^<]*</g, '<p:R64>INF<'),
  row => row.replaceAll('>true<', '>TRUE<'),
  row => row.replaceAll('&lt;', '&bad;'),
  row => row.replaceAll('&gt;', '>'),
  row => row.replaceAll('</p:Sample>', '</p:Simple>'),
  row => `text${row}`,
  row => `<p:Nobody xmlns:p="urn:p"><p:A>1</p:A><p:A>2</p:A></p:Nobody>${row}`,
  row => `<w:Item>${row}</w:Item>`,
  row =>
    `<w:Item>${row}<a:EndpointReference><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>urn:x</w:ResourceURI></a:ReferenceParameters></a:EndpointReference></w:Item>`,
  row => `${row}<a:EndpointReference><a:Address>x</a:Address></a:EndpointReference>`,
  row => row.replace(/ xmlns:xsi="[^"]*"/, ''),
  row => row.replaceAll('p:Thing', 'p:Sample'),
  row => `${row}<p:Sample/>`,
  row => row.replaceAll(/<p:When>.*?<\/p:When>/g, '<p:When><cim:Datetime>2013-02-30T00:00:00Z</cim:Datetime></p:When>'),
  row =>
    row.replaceAll(/<p:When>.*?<\/p:When>/g, '<p:When><cim:Datetime> 2013-02-03T00:00:00Z </cim:Datetime></p:When>'),
  row => row.replaceAll('_Type"', '"'),
  row => row.replaceAll('Other_Type"', 'Unknown_Type"').replaceAll('Inner_Type"', 'Unknown_Type"'),
  row => row.replaceAll('é', 'e\u0301é€😀'),
]

describe('the quick reader and the general one give the same', () => {
  it('for rows in Windows’ shape', () => {
    fc.assert(
      fc.property(fc.array(sampleInstance, { maxLength: 4 }), fc.boolean(), (instances, precise) => {
        const writer = new RowWriter({ ...options, preciseArrays: precise })
        const items = instances.map(instance => writer.instance(instance)).join('')
        expectSame(pullResponse(items), { preciseArrays: precise })
      }),
      { numRuns: 400 },
    )
  })

  it('for rows in other shapes', () => {
    const change = fc.constantFrom(...changes)
    const rows = fc.array(fc.tuple(sampleInstance, fc.option(change)), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(rows, fc.option(change), (all, everywhere) => {
        const writer = new RowWriter(options)
        const items = all.map(([instance, one]) => {
          const row = writer.instance(instance)
          return one ? one(row) : row
        })
        const joined = items.join('')
        expectSame(pullResponse(everywhere ? everywhere(joined) : joined))
      }),
      { numRuns: 1500 },
    )
  })

  it.each(changes.map((change, index) => [index, change] as const))('for the change %i of a full row', (_, change) => {
    fc.assert(
      fc.property(sampleInstance, sampleInstance, (first, second) => {
        const writer = new RowWriter(options)
        const rows = [writer.instance(first), change(writer.instance(second)), writer.instance(first)]
        expectSame(pullResponse(rows.join('')))
        expectSame(change(pullResponse(rows.join(''))))
      }),
      { numRuns: 25 },
    )
  })

  it('for rows of a projection', () => {
    const names = [...(classes.get('Sample')?.properties ?? [])].map(property => property.name)
    fc.assert(
      fc.property(
        fc.array(sampleInstance, { maxLength: 3 }),
        fc.option(fc.subarray(names)),
        fc.option(fc.constantFrom(...changes)),
        (instances, select, change) => {
          const writer = new RowWriter(options)
          const items = instances.map(instance => writer.fragment(instance)).join('')
          const fragment = { className: 'Sample', ...(select ? { select } : {}) }
          expectSame(pullResponse(change ? change(items) : items), { fragment })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('for rows of classes that nobody declares', () => {
    fc.assert(
      fc.property(fc.array(instanceOf('Other'), { maxLength: 3 }), instances => {
        const writer = new RowWriter(options)
        expectSame(pullResponse(instances.map(instance => writer.instance(instance)).join('')), {
          classNamed: () => undefined,
        })
      }),
      { numRuns: 100 },
    )
  })
})
