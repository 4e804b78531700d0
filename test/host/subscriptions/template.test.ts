import { expect, test } from 'vitest'
import type { CimInstance } from '../../../src/cim/instance.js'
import { compileTemplate } from '../../../src/host/subscriptions/template.js'
import { testServices } from '../test-host.js'

async function event(): Promise<CimInstance> {
  const wmi = testServices(`
    class Part { string Letter; };
    class Whole {
      [key] string Name; uint8 Load; boolean Full; uint64 Big; uint8 Numbers[]; uint8 One[]; uint8 None[]; string Names[];
      Part Inner; Part Many[]; datetime When; string Empty;
    };
    instance of Whole {
      Name = "a%b"; Load = 90; Full = TRUE; Big = 18446744073709551615; Numbers = {1, 5, 10}; One = {7}; None = {};
      Names = {"C:", "D:"}; Inner = instance of Part { Letter = "x"; };
      Many = {instance of Part { Letter = "C:"; }, instance of Part { Letter = "D:"; }};
      When = "20240101120000.000000+000";
    };`)
  return wmi.get('Whole.Name="a%b"')
}

test.each([
  ['Some text here', 'Some text here'],
  ['%Load%', '90'],
  ['at %load% now', 'at 90 now'],
  ['%Full% %Big%', 'TRUE 18446744073709551615'],
  ['100%%', '100%'],
  ['%Name%', 'a%b'],
  ['%Numbers%', '(1,5,10)'],
  ['%One%', '7'],
  ['%None%', '()'],
  ['%Names%', '("C:","D:")'],
  ['%Inner.Letter%', 'x'],
  ['%Many.Letter%', '("C:","D:")'],
  ['%When%', '20240101120000.000000+000'],
  ['[%Empty%][%Absent%][%Load.Deeper%]', '[][][]'],
  ['load is "%Load%"', 'load is "%Load%"'],
  ['half %Load', 'half %Load'],
  ['%__CLASS%', 'Whole'],
  ['', ''],
])('%j gives %j', async (template, text) => {
  expect(compileTemplate(template)(await event())).toBe(text)
})

test('an embedded object is its MOF', async () => {
  expect(compileTemplate('%Inner%')(await event())).toMatch(/^instance of Part\s*\{\s*Letter = "x";\s*\};?\s*$/)
})
