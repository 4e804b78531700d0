import { hresultText } from '../base/errors.js'
import { cliText } from '../base/texts/cli.js'
import { cliRunText } from '../base/texts/cli-run.js'
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
    section(cliRunText('titleParameters'), parameterLines(found), paint),
    section(cliText('titleExecutables'), executableLines(found, paint), paint),
    section(cliRunText('titleConstraints'), constraintLines(found), paint),
    section(cliRunText('titleConfigurations'), configurationLines(found, paint), paint),
    section(cliRunText('titleLogProviders'), logProviderLines(found, paint), paint),
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
  return connections.map(({ name, type, connectionString, scope, supported, problems, expressions }) => {
    const reasons = problems.map(problem => `${problem.name}: ${problem.message}`)
    if (!supported) reasons.push(cliText('kindNotOpened', { type: shortType(type) }))
    const told = expressions.map(
      ({ property, expression }) => `${paint('cyan', property)} = ${visible(oneLine(expression))}`,
    )
    const note = scope === 'project' ? [paint('dim', cliRunText('ofProject'))] : []
    const below = [...note, ...told, ...reasons.map(reason => paint('yellow', visible(reason)))]
    return [[name, shortType(type), connectionString], below]
  })
}

function variableLines({ variables }: Inspection, paint: Paint): Line[] {
  // Parameters have their own section.
  const own = variables.filter(({ name }) => !name.startsWith('$'))
  return own.map(({ name, scope, type, value, readOnly, expression }) => {
    const notes = [...(scope === '\\Package' ? [] : [scope]), ...(readOnly ? [cliText('readOnly')] : [])]
    const below = expression === null ? [] : [`${paint('cyan', 'Value')} = ${visible(oneLine(expression))}`]
    return [[name, type, value === null ? '' : String(value), notes.join(', ')], below]
  })
}

function parameterLines({ parameters }: Inspection): Line[] {
  return parameters.map(({ name, type, required, sensitive, value }) => {
    const notes = [required ? cliRunText('required') : '', sensitive ? cliRunText('sensitive') : '']
    return [[name, type, value === null ? '' : String(value), notes.filter(note => note).join(', ')]]
  })
}

/** `From → To`, and when: the result, the expression, and whether one constraint of several is enough. */
function constraintLines({ constraints }: Inspection): Line[] {
  const several = new Map<string, number>()
  for (const { scope, to } of constraints) several.set(`${scope}\\${to}`, (several.get(`${scope}\\${to}`) ?? 0) + 1)
  return constraints.map(({ scope, from, to, value, evalOp, expression, logicalAnd }) => {
    const when = [
      evalOp === 'Expression' ? '' : value,
      evalOp === 'ExpressionAndConstraint' ? cliRunText('and') : '',
      evalOp === 'ExpressionOrConstraint' ? cliRunText('or') : '',
      evalOp === 'Constraint' ? '' : oneLine(expression),
    ]
    const alone = (several.get(`${scope}\\${to}`) ?? 0) < 2
    const place = scope === '\\Package' ? '' : `${scope.replace(/^\\Package[\\.]/, '')}\\`
    const note = alone ? '' : cliRunText(logicalAnd ? 'allConstraints' : 'oneConstraint')
    return [[`${place}${from} → ${to}`, when.filter(word => word).join(' '), note]]
  })
}

function configurationLines({ configurations, configurationsEnabled }: Inspection, paint: Paint): Line[] {
  return configurations.map(({ name, type, configurationString, packagePath, supported }) => {
    const below: string[] = packagePath ? [visible(packagePath)] : []
    if (!supported) below.push(paint('yellow', visible(cliRunText('placeNotRead', { type }))))
    if (!configurationsEnabled) below.push(paint('yellow', cliRunText('notEnabled')))
    return [[name, type, configurationString], below]
  })
}

function logProviderLines({ logProviders }: Inspection, paint: Paint): Line[] {
  return logProviders.map(({ name, type, configString, supported }) => [
    [name, shortType(type), configString],
    supported ? [] : [paint('yellow', cliRunText('logNotWritten'))],
  ])
}

function executableLines({ executables, connections }: Inspection, paint: Paint): Line[] {
  const named = (text: unknown): string =>
    connections.find(({ id }) => id.toUpperCase() === String(text).toUpperCase())?.name ?? String(text ?? '')
  return executables.map(({ path, kind, type, title, disabled, runnable, properties, expressions, problems }) => {
    const state = cliText(disabled ? 'stateDisabled' : runnable ? 'stateRuns' : 'stateCannot')
    const below = problems.flatMap(problem => [
      paint('red', visible(`${problem.name} (${hresultText(problem.code)}): ${problem.message}`)),
      ...hint(problem),
    ])
    const told = factsOf(properties, named).map(([label, text]) => `${paint('cyan', label)} ${visible(text)}`)
    for (const { property, expression } of expressions)
      told.push(`${paint('cyan', property)} = ${visible(oneLine(expression))}`)
    return [
      [
        path.replace(/^\\Package[\\.]/, ''),
        title || (kind === 'eventHandler' ? cliRunText('eventHandler') : shortType(type)),
        state,
      ],
      [...told, ...below],
    ]
  })
}

type Properties = Inspection['executables'][number]['properties']

/** What a property is called where it has words of ours; the others are told by their own names. */
const labelled: readonly (readonly [property: string, label: () => string])[] = [
  ['WmiConnection', () => cliText('labelConnection')],
  ['Connection', () => cliText('labelConnection')],
  ['WqlQuerySource', () => cliText('labelQuery')],
  ['Destination', () => cliText('labelOutput')],
  ['OutputLocation', () => cliText('labelOutput')],
]
const named = [
  'Expression',
  'Executable',
  'Arguments',
  'Operation',
  'Source',
  'PackageName',
  'ServiceName',
  'AfterEvent',
  'Timeout',
  'NumberOfEvents',
  'InitExpression',
  'EvalExpression',
  'AssignExpression',
  'Enumerator',
  'Directory',
  'FileSpec',
  'VariableName',
  'DataObjectVariable',
] as const

/** What people look for first, of all the properties of a task or a loop. @param place names a connection manager by its ID */
function factsOf(properties: Properties, place: (text: unknown) => string): (readonly [label: string, text: string])[] {
  const facts = [
    ...labelled.map(([property, label]) => [label(), oneLine(place(properties[property]))] as const),
    ...named.map(property => [property, oneLine(String(properties[property] ?? ''))] as const),
    ...Object.keys(properties)
      .filter(name => name.startsWith('VariableMappings['))
      .map(name => [name, String(properties[name])] as const),
  ]
  return facts.filter(([, text]) => text !== '')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
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
