import type { cliHelp } from '../base/texts/cli-help.js'
import type { Execute } from './context.js'
import { dtexecExamples } from './dtexec/examples.js'
import {
  connectionOptions,
  designOptions,
  type OptionName,
  packageFileOptions,
  packageOptions,
  remoteOptions,
  serveOptions,
} from './options.js'

type HelpKey = keyof typeof cliHelp.table

/** One command: how it is called, what its help says, and where its work is, loaded when it is called. */
export interface CommandRow {
  readonly name: string
  readonly arguments: readonly { readonly term: string; readonly text: HelpKey }[]
  readonly options: readonly OptionName[]
  readonly summary: HelpKey
  /** Shown below the options. */
  readonly examples: readonly string[]
  readonly load: () => Promise<{ readonly execute: Execute }>
}

const path = { term: '<path>', text: 'argPath' } as const
const values = { term: '[parameters...]', text: 'argParameters' } as const
const pkg = { term: '<package>', text: 'argPackage' } as const

/** The commands in the order of the help. */
export const commandTable: readonly CommandRow[] = [
  {
    name: 'run',
    arguments: [pkg],
    options: packageOptions,
    summary: 'sumRun',
    examples: [
      'wmilink run inventory.dtsx',
      "wmilink run disks.dtsx --connection 'Result;C:\\tmp\\disks.txt' --set '\\Package.Variables[User::Limit].Value;90'",
    ],
    load: () => import('./commands/run.js'),
  },
  {
    name: 'dtexec',
    arguments: [{ term: '[options...]', text: 'argDtexec' }],
    options: [],
    summary: 'sumDtexec',
    examples: dtexecExamples,
    load: () => import('./commands/dtexec.js'),
  },
  {
    name: 'query',
    arguments: [{ term: '<wql>', text: 'argWql' }],
    options: [...connectionOptions, 'system', 'raw'],
    summary: 'sumQuery',
    examples: [
      "wmilink query 'SELECT DeviceID, FreeSpace FROM Win32_LogicalDisk'",
      "wmilink query 'SELECT * FROM Win32_Service' --format csv > services.csv",
    ],
    load: () => import('./commands/query.js'),
  },
  {
    name: 'get',
    arguments: [path],
    options: [...connectionOptions, 'system', 'raw'],
    summary: 'sumGet',
    examples: ['wmilink get \'Win32_LogicalDisk.DeviceID="C:"\' --json', "wmilink get 'Win32_OperatingSystem=@'"],
    load: () => import('./commands/get.js'),
  },
  {
    name: 'watch',
    arguments: [{ term: '<wql>', text: 'argEventWql' }],
    options: [...connectionOptions.map(name => (name === 'timeout' ? 'watchTimeout' : name)), 'count', 'system', 'raw'],
    summary: 'sumWatch',
    examples: [
      'wmilink watch "SELECT * FROM __InstanceCreationEvent WITHIN 2 WHERE TargetInstance ISA \'Win32_Process\'"',
      "wmilink watch 'SELECT * FROM Win32_ProcessStartTrace' --count 1 --timeout 60",
    ],
    load: () => import('./commands/watch.js'),
  },
  {
    name: 'invoke',
    arguments: [path, { term: '<method>', text: 'argMethod' }, values],
    options: [...connectionOptions, 'system', 'raw'],
    summary: 'sumInvoke',
    examples: [
      'wmilink invoke StdRegProv GetStringValue -n root\\\\default hDefKey=2147483650 sSubKeyName=SOFTWARE sValueName=Name',
      'wmilink invoke My_Class Sort \'Names:=["b", "a"]\' Limit:=null',
    ],
    load: () => import('./commands/invoke.js'),
  },
  {
    name: 'create',
    arguments: [{ term: '<class>', text: 'argClass' }, values],
    options: connectionOptions,
    summary: 'sumCreate',
    examples: [
      'wmilink create __IntervalTimerInstruction TimerId=minute IntervalBetweenEvents=60000 --data /var/lib/wmilink',
      'wmilink create __NAMESPACE Name=inventory -n root --data /var/lib/wmilink',
    ],
    load: () => import('./commands/create.js'),
  },
  {
    name: 'put',
    arguments: [path, values],
    options: connectionOptions,
    summary: 'sumPut',
    examples: [
      'wmilink put \'__IntervalTimerInstruction.TimerId="minute"\' IntervalBetweenEvents=30000 --data /var/lib/wmilink',
    ],
    load: () => import('./commands/put.js'),
  },
  {
    name: 'delete',
    arguments: [path],
    options: [...connectionOptions, 'class'],
    summary: 'sumDelete',
    examples: ['wmilink delete \'__IntervalTimerInstruction.TimerId="minute"\' --data /var/lib/wmilink'],
    load: () => import('./commands/delete.js'),
  },
  {
    name: 'classes',
    arguments: [{ term: '[glob]', text: 'argGlob' }],
    options: [...connectionOptions, 'system'],
    summary: 'sumClasses',
    examples: ["wmilink classes 'Win32_*Disk*'"],
    load: () => import('./commands/classes.js'),
  },
  {
    name: 'describe',
    arguments: [{ term: '<class>', text: 'argClass' }],
    options: connectionOptions,
    summary: 'sumDescribe',
    examples: ['wmilink describe Win32_LogicalDisk', 'wmilink describe Win32_LogicalDisk --format table'],
    load: () => import('./commands/describe.js'),
  },
  {
    name: 'namespaces',
    arguments: [],
    options: connectionOptions,
    summary: 'sumNamespaces',
    examples: ['wmilink namespaces', 'wmilink namespaces -n root\\\\cimv2'],
    load: () => import('./commands/namespaces.js'),
  },
  {
    name: 'test',
    arguments: [
      { term: '[target]', text: 'argTarget' },
      { term: '[connection]', text: 'argConnection' },
    ],
    options: [...new Set([...connectionOptions, ...packageFileOptions])],
    summary: 'sumTest',
    examples: [
      'wmilink test',
      "wmilink test 'ServerName=\\\\localhost;Namespace=\\root\\cimv2;UseNtAuth=True;UserName=;'",
      "wmilink test disks.dtsx 'WMI Connection Manager'",
    ],
    load: () => import('./commands/test.js'),
  },
  {
    name: 'doctor',
    arguments: [{ term: '<server>', text: 'argServer' }],
    options: [...remoteOptions.filter(name => name !== 'server'), 'report'],
    summary: 'sumDoctor',
    examples: [
      'wmilink doctor sql01 -u CORP\\\\alice',
      'wmilink doctor https://sql01:5986/wsman --fingerprint 3F:9A:… -u alice',
      'wmilink doctor sql01 -u CORP\\\\alice --report sql01.json',
    ],
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'inspect',
    arguments: [pkg],
    options: [...packageFileOptions, 'drive', 'import'],
    summary: 'sumInspect',
    examples: ['wmilink inspect disks.dtsx'],
    load: () => import('./commands/inspect.js'),
  },
  {
    name: 'protect',
    arguments: [pkg],
    options: ['packagePasswordFile', 'newPackagePasswordFile', 'level', 'outputFile', 'dropUnreadable'],
    summary: 'sumProtect',
    examples: [
      'wmilink protect disks.dtsx --level EncryptSensitiveWithPassword --new-package-password-file secret',
      'wmilink protect disks.dtsx --package-password-file old --new-package-password-file new',
      'wmilink protect disks.dtsx --level DontSaveSensitive --output clean.dtsx',
    ],
    load: () => import('./commands/protect.js'),
  },
  {
    name: 'design',
    arguments: [{ term: '[path]', text: 'argDesign' }],
    options: designOptions,
    summary: 'sumDesign',
    examples: [
      'wmilink design',
      'wmilink design packages/disks.dtsx',
      'wmilink design --listen 0.0.0.0 --cert server.pem --key server.key --password-file secret',
    ],
    load: () => import('./commands/design.js'),
  },
  {
    name: 'secret',
    arguments: [
      { term: '<file>', text: 'argSecrets' },
      { term: '<action>', text: 'argSecretAction' },
      { term: '[server]', text: 'argSecretServer' },
      { term: '[user]', text: 'argSecretUser' },
    ],
    options: ['passwordFile', 'secretsPasswordFile'],
    summary: 'sumSecret',
    examples: [
      'wmilink secret store.json set sql01 CORP\\alice',
      'wmilink secret store.json list',
      'wmilink query "SELECT * FROM Win32_Service" -s sql01 -u CORP\\alice --secrets store.json',
    ],
    load: () => import('./commands/secret.js'),
  },
  {
    name: 'serve',
    arguments: [],
    options: serveOptions,
    summary: 'sumServe',
    examples: [
      'wmilink serve --user alice --password-file secret',
      'wmilink serve --wsman-tls --cert server.pem --key server.key --users users --listen 0.0.0.0',
      'wmilink serve --wsman 0 --users users --allow-writes --data /var/lib/wmilink',
    ],
    load: () => import('./commands/serve.js'),
  },
  {
    name: 'passwd',
    arguments: [
      { term: '<file>', text: 'argUsersFile' },
      { term: '[user]', text: 'argUserName' },
    ],
    options: ['passwordFile', 'generate', 'remove', 'list'],
    summary: 'sumPasswd',
    examples: [
      'wmilink passwd users alice --generate',
      'wmilink passwd users alice',
      'wmilink passwd users alice --remove',
      'wmilink passwd users --list',
    ],
    load: () => import('./commands/passwd.js'),
  },
  {
    name: 'replay',
    arguments: [{ term: '<file>', text: 'argTrace' }],
    options: ['replayListen', 'port', 'replayPasswordFile'],
    summary: 'sumReplay',
    examples: ['wmilink replay sql01.trace --port 5985'],
    load: () => import('./commands/replay.js'),
  },
]
