// What becomes of subclasses and instances when a class changes: WMI SDK "WBEM_CHANGE_FLAG_TYPE".
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { writingText } from '../../base/texts/host-writing.js'
import type { CimClass, CimElement, CimMethod, Qualifiers } from '../../cim/class.js'
import type { ClassDeclaration } from '../../cim/declaration.js'
import { type CimInstance, InstanceShape } from '../../cim/instance.js'
import { reshaped } from '../data/packed-instance.js'
import { packClass } from '../packed-class.js'
import { relativePath } from '../relative-path.js'
import type { HostNamespace } from '../repository.js'

/** A class that was put into its namespace. */
export interface ClassChange {
  readonly before: CimClass | null
  readonly after: CimClass
  /** The instances in their new shape. */
  readonly instances: readonly (readonly [path: string, instance: CimInstance])[]
  readonly undo: () => void
}

/** Creates or changes a class with the classes below it and all their instances. @throws WmiError; nothing is changed then */
export function changeClass({ classes, instances, home }: HostNamespace, declaration: ClassDeclaration): ClassChange {
  const known = classes.stored(declaration.name)
  const before = known ? classes.require(known.name) : null
  const lineage = known ? [...classes.lineage(known.name)] : []
  const former = lineage.flatMap(name => [...instances.of(name)])
  const formerClasses = new Map(lineage.map(name => [name, classes.require(name)]))
  const after = classes.define(declaration)
  const undo = () => {
    if (known) classes.restore([known])
    else classes.delete(declaration.name)
    for (const instance of former) instances.set(relativePath(instance), instance)
  }
  for (const name of lineage) {
    const [old, now] = [formerClasses.get(name), classes.require(name)]
    if (old && instances.has(name) && (identity(old) !== identity(now) || now.isAbstract)) {
      undo()
      throw new WmiError('WBEM_E_CLASS_HAS_INSTANCES', writingText('hasInstances', { name: declaration.name }), {
        hint: writingText('compatibleHint'),
      })
    }
  }
  const shapes = new Map(lineage.map(name => [name, new InstanceShape(classes.require(name), { home })]))
  const reshapedInstances = former.flatMap(instance => {
    const shape = shapes.get(instance.__CLASS)
    return shape ? [[relativePath(instance), reshaped(instance, shape)] as const] : []
  })
  for (const [path, instance] of reshapedInstances) instances.set(path, instance)
  return { before, after, instances: reshapedInstances, undo }
}

/** What the paths of instances are made of. */
function identity({ keys, isSingleton }: CimClass): string {
  return JSON.stringify([isSingleton, ...keys.map(({ name, type }) => [foldName(name), type])])
}

/** True when two declarations say the same in the same order. */
export function isSameDeclaration(a: ClassDeclaration, b: ClassDeclaration): boolean {
  try {
    return JSON.stringify(packClass(a)) === JSON.stringify(packClass(b))
  } catch (error) {
    // A default that no class can have; deriving the class says so.
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Qualifiers with a meaning to WMI: what they say decides how instances are kept, found or made. */
const important: ReadonlySet<string> = new Set(
  [
    'abstract aggregation association cim_key classcontext dynamic dynprops embeddedinstance embeddedobject hiperf implemented',
    'in indexed key not_null nullvalue optional out override provider required retval singleton static subtype',
  ].flatMap(names => names.split(' ')),
)

/** True when a class changed in nothing but what it tells people: then subclasses and instances need not care. */
export function isCompatible(before: CimClass, after: CimClass): boolean {
  return meaning(before) === meaning(after)
}

function meaning(cimClass: CimClass): string {
  const { name, derivation, qualifiers, properties, methods } = cimClass
  return JSON.stringify(
    [
      foldName(name),
      derivation.map(foldName),
      qualifierMeaning(qualifiers),
      sorted([...properties].map(elementMeaning)),
      sorted([...methods].map(methodMeaning)),
    ],
    (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
  )
}

function elementMeaning({
  name,
  type,
  isArray,
  arraySize,
  className,
  qualifiers,
  defaultValue,
}: CimElement): unknown[] {
  return [
    foldName(name),
    type,
    isArray,
    arraySize ?? null,
    foldName(className ?? ''),
    qualifierMeaning(qualifiers),
    defaultValue,
  ]
}

function methodMeaning(method: CimMethod): unknown[] {
  const { name, returnType, returnIsArray, parameters, qualifiers } = method
  return [foldName(name), returnType, returnIsArray, qualifierMeaning(qualifiers), parameters.map(elementMeaning)]
}

function qualifierMeaning(qualifiers: Qualifiers): unknown[] {
  const meant = [...qualifiers].filter(({ name, value }) => important.has(foldName(name)) && value !== false)
  return sorted(meant.map(({ name, value }) => [foldName(name), value]))
}

/** By the name that comes first. */
function sorted(items: unknown[][]): unknown[][] {
  return items.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
}
