// Which kinds of tasks there are: those of this project, and those that people register.
import { ArgumentError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { stockText } from '../../base/texts/ssis-stock-tasks.js'
import type {
  ComponentData,
  ComponentProperties,
  DataNamespace,
  PropertyDefinition,
  Task,
  TaskKind,
} from '../contract.js'
import { checkDefinition, checkProperties, type RegisterOptions } from '../definitions.js'
import { sameName } from '../names.js'
import { carefulTask } from './careful-task.js'
import { stockTaskOf } from './stock-tasks.js'

/** A kind of task of one's own, for {@link registerTask}. A {@link TaskKind} is one too. */
export interface TaskDefinition {
  /** What files call it: `Example.Task`; the name of a stock task (`Microsoft.SendMailTask`) stands for all that files of any format give it. */
  readonly creationName: string
  /** What people call it, and the name that a new one gets; default: the one of the stock task, or the CreationName. */
  readonly title?: string
  /** The name after `STOCK:`; default: the part of the CreationName behind its last dot. */
  readonly stockName?: string
  /** True for each CreationName that means this task; default: the same name without case, whatever assembly follows. */
  readonly matches?: (creationName: string) => boolean
  /** Local name of the element under ObjectData that holds the properties; default: the part behind the last dot. */
  readonly dataElement?: string
  /** Absent: the element has none. Attributes are found with and without it. */
  readonly dataNamespace?: DataNamespace
  readonly properties?: readonly PropertyDefinition[]
  /** Makes the task of one task host. */
  create(properties: ComponentProperties, data: ComponentData | undefined, component: ComponentData): Task
}

const registered: TaskKind[] = []

/**
 * Makes a kind of task known to every package that is opened from now on. A stock task that does not run here can be given to
 * one's own kind as it is; what runs already only with `replace`.
 *
 * @throws ArgumentError when the definition is not one, or the name is taken
 */
export function registerTask(definition: TaskDefinition, { replace = false }: RegisterOptions = {}): void {
  const kind = completed(definition)
  const place = registered.findIndex(other => sameName(other.creationName, kind.creationName))
  const stock = stockTaskOf(kind.creationName)
  if (!replace && (place >= 0 || (stock !== undefined && !stock.kept)))
    throw new ArgumentError(stockText('taskTaken', { name: kind.creationName }), { hint: stockText('takenHint') })
  if (place >= 0) registered[place] = kind
  else registered.push(kind)
}

/** The kinds that were registered, in their order. */
export function registeredTasks(): readonly TaskKind[] {
  return registered
}

/** The registered kind of a CreationName; undefined when there is none. */
export function registeredTaskOf(creationName: string): TaskKind | undefined {
  return registered.find(kind => kind.matches(creationName))
}

function completed(definition: TaskDefinition): TaskKind {
  const what = 'registerTask'
  checkDefinition(what, definition, {
    creationName: 'name',
    title: 'string?',
    stockName: 'string?',
    matches: 'function?',
    dataElement: 'string?',
    properties: 'array?',
    create: 'function',
  })
  const { creationName, properties = [], matches } = definition
  checkProperties(what, creationName, properties)
  const stock = stockTaskOf(creationName)
  const bare = creationName.split(',', 1)[0]?.split('.').at(-1)?.trim() || creationName
  return {
    creationName,
    stockName: definition.stockName ?? stock?.stock ?? bare,
    title: definition.title ?? stock?.title ?? bare,
    matches: matches ? name => matches.call(definition, name) === true : defaultMatch(creationName),
    dataElement: definition.dataElement ?? bare,
    ...(definition.dataNamespace ? { dataNamespace: definition.dataNamespace } : {}),
    properties,
    create: (values, data, component) =>
      carefulTask(definition.title ?? bare, () => definition.create(values, data, component)),
  }
}

function defaultMatch(creationName: string): TaskKind['matches'] {
  const stock = stockTaskOf(creationName)
  if (stock) return name => stockTaskOf(name) === stock
  const type = (name: string) => foldName(name.split(',', 1)[0]?.trim() ?? '')
  const wanted = type(creationName)
  return name => type(name) === wanted
}
