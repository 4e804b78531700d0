// What commander says about a wrong command line, in our words.
import type { CommanderError } from 'commander'
import { cliText } from '../base/texts/cli.js'
import { UsageError } from './errors.js'

/** What stands between the first single quotes, and what commander thinks was meant. */
function parts(message: string): { subject: string; meant: string } {
  return {
    subject: /'([^']*)'/.exec(message)?.[1] ?? '',
    meant: /\(Did you mean (?:one of )?(.+?)\?\)/.exec(message)?.[1] ?? '',
  }
}

const sayings: Readonly<Record<string, (subject: string) => string>> = {
  'commander.missingArgument': argument => cliText('missingArgument', { argument }),
  'commander.optionMissingArgument': option => cliText('optionMissingArgument', { option }),
  'commander.unknownOption': option => cliText('unknownOption', { option }),
  'commander.unknownCommand': command => cliText('unknownCommand', { command }),
  'commander.excessArguments': () => cliText('excessArguments'),
}

/** @param command the command that was being read, such as `wmilink query`; its help is what the hint names */
export function usageError(error: CommanderError, command: string): UsageError {
  const { subject, meant } = parts(error.message)
  const message = sayings[error.code]?.(subject) ?? error.message.replace(/^error: /, '')
  // An unquoted question is the usual reason for too many arguments.
  const help = error.code === 'commander.excessArguments' ? 'quoteHint' : 'seeHelp'
  const hint = meant ? cliText('didYouMean', { meant }) : cliText(help, { command })
  return new UsageError(message, { hint, cause: error })
}
