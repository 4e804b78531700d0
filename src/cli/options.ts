// Every option of the command, by name; the commands choose from this table.
import { languages } from '../base/text.js'
import type { cliOption } from '../base/texts/cli-options.js'
import { type Format, formats } from './format/row.js'
import {
  absolute,
  architecture,
  assignment,
  choice,
  count,
  drive,
  type Parse,
  pair,
  port,
  repeat,
  seconds,
  upTo,
} from './option-values.js'

/** How a server over the network is reached, as given; files are absolute paths. */
export interface NetworkOptions {
  readonly transport?: 'wsman'
  readonly auth?: 'negotiate' | 'ntlm' | 'basic' | 'certificate'
  readonly tls?: boolean
  readonly ca?: string
  readonly fingerprint?: string
  readonly insecure?: boolean
  readonly cert?: string
  readonly key?: string
  readonly keyPasswordFile?: string
  readonly allowUnencrypted?: boolean
  readonly allowLegacyNtlm?: boolean
  /** False with --no-channel-binding, else true. */
  readonly channelBinding?: boolean
  readonly proxy?: string
  readonly proxyPasswordFile?: string
  readonly maxConnections?: number
  readonly trace?: string
}

/** Of the commands that listen. */
export interface ListenOptions {
  /** Port; true when none was named. */
  readonly wsman?: number | true
  readonly wsmanTls?: number | true
  readonly listen?: string
  readonly port?: number
  /** False with --no-open, else true. */
  readonly open?: boolean
  readonly users?: string
  readonly rules?: string
  readonly allowMethods?: boolean
  readonly allowMethodsAsRoot?: boolean
  readonly allowWrites?: boolean
}

/** The options as given; absent ones are undefined, repeatable ones lists in the order given. */
export interface Options extends NetworkOptions, ListenOptions {
  readonly server?: string
  readonly namespace?: string
  readonly user?: string
  readonly passwordFile?: string
  /** Milliseconds; 0 waits for ever. */
  readonly timeout?: number
  readonly drive?: readonly string[]
  readonly mof?: readonly string[]
  readonly import?: readonly string[]
  readonly embedded?: boolean
  /** Absolute path of the folder in which the embedded host keeps what is written. */
  readonly data?: string
  readonly architecture?: 32 | 64
  /** The path names a class, which is meant. */
  readonly class?: boolean
  /** Events after which `watch` ends. */
  readonly count?: number
  readonly lang?: string
  readonly format?: Format
  readonly json?: boolean
  readonly system?: boolean
  readonly raw?: boolean
  readonly connection?: readonly string[]
  readonly set?: readonly string[]
  readonly connectionPasswordFile?: readonly string[]
  readonly packagePasswordFile?: string
  readonly newPackagePasswordFile?: string
  readonly level?: string
  readonly output?: string
  readonly dropUnreadable?: boolean
  /** The file of a store for passwords. */
  readonly secrets?: string
  readonly secretsPasswordFile?: string
  /** `NAME=VALUE` each. */
  readonly parameter?: readonly string[]
  readonly configuration?: readonly string[]
  /** Absolute path of a log of JSON lines. */
  readonly log?: string
  readonly validateOnly?: boolean
  /** Of `doctor`: a file for what it saw. */
  readonly report?: string
  /** Of `passwd`. */
  readonly generate?: boolean
  readonly remove?: boolean
  readonly list?: boolean
}

export interface OptionRow {
  readonly flags: string
  readonly text: keyof typeof cliOption.table
  readonly parse?: Parse
}

