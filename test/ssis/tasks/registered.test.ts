import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ArgumentError } from '../../../src/base/errors.js'
import type { Task, TaskContext } from '../../../src/ssis/contract.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import {
  type ConnectionDefinition,
  Package,
  registerConnectionManager,
  registerTask,
  type TaskDefinition,
} from '../../../src/ssis/index.js'
import { smallPackage } from '../samples.js'

const { Success, Failure } = DTSExecResult

const withTask = (type: string, data: string, attributes = '') =>
  smallPackage(`  <DTS:Variables />
  <DTS:Executables>
    <DTS:Executable
      DTS:refId="Package\\Own"
      DTS:CreationName="${type}"
      DTS:DTSID="{00000000-0000-0000-0000-00000000000A}"${attributes}
      DTS:ExecutableType="${type}"
      DTS:ObjectName="Own">
      <DTS:Variables />
      <DTS:ObjectData>${data}</DTS:ObjectData>
    </DTS:Executable>
  </DTS:Executables>
`)

const succeeding: Task = { validate: () => Success, execute: async () => Success }
const told = (pkg: Package) => pkg.errors.map(({ description, hint }) => `${description} | ${hint}`)

describe('registerTask', () => {
  test('its task runs, with properties from the file', async () => {
    const seen: unknown[] = []
    registerTask({
      creationName: 'Example.EchoTask',
      properties: [
        { name: 'Text', type: 'String', default: 'nothing', attribute: 'Text' },
        { name: 'Times', type: 'Int32', default: 1, attribute: 'Times' },
      ],
      create: properties => ({
        validate: () => Success,
        execute: async ({ events, variables }: TaskContext) => {
          seen.push(properties.get('Text'), properties.get('Times'), variables.get('PackageName').value)
          events.log('EchoTaskSpoke', 'text')
          return Success
        },
        executionValue: 'done',
      }),
    })
    const pkg = Package.parse(withTask('Example.EchoTask', '<EchoTask Text="hello" />'))
    expect(await pkg.execute()).toBe(Success)
    expect(seen).toEqual(['hello', 1, 'Demo'])
    expect(pkg.executables.get('Own')).toMatchObject({ executionValue: 'done', innerObject: { text: 'hello' } })
  })

  test('a new one can be added by its names, and saved', () => {
    registerTask({
      creationName: 'Example.AddedTask',
      title: 'Added Task',
      properties: [{ name: 'Text', type: 'String', default: '', attribute: 'Text' }],
      create: () => succeeding,
    })
    const pkg = new Package()
    const first = pkg.executables.add('Example.AddedTask')
    const second = pkg.executables.add('STOCK:AddedTask')
    expect([first.name, second.name, first.creationName]).toEqual(['Added Task', 'Added Task 1', 'Example.AddedTask'])
    second.innerObject.text = 'x'
    expect(pkg.toXml()).toMatch(/<AddedTask\s+Text="x"/)
  })

  test('a name is taken once, or replaced', async () => {
    const answers = (result: DTSExecResult): TaskDefinition => ({
      creationName: 'Example.TwiceTask',
      create: () => ({ validate: () => Success, execute: async () => result }),
    })
    registerTask(answers(Failure))
    expect(() => registerTask({ ...answers(Success), creationName: 'example.twicetask' })).toThrow(
      expect.objectContaining({
        message: 'there is a task "example.twicetask" already',
        hint: 'Choose another creationName, or give the option replace: true',
      }),
    )
    registerTask(answers(Success), { replace: true })
    expect(await Package.parse(withTask('Example.TwiceTask', '')).execute()).toBe(Success)
    for (const creationName of ['Microsoft.WmiDataReaderTask', 'STOCK:PipelineTask', 'Microsoft.FileSystemTask'])
      expect(() => registerTask({ creationName, create: () => succeeding })).toThrow(ArgumentError)
  })

  test.each([
    [undefined, 'registerTask needs an object that describes what is registered'],
    [{}, 'registerTask: the member creationName of the definition is no name'],
    [{ creationName: ' ' }, 'registerTask: the member creationName of the definition is no name'],
    [{ creationName: 'A.B' }, 'registerTask: the member create of the definition is no function'],
    [{ creationName: 'A.B', create: 1 }, 'registerTask: the member create of the definition is no function'],
    [
      { creationName: 'A.B', create() {}, matches: 'x' },
      'registerTask: the member matches of the definition is no function',
    ],
    [
      { creationName: 'A.B', create() {}, properties: {} },
      'registerTask: the member properties of the definition is no array',
    ],
    [{ creationName: 'A.B', create() {}, properties: [1] }, 'registerTask of "A.B": a property is no object'],
    [{ creationName: 'A.B', create() {}, properties: [{}] }, 'registerTask of "A.B": a property has no name'],
    [
      { creationName: 'A.B', create() {}, properties: [{ name: 'X', type: 'Date', default: '' }] },
      'registerTask of "A.B": the type of the property X is none of String, Boolean, Int32, Object and an enumeration',
    ],
    [
      { creationName: 'A.B', create() {}, properties: [{ name: 'X', type: 'Int32', default: '' }] },
      'registerTask of "A.B": the default of the property X is not of its type',
    ],
    [
      {
        creationName: 'A.B',
        create() {},
        properties: [{ name: 'X', type: { enum: { A: 0 }, name: 'E' }, default: 1 }],
      },
      'registerTask of "A.B": the default of the property X is not of its type',
    ],
    [
      {
        creationName: 'A.B',
        create() {},
        properties: [
          { name: 'X', type: 'String', default: '' },
          { name: 'x', type: 'String', default: '' },
        ],
      },
      'registerTask of "A.B": two properties are called x',
    ],
    [
      {
        creationName: 'A.B',
        create() {},
        properties: [{ name: 'X', type: 'String', default: '', writeOnly: true, attribute: 'X' }],
      },
      'registerTask of "A.B": the write-only property X is a secret, which is never saved: leave its attribute out',
    ],
  ])('%j is no definition', (definition, message) => {
    expect(() => registerTask(definition as unknown as TaskDefinition)).toThrow(message)
  })

  test.each([
    [
      'Throws',
      () => {
        throw new Error('no luck')
      },
      'The Throws could not be made: no luck',
    ],
    ['Nothing', () => undefined, 'What was registered for the Nothing made no object with validate and execute'],
    [
      'Result',
      () => ({ validate: () => 7, execute: async () => 0 }),
      'the Result answered 7, which is no DTSExecResult',
    ],
    [
      'Executes',
      () => ({
        validate: () => 0,
        execute: async () => {
          throw new Error('broke')
        },
      }),
      'broke',
    ],
  ])('%s: a mistake becomes an error of the package', async (name, create, message) => {
    registerTask({ creationName: `Example.${name}`, create: create as unknown as TaskDefinition['create'] })
    const pkg = Package.parse(withTask(`Example.${name}`, ''))
    expect(await pkg.execute()).toBe(Failure)
    expect(told(pkg).join().toLowerCase()).toContain(message.toLowerCase())
  })
})

