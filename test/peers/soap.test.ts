// The Web Service task against services that others' libraries make.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DTSExecResult } from '../../src/ssis/index.js'
import type { DTSWebMethodInfo } from '../../src/ssis/tasks/web-service.js'
import {
  array,
  choice,
  complex,
  method,
  primitive,
  type ServicePackage,
  servicePackage,
} from '../ssis/tasks/service-package.js'
import { peer, peerFile, python, runs } from './peers.js'

const document = (...lines: readonly string[]) => ['<?xml version="1.0" encoding="utf-16"?>', ...lines].join('\r\n')
const root = (name: string) =>
  `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">`

/** A server program that prints its port and ends with its input. */
async function serve(...program: readonly string[]): Promise<{ port: number; close(): Promise<void> }> {
  const child = spawn(python, program, { stdio: ['pipe', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint += text
  })
  child.stdin.on('error', () => {})
  const ended = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout }))
    return {
      port: Number(line),
      close: async () => {
        child.stdin.end()
        child.kill()
        await ended
      },
    }
  throw new Error(complaint)
}

async function called(url: string, info: DTSWebMethodInfo, service = 'CalcService'): Promise<ServicePackage> {
  const made = servicePackage(url, info, { serviceName: service })
  const result = await made.run()
  expect(result, made.pkg.errors.map(({ description }) => description).join('\n')).toBe(DTSExecResult.Success)
  return made
}

const describeSpyne = peer('python3-spyne', runs(python, '-c', 'import spyne, lxml'))

