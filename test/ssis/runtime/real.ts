// Real packages for tests of the engine: read from text, with tasks that do what their test says.
import type { TaskContext } from '../../../src/ssis/contract.js'
import { DTSExecResult } from '../../../src/ssis/enums.js'
import { Package } from '../../../src/ssis/index.js'
import { registerTask } from '../../../src/ssis/tasks/registry.js'
import { smallPackage } from '../samples.js'
import type { Work } from './model.js'

type Works = Readonly<Record<string, Work>>

const works = new WeakMap<Package, Works>()

registerTask({
  creationName: 'Test.Work',
  create: () => ({
    validate: () => DTSExecResult.Success,
    execute: async (context: TaskContext) =>
      works.get(context.host.package)?.[context.host.name]?.(context) ?? DTSExecResult.Success,
  }),
})

/** A package whose tasks do what `work` says under their names; others succeed. */
export function realPackage(body: string, work: Works = {}, attributes = ''): Package {
  const pkg = Package.parse(smallPackage(body, attributes))
  works.set(pkg, work)
  return pkg
}

let ids = 0

function id(): string {
  ids += 1
  return `{${String(ids).padStart(8, '0')}-0000-0000-0000-000000000000}`
}

interface Inside {
  /** Attributes, such as ` DTS:Disabled="True"`. */
  readonly attributes?: string
  readonly variables?: string
  readonly children?: string
  readonly constraints?: string
  readonly handlers?: string
  /** Elements before the variables, such as the enumerator. */
  readonly before?: string
  /** Elements at the end. */
  readonly after?: string
}

/** What an executable or the package has inside. */
export function body({
  before = '',
  variables = '',
  children = '',
  constraints = '',
  handlers = '',
  after = '',
}: Inside): string {
  return [
    before,
    `<DTS:Variables>${variables}</DTS:Variables>`,
    children && `<DTS:Executables>${children}</DTS:Executables>`,
    constraints && `<DTS:PrecedenceConstraints>${constraints}</DTS:PrecedenceConstraints>`,
    handlers && `<DTS:EventHandlers>${handlers}</DTS:EventHandlers>`,
    after,
  ].join('\n')
}

function executable(type: string, path: string, inside: Inside): string {
  const name = path.slice(path.lastIndexOf('\\') + 1)
  return `<DTS:Executable DTS:refId="${path}" DTS:CreationName="${type}" DTS:DTSID="${id()}" DTS:ExecutableType="${type}" DTS:ObjectName="${name}"${inside.attributes ?? ''}>${body(inside)}</DTS:Executable>`
}

/** @param path its refId: `Package\Box\Task` */
export const work = (path: string, inside: Inside = {}) => executable('Test.Work', path, inside)
export const box = (path: string, inside: Inside) => executable('STOCK:SEQUENCE', path, inside)

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function forLoop(path: string, init: string, evaluate: string, assign: string, inside: Inside): string {
  const attributes = ` DTS:InitExpression="${quoted(init)}" DTS:EvalExpression="${quoted(evaluate)}" DTS:AssignExpression="${quoted(assign)}"${inside.attributes ?? ''}`
  return executable('STOCK:FORLOOP', path, { ...inside, attributes })
}

/** A Foreach Loop over rows of texts. @param mappings variables by ValueIndex */
export function itemLoop(
  path: string,
  items: readonly (readonly string[])[],
  mappings: readonly string[],
  inside: Inside,
): string {
  const rows = items
    .map(values => values.map(value => `<FEIEItemValue Value="${quoted(value)}" Type="18"/>`).join(''))
    .map(row => `<FEIEItem>${row}</FEIEItem>`)
  const before = `<DTS:ForEachEnumerator DTS:CreationName="Microsoft.ForEachItemEnumerator" DTS:DTSID="${id()}" DTS:ObjectName="Items"><DTS:ObjectData><FEIEItems>${rows.join('')}</FEIEItems></DTS:ObjectData></DTS:ForEachEnumerator>`
  const mapped = mappings.map(
    (name, index) =>
      `<DTS:ForEachVariableMapping DTS:CreationName="" DTS:DTSID="${id()}" DTS:ObjectName="m${index}" DTS:ValueIndex="${index}" DTS:VariableName="${name}"/>`,
  )
  const after = `<DTS:ForEachVariableMappings>${mapped.join('')}</DTS:ForEachVariableMappings>`
  return executable('STOCK:FOREACHLOOP', path, { ...inside, before, after })
}

/** @param place refId of what it is attached to */
export function handlerOf(place: string, event: string, inside: Inside): string {
  return `<DTS:EventHandler DTS:refId="${place}.EventHandlers[${event}]" DTS:CreationName="${event}" DTS:DTSID="${id()}" DTS:EventID="0" DTS:EventName="${event}" DTS:LocaleID="-1"${inside.attributes ?? ''}>${body(inside)}</DTS:EventHandler>`
}

/** System::Propagate as files keep it. */
export const propagate = (value: boolean) =>
  `<DTS:Variable DTS:CreationName="" DTS:DTSID="${id()}" DTS:IncludeInDebugDump="6789" DTS:Namespace="System" DTS:ObjectName="Propagate"><DTS:VariableValue DTS:DataType="11">${value ? -1 : 0}</DTS:VariableValue></DTS:Variable>`

export function constraint(from: string, to: string, attributes = ''): string {
  return `<DTS:PrecedenceConstraint DTS:refId="${id()}" DTS:CreationName="" DTS:DTSID="${id()}" DTS:From="${from}" DTS:LogicalAnd="True" DTS:ObjectName="C" DTS:To="${to}"${attributes}/>`
}

export const expressionOf = (property: string, text: string) =>
  `<DTS:PropertyExpression DTS:Name="${property}">${quoted(text)}</DTS:PropertyExpression>`
