import { formatText } from '../../base/text.js'
import { dtexecText } from '../../base/texts/cli-dtexec.js'
import { displayWidth, pad } from '../format/display.js'
import { dtexecExamples } from './examples.js'
import { type DtexecOption, dtexecOption, dtexecOptions } from './options.js'

/** The help of `wmilink dtexec`, or what it says about one option; about an option that does not exist, all of it. */
export function dtexecHelp(name: string | undefined): string {
  const asked = name === undefined ? undefined : dtexecOption(name.replace(/^[/-]{1,2}/, ''))
  if (asked) return `${rows([asked])}\n`
  const done = dtexecOptions.filter(({ read }) => read)
  const refused = dtexecOptions.filter(({ read }) => !read)
  return `${[
    dtexecText('helpUsage'),
    rows(done),
    `${dtexecText('helpRefused')}\n${rows(refused)}`,
    dtexecText('helpOwn'),
    `${dtexecText('helpExamples')}\n${dtexecExamples.map(example => `  ${example}`).join('\n')}`,
  ].join('\n\n')}\n`
}

function rows(options: readonly DtexecOption[]): string {
  const cells = options.map(option => [written(option), formatText(dtexecText.table[option.text])] as const)
  const widest = 34
  return cells
    .map(([left, right]) =>
      displayWidth(left) > widest ? `  ${left}\n  ${pad('', widest)}  ${right}` : `  ${pad(left, widest)}  ${right}`,
    )
    .join('\n')
}

/** `/Conf[igFile] FILE`. */
function written({ name, least, shown }: DtexecOption): string {
  const rest = name.slice(least)
  return `/${name.slice(0, least)}${rest ? `[${rest}]` : ''} ${shown}`.trimEnd()
}
