import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { Package } from '../../src/ssis/index.js'
import { cli, Kept, Keyboard, plain } from './cli.js'
import { ask, folderOf, readerPackage } from './packages.js'

const { folder, remove } = folderOf('run')
afterAll(remove)

const question = 'SELECT Id, Text FROM Test_Sample WHERE Id = 1'
const output = join(folder, 'out.txt')
const good = await readerPackage(join(folder, 'good.dtsx'), { query: question, output })
const bad = await readerPackage(join(folder, 'bad.dtsx'), { query: 'SELECT Id FORM Test_Sample', output })

test('run --json prints one report: the task, its query, its rows, its output and how that begins', async () => {
  const { code, stdout, stderr } = await ask(['run', good, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toEqual({
    package: 'sample',
    file: good,
    result: 'Success',
    resultCode: 0,
    startTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    milliseconds: expect.any(Number),
    tasks: [
      {
        path: '\\Package\\Read',
        name: 'Read',
        id: expect.stringMatching(/^\{[0-9A-F-]{36}\}$/),
        type: 'Microsoft.WmiDataReaderTask',
        disabled: false,
        result: 'Success',
        milliseconds: expect.any(Number),
        reader: {
          connection: 'Servers',
          connectionString: 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
          place: expect.stringMatching(/^\\\\\S+\\root\\cimv2$/),
          query: question,
          rows: 1,
          outputType: 'PropertyNameAndValue',
          overwriteDestination: 'OverwriteDestination',
          destination: { kind: 'file', path: output },
          preview: ['Id, 1', 'Text, plain'],
          previewIsCut: false,
        },
        watcher: null,
        service: null,
      },
    ],
    containers: [],
    errors: [],
    warnings: [],
  })
  expect(readFileSync(output, 'utf8')).toBe('Id, 1\r\nText, plain\r\n')
  expect(JSON.parse(stderr)).toEqual({ notice: expect.stringContaining('embedded host') })
})

test('run in a pipe prints one event a line and the report last', async () => {
  const { code, stdout } = await ask(['run', good])
  expect(code).toBe(0)
  const events: Record<string, unknown>[] = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(events[0]).toEqual({
    event: 'OnPreExecute',
    time: expect.any(String),
    source: 'sample',
    sourceId: expect.any(String),
  })
  expect(events.filter(({ source }) => source === 'Read').map(({ event }) => event)).toEqual(
    expect.arrayContaining(['OnPreExecute', 'OnInformation', 'OnProgress', 'OnPostExecute']),
  )
  expect(events.at(-1)).toMatchObject({ event: 'Result', result: 'Success', tasks: [{ name: 'Read' }] })
})

test('run on a terminal shows a summary on stdout', async () => {
  const { stdout, stderr } = await ask(['run', good], { columns: 100 })
  const lines = plain(stdout).split('\n')
  expect(lines[0]).toMatch(/^sample: Success, \d+ ms$/)
  expect(lines[2]).toMatch(/^Read: Success, \d+ ms$/)
  expect(lines[3]).toMatch(/^ {2}connection {2}Servers \(\\\\\S+\\root\\cimv2\)$/)
  expect(lines.slice(4)).toEqual([
    `  query       ${question}`,
    '  rows        1',
    `  output      ${output} (PropertyNameAndValue)`,
    '              │ Id, 1',
    '              │ Text, plain',
    '',
  ])
  expect(plain(stderr)).toMatch(/^wmilink: the embedded host of \S+ answered, not Windows\n$/)
})

test('the summary speaks French, the file and the report do not change', async () => {
  const { stdout } = await ask(['run', good, '--format', 'table', '--lang', 'fr'])
  expect(stdout).toContain('\n  requête    SELECT Id, Text')
  expect(stdout).toContain('\n  lignes     1\n')
  expect(readFileSync(output, 'utf8')).toBe('Id, 1\r\nText, plain\r\n')
})

test('csv prints the events', async () => {
  const { stdout } = await ask(['run', good, '--format', 'csv'])
  expect(stdout.split('\r\n')[0]).toBe('event,time,source,sourceId,code,name,message,hint,percentComplete')
  expect(stdout).toMatch(/\r\nOnPostExecute,[^,]+,sample,\{[^}]+\},,,,,\r\n$/)
})

test('a query that fails exits with 1 and names the task, the code and the cause', async () => {
  const { code, stdout, stderr } = await ask(['run', bad, '--format', 'table'])
  expect(code).toBe(1)
  expect(stderr).toContain('error: Read: DTS_E_WMIDRTASK_TASKFAILURE (0xC0029252): ')
  expect(stderr).toContain('WBEM_E_INVALID_QUERY')
  expect(stdout).toMatch(/^sample: Failure, /)
  expect(stdout).toContain('\n  DTS_E_WMIDRTASK_TASKFAILURE (0xC0029252): ')
})

test('with --json a failed run has a report on stdout and one error on stderr', async () => {
  const { code, stdout, stderr } = await ask(['run', bad, '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    result: 'Failure',
    resultCode: 1,
    tasks: [{ result: 'Failure', reader: null }],
    errors: [{ code: 0xc0029252, name: 'DTS_E_WMIDRTASK_TASKFAILURE', source: 'Read' }],
  })
  expect(JSON.parse(stderr)).toMatchObject({
    error: { code: 0xc0029252, name: 'DTS_E_WMIDRTASK_TASKFAILURE', source: 'Read' },
  })
})

test('zero rows warn with the question', async () => {
  const path = await readerPackage(join(folder, 'none.dtsx'), { query: 'SELECT Id FROM Test_Empty', output })
  const { code, stderr } = await ask(['run', path])
  expect(code).toBe(0)
  expect(stderr).toMatch(/warning: Read: .*SELECT Id FROM Test_Empty/)
})

test.each([
  ['nowhere.dtsx', 4, 'there is no package'],
  ['good.dtsx/inside.dtsx', 4, 'there is no package'],
  ['folder.dtsx', 5, 'is not a file'],
  ['empty.dtsx', 5, 'empty.dtsx'],
  ['cut.dtsx', 5, 'cut.dtsx:'],
  ['other.dtsx', 5, 'other.dtsx'],
  ['bomb.dtsx', 5, 'bomb.dtsx'],
])('%s exits with %i', async (name, exitCode, message) => {
  mkdirSync(join(folder, 'folder.dtsx'), { recursive: true })
  writeFileSync(join(folder, 'empty.dtsx'), '')
  writeFileSync(join(folder, 'cut.dtsx'), readFileSync(good).subarray(0, 900))
  writeFileSync(join(folder, 'other.dtsx'), '<html/>')
  writeFileSync(join(folder, 'bomb.dtsx'), '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
  for (const command of ['run', 'inspect', 'test']) {
    const { code, stdout, stderr } = await cli([command, join(folder, name)])
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
    expect(code).toBe(exitCode)
  }
})

test.skipIf(process.getuid?.() === 0)('a package that may not be read exits with 5', async () => {
  const path = join(folder, 'secret.dtsx')
  copyFileSync(good, path)
  chmodSync(path, 0)
  const { code, stderr } = await cli(['run', path])
  expect(code).toBe(5)
  expect(stderr).toContain('secret.dtsx')
})

test('a package that is not well-formed says line and column', async () => {
  writeFileSync(
    join(folder, 'broken.dtsx'),
    '<DTS:Executable xmlns:DTS="www.microsoft.com/SqlServer/Dts">\n  <a></b>\n',
  )
  const { code, stderr } = await cli(['run', join(folder, 'broken.dtsx'), '--json'])
  expect(code).toBe(5)
  expect(JSON.parse(stderr)).toMatchObject({ error: { line: 2, source: join(folder, 'broken.dtsx') } })
})

test.skipIf(process.platform !== 'linux')('what was written to a pipe is left to its reader', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const reading = promisify(execFile)('cat', [pipe])
  const { code, stdout } = await ask(['run', good, '--json', '--connection', `Result;${pipe}`])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ tasks: [{ reader: { rows: 1, preview: [], previewIsCut: false } }] })
  expect((await reading).stdout).toBe('Id, 1\r\nText, plain\r\n')
})

