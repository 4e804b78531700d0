import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { DTSEventFilterKind, DTSLoggingMode, Package } from '../../../src/ssis/index.js'
import { cli, Kept } from '../cli.js'
import { ask, folderOf, readerPackage } from '../packages.js'

const { folder, remove } = folderOf('dtexec')
afterAll(remove)

const inFolder = (name: string) => join(folder, name)
const output = inFolder('out.txt')
const question = 'SELECT Id, Text FROM Test_Sample WHERE Id = 1'
const good = await readerPackage(inFolder('good.dtsx'), { query: question, output })
const bad = await readerPackage(inFolder('bad.dtsx'), { query: 'SELECT Id FORM Test_Sample', output })
const empty = await readerPackage(inFolder('empty.dtsx'), { query: 'SELECT Id FROM Test_Empty', output })

const dtexec = (...words: string[]) => ask(['dtexec', ...words])

/** A package with what a text adds behind its first variables. */
function edited(name: string, from: string, edit: (text: string) => string): string {
  writeFileSync(inFolder(name), edit(readFileSync(from, 'utf8')))
  return inFolder(name)
}

function configuration(name: string, path: string, value: string): string {
  const text = `<?xml version="1.0"?><DTSConfiguration><Configuration ConfiguredType="Property" Path="${path}" ValueType="String"><ConfiguredValue>${value}</ConfiguredValue></Configuration></DTSConfiguration>`
  writeFileSync(inFolder(name), text)
  return inFolder(name)
}

const time = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d\\d'

test('a run has the shape of dtexec: start, blocks, result, start, end, duration', async () => {
  const { code, stdout } = await dtexec('/File', good)
  expect(code).toBe(0)
  expect(stdout).toMatch(
    new RegExp(
      `^wmilink dtexec \\d+\\.\\d+\\.\\d+\\n\\nStarted: {2}\\d\\d:\\d\\d:\\d\\d\\nProgress: ${time}\\n {3}Source: Read\\n {3}[^\\n]+: 100% complete\\nEnd Progress\\nDTExec: The package execution returned DTSER_SUCCESS \\(0\\)\\.\\nStarted: {2}\\d\\d:\\d\\d:\\d\\d\\nFinished: \\d\\d:\\d\\d:\\d\\d\\nElapsed: {2}[\\d.]+ seconds\\n$`,
    ),
  )
  expect(readFileSync(output, 'utf8')).toBe('Id, 1\r\nText, plain\r\n')
})

test('a failed task is an Error block and exit code 1', async () => {
  const { code, stdout } = await dtexec('/f', bad)
  expect(code).toBe(1)
  expect(stdout).toMatch(new RegExp(`\\nError: ${time}\\n {3}Code: 0xC0029252\\n {3}Source: Read\\n {3}Description: `))
  expect(stdout).toContain('\nEnd Error\n')
  expect(stdout).toContain('DTExec: The package execution returned DTSER_FAILURE (1).')
})

test.each([
  [['/F', inFolder('nowhere.dtsx')], 4],
  [['/F', folder], 5],
  [['/F', good, '/Nonsense'], 6],
  [['/SQL', 'pkg'], 6],
  [['/F', good, '/Set', '\\Package.Variables[User::Nope].Value;1'], 6],
  [['/F', good, '/Conn', 'Nope;"x"'], 6],
  [['/F', good, '/Conf', inFolder('nowhere.dtsConfig')], 6],
  [['/F', good, '/Com', inFolder('nowhere.txt')], 6],
  [['/F', good, '/Par', 'Nope;1'], 6],
  [['/F', good, '/L', 'My.Provider;x'], 6],
  [['/F', good, '/L', 'DTS.LogProviderSQLServer.1;x'], 6],
  [['/F', 'Y:\\pkg.dtsx'], 6],
  [['/Proj', inFolder('nowhere.ispac'), '/Pack', 'x'], 4],
  [['/Proj', good, '/Pack', 'x'], 5],
])('%j exits with %i', async (words, exitCode) => {
  const { code, stderr } = await dtexec(...words)
  expect(stderr).toContain('wmilink: ')
  expect(code).toBe(exitCode)
})

