import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { DriveMap } from '../../../src/base/drives.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package, ParameterVariable, registerTask, type TaskHost } from '../../../src/ssis/index.js'
import type { RunOptions } from '../../../src/ssis/runtime/execute.js'
import { smallPackage, variable } from '../samples.js'

const { Success, Failure } = DTSExecResult

/** A package with one task. */
const withTask = (name: string, type: string, data: string, before = '  <DTS:Variables />\n') =>
  smallPackage(`${before}  <DTS:Executables>
    <DTS:Executable
      DTS:refId="Package\\${name}"
      DTS:CreationName="${type}"
      DTS:DTSID="{00000000-0000-0000-0000-00000000000B}"
      DTS:ExecutableType="${type}"
      DTS:ObjectName="${name}">
      <DTS:Variables />
      <DTS:ObjectData>
        ${data}
      </DTS:ObjectData>
    </DTS:Executable>
  </DTS:Executables>
`)

const parent = (file: string, rest = '', before?: string) =>
  withTask(
    'Run child',
    'Microsoft.ExecutePackageTask',
    `<ExecutePackageTask>
          <UseProjectReference>True</UseProjectReference>
          <PackageName>${file}</PackageName>${rest}
        </ExecutePackageTask>`,
    before,
  )

const parameter = (name: string, type: number, text: string, attributes = '') => `    <DTS:PackageParameter
      DTS:CreationName=""
      DTS:DataType="${type}"
      DTS:DTSID="{${name}}"
      DTS:ObjectName="${name}"${attributes}>
      <DTS:Property DTS:DataType="${type}" DTS:Name="ParameterValue">${text}</DTS:Property>
    </DTS:PackageParameter>
`
const parameters = (...items: string[]) => `  <DTS:PackageParameters>\n${items.join('')}  </DTS:PackageParameters>\n`
const variables = (...items: string[]) => `  <DTS:Variables>\n${items.join('')}  </DTS:Variables>\n`
const assignment = (name: string, source: string) => `
          <ParameterAssignment>
            <ParameterName>${name}</ParameterName>
            <BindedVariableOrParameterName>${source}</BindedVariableOrParameterName>
          </ParameterAssignment>`

/** The child makes the folder D:\made. */
const makesFolder = (path = 'D:\\made') =>
  withTask(
    'Make',
    'Microsoft.FileSystemTask',
    `<FileSystemData TaskOperationType="CreateDirectory" TaskOverwriteDestFile="True" TaskSourcePath="${path}" />`,
  )

function folderWith(files: Readonly<Record<string, string>>) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wmilink-')))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const run = async (name: string, options: RunOptions = {}) => {
    const pkg = await Package.load(join(folder, name))
    const result = await pkg.execute({ drives: new DriveMap([`D:=${folder}`], 'linux'), ...options })
    return { pkg, result, errors: pkg.errors.map(({ symbol, description }) => `${symbol}: ${description}`) }
  }
  return { folder, run }
}

describe('a package runs another one', () => {
  test('beside it, whatever the case of its name', async () => {
    const { folder, run } = folderWith({ 'parent.dtsx': parent('CHILD.dtsx'), 'Child.dtsx': makesFolder() })
    const events: string[] = []
    const { result, errors } = await run('parent.dtsx', {
      events: { onPostExecute: ({ name }) => void events.push(name) },
    })
    expect([result, errors]).toEqual([Success, []])
    expect(() => mkdirSync(join(folder, 'made'))).toThrow(/EEXIST/)
    expect(events).toEqual(['Make', 'Demo', 'Run child', 'Demo'])
  })

  test('through a FILE connection manager, anywhere', async () => {
    const { folder, run } = folderWith({ 'parent.dtsx': parent('') })
    mkdirSync(join(folder, 'other'))
    writeFileSync(join(folder, 'other', 'c.dtsx'), makesFolder())
    const pkg = await Package.load(join(folder, 'parent.dtsx'))
    const manager = pkg.connections.add('FILE')
    Object.assign(manager, { name: 'Child', connectionString: 'D:\\other\\c.dtsx' })
    const task = pkg.executables.get('Run child') as TaskHost
    Object.assign(task.innerObject, { useProjectReference: false, connection: manager.id })
    await pkg.save()
    const { result, errors } = await run('parent.dtsx')
    expect([result, errors]).toEqual([Success, []])
    expect(pkg.toXml()).toContain(`<Connection>${manager.id}</Connection>`)
    expect(pkg.toXml()).not.toContain('UseProjectReference')
  })

  test('its errors are those of both, and the task has its result', async () => {
    const { run } = folderWith({ 'parent.dtsx': parent('child.dtsx'), 'child.dtsx': makesFolder('Q:\\x') })
    const { pkg, result, errors } = await run('parent.dtsx')
    expect(result).toBe(Failure)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors[0]).toMatch(/^DTS_E_INVALIDFILENAMEINCONNECTION: /)
    expect(pkg.executables.get('Run child').executionResult).toBe(Failure)
  })

  test('ExecuteOutOfProcess is told and changes nothing', async () => {
    const text = parent('child.dtsx', '\n          <ExecuteOutOfProcess>True</ExecuteOutOfProcess>')
    const { run } = folderWith({ 'parent.dtsx': text, 'child.dtsx': makesFolder() })
    const { pkg, result } = await run('parent.dtsx')
    expect(result).toBe(Success)
    expect(pkg.warnings.map(({ description }) => description)).toEqual([
      'ExecuteOutOfProcess is True, but packages run in the process of their parent here',
    ])
  })

  test('a cancel reaches it', async () => {
    const { run } = folderWith({ 'parent.dtsx': parent('child.dtsx'), 'child.dtsx': makesFolder() })
    const stop = new AbortController()
    const events = { onPreExecute: ({ name }: { name: string }) => void (name === 'Make' && stop.abort()) }
    expect((await run('parent.dtsx', { events, signal: stop.signal })).result).toBe(DTSExecResult.Canceled)
  })
})