test('--connection replaces a connection string by name or ID and keeps its semicolons', async () => {
  const elsewhere = join(folder, 'elsewhere.txt')
  const wmi = 'Servers;ServerName=\\\\.;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;'
  const byName = await ask(['run', good, '--connection', `Result;${elsewhere}`, '--connection', wmi, '--json'])
  expect(JSON.parse(byName.stdout)).toMatchObject({
    tasks: [{ reader: { connectionString: wmi.slice('Servers;'.length), destination: { path: elsewhere } } }],
  })
  expect(existsSync(elsewhere)).toBe(true)
  const { id } = (await Package.load(good)).connections.get('Result')
  const byId = await ask(['run', good, '--connection', `${id};${join(folder, 'byid.txt')}`])
  expect(byId.code).toBe(0)
  expect(existsSync(join(folder, 'byid.txt'))).toBe(true)
})

test('Windows paths lead where --drive says', async () => {
  const { code } = await ask(['run', good, '--connection', 'Result;X:\\drive.txt', '--drive', `x:=${folder}`])
  expect(code).toBe(0)
  expect(existsSync(join(folder, 'drive.txt'))).toBe(true)
  const unmapped = await ask(['run', good, '--connection', 'Result;Y:\\drive.txt'])
  expect(unmapped.code).toBe(1)
  expect(unmapped.stderr).toContain('--drive Y:=')
})

