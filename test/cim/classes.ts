import { NameMap } from '../../src/base/name-map.js'
import type { CimClass } from '../../src/cim/class.js'
import { AliasScope, deriveClass, type InstantiateContext, instantiate } from '../../src/cim/declaration.js'
import type { CimInstance, InstanceHome } from '../../src/cim/instance.js'
import { parseMof } from '../../src/cim/mof/index.js'

/** The classes of a MOF text, by name. */
export function classesOf(mof: string): NameMap<CimClass> {
  const classes = new NameMap<CimClass>()
  for (const item of parseMof(mof).items) {
    if (item.kind !== 'class') continue
    const { name, superclass } = item.declaration
    classes.set(name, deriveClass(item.declaration, superclass === null ? null : (classes.get(superclass) ?? null)))
  }
  return classes
}

/** The last class of a MOF text. */
export function classOfMof(mof: string): CimClass {
  const last = [...classesOf(mof)].at(-1)
  if (!last) throw new Error('no class')
  return last
}

/** The instances of a MOF text that also declares their classes. */
export function instancesOf(mof: string, home?: InstanceHome): CimInstance[] {
  const classes = classesOf(mof)
  const { items } = parseMof(mof)
  const scope: AliasScope = new AliasScope(declaration => {
    const cimClass = classes.get(declaration.className)
    if (!cimClass) throw new Error(`no class ${declaration.className}`)
    const context: InstantiateContext = { classNamed: name => classes.get(name), alias: scope.resolve }
    return instantiate(declaration, cimClass, home ? { ...context, home } : context)
  })
  for (const item of items) if (item.kind === 'class' || item.kind === 'instance') scope.declare(item.declaration)
  return items.flatMap(item => (item.kind === 'instance' ? [scope.instance(item.declaration)] : []))
}
