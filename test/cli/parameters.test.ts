import { expect, test } from 'vitest'
import { NameMap } from '../../src/base/name-map.js'
import { CimClass, type CimParameter, type CimProperty } from '../../src/cim/class.js'
import { CimDateTime } from '../../src/cim/datetime.js'
import { CimInstance } from '../../src/cim/instance.js'
import { UsageError } from '../../src/cli/errors.js'
import { readAssignments, typedValues } from '../../src/cli/parameters.js'

const none = new NameMap<never>()
const element = (name: string, type: CimParameter['type'], more: Partial<CimParameter> = {}): CimParameter => ({
  name,
  type,
  isArray: false,
  qualifiers: none,
  defaultValue: null,
  in: true,
  out: false,
  ...more,
})

const method = {
  name: 'Create',
  returnType: 'uint32',
  returnIsArray: false,
  parameters: [
    element('CommandLine', 'string'),
    element('Count', 'uint8'),
    element('Big', 'uint64'),
    element('Flag', 'boolean'),
    element('When', 'datetime'),
    element('Names', 'string', { isArray: true }),
    element('Startup', 'object', { className: 'My_Startup' }),
  ],
  qualifiers: none,
  origin: 'My_Class',
  propagated: false,
} as const

const property = (name: string, type: CimProperty['type'], defaultValue: CimProperty['defaultValue']): CimProperty => ({
  ...element(name, type),
  defaultValue,
  origin: 'My_Startup',
  propagated: false,
})

const startup = new CimClass({
  name: 'My_Startup',
  derivation: [],
  qualifiers: none,
  properties: NameMap.from([property('Title', 'string', null), property('ShowWindow', 'uint16', 5)]),
  methods: none,
})

const lookup = async (name: string): Promise<CimClass> => {
  expect(name).toBe('My_Startup')
  return startup
}

const values = (...texts: string[]) => typedValues(method.parameters, readAssignments(texts), lookup)

test('text becomes a value of the declared type, names in any case', async () => {
  expect(await values('commandline=a=b', 'COUNT=7', 'Big=18446744073709551615', 'Flag=true')).toEqual({
    CommandLine: 'a=b',
    Count: 7,
    Big: 18446744073709551615n,
    Flag: true,
  })
})

test('empty text is text, null is JSON', async () => {
  expect(await values('CommandLine=', 'Names:=null')).toEqual({ CommandLine: '', Names: null })
})

test('lists are JSON', async () => {
  expect(await values('Names:=["a", "b"]')).toEqual({ Names: ['a', 'b'] })
})

test('datetimes are read as WMI writes them and as our JSON does', async () => {
  const wire = await values('When=20240229123000.000000+060')
  const iso = await values('When=2024-02-29T12:30:00.000250+01:00')
  expect(String(wire.When)).toBe('20240229123000.000000+060')
  expect(iso.When).toBeInstanceOf(CimDateTime)
  expect(String(iso.When)).toBe('20240229123000.000250+060')
})

test('an object becomes an instance of its class with the defaults it leaves out', async () => {
  const { Startup } = await values('Startup:={"__CLASS": "My_Startup", "title": "x"}')
  expect(Startup).toBeInstanceOf(CimInstance)
  expect({ ...(Startup as CimInstance) }).toEqual({ ShowWindow: 5, Title: 'x' })
})

test('the class of an object follows from the declaration when it is not said', async () => {
  const { Startup } = await values('Startup:={"ShowWindow": 1}')
  expect((Startup as CimInstance).__CLASS).toBe('My_Startup')
})

test('a name the method does not declare is passed on as text', async () => {
  expect(await values('Other=1')).toEqual({ Other: '1' })
})

test.each([
  ['Count=256', 'Count'],
  ['Count=x', 'Count'],
  ['Flag=maybe', 'Flag'],
  ['Names:=[1, null]', 'Names'],
])('%s is a type mismatch that names the parameter', async (text, name) => {
  await expect(values(text)).rejects.toMatchObject({ name: 'WBEM_E_TYPE_MISMATCH' })
  await expect(values(text)).rejects.toThrow(name)
})

test.each([
  ['Names=a', 'parameter Names is a list or an object'],
  ['Startup=x', 'parameter Startup is a list or an object'],
  ['Names:=[a]', 'the value of Names is not JSON'],
  ['Startup:={"Colour": 1}', 'class My_Startup has no property Colour'],
])('%s is an error of usage', async (text, message) => {
  await expect(values(text)).rejects.toThrow(message)
  await expect(values(text)).rejects.toBeInstanceOf(UsageError)
})

test.each(['novalue', '=x', ':=1', 'a b=1'])('%j is no assignment', text => {
  expect(() => readAssignments([text])).toThrow(UsageError)
})

test('a name is assigned once', () => {
  expect(() => readAssignments(['Count=1', 'count=2'])).toThrow('parameter count is given twice')
})