test('Ctrl-C exits with 3 and says that the run was cancelled', async () => {
  const { folder: place, remove: away } = folderOf('dtexec-cancel')
  const slow = await readerPackage(join(place, 'slow.dtsx'), {
    query: 'SELECT Id FROM Test_Slow',
    output: join(place, 'out.txt'),
  })
  const interrupt = new AbortController()
  const stdout = new Kept()
  const running = ask(['dtexec', '/F', slow, '/Rep', 'V'], { signal: interrupt.signal, stdout })
  await expect.poll(() => stdout.text).toContain('OnPreExecute')
  interrupt.abort()
  const { code } = await running
  expect(code).toBe(3)
  expect(stdout.text).toContain('DTSER_CANCELED (3)')
  expect(readdirSync(place)).toEqual(['slow.dtsx'])
  away()
})

test('/Reporting chooses what is shown, and leaves out what it names', async () => {
  const none = await dtexec('/F', empty, '/Rep', 'N')
  expect(none.stdout).not.toMatch(/^(Progress|Warning|Info|Error):/m)
  const warnings = await dtexec('/F', empty, '/Rep', 'WI')
  expect(warnings.stdout).toMatch(/^Warning: /m)
  expect(warnings.stdout).toMatch(/^Info: /m)
  expect(warnings.stdout).not.toMatch(/^Progress: /m)
  const without = await dtexec('/F', empty, '/Rep', 'WI;OnWarning')
  expect(without.stdout).not.toMatch(/^Warning: /m)
  expect(without.stdout).toMatch(/^Info: /m)
  const withoutTask = await dtexec('/F', empty, '/Rep', 'WI;read')
  expect(withoutTask.stdout).not.toMatch(/^(Warning|Info): /m)
  const verbose = await dtexec('/F', empty, '/Rep', 'V')
  expect(verbose.stdout).toMatch(/^OnPreValidate: .*\n {3}Source: sample\nEnd OnPreValidate$/m)
})

test('/ConsoleLog shows log entries with the columns asked for', async () => {
  const all = await dtexec('/F', good, '/Rep', 'N', '/Cons')
  expect(all.stdout).toMatch(
    new RegExp(
      `Log:\\n {5}Name: PackageStart\\n {5}Computer: .+\\n {5}Operator: .+\\n {5}Source Name: sample\\n {5}Source GUID: \\{.+\\}\\n {5}Execution GUID: \\{.+\\}\\n {5}Message: .+\\n {5}Start Time: ${time}\\n {5}End Time: ${time}\\nEnd Log\\n`,
    ),
  )
  const some = await dtexec('/F', good, '/Rep', 'N', '/Cons', 'NM;I;PackageStart;PackageEnd')
  expect(some.stdout.match(/^ {5}Name: .*$/gm)).toEqual(['     Name: PackageStart', '     Name: PackageEnd'])
  expect(some.stdout).not.toContain('Computer: ')
})

test('/Set, /Connection and options of wmilink run change the package', async () => {
  const elsewhere = inFolder('elsewhere.txt')
  const { code } = await dtexec(
    '/F',
    `X:\\good.dtsx`,
    '--drive',
    `X:=${folder}`,
    '/Conn',
    'Result;"X:\\elsewhere.txt"',
    '/Set',
    '\\Package\\Read.Properties[WqlQuerySource];"SELECT Id FROM Test_Sample WHERE Id = 2"',
  )
  expect(code).toBe(0)
  expect(readFileSync(elsewhere, 'utf8')).toBe('Id, 2\r\n')
})

test('/Set and /ConfigFile apply in the order met', async () => {
  const path = '\\Package.Connections[Result].Properties[ConnectionString]'
  const first = configuration('first.dtsConfig', path, inFolder('by-file.txt'))
  await dtexec('/F', good, '/Conf', first, '/Set', `${path};${inFolder('by-set.txt')}`)
  expect(readdirSync(folder)).toContain('by-set.txt')
  expect(readdirSync(folder)).not.toContain('by-file.txt')
  await dtexec('/F', good, '/Set', `${path};${inFolder('by-set-again.txt')}`, '/Conf', first)
  expect(readdirSync(folder)).toContain('by-file.txt')
  expect(readdirSync(folder)).not.toContain('by-set-again.txt')
})

