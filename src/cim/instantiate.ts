// From an instance declaration to an instance: WMI SDK "Creating an Instance", DSP0004 7.9 (aliases).
import { WmiError } from '../base/errors.js'
import { foldName, NameMap } from '../base/name-map.js'
import { cimText } from '../base/texts/cim.js'
import type { CimClass, CimElement } from './class.js'
import type { ClassDeclaration, InstanceDeclaration, MofScalar } from './declaration.js'
import { CimInstance, classOf, type InstanceHome, InstanceShape } from './instance.js'
import { literalToValue, misfit } from './literal.js'
import { formatInstanceMof } from './mof/format-instance.js'
import { formatInstancePath } from './path.js'
import type { CimScalar } from './value.js'

/** What an alias stands for: an instance, or the path of a class. */
export type AliasTarget = CimInstance | string

export interface InstantiateContext {
  /** Where the instance will live; absent for one that has no path. */
  readonly home?: InstanceHome
  /** The class of an embedded instance. */
  readonly classNamed?: (name: string) => CimClass | undefined
  /** What `$Name` stands for, with the dollar sign; see {@link AliasScope}. */
  readonly alias?: (name: string) => AliasTarget | undefined
}

/**
 * Makes an instance: values of the declared types, defaults of the class where nothing is said, an alias as the path of what
 * it names (or as the instance itself, for an embedded object).
 * @throws WmiError WBEM_E_TYPE_MISMATCH, WBEM_E_INVALID_PROPERTY, WBEM_E_INVALID_CLASS or WBEM_E_NOT_FOUND (an alias)
 */
export function instantiate(
  declaration: InstanceDeclaration,
  cimClass: CimClass,
  context: InstantiateContext = {},
): CimInstance {
  const shape = new InstanceShape(cimClass, context.home ? { home: context.home } : {})
  const values = shape.properties.map(property => property.defaultValue)
  for (const { name, value } of declaration.values) {
    const position = shape.index.get(name)
    const property = shape.properties[position ?? -1]
    if (position === undefined || property === undefined) {
      const message = cimText('noProperty', { name: cimClass.name, property: name })
      throw new WmiError('WBEM_E_INVALID_PROPERTY', message, { hint: cimText('noPropertyHint') })
    }
    values[position] = literalToValue(property, cimClass.name, value, (literal, element) =>
      resolveObject(literal, element, cimClass.name, context),
    )
  }
  return shape.create(values)
}

type ObjectElement = Pick<CimElement, 'name' | 'type' | 'className' | 'qualifiers'>
type ObjectLiteral = Extract<MofScalar, { kind: 'alias' | 'instance' }>

function resolveObject(
  literal: ObjectLiteral,
  element: ObjectElement,
  owner: string,
  context: InstantiateContext,
): CimScalar {
  if (element.type === 'reference') {
    if (literal.kind === 'alias') return aliasPath(literal.name, context)
    throw misfit(element, owner, cimText('notReference', { name: literal.instance.className }))
  }
  const target = literal.kind === 'alias' ? aliasTarget(literal.name, context) : embedded(literal.instance, context)
  // DMTF schemas declare embedded instances as texts; the text is the instance's MOF.
  const asText = element.type === 'string' && element.qualifiers.has('embeddedinstance')
  const wanted = asText ? element.qualifiers.get('embeddedinstance')?.value : element.className
  if (!(target instanceof CimInstance) || (element.type !== 'object' && !asText)) {
    const value = literal.kind === 'alias' ? literal.name : literal.instance.className
    throw misfit(element, owner, cimText('typeMismatch', { value, type: element.type }))
  }
  const found = target.__CLASS
  if (typeof wanted === 'string' && ![found, ...target.__DERIVATION].some(name => foldName(name) === foldName(wanted)))
    throw misfit(element, owner, cimText('otherClass', { found, wanted }))
  return asText ? formatInstanceMof(target) : target
}

