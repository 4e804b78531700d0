import { hresultText } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import type { Paint } from './format/colour.js'
import { displayWidth, pad, visible } from './format/display.js'
import type { Inspection } from './inspection.js'
import type { MessageReport } from './report.js'

type Line = readonly [cells: readonly string[], below?: readonly string[]]

/** What is in a package, for people: a line for each thing, and below it why it cannot run. */
export function inspectionText(found: Inspection, paint: Paint): string {
  const verdict = found.runnable ? paint('green', cliText('canRun')) : paint('red', cliText('cannotRun'))
  const facts = [cliText('formatVersion', { version: found.formatVersion }), found.protectionLevel].filter(fact => fact)
  const sections = [
    [`${paint('bold', visible(found.package))}: ${verdict} (${facts.join(', ')})`, ...describe(found.description)].join(
      '\n',
    ),
    section(cliText('titleConnections'), connectionLines(found, paint), paint),
    section(cliText('titleVariables'), variableLines(found, paint), paint),
    section(cliText('titleExecutables'), executableLines(found, paint), paint),
    section(
      cliText('titleProblems'),
      otherProblems(found).map(problem => [[problemText(problem)], hint(problem)]),
      paint,
    ),
    section(
      cliText('titleWarnings'),
      found.warnings.map(warning => [[problemText(warning)], hint(warning)]),
      paint,
    ),
  ]
  return `${sections.filter(text => text !== '').join('\n\n')}\n`
}

function describe(description: string): string[] {
  return description ? [`  ${visible(description)}`] : []
}

/** Cells in columns as wide as their widest, the last one as it is. */
function section(title: string, lines: readonly Line[], paint: Paint): string {
  if (lines.length === 0) return ''
  const widths: number[] = []
  for (const [cells] of lines)
    for (const [column, cell] of cells.slice(0, -1).entries())
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(visible(cell)))
  const text = lines.flatMap(([cells, below = []]) => [
    `  ${cells
      .map((cell, column) => pad(visible(cell), widths[column] ?? 0))
      .join('  ')
      .trimEnd()}`,
    ...below.map(line => `      ${line}`),
  ])
  return [paint('bold', title), ...text].join('\n')
}

function connectionLines({ connections }: Inspection, paint: Paint): Line[] {
  return connections.map(({ name, type, connectionString, supported, problems, expressions }) => {
    const reasons = problems.map(problem => `${problem.name}: ${problem.message}`)
    for (const { property, expression } of expressions) reasons.push(cliText('hasExpression', { property, expression }))
    if (!supported) reasons.push(cliText('kindNotOpened', { type: shortType(type) }))
    return [[name, shortType(type), connectionString], reasons.map(reason => paint('yellow', visible(reason)))]
  })
}

function variableLines({ variables }: Inspection, paint: Paint): Line[] {
  return variables.map(({ name, scope, type, value, readOnly, expression }) => {
    const notes = [...(scope === '\\Package' ? [] : [scope]), ...(readOnly ? [cliText('readOnly')] : [])]
    const below =
      expression === null ? [] : [paint('yellow', visible(cliText('hasExpression', { property: 'Value', expression })))]
    return [[name, type, value === null ? '' : String(value), notes.join(', ')], below]
  })
}

function executableLines({ executables, connections }: Inspection, paint: Paint): Line[] {
  const named = (text: unknown): string =>
    connections.find(({ id }) => id.toUpperCase() === String(text).toUpperCase())?.name ?? String(text ?? '')
  return executables.map(({ path, type, title, disabled, runnable, properties, problems }) => {
    const state = cliText(disabled ? 'stateDisabled' : runnable ? 'stateRuns' : 'stateCannot')
    const below = problems.flatMap(problem => [
      paint('red', visible(`${problem.name} (${hresultText(problem.code)}): ${problem.message}`)),
      ...hint(problem),
    ])
    const facts = [
      [cliText('labelConnection'), named(properties.WmiConnection)],
      [cliText('labelQuery'), named(properties.WqlQuerySource).replace(/\s+/g, ' ').trim()],
      [cliText('labelOutput'), named(properties.Destination)],
    ].filter(([, text]) => text)
    const told = facts.map(([label, text]) => `${paint('cyan', label ?? '')} ${visible(text ?? '')}`)
    return [
      [path.replace(/^\\Package\\/, ''), title || shortType(type), state],
      [...told, ...below],
    ]
  })
}

/** Without the assembly of a qualified type name. */
function shortType(type: string): string {
  return type.split(',', 1)[0] ?? type
}

/** Errors of the package itself, which stand at none of its executables. */
function otherProblems({ errors, executables }: Inspection): MessageReport[] {
  const told = new Set(executables.flatMap(({ problems }) => problems.map(problemText)))
  return errors.filter(error => !told.has(problemText(error)))
}

function problemText({ source, name, code, message }: MessageReport): string {
  return `${source}: ${name} (${hresultText(code)}): ${message}`
}

function hint(problem: { readonly hint: string }): string[] {
  return problem.hint ? [visible(problem.hint)] : []
}