test('configurations of the package win over /Set', async () => {
  const path = '\\Package.Connections[Result].Properties[ConnectionString]'
  const file = configuration('own.dtsConfig', path, inFolder('by-own.txt'))
  const pkg = edited('configured.dtsx', good, text =>
    text
      .replace('<DTS:Executable', '<DTS:Executable DTS:EnableConfig="True"')
      .replace(
        /(<DTS:ConnectionManagers>)/,
        `<DTS:Configurations><DTS:Configuration DTS:ConfigurationString="${file}" DTS:ConfigurationType="1" DTS:CreationName="" DTS:DTSID="{11111111-2222-3333-4444-555555555555}" DTS:ObjectName="Own" /></DTS:Configurations>$1`,
      ),
  )
  const { code } = await dtexec('/F', pkg, '/Set', `${path};${inFolder('never.txt')}`)
  expect(code).toBe(0)
  expect(readdirSync(folder)).toContain('by-own.txt')
  expect(readdirSync(folder)).not.toContain('never.txt')
})

test('a configuration file that does not fit is a Warning block', async () => {
  const file = configuration('stray.dtsConfig', '\\Package.Variables[User::Nope].Value', 'x')
  const { code, stdout } = await dtexec('/F', good, '/Conf', file)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Warning: .*\n {3}Code: 0x80012017\n {3}Source: sample$/m)
})

test('/Validate validates and writes nothing; /WarnAsError fails on a warning of the validation', async () => {
  const nothing = inFolder('nothing.txt')
  const valid = await dtexec('/F', good, '/Va', '/Conn', `Result;${nothing}`)
  expect(valid.code).toBe(0)
  expect(valid.stdout).toContain('DTSER_SUCCESS (0)')
  // Of such a query validation says that it will fail.
  const warned = await dtexec('/F', bad, '/W', '/Conn', `Result;${nothing}`)
  expect(warned.code).toBe(1)
  expect(warned.stdout).toMatch(/^Warning: /m)
  expect(warned.stdout).not.toMatch(/^Error: /m)
  expect((await dtexec('/F', bad, '/Va')).code).toBe(0)
  expect((await dtexec('/F', good, '/W')).code).toBe(0)
  expect(readdirSync(folder)).not.toContain('nothing.txt')
})

test('/Logger and /VLog write logs', async () => {
  await dtexec('/F', good, '/L', `DTS.LogProviderTextFile.1;${inFolder('l.log')}`, '/VLog', inFolder('v.log'))
  for (const name of ['l.log', 'v.log']) {
    const text = readFileSync(inFolder(name), 'utf16le')
    expect(text).toContain('#Fields: event,computer')
    expect(text).toContain('PackageStart')
  }
})

test('/VLog without a file lets the log providers of the package take every event', async () => {
  const pkg = await Package.load(good)
  const log = pkg.connections.add('FILE')
  log.name = 'Log'
  log.connectionString = inFolder('own.log')
  const provider = pkg.logProviders.add('Microsoft.LogProviderTextFile')
  provider.configString = 'Log'
  pkg.loggingMode = DTSLoggingMode.Enabled
  pkg.loggingOptions.eventFilterKind = DTSEventFilterKind.Inclusion
  pkg.loggingOptions.eventFilter = ['OnError']
  pkg.loggingOptions.selectedLogProviders.add(provider)
  const path = inFolder('logging.dtsx')
  await pkg.save(path)
  await dtexec('/F', path)
  expect(readFileSync(inFolder('own.log'), 'utf16le')).not.toContain('OnInformation')
  await dtexec('/F', path, '/VLog')
  expect(readFileSync(inFolder('own.log'), 'utf16le')).toContain('OnInformation')
})

test('/CheckPointing on runs into the error of the runtime, off does not', async () => {
  const on = await dtexec('/F', good, '/CHECKPOINTING', 'ON')
  expect(on.code).toBe(1)
  expect(on.stdout).toMatch(/^Error: /m)
  expect((await dtexec('/F', good, '/CHECKPOINTING', 'OFF', '/MAXCONCURRENT', ' -1 ')).code).toBe(0)
})

test('/Verify… runs only what is meant', async () => {
  const id = /DTS:DTSID="(\{[^"]+\})"/.exec(readFileSync(good, 'utf8'))?.[1] ?? ''
  const other = '{00000000-0000-0000-0000-000000000001}'
  expect((await dtexec('/F', good, '/VerifyP', id.toLowerCase())).code).toBe(0)
  for (const words of [
    ['/VerifyP', other],
    ['/VerifyV', other],
    ['/VerifyB', '77'],
    ['/VerifyB', '77;1;2'],
  ]) {
    const { code, stdout, stderr } = await dtexec('/F', good, ...words)
    expect(code).toBe(1)
    expect(stderr).toContain(words[0])
    expect(stdout).not.toContain('Progress')
  }
})