describe('parameters', () => {
  // The child's task takes its path from a parameter, which it sees as a variable.
  const child = (...own: string[]) =>
    withTask(
      'Make',
      'Microsoft.FileSystemTask',
      '<FileSystemData TaskOperationType="CreateDirectory" TaskSourcePath="$Package::Path" TaskIsSourceVariable="True" />',
      parameters(parameter('Path', 8, 'D:\\preset'), ...own),
    )

  test('get the values of variables and parameters of the parent', async () => {
    const text = parent(
      'child.dtsx',
      assignment('Path', 'User::Where') + assignment('Count', '$Package::Total'),
      parameters(parameter('Total', 3, '7')) + variables(variable('Where', 8, 'D:\\given')),
    )
    const { folder, run } = folderWith({
      'parent.dtsx': text,
      'child.dtsx': child(parameter('Count', 20, '0', '\n      DTS:Required="True"')),
    })
    const { result, errors } = await run('parent.dtsx')
    expect([result, errors]).toEqual([Success, []])
    expect(() => mkdirSync(join(folder, 'given'))).toThrow(/EEXIST/)
  })

  test.each([
    [
      assignment('None', 'User::Where'),
      [],
      'DTS_E_TKEXECPACKAGE_UNABLETOLOAD: the package cannot be run: the package "Demo" has no parameter "None"',
    ],
    [assignment('Path', 'User::None'), [], 'DTS_E_VARIABLENOTFOUND: '],
    [assignment('Number', 'User::Where'), [parameter('Number', 3, '1')], 'DTS_E_RUNTIMEVARIABLETYPECHANGE: '],
    [
      '',
      [parameter('Must', 8, '', '\n      DTS:Required="True"')],
      'DTS_E_TKEXECPACKAGE_REQUIREDPARAMETERNOTSPECIFIED: required parameters of the package have no value: $Package::Must',
    ],
    [
      assignment('Path', '$Package::Secret'),
      [],
      'DTS_E_TKEXECPACKAGE_UNABLETOLOAD: the package cannot be run: the parameter "Path" is not sensitive, so "$Package::Secret", which is, cannot give its value',
    ],
  ])('%j is refused', async (rest, own, message) => {
    const before =
      parameters(parameter('Secret', 8, 'S3cret', '\n      DTS:Sensitive="True"')) +
      variables(variable('Where', 8, 'D:\\given'))
    const { run } = folderWith({ 'parent.dtsx': parent('child.dtsx', rest, before), 'child.dtsx': child(...own) })
    const { result, errors } = await run('parent.dtsx')
    expect(result).toBe(Failure)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.startsWith(message)).toBe(true)
    expect(errors[0]).not.toContain('S3cret')
  })
})

