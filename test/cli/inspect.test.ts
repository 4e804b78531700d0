import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cli, plain } from './cli.js'

const mixed = fileURLToPath(new URL('./files/mixed.dtsx', import.meta.url))

test('inspect --json tells what is in a package, what can run here, and why not', async () => {
  const { code, stdout, stderr } = await cli(['inspect', mixed, '--json'])
  expect(code).toBe(0)
  expect(stderr).toBe('')
  const cannot = {
    code: 0xc0012024,
    name: 'DTS_E_TASKPRODUCTLEVEL',
    message: expect.stringContaining('Microsoft.ExecuteSQLTask'),
    hint: expect.any(String),
    source: 'Load',
    sourceId: '{44444444-4444-4444-4444-444444444443}',
  }
  expect(JSON.parse(stdout)).toEqual({
    file: mixed,
    package: 'mixed',
    id: '{11111111-1111-1111-1111-111111111111}',
    description: 'What can run and what cannot',
    formatVersion: 8,
    protectionLevel: 'DontSaveSensitive',
    runnable: false,
    connections: [
      {
        name: 'Here',
        id: '{22222222-2222-2222-2222-222222222221}',
        type: 'WMI',
        connectionString: 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
        scope: 'package',
        expressions: [],
        supported: true,
        runnable: true,
        problems: [],
      },
      expect.objectContaining({ name: 'Nowhere', runnable: true }),
      {
        name: 'Sales',
        id: '{22222222-2222-2222-2222-222222222223}',
        type: 'OLEDB',
        connectionString: 'Data Source=sql01;User ID=sa;Password=***;Initial Catalog=Sales;',
        scope: 'package',
        expressions: [],
        supported: false,
        runnable: false,
        problems: [],
      },
    ],
    variables: [
      {
        name: 'User::Answer',
        scope: '\\Package',
        type: 'String',
        value: 'none yet',
        readOnly: false,
        expression: null,
      },
      {
        name: 'User::Big',
        scope: '\\Package',
        type: 'Int64',
        value: '9007199254740993',
        readOnly: true,
        expression: null,
      },
    ],
    parameters: [],
    constraints: [],
    logProviders: [],
    configurationsEnabled: false,
    configurations: [],
    executables: [
      {
        path: '\\Package\\Group',
        name: 'Group',
        id: '{44444444-4444-4444-4444-444444444441}',
        kind: 'sequence',
        type: 'STOCK:SEQUENCE',
        title: '',
        description: '',
        disabled: false,
        runnable: true,
        properties: {},
        expressions: [],
        problems: [],
      },
      {
        path: '\\Package\\Group\\Read',
        name: 'Read',
        id: '{44444444-4444-4444-4444-444444444442}',
        kind: 'task',
        type: 'Microsoft.WmiDataReaderTask',
        title: 'WMI Data Reader Task',
        description: '',
        disabled: false,
        runnable: true,
        properties: {
          WqlQuerySourceType: 'DirectInput',
          WqlQuerySource: 'SELECT Name FROM Win32_OperatingSystem',
          DestinationType: 'Variable',
          Destination: 'User::Answer',
          OverwriteDestination: 'OverwriteDestination',
          OutputType: 'PropertyValue',
          WmiConnection: '{22222222-2222-2222-2222-222222222221}',
        },
        expressions: [],
        problems: [],
      },
      expect.objectContaining({ path: '\\Package\\Load', disabled: false, runnable: false, problems: [cannot] }),
      expect.objectContaining({ path: '\\Package\\Old', disabled: true, runnable: false, problems: [] }),
    ],
    errors: [cannot],
    warnings: [],
  })
})

