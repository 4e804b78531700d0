// Every option of the command, by name; the commands choose from this table.
import { isAbsolute, resolve } from 'node:path'
import { DriveMap } from '../base/drives.js'
import { languages } from '../base/text.js'
import { cliText } from '../base/texts/cli.js'
import type { cliHelp } from '../base/texts/cli-help.js'
import { UsageError } from './errors.js'
import { type Format, formats } from './format/row.js'

/** The options as given; absent ones are undefined, repeatable ones lists in the order given. */
export interface Options {
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
}

/** Reads one value; the earlier ones of a repeatable option come as second argument. @throws UsageError */
type Parse = (value: string, previous: unknown) => unknown

export interface OptionRow {
  readonly flags: string
  readonly text: keyof typeof cliHelp.table
  readonly parse?: Parse
}

/** Joins a repeatable option's values, each checked first. */
const repeat =
  (check: (value: string) => string = value => value): Parse =>
  (value, previous) => [...(Array.isArray(previous) ? previous : []), check(value)]

function seconds(value: string): number {
  if (!/^(\d+\.?\d*|\.\d+)$/.test(value))
    throw new UsageError(cliText('timeoutForm', { value }), { hint: cliText('timeoutHint') })
  return Math.round(Number(value) * 1000)
}

function count(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value))
    throw new UsageError(cliText('countForm', { value }), { hint: cliText('countHint') })
  return Number(value)
}

function choice<T extends string>(option: string, allowed: readonly T[]): Parse {
  return value => {
    const found = allowed.find(each => each === value)
    if (found === undefined) {
      throw new UsageError(cliText('choice', { option, value }), {
        hint: cliText('choiceHint', { allowed: allowed.join(', ') }),
      })
    }
    return found
  }
}

function drive(value: string): string {
  // The map itself says what is wrong with a mapping.
  new DriveMap([value])
  return value
}

/** Splits `NAME;REST` at the first semicolon that is not between brackets. @throws UsageError naming the option */
export function splitPair(option: string, value: string): [name: string, rest: string] {
  const [, name, rest] = /^((?:[^;[]|\[[^\]]*\])+);(.*)$/s.exec(value) ?? []
  if (name === undefined || rest === undefined)
    throw new UsageError(cliText('pairForm', { option }), { hint: cliText('pairHint', { option }) })
  return [name.trim(), rest]
}

const pair = (option: string): Parse =>
  repeat(value => {
    splitPair(option, value)
    return value
  })

const architecture: Parse = (value, previous) => Number(choice('--architecture', ['32', '64'])(value, previous))

/** No path at all, as from a variable of a script that is not set, is not the current folder. */
const absolute = (value: string): string => (isAbsolute(value) || value.trim() === '' ? value : resolve(value))

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
  format: { flags: '--format <format>', text: 'optFormat', parse: choice('--format', formats) },
  json: { flags: '--json', text: 'optJson' },
  lang: { flags: '--lang <language>', text: 'optLang', parse: choice('--lang', languages) },
} as const satisfies Readonly<Record<string, OptionRow>>

export type OptionName = keyof typeof optionTable

/** How a connection is made to a server that the options name. */
export const connectionOptions: readonly OptionName[] = [
  'server',
  'namespace',
  'user',
  'passwordFile',
  'timeout',
  'drive',
  'mof',
  'import',
  'embedded',
  'data',
  'architecture',
]

/** How the connections of a package are made: it names its servers itself. */
export const packageOptions: readonly OptionName[] = [
  'connection',
  'set',
  'connectionPasswordFile',
  'timeout',
  'drive',
  'mof',
  'import',
  'embedded',
  'data',
]

/** Known to every command. */
export const commonOptions: readonly OptionName[] = ['format', 'json', 'lang']