test('--set changes variables, connections and tasks', async () => {
  const sets = [
    '\\Package.Variables[User::Limit].Value;9',
    '\\Package.Connections[Servers].Properties[ServerName];\\\\127.0.0.1',
    '\\Package\\Read.Properties[WqlQuerySource];SELECT Id FROM Test_Sample WHERE Id = 2',
    '\\Package\\Read.Properties[OutputType];PropertyValue',
  ].flatMap(pair => ['--set', pair])
  const { code, stdout } = await ask(['run', good, '--json', ...sets])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    tasks: [
      {
        reader: {
          connectionString: 'ServerName=\\\\127.0.0.1;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;',
          outputType: 'PropertyValue',
          preview: ['2'],
        },
      },
    ],
  })
  const inspected = await cli(['inspect', good, '--json', ...sets])
  expect(JSON.parse(inspected.stdout)).toMatchObject({ variables: [{ name: 'User::Limit', value: 9 }] })
})

test.each([
  [['--set', '\\Package.Variables[User::Nope].Value;1'], 'User::Nope'],
  [['--set', '\\Package\\Nope.Properties[X];1'], 'Nope'],
  [['--set', 'Package.Variables[User::Limit].Value;1'], '--set Package.Variables'],
  [['--set', '\\Package.Variables[User::Limit].Value;many'], 'User::Limit'],
  [['--set', '\\Package\\Read.Properties[OutputType];Poem'], 'OutputType'],
  [['--connection', 'Nope;x'], 'Nope'],
  [['--connection', 'Servers;UseNtAuth=Perhaps'], 'UseNtAuth'],
  [['--connection-password-file', 'Servers;/nowhere/file'], '/nowhere/file'],
])('run with %j is a wrong command line', async (argv, message) => {
  const { code, stdout, stderr } = await cli(['run', good, ...argv])
  expect(stderr).toContain(message)
  expect(stdout).toBe('')
  expect(code).toBe(6)
})

test('an error of --set carries the code of the object model', async () => {
  const { stderr } = await cli(['run', good, '--json', '--set', '\\Package.Nope;1'])
  expect(JSON.parse(stderr)).toMatchObject({ error: { name: 'DTS_E_COULDNOTRESOLVEPACKAGEPATH' } })
})

test('Ctrl-C ends a run with 3 and leaves nothing half-written', async () => {
  const { folder: place, remove: away } = folderOf('cancel')
  const path = await readerPackage(join(place, 'slow.dtsx'), {
    query: 'SELECT Id FROM Test_Slow',
    output: join(place, 'out.txt'),
  })
  const interrupt = new AbortController()
  const stdout = new Kept()
  const running = ask(['run', path], { signal: interrupt.signal, stdout })
  await expect.poll(() => stdout.text).toContain('OnPreExecute')
  interrupt.abort()
  const { code, stderr } = await running
  expect(code).toBe(3)
  expect(stderr).toContain('wmilink: interrupted')
  expect(stdout.text).toContain('"result":"Canceled"')
  expect(readdirSync(place)).toEqual(['slow.dtsx'])
  away()
})

test('a pipe that closes ends a run quietly', async () => {
  const stdout = new Kept()
  stdout._write = (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
  const { code, stderr } = await ask(['run', good], { stdout })
  expect(code).toBe(0)
  expect(stderr).not.toContain('EPIPE')
})

test('a folder in the place of the output is an error of the task', async () => {
  const { code, stderr } = await ask(['run', good, '--connection', `Result;${folder}`])
  expect(code).toBe(1)
  expect(stderr).toContain('error: Read: ')
})

test('WMILINK_PASSWORD is for no connection of a package, and a notice says so', async () => {
  const { stderr } = await ask(['run', good], { env: { WMILINK_PASSWORD: 'hunter2' } })
  expect(stderr).toContain('WMILINK_PASSWORD is not used here')
  expect(stderr).not.toContain('hunter2')
})

const remote = await readerPackage(join(folder, 'remote.dtsx'), {
  query: question,
  output,
  server: '\\\\sql01',
  userName: 'CONTOSO\\me',
})

test('a password that a connection lacks is asked for on a terminal, naming user and server', async () => {
  const { code, stdout, stderr } = await ask(['run', remote], { columns: 100, stdin: new Keyboard('hunter2\r') })
  expect(code).toBe(1)
  expect(stderr).toContain('Password of CONTOSO\\me for \\\\sql01 (connection "Servers"): ')
  expect(stdout + stderr).not.toContain('hunter2')
})

test('where nobody can be asked, the error says which option gives a connection its password', async () => {
  const { code, stderr } = await ask(['run', remote, '--format', 'table'])
  expect(code).toBe(1)
  expect(stderr).toContain('no password')
  expect(stderr).toContain('--connection-password-file "NAME;FILE"')
})

test('a password from a file is used and never shown; nobody is asked', async () => {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, 'hunter2\n')
  for (const format of ['table', 'json', 'ndjson']) {
    const argv = ['run', remote, '--connection-password-file', `Servers;${passwordFile}`, '--format', format]
    const { code, stdout, stderr } = await ask(argv, { stdin: new Keyboard('\u0003') })
    expect(code).toBe(1)
    expect(stdout + stderr).not.toContain('hunter2')
    expect(stderr).not.toContain('Password of')
  }
})