export const optionTable = {
  server: { flags: '-s, --server <server>', text: 'optServer' },
  namespace: { flags: '-n, --namespace <namespace>', text: 'optNamespace' },
  user: { flags: '-u, --user <user>', text: 'optUser' },
  passwordFile: { flags: '--password-file <file>', text: 'optPasswordFile' },
  timeout: { flags: '--timeout <seconds>', text: 'optTimeout', parse: seconds },
  drive: { flags: '--drive <X:=/path>', text: 'optDrive', parse: repeat(drive) },
  mof: { flags: '--mof <file>', text: 'optMof', parse: repeat(absolute) },
  import: { flags: '--import <file>', text: 'optImport', parse: repeat(absolute) },
  embedded: { flags: '--embedded', text: 'optEmbedded' },
  data: { flags: '--data <folder>', text: 'optData', parse: absolute },
  architecture: { flags: '--architecture <bits>', text: 'optArchitecture', parse: architecture },

  transport: { flags: '--transport <name>', text: 'optTransport', parse: choice('--transport', ['wsman']) },
  auth: {
    flags: '--auth <method>',
    text: 'optAuth',
    parse: choice('--auth', ['negotiate', 'ntlm', 'basic', 'certificate']),
  },
  tls: { flags: '--tls', text: 'optTls' },
  ca: { flags: '--ca <file>', text: 'optCa', parse: absolute },
  fingerprint: { flags: '--fingerprint <hex>', text: 'optFingerprint' },
  insecure: { flags: '--insecure', text: 'optInsecure' },
  cert: { flags: '--cert <file>', text: 'optCert', parse: absolute },
  key: { flags: '--key <file>', text: 'optKey', parse: absolute },
  keyPasswordFile: { flags: '--key-password-file <file>', text: 'optKeyPasswordFile', parse: absolute },
  allowUnencrypted: { flags: '--allow-unencrypted', text: 'optAllowUnencrypted' },
  allowLegacyNtlm: { flags: '--allow-legacy-ntlm', text: 'optAllowLegacyNtlm' },
  channelBinding: { flags: '--no-channel-binding', text: 'optNoChannelBinding' },
  proxy: { flags: '--proxy <url>', text: 'optProxy' },
  proxyPasswordFile: { flags: '--proxy-password-file <file>', text: 'optProxyPasswordFile', parse: absolute },
  maxConnections: {
    flags: '--max-connections <number>',
    text: 'optMaxConnections',
    parse: upTo('--max-connections', 1000),
  },
  trace: { flags: '--trace <file>', text: 'optTrace', parse: absolute },

  class: { flags: '--class', text: 'optClass' },
  count: { flags: '--count <number>', text: 'optCount', parse: count },
  watchTimeout: { flags: '--timeout <seconds>', text: 'optWatchTimeout', parse: seconds },
  system: { flags: '--system', text: 'optSystem' },
  raw: { flags: '--raw', text: 'optRaw' },
  connection: { flags: '--connection <name;string>', text: 'optConnection', parse: pair('--connection') },
  set: { flags: '--set <path;value>', text: 'optSet', parse: pair('--set') },
  connectionPasswordFile: {
    flags: '--connection-password-file <name;file>',
    text: 'optConnectionPasswordFile',
    parse: pair('--connection-password-file'),
  },
  packagePasswordFile: {
    flags: '--package-password-file <file>',
    text: 'optPackagePasswordFile',
    parse: absolute,
  },
  newPackagePasswordFile: {
    flags: '--new-package-password-file <file>',
    text: 'optNewPackagePasswordFile',
    parse: absolute,
  },
  level: { flags: '--level <name>', text: 'optLevel' },
  outputFile: { flags: '--output <file>', text: 'optOutput', parse: absolute },
  dropUnreadable: { flags: '--drop-unreadable', text: 'optDropUnreadable' },
  secrets: { flags: '--secrets <file>', text: 'optSecrets', parse: absolute },
  secretsPasswordFile: { flags: '--secrets-password-file <file>', text: 'optSecretsPasswordFile', parse: absolute },
  parameter: { flags: '--parameter <name=value>', text: 'optParameter', parse: repeat(assignment) },
  configuration: { flags: '--configuration <file>', text: 'optConfiguration', parse: repeat(absolute) },
  log: { flags: '--log <file>', text: 'optLog', parse: absolute },
  validateOnly: { flags: '--validate-only', text: 'optValidateOnly' },
  report: { flags: '--report <file>', text: 'optReport', parse: absolute },

  wsman: { flags: '--wsman [port]', text: 'optWsman', parse: port('--wsman') },
  wsmanTls: { flags: '--wsman-tls [port]', text: 'optWsmanTls', parse: port('--wsman-tls') },
  serveCert: { flags: '--cert <file>', text: 'optServeCert', parse: absolute },
  serveAllowLegacyNtlm: { flags: '--allow-legacy-ntlm', text: 'optServeAllowLegacyNtlm' },
  serveUser: { flags: '-u, --user <user>', text: 'optServeUser' },
  listen: { flags: '--listen <address>', text: 'optListen' },
  replayListen: { flags: '--listen <address>', text: 'optReplayListen' },
  replayPasswordFile: { flags: '--password-file <file>', text: 'optReplayPasswordFile' },
  port: { flags: '--port <port>', text: 'optPort', parse: port('--port') },
  open: { flags: '--no-open', text: 'optNoOpen' },
  designListen: { flags: '--listen <address>', text: 'optDesignListen' },
  designCert: { flags: '--cert <file>', text: 'optDesignCert', parse: absolute },
  designPasswordFile: { flags: '--password-file <file>', text: 'optDesignPasswordFile', parse: absolute },
  users: { flags: '--users <file>', text: 'optUsers', parse: absolute },
  rules: { flags: '--rules <file>', text: 'optRules', parse: absolute },
  allowMethods: { flags: '--allow-methods', text: 'optAllowMethods' },
  allowMethodsAsRoot: { flags: '--allow-methods-as-root', text: 'optAllowMethodsAsRoot' },
  allowWrites: { flags: '--allow-writes', text: 'optAllowWrites' },
  generate: { flags: '--generate', text: 'optGenerate' },
  remove: { flags: '--remove', text: 'optRemove' },
  list: { flags: '--list', text: 'optList' },

  format: { flags: '--format <format>', text: 'optFormat', parse: choice('--format', formats) },
  json: { flags: '--json', text: 'optJson' },
  lang: { flags: '--lang <language>', text: 'optLang', parse: choice('--lang', languages) },
} as const satisfies Readonly<Record<string, OptionRow>>