test('inspect for people names each thing and why it cannot run, without passwords', async () => {
  const { stdout } = await cli(['inspect', mixed], { columns: 100 })
  const text = plain(stdout)
  expect(text).toMatch(/^mixed: cannot run here \(format 8, DontSaveSensitive\)\n {2}What can run and what cannot\n/)
  expect(text).toContain('\n  Sales    OLEDB  Data Source=sql01;User ID=sa;Password=***;Initial Catalog=Sales;\n')
  expect(text).toContain('connections of type OLEDB are kept, but cannot be opened here')
  expect(text).toMatch(/\n {2}Group\\Read +WMI Data Reader Task +runs\n {6}connection Here\n/)
  expect(text).toMatch(/\n {2}Load +Execute SQL Task +cannot run\n {6}DTS_E_TASKPRODUCTLEVEL \(0xC0012024\): /)
  expect(text).toMatch(/\n {2}Old +Script Task +disabled\n/)
  expect(text).not.toContain('hunter2')
})

test('inspect speaks French', async () => {
  const { stdout } = await cli(['inspect', mixed, '--format', 'table', '--lang', 'fr'])
  expect(stdout).toMatch(/^mixed: ne peut pas s’exécuter ici /)
  expect(stdout).toContain('\nTâches et conteneurs\n')
})

test('inspect in a pipe prints one line for each thing', async () => {
  const { stdout } = await cli(['inspect', mixed])
  const rows: Record<string, unknown>[] = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(rows.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'package \\Package',
    'connection \\Package.Connections[Here]',
    'connection \\Package.Connections[Nowhere]',
    'connection \\Package.Connections[Sales]',
    'variable \\Package.Variables[User::Answer]',
    'variable \\Package.Variables[User::Big]',
    'sequence \\Package\\Group',
    'task \\Package\\Group\\Read',
    'task \\Package\\Load',
    'task \\Package\\Old',
  ])
})

test('inspect as csv has one row for each thing', async () => {
  const { stdout } = await cli(['inspect', mixed, '--format', 'csv'])
  expect(stdout.split('\r\n')[0]).toBe('kind,path,name,type,value,disabled,runnable,problems')
  expect(stdout).toContain('\r\nvariable,\\Package.Variables[User::Answer],User::Answer,String,none yet,,,\r\n')
})

const rich = fileURLToPath(new URL('./files/rich.dtsx', import.meta.url))

test('inspect tells expressions, order, loops, handlers, parameters, configurations and logs', async () => {
  const { code, stdout } = await cli(['inspect', rich, '--json'])
  expect(code).toBe(0)
  expect(stdout).not.toContain('hunter2')
  expect(JSON.parse(stdout)).toMatchObject({
    runnable: true,
    connections: [
      {
        name: 'Log',
        runnable: true,
        expressions: [{ property: 'Description', expression: '"log of " + @[User::Name]' }],
      },
    ],
    parameters: [
      { name: '$Package::Rounds', type: 'Int32', required: true, sensitive: false, value: 2 },
      { name: '$Package::Secret', type: 'String', required: false, sensitive: true, value: null },
    ],
    executables: [
      {
        path: '\\Package\\Again',
        kind: 'forLoop',
        properties: { EvalExpression: '@[User::I] < @[$Package::Rounds]' },
      },
      {
        path: '\\Package\\Again\\Say',
        expressions: [{ property: 'Description', expression: '@[User::Greeting]' }],
      },
      {
        path: '\\Package\\Each',
        kind: 'forEachLoop',
        properties: {
          Enumerator: 'Microsoft.ForEachFileEnumerator',
          FileSpec: '*.csv',
          'VariableMappings[0]': 'User::Name',
        },
      },
      { path: '\\Package.EventHandlers[OnPostExecute]', kind: 'eventHandler' },
      { path: '\\Package.EventHandlers[OnPostExecute]\\Note', kind: 'task', runnable: true },
    ],
    constraints: [
      {
        name: 'Then',
        scope: '\\Package',
        from: 'Again',
        to: 'Each',
        value: 'Success',
        evalOp: 'ExpressionAndConstraint',
        expression: 'LEN(@[User::Said]) > 100',
        logicalAnd: true,
      },
    ],
    logProviders: [
      { name: 'Text', type: 'Microsoft.LogProviderTextFile', configString: 'Log', supported: true },
      { name: 'Events', type: 'Microsoft.LogProviderEventLog', supported: false },
    ],
    configurationsEnabled: true,
    configurations: [
      {
        name: 'Of the environment',
        type: 'EnvVariable',
        configurationString: 'WMILINK_TEST_NAME',
        packagePath: '\\Package.Variables[User::Name].Properties[Value]',
        supported: true,
      },
      { name: 'Of a table', type: 'SqlServer', supported: false },
    ],
  })
})

