import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type CliOptions, cli, plain } from './cli.js'

const sample = fileURLToPath(new URL('./files/sample.mjs', import.meta.url))
const mof = fileURLToPath(new URL('./files/sample.mof', import.meta.url))
const ask = (argv: readonly string[], options?: CliOptions) => cli([...argv, '--import', sample], options)
const json = async (argv: readonly string[]): Promise<unknown> => JSON.parse((await ask([...argv, '--json'])).stdout)

test('get --json prints one object', async () => {
  expect(await json(['get', 'Test_Sample.Id=1'])).toMatchObject({ Id: 1, Text: 'plain', Big: '18446744073709551615' })
})

test('get in a pipe prints one line, on a terminal a list', async () => {
  const piped = await ask(['get', 'Test_Sample.Id=2'])
  expect(piped.stdout.split('\n')).toHaveLength(2)
  const { stdout } = await ask(['get', 'Test_Sample.Id=1'], { columns: 80 })
  expect(plain(stdout)).toContain('\nNames   : {a, b}\n')
})

test('the path may name server and namespace', async () => {
  expect(await json(['get', '\\\\.\\root\\cimv2:Test_Sample.Id=1'])).toMatchObject({ Id: 1 })
  const elsewhere = await ask(['get', 'root\\default:Test_Sample.Id=1'])
  expect(elsewhere.stderr).toContain('WBEM_E_INVALID_CLASS')
  expect(await json(['get', 'root\\default:Test_Sample.Id=1', '-n', 'root\\cimv2'])).toMatchObject({ Id: 1 })
})

test('get of a class prints the class object', async () => {
  expect(await json(['get', 'Test_Part'])).toEqual({ __CLASS: 'Test_Part', Label: null, Weight: null })
})

test.each([
  ['Test_Sample.Id=9', 'WBEM_E_NOT_FOUND'],
  ['Test_Sample.Id=', 'WBEM_E_INVALID_OBJECT_PATH'],
  ['No_Such.Id=1', 'WBEM_E_INVALID_CLASS'],
])('get %s fails with %s', async (path, name) => {
  const { code, stdout, stderr } = await ask(['get', path])
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain(`wmilink: ${name}: `)
})

test('invoke calls a static method with typed parameters and prints what it answers', async () => {
  const argv = ['invoke', 'Test_Sample', 'Echo', 'Text=a b', 'Big=4611686018427387904', 'Names:=["x", "y"]']
  expect(await json([...argv, 'When=2024-02-29T12:30:00+01:00'])).toEqual({
    Joined: 'x+y',
    ReturnValue: 7,
    Said: 'a b',
    Then: '2024-02-29T12:30:00+01:00',
    Twice: '9223372036854775808',
  })
})

test('invoke calls a method of an instance', async () => {
  expect(await json(['invoke', 'Test_Sample.Id=2', 'Rename', 'Text=x'])).toEqual({ ReturnValue: 0, Who: 2 })
})

test.each([
  [['Test_Sample', 'Nope'], 1, 'WBEM_E_INVALID_METHOD: '],
  [['Test_Sample', 'Echo', 'Zorro=1'], 1, 'WBEM_E_INVALID_METHOD_PARAMETERS: '],
  [['Test_Sample', 'Echo', 'Big=-1'], 1, 'WBEM_E_TYPE_MISMATCH: '],
  [['Test_Sample', 'Echo', 'Names=x'], 6, 'Write Names:= and JSON'],
  [['Test_Sample', 'Echo', 'Names'], 6, '"Names" is neither name=value nor name:=JSON'],
  [['Test_Sample', 'Fail'], 1, 'the sample fails'],
])('invoke %j exits with %i', async (argv, exitCode, message) => {
  const { code, stdout, stderr } = await ask(['invoke', ...argv])
  expect(stderr).toContain(message)
  expect(stdout).toBe('')
  expect(code).toBe(exitCode)
})

test('classes lists what matches without case, alphabetical', async () => {
  expect(await json(['classes', 'test_*sample'])).toEqual([
    { name: 'Test_Sample', superclass: null, abstract: false, association: false, singleton: false },
    { name: 'Test_SubSample', superclass: 'Test_Sample', abstract: false, association: false, singleton: false },
  ])
  expect(await json(['classes', 'Test_?any'])).toMatchObject([{ name: 'Test_Many' }])
})

