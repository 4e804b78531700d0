// The Web Service task with a WMI connection: methods of classes and objects of a host made for the test.
import { describe, expect, test } from 'vitest'
import { WmiHost } from '../../../src/host/index.js'
import type { Provider } from '../../../src/host/provider.js'
import { invokes } from '../../../src/host/providers/methods.js'
import { DTSExecResult } from '../../../src/ssis/index.js'
import type { DTSParamValue } from '../../../src/ssis/tasks/web-service.js'
import { array, choice, method, primitive, servicePackage, variable } from './service-package.js'

const mof = `
[dynamic] class Test_Machine {
  [key] string Id;
  [Implemented] uint32 Add([In] sint32 A, [In] sint32 B, [In] uint16 More[], [Out] sint64 Sum, [Out] string Texts[], [Out] boolean Odd);
  [Static, Implemented] uint32 Fail([In] uint32 Code);
  [Static, Implemented] uint32 Break();
};
`

function host() {
  const provider: Provider = {
    enumerate: () => [{ Id: 'One' }],
    ...invokes({
      Add: ({ parameters }) => {
        const { A, B, More } = parameters
        const sum =
          Number(A) + Number(B) + (Array.isArray(More) ? More : []).reduce((all: number, one) => all + Number(one), 0)
        return { ReturnValue: 0, Sum: BigInt(sum), Texts: ['a', '<b>'], Odd: sum % 2 === 1 }
      },
      Fail: ({ parameters }) => ({ ReturnValue: Number(parameters.Code) }),
      Break: () => {
        throw new Error('broken')
      },
    }),
  }
  return new WmiHost({
    mof: [{ text: mof, namespace: 'root\\cimv2' }],
    providers: [{ classes: ['Test_Machine'], provider }],
  })
}

async function called(service: string, name: string, values: Readonly<Record<string, DTSParamValue | null>> = {}) {
  const made = servicePackage('http://localhost/', method(name, values), { connection: 'WMI', serviceName: service })
  made.pkg.connections.add('WMI').name = 'WMI'
  made.pkg.variables.add('V', false, 'User', [1, 2])
  const result = await made.run({ connect: { host: host() } })
  return { ...made, made, result, error: made.pkg.errors[0] }
}

describe('a WMI connection', () => {
  test('calls the method of an object, and gives its out-parameters', async () => {
    const { made, result } = await called('Test_Machine.Id="One"', 'add', {
      a: primitive(' 40 '),
      B: primitive('-1'),
      more: array(primitive('1'), primitive('1')),
    })
    expect(made.symbols()).toEqual([])
    expect(result).toBe(DTSExecResult.Success)
    expect(made.result()).toBe(
      [
        '<?xml version="1.0" encoding="utf-16"?>',
        '<AddResult xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
        '  <Odd>true</Odd>',
        '  <ReturnValue>0</ReturnValue>',
        '  <Sum>41</Sum>',
        '  <Texts>',
        '    <string>a</string>',
        '    <string>&lt;b&gt;</string>',
        '  </Texts>',
        '</AddResult>',
      ].join('\r\n'),
    )
    expect(made.logs.map(line => line.split(':')[0])).toEqual(['WSTaskBegin', 'WSTaskInfo', 'WSTaskEnd'])
    expect(made.lastRun()?.url).toMatch(/^\\\\.+\\root\\cimv2:Test_Machine\.Id="One"$/)
  })

  test('takes arrays from variables', async () => {
    const { made } = await called('Test_Machine.Id="One"', 'Add', {
      A: primitive('1'),
      B: primitive('1'),
      More: variable('User::V'),
    })
    expect(made.result()).toContain('<Sum>5</Sum>')
  })

  test('warns when the method returned something else than 0', async () => {
    const { made, result } = await called('Test_Machine', 'Fail', { Code: primitive('5') })
    expect(result).toBe(DTSExecResult.Success)
    expect(made.result()).toContain('<ReturnValue>5</ReturnValue>')
    expect(made.warnings.join('\n')).toMatch(/Fail returned 5/)
  })

  test('is said to be refused by Windows', async () => {
    const { made } = await called('Test_Machine', 'Fail', { Code: primitive('0') })
    expect(made.warnings.join('\n')).toMatch(/extension.*0xC0029206/)
  })

  for (const [service, name, values, symbol, told] of [
    ['Test_Nothing', 'Add', {}, 'INVALID_SERVICE', /WBEM_E_NOT_FOUND|WBEM_E_INVALID_CLASS/],
    ['Test_Machine.Id="', 'Add', {}, 'INVALID_SERVICE', /WBEM_E_INVALID_OBJECT_PATH/],
    ['Test_Machine', 'Divide', {}, 'WEBMETHODINFO_NULL', /web method/],
    ['Test_Machine', 'Fail', { Code: primitive('x') }, 'CONVERT_FAILED', /"x".*uint32/],
    ['Test_Machine', 'Fail', { Code: primitive('-1') }, 'CONVERT_FAILED', /uint32/],
    ['Test_Machine', 'Fail', { Code: array(primitive('1')) }, 'CONVERT_FAILED', /uint32/],
    ['Test_Machine', 'Fail', { Why: choice('1') }, 'PROP_NOT_EXISTS', /Why|why/],
    ['Test_Machine.Id="Two"', 'Add', {}, 'INVOKE_ERR', /WBEM_E_NOT_FOUND/],
    ['Test_Machine', 'Break', {}, 'INVOKE_ERR', /WBEM_E/],
  ] as const)
    test(`refuses ${name} of ${service}: ${symbol}`, async () => {
      const { error, result, made } = await called(service, name, values)
      expect(error?.symbol).toBe(`DTS_E_WEBSERVICETASK_${symbol}`)
      expect(error?.description).toMatch(told)
      expect([result, made.result()]).toEqual([DTSExecResult.Failure, ''])
    })
})
