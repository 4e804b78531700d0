import type { CimProperty } from '../../../cim/class.js'
import { declarationOf } from '../../../cim/declaration.js'
import { CimInstance, InstanceShape, shapeOf } from '../../../cim/instance.js'
import { formatClassMof, formatInstanceMof } from '../../../cim/mof/index.js'

/**
 * A WMI event as MOF, embedded instances inside. MOF has no classes inside instances: those of an event about a class follow
 * it.
 */
export function eventMof(event: CimInstance): string {
  const shape = shapeOf(event)
  const classes = shape.properties.flatMap(({ name }) => classIn(event[name]) ?? [])
  if (classes.length === 0) return formatInstanceMof(event)
  const select = shape.properties.filter(({ name }: CimProperty) => !classIn(event[name]))
  const rest = new InstanceShape(shape.class, { select }).create(select.map(({ name }) => event[name]))
  return [formatInstanceMof(rest), ...classes.map(each => formatClassMof(declarationOf(shapeOf(each).class)))].join('')
}

function classIn(value: unknown): CimInstance | undefined {
  return value instanceof CimInstance && shapeOf(value).genus === 1 ? value : undefined
}