test('classes shows system classes when they are asked for', async () => {
  const all = (await ask(['classes', '--format', 'csv'])).stdout
  expect(all).toMatch(/^name,superclass,abstract,association,singleton\r\n/)
  expect(all).not.toContain('\n__')
  expect((await ask(['classes', '--system', '--format', 'csv'])).stdout).toContain('\n__NAMESPACE,')
  expect((await ask(['classes', '__NAMESPACE', '--format', 'csv'])).stdout).toContain('\n__NAMESPACE,')
})

test('classes that nobody has: an empty list and a notice', async () => {
  expect(await json(['classes', 'Zorro*'])).toEqual([])
  expect((await ask(['classes', 'Zorro*'], { columns: 80 })).stderr).toContain('no class has such a name')
})

test('describe prints MOF, on a terminal and in a pipe', async () => {
  const piped = await ask(['describe', 'test_subsample'])
  expect(piped.stdout).toContain('class Test_SubSample : Test_Sample\n{\n\tstring More;\n};\n')
  expect((await ask(['describe', 'Test_SubSample'], { columns: 80 })).stdout).toBe(piped.stdout)
})

test('describe --json prints the class with everything it inherits', async () => {
  expect(await json(['describe', 'Test_SubSample'])).toMatchObject({
    name: 'Test_SubSample',
    superclass: 'Test_Sample',
    derivation: ['Test_Sample'],
    properties: expect.arrayContaining([
      {
        name: 'Id',
        type: 'uint32',
        isArray: false,
        defaultValue: null,
        qualifiers: { key: true },
        origin: 'Test_Sample',
        propagated: true,
      },
      expect.objectContaining({ name: 'Next', type: 'reference', className: 'Test_Sample' }),
      expect.objectContaining({ name: 'More', origin: 'Test_SubSample', propagated: false }),
    ]),
    methods: expect.arrayContaining([
      expect.objectContaining({
        name: 'Rename',
        returnType: 'uint32',
        parameters: [
          expect.objectContaining({ name: 'Text', type: 'string', in: true, out: false }),
          expect.objectContaining({ name: 'Who', type: 'uint32', in: false, out: true }),
        ],
      }),
    ]),
  })
})

test('describe --format table lists the members', async () => {
  const { stdout } = await ask(['describe', 'Test_SubSample', '--format', 'table'])
  expect(stdout).toMatch(/\nproperty +Id +uint32 +true +Test_Sample\n/)
  expect(stdout).toMatch(/\nmethod +Rename +uint32 \(\[in\] string Text, \[out\] uint32 Who\) +false +Test_Sample\n/)
})

test('describe shows defaults by their declared types', async () => {
  const { stdout } = await cli(['describe', 'Test_Defaults', '--mof', mof, '--json'])
  const { properties }: { properties: { name: string; defaultValue: unknown }[] } = JSON.parse(stdout)
  expect(Object.fromEntries(properties.map(({ name, defaultValue }) => [name, defaultValue]))).toEqual({
    Id: null,
    Big: '5',
    Names: ['a', 'b'],
    When: '2024-02-29T12:30:00+01:00',
  })
})

test('namespaces lists the namespace asked for and all below it', async () => {
  const all = await cli(['namespaces', '--json'])
  expect(JSON.parse(all.stdout)).toEqual(
    expect.arrayContaining([{ name: 'root' }, { name: 'root\\cimv2' }, { name: 'root\\subscription' }]),
  )
  expect((await cli(['namespaces', '-n', 'root/default'])).stdout).toBe('{"name":"root\\\\default"}\n')
})

test('--mof adds classes and instances to the namespace of -n', async () => {
  const { code, stdout } = await cli(['query', 'SELECT * FROM Test_Defaults', '--mof', mof, '-n', 'root\\default'])
  expect(code).toBe(0)
  expect(stdout).toBe('{"Big":"7","Id":1,"Names":["a","b"],"When":"2024-02-29T12:30:00+01:00"}\n')
  expect((await cli(['query', 'SELECT * FROM Test_Defaults', '--mof', mof])).stdout).toBe(stdout)
})

test('a MOF file with an error says line and column', async () => {
  const { code, stderr } = await cli(['classes', '--mof', fileURLToPath(import.meta.url)])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^wmilink: .*objects\.test\.ts:1:1: /)
})
