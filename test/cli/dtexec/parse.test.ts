import { expect, test } from 'vitest'
import { wordsOfCommandFile } from '../../../src/cli/dtexec/command-file.js'
import { dtexecOption, dtexecOptions } from '../../../src/cli/dtexec/options.js'
import { type DtexecCommand, parseDtexec } from '../../../src/cli/dtexec/parse.js'
import type { DtexecRequest } from '../../../src/cli/dtexec/request.js'
import { UsageError } from '../../../src/cli/errors.js'

const files: Readonly<Record<string, string>> = {
  'options.txt': '/Set \\Package.Variables[A].Value;1\r\n  /Rep   E\r\n',
  'inner.txt': '/Com options.txt /Va',
  'circle.txt': '/Com circle.txt',
  'open.txt': '/F p.dtsx\n/Set \\P.X;"two words',
  'secret.txt': '/De "pass word"',
  'help.txt': '/?',
}

const context = {
  readCommandFile: (path: string) => files[path] ?? '',
}

function parse(words: readonly string[]): DtexecCommand {
  return parseDtexec(words, context)
}

function requestOf(words: readonly string[]): DtexecRequest {
  const command = parse(words)
  if (command.kind !== 'run') throw new Error('help')
  return command.request
}

const file = ['/F', 'p.dtsx']
type Expected = Partial<DtexecRequest>
const set = (path: string, value: string, option = '/Set', sensitive?: true): Expected => ({
  changes: [{ option, visible: true, kind: 'set', path, value, ...(sensitive ? { sensitive } : {}) }],
})
const connection = (...pairs: [string, string][]): Expected => ({
  changes: pairs.map(([name, text]) => ({ option: '/Conn', visible: true, kind: 'connection', name, text })),
})
const checkpoints = (option: string, ...values: [string, string][]): Expected => ({
  changes: values.map(([name, value]) => ({
    option,
    visible: true,
    kind: 'set',
    path: `\\Package.Properties[${name}]`,
    value,
  })),
})
const shows = (levels: string, ...except: string[]): Expected => ({
  reporting: { levels: new Set(levels), except: new Set(except) },
})
const log = (columns: string, include?: string[], exclude: string[] = []): Expected => ({
  consoleLog: { columns: new Set(columns), include: include && new Set(include), exclude: new Set(exclude) },
})
const every = 'NCOSGXMT'