test('Ctrl-C at the prompt exits with 3 before anything runs', async () => {
  const { code, stdout } = await ask(['run', remote], { columns: 100, stdin: new Keyboard('\u0003') })
  expect(code).toBe(3)
  expect(stdout).toBe('')
})

test('--validate-only writes nothing and says what validation found', async () => {
  const nothing = join(folder, 'not-run.txt')
  const valid = await ask(['run', good, '--validate-only', '--format', 'table', '--connection', `Result;${nothing}`])
  expect(valid.code).toBe(0)
  expect(valid.stdout).toBe('sample: is valid\n')
  expect(existsSync(nothing)).toBe(false)
  const wrong = await ask([
    'run',
    good,
    '--validate-only',
    '--format',
    'table',
    '--set',
    '\\Package\\Read.Destination;Nope',
  ])
  expect(wrong.code).toBe(1)
  expect(wrong.stdout).toBe('sample: is not valid\n')
  expect(wrong.stderr).toContain('error: Read: ')
})

test('--log appends every entry as a line of JSON', async () => {
  const log = join(folder, 'run.jsonl')
  for (let runs = 1; runs <= 2; runs += 1) {
    expect((await ask(['run', good, '--log', log])).code).toBe(0)
    const entries: Record<string, unknown>[] = readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(entries.filter(({ event }) => event === 'PackageStart')).toHaveLength(runs)
    expect(entries).toContainEqual(expect.objectContaining({ event: 'WMIDataReaderOperation', message: question }))
  }
})

test('a log that cannot be written fails the run before anything has run', async () => {
  const nothing = join(folder, 'unlogged.txt')
  const log = join(folder, 'no', 'such', 'folder', 'run.jsonl')
  const { code, stderr } = await ask(['run', good, '--log', log, '--connection', `Result;${nothing}`])
  expect(code).toBe(1)
  expect(stderr).toContain('error: sample: ')
  expect(existsSync(nothing)).toBe(false)
})

test('--configuration applies a file, and --connection wins over it', async () => {
  const file = join(folder, 'run.dtsConfig')
  const path = '\\Package.Connections[Result].Properties[ConnectionString]'
  const value = join(folder, 'configured.txt')
  writeFileSync(
    file,
    `<DTSConfiguration><Configuration ConfiguredType="Property" Path="${path}" ValueType="String"><ConfiguredValue>${value}</ConfiguredValue></Configuration></DTSConfiguration>`,
  )
  expect((await ask(['run', good, '--configuration', file])).code).toBe(0)
  expect(existsSync(value)).toBe(true)
  const winner = join(folder, 'winner.txt')
  await ask(['run', good, '--configuration', file, '--connection', `Result;${winner}`])
  expect(existsSync(winner)).toBe(true)
  const { code, stderr } = await ask(['run', good, '--configuration', join(folder, 'nowhere.dtsConfig')])
  expect(code).toBe(6)
  expect(stderr).toContain('nowhere.dtsConfig')
})

test.each([
  ['NoEquals', '--parameter needs NAME=VALUE'],
  ['=5', '--parameter needs NAME=VALUE'],
  ['Nope=5', 'there is no parameter $Package::Nope'],
  ['$Project::Nope=5', 'there is no parameter $Project::Nope'],
  ['CM.Nope.ServerName=x', 'Nope'],
])('--parameter %s is a wrong command line', async (pair, message) => {
  const { code, stderr } = await ask(['run', good, '--parameter', pair])
  expect(stderr).toContain(message)
  expect(code).toBe(6)
})

test('a secret in --set works, and a warning says that others see it', async () => {
  const set = '\\Package.Connections[Servers].Properties[Password];hunter2'
  const { stderr } = await ask(['run', remote, '--validate-only', '--set', set])
  expect(stderr).toMatch(/wmilink: warning: .*--set/)
  expect(stderr).not.toContain('hunter2')
})