test('a secret on the command line works, and a warning says that others see it; one in a command file is not seen', async () => {
  const remote = await readerPackage(inFolder('remote.dtsx'), {
    query: question,
    output,
    server: '\\\\127.0.0.1:1',
    userName: 'me',
  })
  const set = ['/Set', '\\Package.Connections[Servers].Properties[Password];hunter2']
  const shown = await dtexec('/F', remote, '/Va', ...set)
  expect(shown.code).toBe(0)
  expect(shown.stderr).toMatch(/wmilink: warning: .*\/Set/)
  const connection = 'Servers;"ServerName=\\\\a;Namespace=\\root\\cimv2;UseNtAuth=False;UserName=me;Password=hunter2;"'
  const byConnection = await dtexec('/F', remote, '/Va', '/Conn', connection)
  expect(byConnection.stderr).toMatch(/wmilink: warning: .*\/Conn/)
  writeFileSync(inFolder('words.txt'), set.join(' '))
  const hidden = await dtexec('/F', remote, '/Va', '/Com', inFolder('words.txt'))
  expect(hidden.code).toBe(0)
  expect(hidden.stderr).not.toContain('warning')
  for (const { stdout, stderr } of [shown, byConnection, hidden]) expect(stdout + stderr).not.toContain('hunter2')
})

test('a secret that does not fit is not told', async () => {
  for (const words of [
    ['/Set', '$Sensitive::\\Package.Variables[User::Limit].Value;hunter2'],
    ['/Set', '$Sensitive::\\Package\\Read.OutputType;hunter2'],
    ['/Conn', 'Servers;"UseNtAuth=Perhaps;Password=hunter2"'],
  ]) {
    const { code, stdout, stderr } = await dtexec('/F', good, ...words)
    expect(code).toBe(6)
    expect(stdout + stderr).not.toContain('hunter2')
  }
})

test('a package of a project file runs with the connection managers and parameters of its project', async () => {
  const dtsx = readFileSync(good)
  const parameters = `<SSIS:Parameters xmlns:SSIS="www.microsoft.com/SqlServer/SSIS"><SSIS:Parameter SSIS:Name="Greeting"><SSIS:Properties><SSIS:Property SSIS:Name="ID">{11111111-2222-3333-4444-555555555556}</SSIS:Property><SSIS:Property SSIS:Name="DataType">18</SSIS:Property><SSIS:Property SSIS:Name="Value">hi</SSIS:Property></SSIS:Properties></SSIS:Parameter></SSIS:Parameters>`
  const bytes = (text: string) => new TextEncoder().encode(text)
  const archive = zipSync({
    'My%20package.dtsx': dtsx,
    'Project.params': bytes(parameters),
    '@Project.manifest': bytes('<x/>'),
    '../escape.dtsx': dtsx,
    'folder/inner.dtsx': dtsx,
  })
  writeFileSync(inFolder('project.ispac'), archive)
  const project = ['/Project', inFolder('project.ispac'), '/Package']
  const before = readdirSync(tmpdir()).filter(name => name.startsWith('wmilink-project-'))
  const result = inFolder('project.txt')
  const run = await dtexec(...project, 'my package', '/Conn', `Result;${result}`, '/Par', '$Project::Greeting;hello')
  expect(run.stderr).not.toContain('error')
  expect(run.code).toBe(0)
  expect(readFileSync(result, 'utf8')).toBe('Id, 1\r\nText, plain\r\n')
  const set = ['/SET', '\\Package.Variables[$Project::Greeting];1']
  expect((await dtexec(...project, 'My package.dtsx', '/Va', ...set)).code).toBe(0)
  expect((await dtexec(...project, 'Other.dtsx')).code).toBe(4)
  expect((await dtexec(...project, 'escape.dtsx')).code).toBe(4)
  expect(readdirSync(tmpdir()).filter(name => name.startsWith('wmilink-project-'))).toEqual(before)
})

test('help is in the language of the locale', async () => {
  const english = await cli(['dtexec', '/?'])
  expect(english.code).toBe(0)
  expect(english.stdout).toContain('Usage: wmilink dtexec')
  expect(english.stdout).toContain('\n  /Conf[igFile] FILE ')
  const french = await cli(['dtexec', '--help'], { env: { LANG: 'fr_FR.UTF-8' } })
  expect(french.stdout).toContain('Utilisation : wmilink dtexec')
  const one = await cli(['dtexec', '/Help', 'set'])
  expect(one.stdout).toMatch(/^ {2}\/Set \[\$Sensitive::\]PATH;VALUE .*\n$/)
})