describe('passwords', () => {
  const seen: unknown[] = []
  registerTask({
    creationName: 'Example.Peek',
    create: () => ({
      validate: () => Success,
      execute: async ({ variables: scope }) => {
        const found = scope.get('$Package::Secret')
        seen.push(found instanceof ParameterVariable && found.sensitiveValue())
        return Success
      },
    }),
  })
  const secret = (text: string) => parameters(parameter('Secret', 8, text, '\n      DTS:Sensitive="True"'))
  const peeking = withTask('Peek', 'Example.Peek', '', secret('Ch1ld'))

  /** Writes a package with its secrets encrypted. */
  async function seal(folder: string, name: string, text: string, password: string): Promise<void> {
    const pkg = Package.parse(text)
    pkg.protectionLevel = 2
    pkg.packagePassword = password
    await pkg.save(join(folder, name))
  }

  async function runSealed(rest: string, parentPassword?: string, before = '') {
    const { folder } = folderWith({})
    await seal(folder, 'child.dtsx', peeking, 'k1nd')
    expect(readFileSync(join(folder, 'child.dtsx'), 'utf8')).not.toContain('Ch1ld')
    const path = join(folder, 'parent.dtsx')
    const text = parent('child.dtsx', rest, before || undefined)
    if (parentPassword === undefined) writeFileSync(path, text)
    else await seal(folder, 'parent.dtsx', text, parentPassword)
    seen.length = 0
    const pkg = await Package.load(path, { password: parentPassword })
    return { pkg, path, result: await pkg.execute() }
  }

  const given = '\n          <PackagePassword Sensitive="1">k1nd</PackagePassword>'

  test('the one of the task opens the child, from the file or set', async () => {
    const { path } = await runSealed(given)
    expect(seen).toEqual(['Ch1ld'])
    const pkg = await Package.load(path)
    expect(pkg.toXml()).toContain('>k1nd<')
    const { pkg: other } = await runSealed('')
    expect(seen).toEqual([null])
    Object.assign((other.executables.get('Run child') as TaskHost).innerObject, { packagePassword: 'k1nd' })
    expect(await other.execute()).toBe(Success)
    expect(seen).toEqual([null, 'Ch1ld'])
  })

  test('an encrypted one is opened with the parent', async () => {
    const { path } = await runSealed(given, 'p4rent')
    expect(seen).toEqual(['Ch1ld'])
    expect(readFileSync(path, 'utf8')).not.toContain('k1nd')
    // Without its password the parent cannot open it; what the child encrypts stays closed.
    const closed = await Package.load(path)
    expect(await closed.execute()).toBe(Success)
    expect(seen).toEqual(['Ch1ld', null])
  })

  test('packages of one project share theirs; another one leaves secrets closed', async () => {
    expect((await runSealed('', 'k1nd')).result).toBe(Success)
    expect(seen).toEqual(['Ch1ld'])
    expect((await runSealed('', 'p4rent')).result).toBe(Success)
    expect(seen).toEqual([null])
  })

  test('a wrong one is told, and shown nowhere', async () => {
    const { pkg, result } = await runSealed(given.replace('k1nd', 'wr0ng'))
    expect(result).toBe(Failure)
    expect(pkg.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_TKEXECPACKAGE_UNABLETOLOADFILE'])
    expect(inspect(pkg, { depth: 9 }) + JSON.stringify(pkg.errors)).not.toContain('wr0ng')
  })

  test('a sensitive parameter gives its value to a sensitive one', async () => {
    const { result } = await runSealed(assignment('Secret', '$Package::Secret'), undefined, secret('P4rent'))
    expect([result, seen]).toEqual([Success, ['P4rent']])
  })
})

test('configurations of the child read variables that the task sees', async () => {
  const configured = withTask(
    'Make',
    'Microsoft.FileSystemTask',
    '<FileSystemData TaskOperationType="CreateDirectory" TaskSourcePath="User::Path" TaskIsSourceVariable="True" />',
    `  <DTS:Configurations>
    <DTS:Configuration
      DTS:ConfigurationString="Where"
      DTS:ConfigurationType="0"
      DTS:ConfigurationVariable="\\Package.Variables[User::Path].Properties[Value]"
      DTS:CreationName=""
      DTS:DTSID="{00000000-0000-0000-0000-00000000000D}"
      DTS:ObjectName="Parent" />
  </DTS:Configurations>
${variables(variable('Path', 8, 'D:\\preset'))}`,
  ).replace('DTS:ObjectName="Demo"', 'DTS:EnableConfig="True"\n  DTS:ObjectName="Demo"')
  const text = parent('child.dtsx', '', variables(variable('Where', 8, 'D:\\given')))
  const { folder, run } = folderWith({ 'parent.dtsx': text, 'child.dtsx': configured })
  const { pkg, result, errors } = await run('parent.dtsx')
  expect([result, errors, pkg.warnings]).toEqual([Success, [], []])
  expect(readdirSync(folder).sort()).toEqual(['child.dtsx', 'given', 'parent.dtsx'])
})

describe('what cannot run', () => {
  test('a package that runs itself', async () => {
    const { folder, run } = folderWith({ 'parent.dtsx': parent('parent.dtsx') })
    const path = join(folder, 'parent.dtsx')
    expect((await run('parent.dtsx')).errors).toEqual([
      `DTS_E_TKEXECPACKAGE_UNABLETOLOAD: the package cannot be run: packages run each other in a circle: ${path} → ${path}`,
    ])
  })

  test('packages that run each other, also by another name', async () => {
    const { folder, run } = folderWith({
      'a.dtsx': parent('b.dtsx'),
      'b.dtsx': parent('c.dtsx'),
      'c.dtsx': parent('alias.dtsx'),
    })
    symlinkSync('b.dtsx', join(folder, 'alias.dtsx'))
    const { result, errors } = await run('a.dtsx')
    expect(result).toBe(Failure)
    const [b, c] = ['b.dtsx', 'c.dtsx'].map(name => join(folder, name))
    expect(errors[0]).toBe(
      `DTS_E_TKEXECPACKAGE_UNABLETOLOAD: the package cannot be run: packages run each other in a circle: ${b} → ${c} → ${b}`,
    )
  })

  test('one package twice is no circle', async () => {
    const { run } = folderWith({ 'a.dtsx': parent('b.dtsx'), 'b.dtsx': parent('c.dtsx'), 'c.dtsx': makesFolder() })
    expect((await run('a.dtsx')).result).toBe(Success)
    expect((await run('a.dtsx')).result).toBe(Success)
  })

  test('one that is not there, or is none', async () => {
    const { folder, run } = folderWith({ 'a.dtsx': parent('none.dtsx'), 'b.dtsx': parent('text.dtsx') })
    writeFileSync(join(folder, 'text.dtsx'), '<x/>')
    expect((await run('a.dtsx')).errors[0]).toMatch(
      /^DTS_E_TKEXECPACKAGE_UNABLETOLOADFILE: the package file "none\.dtsx" cannot be loaded: .*there is no such file/,
    )
    expect((await run('b.dtsx')).errors[0]).toMatch(
      /^DTS_E_TKEXECPACKAGE_UNABLETOLOADFILE: the package file "text\.dtsx"/,
    )
  })

  test.each([
    [{ packageName: '' }, 'DTS_E_TKEXECPACKAGE_UNSPECIFIEDPACKAGE'],
    [{ useProjectReference: false }, 'DTS_E_TKEXECPACKAGE_UNSPECIFIEDCONNECTION'],
    [{ useProjectReference: false, connection: 'None' }, 'DTS_E_CONNECTIONNOTFOUND'],
    [{ useProjectReference: false, connection: 'WMI' }, 'DTS_E_TKEXECPACKAGE_INCORRECTCONNECTIONMANAGERTYPE'],
  ])('%j at validation', async (properties, symbol) => {
    const { folder } = folderWith({ 'a.dtsx': parent('b.dtsx') })
    const pkg = await Package.load(join(folder, 'a.dtsx'))
    pkg.connections.add('WMI').name = 'WMI'
    Object.assign((pkg.executables.get('Run child') as TaskHost).innerObject, properties)
    expect(await pkg.validate()).toBe(Failure)
    expect(pkg.errors.map(error => error.symbol)).toEqual([symbol])
  })

  test('a project reference of a package that is in no file', async () => {
    const pkg = Package.parse(parent('child.dtsx'))
    expect(await pkg.validate()).toBe(Failure)
    expect(pkg.errors.map(({ symbol }) => symbol)).toEqual(['DTS_E_TKEXECPACKAGE_UNABLETOLOAD'])
  })
})

test('setting one property changes its element only', () => {
  const text = parent('child.dtsx', assignment('A', 'User::B'))
  const pkg = Package.parse(text)
  const task = pkg.executables.get('Run child') as TaskHost
  expect(task.innerObject).toMatchObject({ useProjectReference: true, packageName: 'child.dtsx', connection: '' })
  task.innerObject.packageName = 'other.dtsx'
  expect(pkg.toXml()).toBe(text.replace('child.dtsx', 'other.dtsx'))
  task.innerObject.packagePassword = 'S3cret'
  expect(pkg.toXml()).not.toContain('S3cret')
})
