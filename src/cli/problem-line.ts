import { hresultText } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import type { DtsProblem } from '../ssis/index.js'
import type { Paint } from './format/colour.js'
import { visible } from './format/display.js'

/** `error: Read the disks: DTS_E_… (0xC0029252): words`, and below it what to do. */
export function problemLine(paint: Paint, severity: 'error' | 'warning', source: string, problem: DtsProblem): string {
  const { symbol, code, description, hint } = problem
  const number = hresultText(code)
  const name = symbol === number ? number : `${symbol} (${number})`
  const kind = severity === 'error' ? paint('red', cliText('error')) : paint('yellow', cliText('warning'))
  const line = `${kind} ${paint('bold', visible(source))}: ${name}: ${visible(description)}`
  return hint ? `${line}\n  ${visible(hint)}` : line
}