describe('registerConnectionManager', () => {
  const definition: ConnectionDefinition = {
    creationName: 'EXAMPLE',
    dataElement: 'ExampleManager',
    properties: [
      { name: 'Server', type: 'String', default: '', attribute: 'Server' },
      { name: 'Password', type: 'String', default: '', writeOnly: true },
    ],
    problems: properties => (properties.get('Server') ? [] : ['no server is set']),
    acquire: async properties => ({ to: properties.get('Server'), with: properties.get('Password') }),
  }

  test('managers of the type are made, saved, validated and acquired', async () => {
    const released: unknown[] = []
    registerConnectionManager({ ...definition, release: connection => released.push(connection) })
    const pkg = new Package()
    const manager = pkg.connections.add('EXAMPLE')
    expect(manager.name).toBe('EXAMPLE Connection Manager')
    expect(manager.validate()).toBe(Failure)
    Object.assign(manager.innerObject, { server: 'host1', password: 'S3cret' })
    manager.connectionString = 'Server=host1;Password=in it;'
    expect(manager.validate()).toBe(Success)
    expect(manager.connectionString).toBe('Server=host1;Password=;')
    const text = pkg.toXml()
    expect(text).toContain('<ExampleManager')
    expect(text).toContain('Server="host1"')
    expect(text).not.toContain('S3cret')
    const connection = await manager.acquireConnection()
    expect(connection).toEqual({ to: 'host1', with: 'S3cret' })
    await manager.releaseConnection(connection)
    await manager.acquireConnection()
    await manager.dispose()
    expect(released).toHaveLength(2)
    expect(Package.parse(text).connections.get(0).innerObject.server).toBe('host1')
  })

  test('what its acquire throws is an error of the manager', async () => {
    registerConnectionManager(
      { ...definition, acquire: () => Promise.reject(new Error('nobody there')) },
      { replace: true },
    )
    const manager = new Package().connections.add('EXAMPLE')
    await expect(manager.acquireConnection()).rejects.toMatchObject({
      symbol: 'DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER',
      message: 'the connection manager "EXAMPLE Connection Manager" gave no connection: nobody there',
    })
  })

  test.each([
    [null, 'registerConnectionManager needs an object that describes what is registered'],
    [{ creationName: 'X' }, 'registerConnectionManager: the member acquire of the definition is no function'],
    [{ creationName: 'X', open: 1 }, 'registerConnectionManager: the member title of the definition is no name'],
    [{ ...definition, creationName: 'wmi' }, 'there is a type "wmi" of connection managers already'],
  ])('%j is refused', (bad, message) => {
    expect(() => registerConnectionManager(bad as unknown as ConnectionDefinition)).toThrow(message)
  })
})

