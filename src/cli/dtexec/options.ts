// Every option of dtexec, by name: how short it may be written, what stands after it, and what it does here.
import { formatText } from '../../base/text.js'
import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { UsageError } from '../errors.js'
import type { Draft, Verification } from './request.js'
import { connectionPairs, pairOf, partsOf, unquote } from './values.js'

type TextKey = keyof typeof dtexecText.table

/** @param value as it stands on the command line; empty when there is none. @param option how the option was written */
type Read = (draft: Draft, value: string, option: string) => void

/** One row of the table. */
export interface DtexecOption {
  /** In full: `ConfigFile`. */
  readonly name: string
  /** How many of its letters are enough. */
  readonly least: number
  readonly value: 'none' | 'needed' | 'maybe'
  /** What the help writes for the value. */
  readonly shown: string
  /** What the help says, or why the option is refused. */
  readonly text: TextKey
  /** Undefined for an option that is refused. */
  readonly read?: Read
  /** Ends the reading: only help is wanted. */
  readonly help?: true
}

const nothing: Read = () => {}

/** In the order of the help. */
export const dtexecOptions: readonly DtexecOption[] = [
  {
    name: 'File',
    least: 1,
    value: 'needed',
    shown: 'PATH',
    text: 'oFile',
    read: (draft, value, option) => {
      draft.file = { option, path: unquote(value) }
    },
  },
  {
    name: 'Project',
    least: 4,
    value: 'needed',
    shown: 'FILE',
    text: 'oProject',
    read: (draft, value, option) => {
      draft.project = { option, path: unquote(value) }
    },
  },
  {
    name: 'Package',
    least: 4,
    value: 'needed',
    shown: 'NAME',
    text: 'oPackage',
    read: (draft, value) => {
      draft.package = unquote(value)
    },
  },
  {
    name: 'Decrypt',
    least: 2,
    value: 'needed',
    shown: 'PASSWORD',
    text: 'oDecrypt',
    read: (draft, value, option) => {
      // Blanks outside quotes belong to a password too: the shell let them through.
      draft.setPassword(option, /^\s*"/.test(value) ? unquote(value) : value)
    },
  },
  { name: 'Set', least: 3, value: 'needed', shown: '[$Sensitive::]PATH;VALUE', text: 'oSet', read: readSet },
  {
    name: 'Connection',
    least: 4,
    value: 'needed',
    shown: 'NAME;STRING[;NAME;STRING…]',
    text: 'oConnection',
    read: (draft, value, option) => {
      for (const { name, text } of connectionPairs(option, value))
        draft.change({ option, kind: 'connection', name, text })
    },
  },
  {
    name: 'ConfigFile',
    least: 4,
    value: 'needed',
    shown: 'FILE',
    text: 'oConfigFile',
    read: (draft, value, option) => draft.change({ option, kind: 'configuration', file: unquote(value) }),
  },
  {
    name: 'Parameter',
    least: 3,
    value: 'needed',
    shown: '[$Package::|$Project::]NAME[(TYPE)];VALUE',
    text: 'oParameter',
    read: readParameter,
  },
  // Read where it is met, by the parser.
  { name: 'CommandFile', least: 3, value: 'needed', shown: 'FILE', text: 'oCommandFile', read: nothing },
  {
    name: 'Validate',
    least: 2,
    value: 'none',
    shown: '',
    text: 'oValidate',
    read: draft => {
      draft.validateOnly = true
    },
  },
  {
    name: 'WarnAsError',
    least: 1,
    value: 'none',
    shown: '',
    text: 'oWarnAsError',
    read: draft => {
      draft.warnAsError = true
    },
  },
  { name: 'Reporting', least: 3, value: 'needed', shown: 'LEVELS[;EVENT…]', text: 'oReporting', read: readReporting },
  {
    name: 'ConsoleLog',
    least: 4,
    value: 'maybe',
    shown: '[[COLUMNS];[{I|E};NAME…]]',
    text: 'oConsoleLog',
    read: readConsoleLog,
  },
  {
    name: 'Logger',
    least: 1,
    value: 'needed',
    shown: 'PROGID;CONFIGSTRING',
    text: 'oLogger',
    read: (draft, value, option) => {
      const [kind, configString] = pairOf(option, value, `${option} PROGID;CONFIGSTRING`)
      draft.loggers.push({ kind, configString })
    },
  },
  {
    name: 'VLog',
    least: 4,
    value: 'maybe',
    shown: '[FILE]',
    text: 'oVLog',
    read: (draft, value) => {
      draft.verboseLog = { file: unquote(value) || undefined }
    },
  },
  {
    name: 'MaxConcurrent',
    least: 1,
    value: 'needed',
    shown: 'NUMBER',
    text: 'oMaxConcurrent',
    read: (draft, value, option) => {
      const text = unquote(value).trim()
      if (!/^(?:-1|[1-9]\d{0,8})$/.test(text)) throw wrong('numberForm', option, dtexecText('concurrentHint'))
      draft.maxConcurrent = Number(text)
    },
  },
  {
    name: 'CheckFile',
    least: 6,
    value: 'maybe',
    shown: '[FILE]',
    text: 'oCheckFile',
    read: (draft, value, option) => setProperty(draft, option, 'CheckpointFileName', unquote(value)),
  },
  {
    name: 'CheckPointing',
    least: 6,
    value: 'maybe',
    shown: '[on|off]',
    text: 'oCheckPointing',
    read: (draft, value, option) => {
      const on = choice(option, value, { on: true, off: false }, 'on')
      setProperty(draft, option, 'SaveCheckpoints', on ? 'True' : 'False')
      if (on) setProperty(draft, option, 'CheckpointUsage', '2')
    },
  },
  {
    name: 'Restart',
    least: 3,
    value: 'maybe',
    shown: '[deny|force|ifPossible]',
    text: 'oRestart',
    read: (draft, value, option) =>
      setProperty(
        draft,
        option,
        'CheckpointUsage',
        choice(option, value, { deny: '0', force: '2', ifpossible: '1' }, 'force'),
      ),
  },
  {
    name: 'VerifyBuild',
    least: 7,
    value: 'needed',
    shown: 'MAJOR[;MINOR[;BUILD]]',
    text: 'oVerifyBuild',
    read: (draft, value, option) => {
      const numbers = partsOf(option, value).map(({ text }) => text.trim())
      if (numbers.length > 3 || !numbers.every(text => /^\d{1,10}$/.test(text)))
        throw wrong('numberForm', option, dtexecText('buildHint', { option }))
      draft.verify({ option, kind: 'build', expected: numbers.map(Number).join('.') })
    },
  },
  guid('VerifyPackageID', 'packageId', 'oVerifyPackageID'),
  guid('VerifyVersionID', 'versionId', 'oVerifyVersionID'),
  { name: 'Remark', least: 3, value: 'maybe', shown: '[TEXT]', text: 'oRem', read: nothing },
  { name: 'Sum', least: 2, value: 'none', shown: '', text: 'oSum', read: nothing },
  { name: 'X86', least: 3, value: 'none', shown: '', text: 'oX86', read: nothing },
  { name: 'CallerInfo', least: 2, value: 'maybe', shown: '[TEXT]', text: 'oCallerInfo', read: nothing },
  { name: 'Help', least: 1, value: 'maybe', shown: '[OPTION]', text: 'oHelp', read: nothing, help: true },
  { name: '?', least: 1, value: 'maybe', shown: '[OPTION]', text: 'oHelp', read: nothing, help: true },

  { name: 'SQL', least: 2, value: 'needed', shown: 'PATH', text: 'needsServer' },
  { name: 'DTS', least: 1, value: 'needed', shown: 'PATH', text: 'needsServer' },
  { name: 'ISServer', least: 2, value: 'needed', shown: 'PATH', text: 'needsServer' },
  { name: 'EnvReference', least: 3, value: 'needed', shown: 'ID', text: 'needsServer' },
  { name: 'Server', least: 3, value: 'needed', shown: 'SERVER', text: 'needsServer' },
  { name: 'User', least: 1, value: 'needed', shown: 'USER', text: 'needsServer' },
  { name: 'Password', least: 1, value: 'needed', shown: 'PASSWORD', text: 'needsServer' },
  { name: 'Dump', least: 4, value: 'needed', shown: 'CODE[;CODE…]', text: 'noDumps' },
  { name: 'DumpOnError', least: 9, value: 'none', shown: '', text: 'noDumps' },
  { name: 'VerifySigned', least: 7, value: 'none', shown: '', text: 'noSignatures' },
]

/** The option that a word without its `/` or `-` names, in any case and as short as allowed. */
export function dtexecOption(word: string): DtexecOption | undefined {
  const folded = word.toLowerCase()
  return dtexecOptions.find(({ name, least }) => folded.length >= least && name.toLowerCase().startsWith(folded))
}

function wrong(text: 'numberForm' | 'guidForm' | 'typeForm' | 'levels' | 'consoleForm', option: string, hint: string) {
  return new UsageError(dtexecText(text, { option }), { hint })
}

function choice<T>(option: string, value: string, words: Readonly<Record<string, T>>, otherwise: string): T {
  const found = words[unquote(value).trim().toLowerCase() || otherwise]
  if (found !== undefined) return found
  const allowed = Object.keys(words).join(', ')
  throw new UsageError(dtexecText('wordForm', { option, allowed }), { hint: dtexecText('wordHint') })
}

function setProperty(draft: Draft, option: string, property: string, value: string): void {
  draft.change({ option, kind: 'set', path: `\\Package.Properties[${property}]`, value })
}

function guid(name: string, kind: Verification['kind'], text: TextKey): DtexecOption {
  return {
    name,
    least: 7,
    value: 'needed',
    shown: '{GUID}',
    text,
    read: (draft, value, option) => {
      const bare = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(unquote(value))?.[1]
      if (bare === undefined) throw wrong('guidForm', option, dtexecText('guidHint'))
      draft.verify({ option, kind, expected: `{${bare.toUpperCase()}}` })
    },
  }
}

function readSet(draft: Draft, value: string, option: string): void {
  const [written, text] = pairOf(option, value, `${option} PATH;VALUE`)
  const path = written.replace(/^\$Sensitive::/i, '')
  draft.change({ option, kind: 'set', path, value: text, ...(path === written ? {} : { sensitive: true }) })
}

const parameterTypes: ReadonlySet<string> = new Set(
  'Boolean Byte DateTime Decimal Double Int16 Int32 Int64 SByte Single String UInt16 UInt32 UInt64'
    .toLowerCase()
    .split(' '),
)

function readParameter(draft: Draft, value: string, option: string): void {
  const [written, text] = pairOf(option, value, `${option} NAME[(TYPE)];VALUE`)
  const [, name = written, type] = /^(.*?)\s*\(\s*(\w*)\s*\)$/s.exec(written) ?? []
  if (type !== undefined && !parameterTypes.has(type.toLowerCase()))
    throw wrong('typeForm', option, dtexecText('typeHint'))
  const serverOption = /^\$ServerOption::(.*)$/is.exec(name)?.[1]
  if (serverOption !== undefined) {
    // A run here is synchronous always.
    if (serverOption.toUpperCase() === 'SYNCHRONIZED' && /^(?:true|1)$/i.test(text.trim())) return
    throw refusal(`${option} ${name}`, 'serverOption')
  }
  draft.change({ option, kind: 'parameter', name, value: text })
}

/** The error of an option that is known and cannot be honoured. */
export function refusal(option: string, reason: TextKey): UsageError {
  return new UsageError(dtexecText('refused', { option, reason: formatText(dtexecText.table[reason]) }), {
    hint: dtexecText('refusedHint'),
  })
}

function readReporting(draft: Draft, value: string, option: string): void {
  const [levels = '', ...except] = partsOf(option, value).map(({ text }) => text.trim())
  const letters = levels.toUpperCase()
  if (!/^(?:[EWICDP]+|N|V)$/.test(letters)) throw wrong('levels', option, dtexecText('levelsHint'))
  const shown = { N: '', V: 'EWICDPV' }[letters] ?? letters
  const names = except.filter(name => name !== '').map(name => name.toLowerCase())
  draft.reporting = { levels: new Set(shown), except: new Set(names) }
}

function readConsoleLog(draft: Draft, value: string, option: string): void {
  const parts = partsOf(option, value).map(({ text }) => text.trim())
  const logs = draft.consoleLogs
  const isList = (text = ''): boolean => /^[IE]$/i.test(text)
  const columns = isList(parts[0]) ? '' : (parts.shift() ?? '').toUpperCase()
  const kind = parts.shift()
  const names = parts.filter(name => name !== '').map(name => name.toLowerCase())
  const bad = kind === undefined || kind === '' ? names.length > 0 : !isList(kind) || names.length === 0
  if (!/^[NCOSGXMT]*$/.test(columns) || bad) throw wrong('consoleForm', option, dtexecText('consoleHint'))
  if (columns === '') logs.all = true
  for (const letter of columns) logs.columns.add(letter)
  const list = kind?.toUpperCase() === 'E' ? logs.exclude : logs.include
  for (const name of names) list.add(name)
}