function embedded(declaration: InstanceDeclaration, context: InstantiateContext): CimInstance {
  const { home: _, ...inner } = context
  return instantiate(declaration, requireClass(declaration.className, context.classNamed), inner)
}

function requireClass(name: string, classNamed: InstantiateContext['classNamed']): CimClass {
  const cimClass = classNamed?.(name)
  if (cimClass) return cimClass
  throw new WmiError('WBEM_E_INVALID_CLASS', cimText('noClass', { name }), { hint: cimText('noClassHint') })
}

function aliasTarget(alias: string, context: InstantiateContext): AliasTarget {
  const target = context.alias?.(alias)
  if (target !== undefined) return target
  throw new WmiError('WBEM_E_NOT_FOUND', cimText('noAlias', { alias }), { hint: cimText('noAliasHint', { alias }) })
}

/** The path relative to its namespace when that is the namespace of the instance that refers to it, else from the local server. */
function aliasPath(alias: string, context: InstantiateContext): string {
  const target = aliasTarget(alias, context)
  if (typeof target === 'string') return target
  const relative = formatInstancePath(classOf(target), target)
  if (relative === null)
    throw new WmiError('WBEM_E_INVALID_OBJECT', cimText('aliasNoPath', { alias }), { hint: cimText('aliasNoPathHint') })
  const there = target.__NAMESPACE
  const here = context.home?.namespace ?? null
  return there === null || here === null || foldName(there) === foldName(here)
    ? relative
    : `\\\\.\\${there}:${relative}`
}

/** So many instances may wait for one another's paths, lest the call stack ends. */
const longestChain = 200

/** The aliases of one MOF file. Each is made when first asked for, so that it may stand before or after its use. */
export class AliasScope {
  readonly #make: (declaration: InstanceDeclaration) => CimInstance
  readonly #declared = new NameMap<InstanceDeclaration | string>()
  readonly #made = new Map<InstanceDeclaration, CimInstance>()
  readonly #making = new Set<InstanceDeclaration>()

  /** @param make makes an instance with the right class and context, usually by {@link instantiate} */
  constructor(make: (declaration: InstanceDeclaration) => CimInstance) {
    this.#make = make
  }

  /** Makes an alias known, of an instance or a class. @throws WmiError WBEM_E_INVALID_SYNTAX when it is taken */
  declare(declaration: InstanceDeclaration | ClassDeclaration): void {
    const { alias } = declaration
    if (alias === undefined) return
    if (this.#declared.has(alias))
      throw new WmiError('WBEM_E_INVALID_SYNTAX', cimText('aliasTwice', { alias }), {
        hint: cimText('declaredTwiceHint'),
      })
    this.#declared.set(alias, 'name' in declaration ? declaration.name : declaration)
  }

  /** What `$Name` stands for; undefined when nothing declares it. @throws WmiError WBEM_E_CIRCULAR_REFERENCE */
  readonly resolve = (alias: string): AliasTarget | undefined => {
    const declared = this.#declared.get(alias)
    return declared === undefined || typeof declared === 'string' ? declared : this.instance(declared)
  }

  /** The instance of a declaration, made once. @throws WmiError WBEM_E_CIRCULAR_REFERENCE */
  instance(declaration: InstanceDeclaration): CimInstance {
    const made = this.#made.get(declaration)
    if (made) return made
    if (this.#making.has(declaration)) {
      const alias = declaration.alias ?? declaration.className
      throw new WmiError('WBEM_E_CIRCULAR_REFERENCE', cimText('aliasCycle', { alias }), {
        hint: cimText('aliasCycleHint'),
      })
    }
    if (this.#making.size >= longestChain) {
      const message = cimText('aliasChain', { alias: declaration.alias ?? declaration.className, limit: longestChain })
      throw new WmiError('WBEM_E_QUOTA_VIOLATION', message, { hint: cimText('aliasChainHint') })
    }
    this.#making.add(declaration)
    try {
      const instance = this.#make(declaration)
      this.#made.set(declaration, instance)
      return instance
    } finally {
      this.#making.delete(declaration)
    }
  }
}
