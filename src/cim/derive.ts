// From a declaration and its superclass to the class with everything it inherits, and back: WMI SDK "Inheritance",
// "Qualifier Flavors" and "Method Qualifiers", [MS-WMI] 2.2.
import { WmiError } from '../base/errors.js'
import { foldName, NameMap } from '../base/name-map.js'
import { cimText } from '../base/texts/cim.js'
import type { WbemStatus } from '../base/wbem-status.js'
import { CimClass, type CimMethod, type CimProperty, noQualifiers, type Qualifier, type Qualifiers } from './class.js'
import type { ClassDeclaration, ElementDeclaration, MethodDeclaration } from './declaration.js'
import { elementOf } from './element.js'
import { systemPropertyNames } from './instance.js'
import { misfit, valueToLiteral } from './literal.js'
import { deriveParameters } from './parameters.js'

/** How far a class may stand below its root class. Each class carries all of its ancestors. */
const deepest = 100

/**
 * Makes a class from its declaration. @param superclass the class named by `declaration.superclass`; null for a root class
 * @throws WmiError when the declaration contradicts itself or the superclass, by the WBEM status that fits
 */
export function deriveClass(declaration: ClassDeclaration, superclass: CimClass | null): CimClass {
  checkSuperclass(declaration, superclass)
  const { name } = declaration
  const cimClass = new CimClass({
    name,
    derivation: superclass ? [superclass.name, ...superclass.derivation] : [],
    qualifiers: overrideQualifiers(propagate(superclass?.qualifiers), declaration.qualifiers, name),
    properties: deriveProperties(declaration, superclass),
    methods: deriveMethods(declaration, superclass),
  })
  if (cimClass.isSingleton && cimClass.keys.length > 0)
    throw failure('WBEM_E_CANNOT_BE_SINGLETON', name, 'singletonKeys')
  return cimClass
}

function checkSuperclass({ name, superclass: wanted }: ClassDeclaration, superclass: CimClass | null): void {
  if (foldName(wanted ?? '') !== foldName(superclass?.name ?? '')) {
    const message = cimText('superclass', { name, superclass: wanted ?? '—' })
    throw new WmiError('WBEM_E_INVALID_SUPERCLASS', message, { hint: cimText('superclassHint') })
  }
  if (superclass?.isA(name)) throw failure('WBEM_E_CIRCULAR_REFERENCE', name, 'circular')
  if (superclass && superclass.derivation.length >= deepest)
    throw new WmiError(
      'WBEM_E_QUOTA_VIOLATION',
      cimText('at', { at: name, why: cimText('tooDeep', { limit: deepest }) }),
      {
        hint: cimText('circularHint'),
      },
    )
}

function deriveProperties(declaration: ClassDeclaration, superclass: CimClass | null): NameMap<CimProperty> {
  const properties = new NameMap<CimProperty>()
  for (const property of superclass?.properties ?? []) properties.set(property.name, inherited(property))
  const seen = new NameMap<true>()
  for (const element of declaration.properties) {
    const at = `${declaration.name}.${element.name}`
    if (seen.has(element.name)) throw failure('WBEM_E_INVALID_PROPERTY', at, 'declaredTwice')
    if ((systemPropertyNames as readonly string[]).includes(element.name.toUpperCase()))
      throw failure('WBEM_E_SYSTEM_PROPERTY', at, 'systemProperty')
    seen.set(element.name, true)
    const base = properties.get(element.name)
    const property = deriveProperty(declaration.name, element, base)
    checkKey(at, property, base, superclass)
    properties.set(property.name, property)
  }
  return properties
}

function deriveProperty(owner: string, element: ElementDeclaration, base: CimProperty | undefined): CimProperty {
  if (base && (base.type !== element.type || base.isArray !== element.isArray))
    throw misfit(element, owner, cimText('overrideType', { origin: base.origin }))
  const own = elementOf(owner, element)
  return {
    ...own,
    // An overridden property keeps the spelling, the place and, unless given anew, the default of the first.
    name: base?.name ?? element.name,
    defaultValue: element.defaultValue === null ? (base?.defaultValue ?? null) : own.defaultValue,
    qualifiers: overrideQualifiers(base?.qualifiers ?? noQualifiers, element.qualifiers, `${owner}.${element.name}`),
    origin: base?.origin ?? owner,
    propagated: false,
  }
}

function checkKey(at: string, property: CimProperty, base: CimProperty | undefined, superclass: CimClass | null): void {
  if (!isKey(property)) return
  const { type, isArray } = property
  if (isArray || type === 'object' || type === 'real32' || type === 'real64')
    throw failure('WBEM_E_CANNOT_BE_KEY', at, 'keyType')
  if (superclass && superclass.keys.length > 0 && !(base && isKey(base)))
    throw failure('WBEM_E_CANNOT_CHANGE_KEY_INHERITANCE', at, 'newKey')
}

function isKey(property: CimProperty): boolean {
  return property.qualifiers.get('key')?.value === true
}