// As the arguments arrive after the shell; `p.dtsx` is named besides unless the row names its own package.
const rows: readonly (readonly [words: readonly string[], expected: Expected])[] = [
  [[], { source: { kind: 'file', path: 'p.dtsx' }, changes: [], password: undefined, validateOnly: false }],
  [['/F', 'q.dtsx'], { source: { kind: 'file', path: 'q.dtsx' } }],
  [['/FILE', 'q.dtsx'], { source: { kind: 'file', path: 'q.dtsx' } }],
  [['-file', 'q.dtsx'], { source: { kind: 'file', path: 'q.dtsx' } }],
  [['/fi', 'q.dtsx'], { source: { kind: 'file', path: 'q.dtsx' } }],
  [['/F', '/srv/pkgs/q.dtsx'], { source: { kind: 'file', path: '/srv/pkgs/q.dtsx' } }],
  [['/F', '"C:\\my pkgs\\q.dtsx"'], { source: { kind: 'file', path: 'C:\\my pkgs\\q.dtsx' } }],
  [['/FILE', '"\\\\srv\\share\\q.dtsx"'], { source: { kind: 'file', path: '\\\\srv\\share\\q.dtsx' } }],
  [['/De', 'Secret;1'], { password: 'Secret;1', visiblePassword: '/De' }],
  [['/Decrypt', '"a ""b"""'], { password: 'a "b"' }],
  [['/DECRYPT', ' x '], { password: ' x ' }],
  [['/De', '-starts'], { password: '-starts' }],
  [['/De', '"/Rep"'], { password: '/Rep' }],
  [['/De', 'one', '/De', 'two'], { password: 'two' }],
  [['/Set', '\\Package.Variables[User::X].Value;5'], set('\\Package.Variables[User::X].Value', '5')],
  [['/SET', '\\package.variables[x].Value;v'], set('\\package.variables[x].Value', 'v', '/SET')],
  [['/Set', '\\Package.Variables[X].Value;'], set('\\Package.Variables[X].Value', '')],
  [['/Set', '\\Package.Variables[X].Value;""'], set('\\Package.Variables[X].Value', '')],
  [['/Set', '\\Package.Variables[X].Value;a;b'], set('\\Package.Variables[X].Value', 'a;b')],
  [['/Set', '\\Package.Variables[X].Value;"a b"'], set('\\Package.Variables[X].Value', 'a b')],
  [['/Set', '"\\Package.Variables[X].Value";"a ""b"" c"'], set('\\Package.Variables[X].Value', 'a "b" c')],
  [['/Set', '"\\Package.Variables[X].Value;a b"'], set('\\Package.Variables[X].Value', 'a b')],
  [['/Set', '\\Package.Connections[a;b].Properties[S];x'], set('\\Package.Connections[a;b].Properties[S]', 'x')],
  [['/Set', '\\Package\\Task.Variables[U::V].Value;1'], set('\\Package\\Task.Variables[U::V].Value', '1')],
  [['/Set', '\\Package.X;5" disk'], set('\\Package.X', '5" disk')],
  [['/Set', '\\Package.Dir;C:\\dir\\'], set('\\Package.Dir', 'C:\\dir\\')],
  [['/Set', '$Sensitive::\\Package.X;v'], set('\\Package.X', 'v', '/Set', true)],
  [['/Set', '"$sensitive::\\Package.X";v'], set('\\Package.X', 'v', '/Set', true)],
  [
    ['/Set', '\\Package.Connections[A].Properties[Password];v'],
    set('\\Package.Connections[A].Properties[Password]', 'v'),
  ],
  [['/Conn', 'Result;C:\\out.txt'], connection(['Result', 'C:\\out.txt'])],
  [
    ['/Conn', 'My Servers;"ServerName=\\\\a;Namespace=x;"'],
    connection(['My Servers', 'ServerName=\\\\a;Namespace=x;']),
  ],
  [['/Conn', '"My";"a=1;b=2"'], connection(['My', 'a=1;b=2'])],
  [['/Conn', '"My";"a=1;b=""2"""'], connection(['My', 'a=1;b="2"'])],
  [['/Conn', 'My;"a=1";'], connection(['My', 'a=1'])],
  [['/Conn', 'A;"a=1;";B;"b=2;"'], connection(['A', 'a=1;'], ['B', 'b=2;'])],
  [['/Conn', 'A;x.txt;B;y.txt'], connection(['A', 'x.txt'], ['B', 'y.txt'])],
  [['/Conn', 'A;ServerName=x;Namespace=y;'], connection(['A', 'ServerName=x;Namespace=y;'])],
  [['/Conn', 'A;ServerName=x;Namespace=y;B;z.txt'], connection(['A', 'ServerName=x;Namespace=y'], ['B', 'z.txt'])],
  [['/Conn', '"A;ServerName=x;Namespace=y"'], connection(['A', 'ServerName=x;Namespace=y'])],
  [['/Conn', '{0A039101-ACC1-4E06-943F-279948323883};f'], connection(['{0A039101-ACC1-4E06-943F-279948323883}', 'f'])],
  [['/Conn', 'A;Server="x;y";Name=z'], connection(['A', 'Server="x;y";Name=z'])],
  [['/Conn', 'A;'], connection(['A', ''])],
  [['/Conn', 'A;"UserName=u;Password=p;"'], connection(['A', 'UserName=u;Password=p;'])],
  [
    ['/Conf', 'a.dtsConfig'],
    { changes: [{ option: '/Conf', visible: true, kind: 'configuration', file: 'a.dtsConfig' }] },
  ],
  [
    ['/CONFIGFILE', '"C:\\a b.dtsConfig"'],
    { changes: [{ option: '/CONFIGFILE', visible: true, kind: 'configuration', file: 'C:\\a b.dtsConfig' }] },
  ],
  [
    ['/Set', '\\P.X;1', '/Conf', 'c', '/Set', '\\P.X;2'],
    {
      changes: [
        { option: '/Set', visible: true, kind: 'set', path: '\\P.X', value: '1' },
        { option: '/Conf', visible: true, kind: 'configuration', file: 'c' },
        { option: '/Set', visible: true, kind: 'set', path: '\\P.X', value: '2' },
      ],
    },
  ],
  [['/Par', 'P;v'], { changes: [{ option: '/Par', visible: true, kind: 'parameter', name: 'P', value: 'v' }] }],
  [
    ['/Par', '$Project::P(Int32);12'],
    { changes: [{ option: '/Par', visible: true, kind: 'parameter', name: '$Project::P', value: '12' }] },
  ],
  [
    ['/Par', '"$Package::P (boolean)";true'],
    { changes: [{ option: '/Par', visible: true, kind: 'parameter', name: '$Package::P', value: 'true' }] },
  ],
  [
    ['/Parameter', 'CM.Servers.ServerName;.'],
    {
      changes: [{ option: '/Parameter', visible: true, kind: 'parameter', name: 'CM.Servers.ServerName', value: '.' }],
    },
  ],
  [['/Par', '$ServerOption::SYNCHRONIZED(Boolean);True'], { changes: [] }],
  [['/Va'], { validateOnly: true, warnAsError: false }],
  [['/VALIDATE', '/W'], { validateOnly: true, warnAsError: true }],
  [['/WarnAsError'], { warnAsError: true }],
  [['/M', '4'], { maxConcurrent: 4 }],
  [['/M', '-1'], { maxConcurrent: -1 }],
  [['/MAXCONCURRENT', ' -1 '], { maxConcurrent: -1 }],
  [['/M', '2', '/M', '3'], { maxConcurrent: 3 }],
  [['/Rep', 'E'], shows('E')],
  [['/REPORTING', 'ewcdi'], shows('EWCDI')],
  [['/Rep', 'N'], shows('')],
  [['/Rep', 'V'], shows('EWICDPV')],
  [['/Rep', 'EP;OnError;{AB}'], shows('EP', 'onerror', '{ab}')],
  [['/Rep', '"EW";"My Task"'], shows('EW', 'my task')],
  [['/Rep', 'N', '/Rep', 'W'], shows('W')],
  [['/Cons'], log(every)],
  [['/Cons', 'NM'], log('NM')],
  [['/Cons', 'I;A'], log(every, ['a'])],
  [['/Cons', 'NM;I;A'], log('NM', ['a'])],
  [['/Cons', 'nm;i;A;B'], log('NM', ['a', 'b'])],
  [['/Cons', ';I;A'], log(every, ['a'])],
  [['/Cons', 'I;A', '/Cons', 'I;B'], log(every, ['a', 'b'])],
  [['/Cons', 'NM;I;A', '/Cons'], log(every, ['a'])],
  [['/Cons', 'E;A'], log(every, undefined, ['a'])],
  [['/Cons', 'E;A', '/Cons', 'I;A'], log(every, ['a'], ['a'])],
  [['/Cons', 'N', '/Cons', 'T'], log('NT')],
  [['/CONSOLELOG', '/Rep', 'E'], { ...log(every), ...shows('E') }],
  [['/Cons', 'N;I;"My Task"'], log('N', ['my task'])],
  [
    ['/L', 'DTS.LogProviderTextFile;c:\\log.txt'],
    { loggers: [{ kind: 'DTS.LogProviderTextFile', configString: 'c:\\log.txt' }] },
  ],
  [
    ['/Logger', '"{59B2C6A5-663F-4C20-8863-C83F9B72E2EB}";"C:\\a b.txt"'],
    { loggers: [{ kind: '{59B2C6A5-663F-4C20-8863-C83F9B72E2EB}', configString: 'C:\\a b.txt' }] },
  ],
  [
    ['/L', 'A;1', '/L', 'B;2'],
    {
      loggers: [
        { kind: 'A', configString: '1' },
        { kind: 'B', configString: '2' },
      ],
    },
  ],
  [['/VLog'], { verboseLog: { file: undefined } }],
  [['/VLOG', '/var/log/p.txt'], { verboseLog: { file: '/var/log/p.txt' } }],
  [['/VLog', '/Rep', 'E'], { verboseLog: { file: undefined }, ...shows('E') }],
  [['/CHECKPOINTING', 'OFF'], checkpoints('/CHECKPOINTING', ['SaveCheckpoints', 'False'])],
  [['/CheckP'], checkpoints('/CheckP', ['SaveCheckpoints', 'True'], ['CheckpointUsage', '2'])],
  [['/CheckP', 'on'], checkpoints('/CheckP', ['SaveCheckpoints', 'True'], ['CheckpointUsage', '2'])],
  [['/CheckF', '/tmp/c.txt'], checkpoints('/CheckF', ['CheckpointFileName', '/tmp/c.txt'])],
  [['/CheckF', '/Va'], { ...checkpoints('/CheckF', ['CheckpointFileName', '']), validateOnly: true }],
  [['/Res'], checkpoints('/Res', ['CheckpointUsage', '2'])],
  [['/Res', 'deny'], checkpoints('/Res', ['CheckpointUsage', '0'])],
  [['/RESTART', 'IFPOSSIBLE'], checkpoints('/RESTART', ['CheckpointUsage', '1'])],
  [['/VerifyB', '1'], { verifications: [{ option: '/VerifyB', kind: 'build', expected: '1' }] }],
  [['/VerifyB', '1;2; 003'], { verifications: [{ option: '/VerifyB', kind: 'build', expected: '1.2.3' }] }],
  [
    ['/verifyv', '{c200e360-38c5-11c5-11ce-ae6208002b2b}'],
    {
      verifications: [{ option: '/verifyv', kind: 'versionId', expected: '{C200E360-38C5-11C5-11CE-AE6208002B2B}' }],
    },
  ],
  [
    ['/VerifyPackageID', 'c200e360-38c5-11c5-11ce-ae6208002b2b'],
    {
      verifications: [
        { option: '/VerifyPackageID', kind: 'packageId', expected: '{C200E360-38C5-11C5-11CE-AE6208002B2B}' },
      ],
    },
  ],
  [['/Rem', 'nothing to see', '/Va'], { validateOnly: true }],
  [['/Rem', '/Va'], { validateOnly: true }],
  [['/Remark', '"words"'], { changes: [] }],
  [['/Su', '/X86', '/Ca', 'SQLAGENT'], { changes: [] }],
  [['/CALLERINFO', '/Su'], { changes: [] }],
  [
    ['/Com', 'options.txt'],
    {
      changes: [{ option: '/Set', visible: false, kind: 'set', path: '\\Package.Variables[A].Value', value: '1' }],
      ...shows('E'),
    },
  ],
  [['/Rep', 'W', '/Com', '"inner.txt"'], { ...shows('E'), validateOnly: true }],
  [['/Com', 'options.txt', '/Rep', 'I'], shows('I')],
  [['/Com', 'secret.txt'], { password: 'pass word', visiblePassword: undefined }],
]