test('inspect for people shows them in sections', async () => {
  const { stdout } = await cli(['inspect', rich], { columns: 100 })
  const text = plain(stdout)
  expect(text).toContain('\n  Again → Each  Success and LEN(@[User::Said]) > 100\n')
  expect(text).toContain('\n      Value = "Hello, " + @[User::Name]\n')
  expect(text).toMatch(/\n {2}EventHandlers\[OnPostExecute\] +event handler +runs\n/)
  expect(text).toMatch(/\n {2}\$Package::Secret +String +sensitive\n/)
  expect(text).toContain('configurations of type SqlServer are not read here')
  expect(text).toContain('such logs are not written here')
  expect(text).not.toContain('hunter2')
})

test('inspect in a pipe has rows for them', async () => {
  const { stdout } = await cli(['inspect', rich])
  const rows: Record<string, unknown>[] = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(rows.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['parameter', 'constraint', 'configuration', 'logProvider', 'eventHandler', 'forLoop']),
  )
})

test('a run reports loops and the tasks of event handlers', async () => {
  const { code, stdout } = await cli(['run', rich, '--json', '--parameter', 'Rounds=4'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    tasks: [
      { path: '\\Package\\Again\\Say', result: 'Success' },
      { path: '\\Package.EventHandlers[OnPostExecute]\\Note', result: 'Success' },
    ],
    containers: [
      { path: '\\Package\\Again', kind: 'forLoop', result: 'Success', rounds: 4 },
      { path: '\\Package\\Each', kind: 'forEachLoop', result: null, rounds: 0 },
      { path: '\\Package.EventHandlers[OnPostExecute]', kind: 'eventHandler', result: 'Success', rounds: null },
    ],
  })
})

test('test tries every WMI connection of a package', async () => {
  const { code, stdout, stderr } = await cli(['test', mixed, '--json'])
  expect(code).toBe(1)
  const stage = (name: string, outcome: string) => expect.objectContaining({ stage: name, outcome })
  expect(JSON.parse(stdout)).toMatchObject({
    target: mixed,
    ok: false,
    connections: [
      { connection: 'Here', ok: true, stages: expect.arrayContaining([stage('query', 'ok')]) },
      {
        connection: 'Nowhere',
        ok: false,
        stages: expect.arrayContaining([stage('connect', 'ok'), stage('namespace', 'failed')]),
      },
    ],
  })
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'WBEM_E_INVALID_NAMESPACE' } })
})

test.each(['Here', '{22222222-2222-2222-2222-222222222221}'])(
  'test tries the connection %s alone',
  async connection => {
    const { code, stdout } = await cli(['test', mixed, connection, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, connections: [{ connection: 'Here', ok: true }] })
  },
)

test.each([
  [['Nobody'], 'the package has no connection "Nobody"'],
  [['Sales'], 'the connection "Sales" is of type OLEDB; only WMI connections are tried'],
  [['Here', '-n', 'root'], '--server, --namespace and --user do not go with a package'],
])('test of a package with %j is a wrong command line', async (argv, message) => {
  const { code, stdout, stderr } = await cli(['test', mixed, ...argv])
  expect(stderr).toContain(message)
  expect(stdout).toBe('')
  expect(code).toBe(6)
})

test('a connection can be changed before it is tried', async () => {
  const argv = ['test', mixed, 'Nowhere', '--connection', 'Nowhere;Namespace=\\root\\default']
  expect((await cli(argv)).code).toBe(0)
})