describe('examples/send-mail.mjs', () => {
  const data = `
    <SendMailTask:SendMailTaskData xmlns:SendMailTask="www.microsoft.com/sqlserver/dts/tasks/sendmailtask"
      SendMailTask:From="me@example.org" SendMailTask:To="you@example.org" SendMailTask:Subject="Done"
      SendMailTask:MessageSource="All rows are in." />`

  test('Send Mail tasks do not run without it, and say so', async () => {
    const pkg = Package.parse(withTask('Microsoft.SendMailTask', data))
    expect(await pkg.execute()).toBe(Failure)
    expect(told(pkg)[0]).toMatch(
      /^"Own" is of the kind Microsoft\.SendMailTask, which cannot run in this version \| The Send Mail Task is kept in the package but does not run here: .* register a task of your own for Microsoft\.SendMailTask .* disable it:/,
    )
    expect(pkg.toXml()).toBe(withTask('Microsoft.SendMailTask', data))
    expect(await Package.parse(withTask('Microsoft.SendMailTask', data, ' DTS:Disabled="True"')).execute()).toBe(
      Success,
    )
  })

  test('writes messages of packages of every format', async () => {
    const url = new URL('../../../examples/send-mail.mjs', import.meta.url)
    const { default: register }: { default: (doors: object) => void } = await import(url.href)
    register({ registerTask })
    const type =
      'Microsoft.SqlServer.Dts.Tasks.SendMailTask.SendMailTask, Microsoft.SqlServer.SendMailTask, Version=11.0.0.0'
    for (const name of ['Microsoft.SendMailTask', type]) {
      const folder = mkdtempSync(join(tmpdir(), 'wmilink-'))
      const pkg = Package.parse(withTask(name, data))
      pkg.variables.add('Outbox', false, 'User', folder)
      expect(await pkg.execute()).toBe(Success)
      const mail = readFileSync(join(folder, 'Own.eml'), 'utf8')
      expect(mail).toContain('To: you@example.org\r\n')
      expect(mail).toContain('\r\n\r\nAll rows are in.\r\n')
    }
    const empty = Package.parse(withTask('Microsoft.SendMailTask', data.replace('you@example.org', '')))
    expect(await empty.execute()).toBe(Failure)
    expect(told(empty)).toEqual(['no recipient is specified | Set ToLine to an address'])
    expect(existsSync('outbox')).toBe(false)
  })
})