test.each(rows)('%j', (words, expected) => {
  expect(requestOf([...file, ...words])).toMatchObject(expected)
})

test('a package of a project file', () => {
  expect(requestOf(['/Project', 'a.ispac', '/Pack', 'P.dtsx']).source).toEqual({
    kind: 'project',
    path: 'a.ispac',
    package: 'P.dtsx',
  })
})

test.each([
  [['/?'], undefined],
  [['-h'], undefined],
  [['/HELP', 'Set'], 'Set'],
  [['--help'], undefined],
  [[...file, '/?', '/Nonsense'], undefined],
  [['/Com', 'help.txt', '/Nonsense'], undefined],
])('%j asks for help', (words, option) => {
  expect(parse(words)).toEqual({ kind: 'help', option })
})

test.each([
  [[], 'no package is named'],
  [['/Rep', 'E'], 'no package is named'],
  [[...file, '/Proj', 'a.ispac', '/Pack', 'p'], '/F and /Proj exclude each other'],
  [['/Proj', 'a.ispac'], 'need each other'],
  [[...file, '/Pack', 'p'], 'need each other'],
  [['p.dtsx'], 'argument 1'],
  [[...file, 'hunter2'], 'argument 3'],
  [[...file, '/Nope'], 'no option /Nope'],
  [[...file, '/Con', 'x'], 'no option /Con'],
  [[...file, '/Filex', 'x'], 'no option /Filex'],
  [[...file, '/hunter2.secret value'], 'no option /'],
  [[...file, '--nope'], 'no option --nope'],
  [[...file, '/'], 'argument 3'],
  [['/F'], '/F needs a value'],
  [[...file, '/De', '/Rep', 'E'], '/De needs a value'],
  [[...file, '/Set', '\\Package.X'], 'two parts'],
  [[...file, '/Set', ';5'], 'two parts'],
  [[...file, '/Conn', 'A'], 'in one way only'],
  [[...file, '/Conn', ''], 'in one way only'],
  [[...file, '/Conn', 'A;x;B'], 'in one way only'],
  [[...file, '/Conn', 'A;UserName=u;Password=a;hunter2;c=d'], 'in one way only'],
  [[...file, '/Conn', 'A;"x'], 'not closed'],
  [[...file, '/Par', 'P(Int33);1'], 'type'],
  [[...file, '/Par', '$ServerOption::LOGGING_LEVEL(Int32);3'], '$ServerOption::LOGGING_LEVEL'],
  [[...file, '/M', 'many'], 'no such number'],
  [[...file, '/M', '0'], 'no such number'],
  [[...file, '/M', '-2'], 'no such number'],
  [[...file, '/Rep', 'EN'], 'levels'],
  [[...file, '/Rep', 'VE'], 'levels'],
  [[...file, '/Rep', 'X'], 'levels'],
  [[...file, '/Cons', 'Z'], '/Cons'],
  [[...file, '/Cons', 'N;X;A'], '/Cons'],
  [[...file, '/Cons', 'N;I'], '/Cons'],
  [[...file, '/L', 'DTS.LogProviderTextFile'], 'two parts'],
  [[...file, '/CheckP', 'maybe'], 'on, off'],
  [[...file, '/Res', 'never'], 'deny, force, ifpossible'],
  [[...file, '/VerifyB', '1;x'], 'no such number'],
  [[...file, '/VerifyB', '1;2;3;4'], 'no such number'],
  [[...file, '/VerifyP', 'guid'], 'no GUID'],
  [['/SQ', 'pkg', '/Ser', 'prod'], '/SQ cannot be honoured'],
  [['/SQL', '"\\Folder\\pkg"'], '/SQL cannot be honoured'],
  [['/DTS', '\\File System\\p'], '/DTS cannot be honoured'],
  [['/D', 'p'], '/D cannot be honoured'],
  [['/ISSERVER', '\\SSISDB\\f\\p\\k.dtsx'], '/ISSERVER cannot be honoured'],
  [[...file, '/Env', '2'], '/Env cannot be honoured'],
  [[...file, '/U', 'sa'], '/U cannot be honoured'],
  [[...file, '/P', 'hunter2'], '/P cannot be honoured'],
  [[...file, '/Dump', '0xC020801C'], '/Dump cannot be honoured'],
  [[...file, '/DumpOnErr'], '/DumpOnErr cannot be honoured'],
  [[...file, '/VerifyS'], '/VerifyS cannot be honoured'],
  [['/Com', 'circle.txt'], 'without end'],
  [['/Com', 'open.txt'], 'line 2'],
  [[...file, ...Array<string>(10_001).fill('/Su')], 'too many'],
])('%j is refused: %s', (words, message) => {
  expect(() => parse(words)).toThrow(UsageError)
  expect(() => parse(words)).toThrow(message)
  try {
    parse(words)
  } catch (error) {
    expect(String(error)).not.toContain('hunter2')
  }
})

test('every option is found by each of its abbreviations, and none stands before another', () => {
  for (const option of dtexecOptions) {
    for (let length = option.least; length <= option.name.length; length += 1) {
      expect(dtexecOption(option.name.slice(0, length).toUpperCase())).toBe(option)
      expect(dtexecOption(option.name.slice(0, length).toLowerCase())).toBe(option)
    }
  }
})

test('command files read quotes in both ways in which they are written', () => {
  const words = (text: string) => wordsOfCommandFile(text, 'x')
  expect(words('/F "C:\\my pkg.dtsx"\n/Va')).toEqual(['/F', '"C:\\my pkg.dtsx"', '/Va'])
  expect(words('/FILE "\\"C:\\my pkg.dtsx\\""')).toEqual(['/FILE', '"C:\\my pkg.dtsx"'])
  expect(words('/CONN "My WMI";"\\"a=1;b=2\\""')).toEqual(['/CONN', 'My WMI;"a=1;b=2"'])
  expect(words('\r\n \t')).toEqual([])
})
