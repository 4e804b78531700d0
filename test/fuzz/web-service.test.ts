import { describe, expect, test } from 'vitest'
import { WmilinkError } from '../../src/base/errors.js'
import { DtsError, describeWsdl, Package, type TaskHost } from '../../src/ssis/index.js'
import { readAnswer } from '../../src/ssis/tasks/web-service/answer.js'
import { callMessage } from '../../src/ssis/tasks/web-service/message.js'
import { resultDocument } from '../../src/ssis/tasks/web-service/result.js'
import { readServices } from '../../src/ssis/tasks/web-service/wsdl/description.js'
import { gatherDocuments } from '../../src/ssis/tasks/web-service/wsdl/documents.js'
import { textPlace } from '../../src/ssis/tasks/web-service/wsdl/places.js'
import type { WebServiceTask } from '../../src/ssis/tasks/web-service.js'
import { XmlDocument } from '../../src/xml/index.js'
import { array, choice, complex, method, primitive, servicePackage } from '../ssis/tasks/service-package.js'
import { element, encodedWsdl, envelope, wsdl } from '../ssis/tasks/wsdl-texts.js'
import { fuzzCases } from '../vectors.js'
import { mutateText, seeded } from './mutate.js'

const full = wsdl({
  input: element('a', 't:Pair') + element('b', 't:Color') + element('c', 't:List', 'minOccurs="0"'),
  output: element('r', 't:Pair'),
  schema: `<xs:complexType name="Pair"><xs:sequence>${element('x', 'xs:int')}<xs:group ref="t:G"/></xs:sequence><xs:attribute name="id"/></xs:complexType>
    <xs:complexType name="More"><xs:complexContent><xs:extension base="t:Pair"/></xs:complexContent></xs:complexType>
    <xs:group name="G"><xs:choice>${element('y', 't:Pair', 'minOccurs="0"')}${element('l', 't:List')}</xs:choice></xs:group>
    <xs:complexType name="List"><xs:sequence>${element('i', 'xs:int', 'maxOccurs="unbounded"')}</xs:sequence></xs:complexType>
    <xs:simpleType name="Color"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>`,
})
const samples = [full, encodedWsdl()]

const tokens = [
  '<xs:element name="a" type="t:Pair"/>',
  '<xs:group ref="t:G"/>',
  '<xs:extension base="t:Pair"/>',
  '<xs:schema>',
  '</xs:schema>',
  '<xs:import namespace="urn:x" schemaLocation="file:///etc/passwd"/>',
  '<xs:include schemaLocation="a.xsd"/>',
  'maxOccurs="-1"',
  'maxOccurs="99999999999"',
  'type="t:DoResponse"',
  'name="__proto__"',
  'name="constructor"',
  'ref="t:Do"',
  'xmlns=""',
  'xmlns:t="urn:t"',
  'targetNamespace=""',
  '<!DOCTYPE a>',
  't:',
  'xs:int',
  '"',
  '<',
  '>',
  '&amp;',
]

const clean = Reflect.ownKeys(Object.prototype)

/** XML with values of attributes exchanged and empty elements moved, so that it stays well-formed. */
function mutateXml(text: string, random: () => number): string {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  let mutated = text
  for (let edits = 1 + Math.floor(random() * 5); edits > 0; edits -= 1) {
    const values = [...mutated.matchAll(/="([^"]*)"/g)]
    const empties = [...mutated.matchAll(/<[\w:]+(?: [^<>]*)?\/>/g)]
    const [at, to, one, other] = [pick(values), pick(values), pick(empties), pick(empties)]
    if (random() < 0.6 && at && to) {
      const value = random() < 0.2 ? (pick(['__proto__', '', 't:Do', 't:G', '0', 'toString']) ?? '') : (to[1] ?? '')
      mutated = `${mutated.slice(0, at.index)}="${value}"${mutated.slice(at.index + at[0].length)}`
    } else if (one && other) {
      const moved = random() < 0.5 ? one[0] + other[0] : random() < 0.5 ? '' : other[0]
      mutated = mutated.slice(0, one.index) + moved + mutated.slice(one.index + one[0].length)
    }
  }
  return mutated
}

describe('descriptions of services', () => {
  test('that are changed are described, or refused by an error of ours', async () => {
    const random = seeded(41)
    let described = 0
    const cases = Math.ceil(fuzzCases / 5)
    for (let index = 0; index < cases; index += 1) {
      const sample = samples[index % samples.length] ?? ''
      const text = index % 4 < 2 ? mutateXml(sample, random) : mutateText(sample, random, tokens)
      try {
        await describeWsdl(text)
        described += 1
      } catch (error) {
        if (!(error instanceof DtsError)) throw new Error(text, { cause: error })
      }
    }
    // A library that reads them is not to be trusted with names.
    expect(Reflect.ownKeys(Object.prototype)).toEqual(clean)
    expect(described).toBeGreaterThan(cases / 50)
  }, 600_000)
})

describe('answers', () => {
  test('that are changed give a document, or an error of ours', async () => {
    const services = await readServices(await gatherDocuments(textPlace(), Buffer.from(full)))
    const [port] = services.service('S').ports
    const [called] = port?.methods ?? []
    if (!port || !called) throw new Error('no method')
    expect(() => callMessage(port, called, new Map())).toThrow(DtsError)
    const answer = envelope(
      '<DoResponse xmlns="urn:t"><r id="1"><x>1</x><y href="#a"><x>2</x></y><l><i>3</i><i xsi:nil="true"/></l></r></DoResponse><r id="a" href="#a"/>',
    )
    const random = seeded(42)
    let read = 0
    for (let index = 0; index < fuzzCases; index += 1) {
      const edits = [...tokens, '<e:Fault>', 'href="#a"', 'xsi:nil="1"', '<r>']
      const body = Buffer.from(index % 2 === 0 ? mutateXml(answer, random) : mutateText(answer, random, edits))
      try {
        const document = resultDocument(called, readAnswer({ status: 200, header: () => '', body, url: '' }, called))
        XmlDocument.parse(document, { lenient: true })
        read += 1
      } catch (error) {
        if (!(error instanceof DtsError)) throw new Error(body.toString(), { cause: error })
      }
    }
    expect(read).toBeGreaterThan(fuzzCases / 20)
  }, 600_000)
})

describe('methods in packages', () => {
  test('that are changed are read, or refused by an error of ours, and the package stays as it is', () => {
    const values = { a: array(primitive('1')), b: complex({ x: choice('y') }), c: null }
    const saved = servicePackage('http://localhost/', method('Do', values)).pkg.toXml()
    const start = saved.indexOf('<WSTask:MethodInfo')
    const end = saved.indexOf('</WSTask:MethodInfo>')
    const random = seeded(43)
    for (let index = 0; index < fuzzCases / 4; index += 1) {
      const middle = mutateText(saved.slice(start, end), random, [
        ...tokens,
        '<WSTask:ArrayValue>',
        'WSTask:ParamType="Enum"',
      ])
      const text = saved.slice(0, start) + middle + saved.slice(end)
      try {
        const pkg = Package.parse(text)
        expect(pkg.toXml()).toBe(text)
        const task = (pkg.executables.get('Call') as TaskHost).task as WebServiceTask
        const info = task.webMethodInfo
        task.webMethodInfo = info
        expect(task.webMethodInfo).toEqual(info)
      } catch (error) {
        if (!(error instanceof WmilinkError)) throw new Error(text, { cause: error })
      }
    }
  }, 600_000)
})