export type OptionName = keyof typeof optionTable

/** How servers over the network are reached, whoever names them. */
export const networkOptions: readonly OptionName[] = [
  'auth',
  'tls',
  'ca',
  'fingerprint',
  'insecure',
  'cert',
  'key',
  'keyPasswordFile',
  'allowUnencrypted',
  'allowLegacyNtlm',
  'channelBinding',
  'proxy',
  'proxyPasswordFile',
  'maxConnections',
  'trace',
]

/** What the embedded host of this machine is like. */
const hostOptions: readonly OptionName[] = ['drive', 'mof', 'import', 'embedded', 'data']

/** How a connection is made to a remote server that the options name. */
export const remoteOptions: readonly OptionName[] = [
  'server',
  'namespace',
  'user',
  'passwordFile',
  'secrets',
  'secretsPasswordFile',
  'timeout',
  'transport',
  ...networkOptions,
]

/** How a connection is made to the server that the options name. */
export const connectionOptions: readonly OptionName[] = [...remoteOptions, 'architecture', ...hostOptions]

/** What is said of a package itself. */
export const packageFileOptions: readonly OptionName[] = [
  'packagePasswordFile',
  'configuration',
  'connection',
  'set',
  'parameter',
  'connectionPasswordFile',
  'secrets',
  'secretsPasswordFile',
]

/** How a package runs and its connections are made: it names its servers itself. */
export const packageOptions: readonly OptionName[] = [
  ...packageFileOptions,
  'validateOnly',
  'log',
  'timeout',
  ...networkOptions,
  ...hostOptions,
]

/** What `serve` serves, to whom, and where. */
export const serveOptions: readonly OptionName[] = [
  'wsman',
  'wsmanTls',
  'serveCert',
  'key',
  'keyPasswordFile',
  'listen',
  'users',
  'serveUser',
  'passwordFile',
  'rules',
  'allowMethods',
  'allowMethodsAsRoot',
  'allowWrites',
  'serveAllowLegacyNtlm',
  ...hostOptions.filter(name => name !== 'embedded'),
]

/** Where the designer is, who may use it, and how its connections are made. Certificate and key are those of its own server. */
export const designOptions: readonly OptionName[] = [
  'port',
  'open',
  'designListen',
  'designCert',
  'key',
  'keyPasswordFile',
  'designPasswordFile',
  'secrets',
  'secretsPasswordFile',
  'timeout',
  ...networkOptions.filter(name => name !== 'cert' && name !== 'key' && name !== 'keyPasswordFile'),
  ...hostOptions,
]

/** Known to every command. */
export const commonOptions: readonly OptionName[] = ['format', 'json', 'lang']
