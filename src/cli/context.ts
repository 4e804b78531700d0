import { cliText } from '../base/texts/cli.js'
import type { ExchangeEvent } from '../http/trace.js'
import { UsageError } from './errors.js'
import type { ExitCode } from './exit-code.js'
import type { Format, Row, RowWriter } from './format/row.js'
import { defaultFormat, rowWriter, type WriterOptions } from './format/writer.js'
import type { Io } from './io.js'
import type { Messages } from './messages.js'
import type { Options } from './options.js'
import type { Output } from './output.js'

/** What one command works with. */
export interface Context {
  readonly io: Io
  readonly options: Options
  readonly output: Output
  readonly messages: Messages
  /** Raised by Ctrl-C and when nobody reads our output any more. */
  readonly signal: AbortSignal
  /** WMILINK_PASSWORD, taken from the environment. */
  readonly password: string | undefined
  /** WMILINK_SECRETS_PASSWORD, taken from the environment. */
  readonly secretsPassword?: string | undefined
  /** Records an exchange in the file of --trace; undefined when nobody asked for one. */
  readonly trace?: ((event: ExchangeEvent) => void) | undefined
  /** The format chosen; undefined when nobody chose one. */
  readonly format: Format | undefined
}

/** One command's work. Answers nothing when it is done, else an exit code. */
export type Execute = (context: Context, args: readonly string[]) => Promise<ExitCode | undefined>

/** @throws UsageError when --json and another format are given together */
export function chosenFormat(options: Options): Format | undefined {
  if (options.json && options.format !== undefined && options.format !== 'json')
    throw new UsageError(cliText('twoFormats', { format: options.format }), { hint: cliText('twoFormatsHint') })
  return options.json ? 'json' : options.format
}

/** The format that will be used. */
export function usedFormat(context: Context): Format {
  return context.format ?? defaultFormat(context.io)
}

/** A writer for the context's format. */
export function writerFor(
  context: Context,
  more: Pick<WriterOptions, 'single' | 'columns' | 'onExtra'> = {},
): RowWriter {
  return rowWriter({ ...more, io: context.io, output: context.output, format: context.format })
}

/** Prints rows as they come; those that came before a failure are printed too. Answers how many there were. */
export async function writeRows(writer: RowWriter, rows: AsyncIterable<Row> | Iterable<Row>): Promise<number> {
  let count = 0
  try {
    for await (const row of rows) {
      count += 1
      const wait = writer.write(row)
      if (wait) await wait
    }
  } catch (error) {
    await writer.flush?.()
    throw error
  }
  await writer.end()
  return count
}
