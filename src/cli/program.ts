import { Command, CommanderError, Option, type OutputConfiguration } from 'commander'
import { cliText } from '../base/texts/cli.js'
import { cliHelp } from '../base/texts/cli-help.js'
import { cliOption } from '../base/texts/cli-options.js'
import { version } from '../base/version.js'
import { type CommandRow, commandTable } from './command-table.js'
import { splitOwn } from './dtexec/own-options.js'
import { UsageError } from './errors.js'
import { columnsOf, type Io, type OutputStream } from './io.js'
import { commonOptions, networkOptions, type OptionName, type OptionRow, type Options, optionTable } from './options.js'
import { usageError } from './usage.js'
import { wantsJson } from './wants-json.js'

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'command'; readonly row: CommandRow; readonly args: readonly string[]; readonly options: Options }
  /** Help or version: text for standard output. */
  | { readonly kind: 'text'; readonly text: string }

/**
 * Reads the command line. Help is written in the current language.
 *
 * @throws UsageError for anything that cannot be read
 */
export function readCommandLine(argv: readonly string[], io: Io): Request {
  if (argv[0] === 'dtexec') return dtexecRequest(argv.slice(1), io)
  let request: Request | undefined
  let text = ''
  const configuration: OutputConfiguration = {
    writeOut: written => {
      text += written
    },
    writeErr: written => {
      text += written
    },
    outputError: () => {},
    getOutHelpWidth: () => widthOf(io.stdout),
    getErrHelpWidth: () => widthOf(io.stderr),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  }
  const program = assemble(argv, configuration, (row, args, options) => {
    request = { kind: 'command', row, args, options }
  })
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { kind: 'text', text }
    if (error.code === 'commander.help') {
      // `wmilink` alone: the help is the answer, but nothing was asked.
      const hint = wantsJson(argv) ? cliText('seeHelp', { command: 'wmilink' }) : text.trimEnd()
      throw new UsageError(cliHelp('nothingAsked'), { hint })
    }
    throw usageError(error, commandName(argv))
  }
  return request ?? { kind: 'text', text }
}

/** A command line of dtexec is its command's own; only options of `run` between those of dtexec are read here. */
function dtexecRequest(words: readonly string[], io: Io): Request {
  const row = commandTable.find(({ name }) => name === 'dtexec')
  const { own, theirs } = splitOwn(words)
  const options = own.length > 0 ? readCommandLine(['run', 'package', ...own], io) : undefined
  if (!row || options?.kind === 'text') throw new UsageError(cliHelp('nothingAsked'))
  return { kind: 'command', row, args: theirs, options: options?.options ?? {} }
}

function widthOf(stream: OutputStream): number {
  return stream.isTTY ? Math.min(columnsOf(stream), 120) : 100
}

function commandName(argv: readonly string[]): string {
  const name = argv.find(arg => commandTable.some(row => row.name === arg))
  return name === undefined ? 'wmilink' : `wmilink ${name}`
}

type Choose = (row: CommandRow, args: readonly string[], options: Options) => void

/** The titles that commander prints, with what they are called in the current language. */
const titles: Readonly<Record<string, keyof typeof cliHelp.table>> = {
  'Usage:': 'titleUsage',
  'Arguments:': 'titleArguments',
  'Options:': 'titleOptions',
  'Global Options:': 'titleGlobalOptions',
  'Commands:': 'titleCommands',
}

function assemble(argv: readonly string[], output: OutputConfiguration, choose: Choose): Command {
  const program = new Command('wmilink')
  program
    .description(cliHelp('program'))
    .usage(cliHelp('usageProgram'))
    .version(version(), '-V, --version', cliOption('optVersion'))
    .helpOption('-h, --help', cliOption('optHelp'))
    .helpCommand(`help [${cliHelp('wordCommand')}]`, cliHelp('sumHelp'))
    .exitOverride()
    .configureOutput(output)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: title => (title in titles ? cliHelp(titles[title] ?? 'titleOptions') : title),
      subcommandTerm: command => [command.name(), ...command.registeredArguments.map(term)].join(' '),
      argumentTerm: term,
    })
    .addHelpText('after', `\n${cliHelp('exitCodes')}`)
  addOptions(program, commonOptions)
  for (const row of commandTable) addCommand(program, row, argv.includes(row.name) ? row.options : [], choose)
  return program
}

function term(argument: { name(): string; required: boolean; variadic: boolean }): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? `<${name}>` : `[${name}]`
}

/** @param options those of the row; none for a command that the arguments do not name, of which only a line of help is needed */
function addCommand(program: Command, row: CommandRow, options: readonly OptionName[], choose: Choose): void {
  const command = program
    .command(row.name)
    .description(cliHelp(row.summary))
    .helpOption('-h, --help', cliOption('optHelp'))
  const terms = row.arguments.map(argument => spoken(argument.term))
  command.usage([`[${cliHelp('wordOptions')}]`, ...terms].join(' '))
  for (const argument of row.arguments) command.argument(spoken(argument.term), cliHelp(argument.text))
  addOptions(command, options)
  const examples = row.examples.map(example => `  ${example}`).join('\n')
  command.addHelpText('after', `\n${cliHelp('titleExamples')}\n${examples}`)
  command.action(() => choose(row, command.args, command.optsWithGlobals<Options>()))
}

/** `<file>` and `[glob]` with their words in the current language. */
function spoken(term: string): string {
  return term.replace(/[<[].*[>\]]/, place =>
    place.replace(/[a-z]+/g, word => {
      const key = `word${word.charAt(0).toUpperCase()}${word.slice(1)}`
      return isHelpKey(key) ? cliHelp(key) : word
    }),
  )
}

function isHelpKey(key: string): key is keyof typeof cliHelp.table {
  return Object.hasOwn(cliHelp.table, key)
}

function addOptions(command: Command, names: readonly OptionName[]): void {
  for (const name of names) {
    const row: OptionRow = optionTable[name]
    const option = new Option(spoken(row.flags), cliOption(row.text))
    if (row.parse) option.argParser(row.parse)
    if (networkOptions.includes(name)) option.helpGroup(cliHelp('titleNetwork'))
    command.addOption(option)
  }
}