describeSpyne('a service of spyne', () => {
  let port = 0
  let close = async () => {}
  beforeAll(async () => {
    const server = await serve(peerFile('soap-service.py'))
    port = server.port
    close = server.close
  }, 60_000)
  afterAll(() => close())

  for (const [path, version] of [
    ['one', '1.1'],
    ['two', '1.2'],
  ] as const) {
    const url = () => `http://127.0.0.1:${port}/${path}/?wsdl`

    test(`gives a number over SOAP ${version}`, async () => {
      const made = await called(url(), method('Subtract', { a: primitive('15'), b: primitive('8') }))
      expect(made.result()).toBe(document('<int>7</int>'))
      expect(made.logs.some(line => line.includes(`SOAP ${version}`))).toBe(true)
    })
  }

  const calls: readonly (readonly [string, DTSWebMethodInfo, string])[] = [
    [
      'an array',
      method('Sum', { values: array(primitive('1'), primitive('2'), primitive('39')) }),
      document('<int>42</int>'),
    ],
    [
      'an array as result',
      method('Count', { n: primitive('3') }),
      document(root('ArrayOfInt'), '  <int>1</int>', '  <int>2</int>', '  <int>3</int>', '</ArrayOfInt>'),
    ],
    ['an enumeration', method('Paint', { color: choice('Green') }), document('<Color>Green</Color>')],
    [
      'a sequence',
      method('Mirror', { p: complex({ x: primitive('1'), y: primitive('-2'), label: primitive('<&">') }) }),
      document(
        root('Point'),
        '  <x xmlns="urn:points">-2</x>',
        '  <y xmlns="urn:points">1</y>',
        '  <label xmlns="urn:points">&lt;&amp;"&gt;</label>',
        '</Point>',
      ),
    ],
    [
      'a text',
      method('Echo', { text: primitive(' é — 漢 \u{1f600} ') }),
      document('<string> é — 漢 \u{1f600} </string>'),
    ],
    ['nothing', method('Ping'), document('<boolean>true</boolean>')],
    [
      'one bare element',
      method('Length', { Length: complex({ x: primitive('3'), y: primitive('-4') }) }),
      document('<int>7</int>'),
    ],
  ]
  for (const [what, info, expected] of calls)
    test(`takes ${what}`, async () => {
      expect((await called(`http://127.0.0.1:${port}/one/?wsdl`, info)).result()).toBe(expected)
    })

  test('takes each simple type', async () => {
    const made = await called(
      `http://127.0.0.1:${port}/one/?wsdl`,
      method('Types', {
        text: primitive('a'),
        flag: primitive('True'),
        real: primitive('2.5'),
        exact: primitive('10.20'),
        when: primitive('2024-02-29T12:34:56'),
        day: primitive('2024-02-29'),
        big: primitive('-9223372036854775808'),
        whole: primitive('123456789012345678901234'),
      }),
    )
    const texts = [...String(made.result()).matchAll(/<string>(.*?)<\/string>/g)].map(match => match[1])
    expect(texts).toEqual([
      "'a'",
      'True',
      '2.5',
      "'10.20'",
      "'2024-02-29 12:34:56'",
      "'2024-02-29'",
      '-9223372036854775808',
      '123456789012345678901234',
    ])
  })

  test('takes a sequence with an enumeration and an array of sequences', async () => {
    const point = (x: string) => complex({ x: primitive(x), y: primitive('0') })
    const shape = complex({ name: primitive('line'), color: choice('Blue'), points: array(point('1'), point('2')) })
    const made = await called(`http://127.0.0.1:${port}/one/?wsdl`, method('Same', { shape }))
    expect(made.result()).toBe(
      document(
        root('Shape'),
        '  <name xmlns="urn:points">line</name>',
        '  <color xmlns="urn:points">Blue</color>',
        '  <points xmlns="urn:points">',
        '    <Point>',
        '      <x>1</x>',
        '      <y>0</y>',
        '    </Point>',
        '    <Point>',
        '      <x>2</x>',
        '      <y>0</y>',
        '    </Point>',
        '  </points>',
        '</Shape>',
      ),
    )
  })

  test('may return nothing', async () => {
    expect(
      (await called(`http://127.0.0.1:${port}/one/?wsdl`, method('Nothing', { n: primitive('1') }))).result(),
    ).toBe('')
  })

  for (const path of ['one', 'two'])
    test(`tells its faults (${path})`, async () => {
      const made = servicePackage(
        `http://127.0.0.1:${port}/${path}/?wsdl`,
        method('Refuse', { why: primitive('no such order') }),
      )
      expect(await made.run()).toBe(DTSExecResult.Failure)
      const [error] = made.pkg.errors
      expect(error?.symbol).toBe('DTS_E_WEBSERVICETASK_WEBMETHOD_INVOKE_FAILED')
      expect(error?.description).toMatch(/Refused.*no such order/)
      expect(made.result()).toBe('')
    })

  test('may take too long', async () => {
    const made = servicePackage(`http://127.0.0.1:${port}/one/?wsdl`, method('Sleep', { seconds: primitive('20') }))
    made.pkg.connections.get('Service').innerObject.timeout = 1
    expect(await made.run()).toBe(DTSExecResult.Failure)
    expect(made.symbols()[0]).toBe('DTS_E_WEBSERVICETASK_INVOKE_ERR')
  })
})

const describeZeep = peer('python3-zeep', runs(python, '-c', 'import zeep, lxml'))

describeZeep('a service of rpc style that zeep reads and writes', () => {
  let url = ''
  let close = async () => {}
  beforeAll(async () => {
    const server = await serve(peerFile('soap-rpc.py'), peerFile('soap-rpc.wsdl'))
    url = `http://127.0.0.1:${server.port}/?WSDL`
    close = server.close
  }, 60_000)
  afterAll(() => close())

  test('takes numbers', async () => {
    const made = await called(url, method('Add', { a: primitive('40'), b: primitive('2') }), 'RpcService')
    expect(made.result()).toBe(document('<int>42</int>'))
  })

  test('takes an array and a text', async () => {
    const words = array(primitive('a'), primitive('b'), primitive('c'))
    const made = await called(url, method('Join', { words, separator: primitive('-') }), 'RpcService')
    expect(made.result()).toBe(document('<string>a-b-c</string>'))
  })

  test('takes a sequence and gives one', async () => {
    const made = await called(url, method('Greet', { who: complex({ first: primitive('Ann') }) }), 'RpcService')
    expect(made.result()).toBe(
      document(root('Greeting'), '  <text>Hello Ann</text>', '  <length>3</length>', '</Greeting>'),
    )
  })
})