function deriveMethods(declaration: ClassDeclaration, superclass: CimClass | null): NameMap<CimMethod> {
  const methods = new NameMap<CimMethod>()
  for (const method of superclass?.methods ?? []) methods.set(method.name, inherited(method))
  const seen = new NameMap<true>()
  for (const method of declaration.methods) {
    const at = `${declaration.name}.${method.name}`
    if (seen.has(method.name)) throw failure('WBEM_E_INVALID_METHOD', at, 'declaredTwice')
    seen.set(method.name, true)
    const derived = deriveMethod(declaration.name, method, methods.get(method.name))
    methods.set(derived.name, derived)
  }
  return methods
}

function deriveMethod(owner: string, method: MethodDeclaration, base: CimMethod | undefined): CimMethod {
  const { returnType, returnIsArray, returnClassName } = method
  return {
    name: base?.name ?? method.name,
    returnType,
    returnIsArray,
    ...(returnClassName === undefined ? {} : { returnClassName }),
    parameters: deriveParameters(owner, method),
    qualifiers: overrideQualifiers(base?.qualifiers ?? noQualifiers, method.qualifiers, `${owner}.${method.name}`),
    origin: base?.origin ?? owner,
    propagated: false,
  }
}

/** A property or method as a subclass has it that says nothing of it. */
function inherited<T extends CimProperty | CimMethod>(feature: T): T {
  const qualifiers = propagate(feature.qualifiers)
  return feature.propagated && qualifiers === feature.qualifiers
    ? feature
    : { ...feature, qualifiers, propagated: true }
}

/** The qualifiers that go to subclasses. The same map when nothing changes, as on most levels. */
function propagate(qualifiers: Qualifiers = noQualifiers): Qualifiers {
  if ([...qualifiers].every(qualifier => qualifier.propagated && qualifier.flavor.toSubclass)) return qualifiers
  const kept = new NameMap<Qualifier>()
  for (const qualifier of qualifiers)
    if (qualifier.flavor.toSubclass) kept.set(qualifier.name, { ...qualifier, propagated: true })
  return kept
}

function overrideQualifiers(base: Qualifiers, own: Qualifiers, at: string): Qualifiers {
  if (own.size === 0) return base
  const qualifiers = new NameMap<Qualifier>()
  for (const qualifier of own) {
    const existing = base.get(qualifier.name)
    if (existing && !existing.flavor.overridable && !sameValue(existing, qualifier)) {
      const message = cimText('overrideQualifier', { at, name: qualifier.name })
      throw new WmiError('WBEM_E_OVERRIDE_NOT_ALLOWED', message, { hint: cimText('overrideQualifierHint') })
    }
    qualifiers.set(qualifier.name, qualifier)
  }
  for (const qualifier of base) if (!qualifiers.has(qualifier.name)) qualifiers.set(qualifier.name, qualifier)
  return qualifiers
}

function sameValue(a: Qualifier, b: Qualifier): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value)
}

/** What is wrong with a declaration, and what to do about it. */
const failures = {
  singletonKeys: 'singletonKeysHint',
  circular: 'circularHint',
  declaredTwice: 'declaredTwiceHint',
  systemProperty: 'systemPropertyHint',
  keyType: 'keyTypeHint',
  newKey: 'newKeyHint',
} as const

function failure(status: WbemStatus, at: string, key: keyof typeof failures): WmiError {
  return new WmiError(status, cimText('at', { at, why: cimText(key) }), { hint: cimText(failures[key]) })
}

/** The declaration of what a class adds to its superclass; deriving it again gives an equal class. */
export function declarationOf(cimClass: CimClass): ClassDeclaration {
  return {
    name: cimClass.name,
    superclass: cimClass.superclass,
    qualifiers: localQualifiers(cimClass.qualifiers),
    properties: [...cimClass.properties].filter(property => !property.propagated).map(elementDeclaration),
    methods: [...cimClass.methods].filter(method => !method.propagated).map(methodDeclaration),
  }
}

function methodDeclaration(method: CimMethod): MethodDeclaration {
  const { name, returnType, returnIsArray, returnClassName } = method
  return {
    name,
    returnType,
    returnIsArray,
    ...(returnClassName === undefined ? {} : { returnClassName }),
    parameters: method.parameters.map(elementDeclaration),
    qualifiers: localQualifiers(method.qualifiers),
  }
}

function elementDeclaration(element: CimProperty | CimMethod['parameters'][number]): ElementDeclaration {
  const { name, type, isArray, arraySize, className, qualifiers, defaultValue } = element
  return {
    name,
    type,
    isArray,
    ...(arraySize === undefined ? {} : { arraySize }),
    ...(className === undefined ? {} : { className }),
    qualifiers: localQualifiers(qualifiers),
    defaultValue: defaultValue === null ? null : valueToLiteral(type, defaultValue),
  }
}

function localQualifiers(qualifiers: Qualifiers): Qualifiers {
  return NameMap.from([...qualifiers].filter(qualifier => !qualifier.propagated))
}
