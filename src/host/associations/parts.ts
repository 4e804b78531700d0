// ASSOCIATORS OF and REFERENCES OF: WMI SDK "ASSOCIATORS OF Statement", "REFERENCES OF Statement", [MS-WMI] 3.1.4.3.18.
import { foldName } from '../../base/name-map.js'
import type { CimInstance } from '../../cim/instance.js'
import type { ObjectPath } from '../../cim/path.js'
import { checkAssociationOptions } from '../../wmi/association-options.js'
import type { Call } from '../../wmi/call.js'
import { classObject, withKeysOnly } from '../../wmi/class-object.js'
import type { AssociationOptions } from '../../wql/ast.js'
import { innerCall } from '../inner-call.js'
import type { Scope } from '../scope.js'
import { type Part, stream } from '../stream.js'
import { EndPoints } from './end-points.js'
import { linkParts } from './links.js'
import { associatorPasses, type Pass, referencePasses } from './passes.js'
import { schemaOf } from './schema.js'
import { SourceObject } from './source-object.js'

/** Which of the two association queries. */
export type AssociationKind = 'associators' | 'references'

/** A question about the associations of one object, or of one class with SchemaOnly. */
export interface AssociationQuestion {
  readonly kind: AssociationKind
  /** In the namespace of the object. */
  readonly path: ObjectPath
  readonly options: AssociationOptions
  /** The namespace of the connection, whose associations count too when the object lives in another one. */
  readonly connected: Scope
}

/**
 * The parts of an association query's result, one for each look at the instances of an association class. Every association
 * instance counts once: an object to which two of them lead comes twice. What leads nowhere is left out, and so is what the
 * caller may not read.
 *
 * @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_INVALID_OBJECT_PATH, WBEM_E_INVALID_QUERY for options that cannot stand
 *   together, or WBEM_E_NOT_FOUND for the object asked about
 */
export async function associationParts(
  scope: Scope,
  { kind, path, options: given, connected }: AssociationQuestion,
  call: Call,
): Promise<Iterable<Part<CimInstance>>> {
  const options = checkAssociationOptions(kind, given)
  const scopes = scope.namespace === connected.namespace ? [scope] : [scope, connected]
  if (options.schemaOnly) {
    requireClasses(scopes, options)
    return [classPart(scope, kind, path, options)]
  }
  const source = await SourceObject.find(scope, path, call)
  requireClasses(scopes, options)
  return plan(scopes, kind, source, options, call)
}

/** @throws WmiError WBEM_E_INVALID_CLASS for a class of the options that no namespace in question has */
function requireClasses(scopes: readonly Scope[], { assocClass, resultClass }: AssociationOptions): void {
  for (const name of [assocClass, resultClass])
    if (name !== undefined && !scopes.some(({ classes }) => classes.has(name))) scopes[0]?.classes.require(name)
}

function classPart(scope: Scope, kind: AssociationKind, path: ObjectPath, options: AssociationOptions): Part {
  const classes = schemaOf(scope, kind, path, options)
  const home = scope.namespace.home
  return instancePart('meta_class', function* () {
    for (const cimClass of classes) yield classObject(scope.view(cimClass), home)
  })
}

function* plan(
  scopes: readonly Scope[],
  kind: AssociationKind,
  source: SourceObject,
  options: AssociationOptions,
  { signal }: Call,
): Generator<Part> {
  const told = new Set<string>()
  for (const scope of scopes) {
    const passes =
      kind === 'associators' ? associatorPasses(scope, source, options) : referencePasses(scope, source, options)
    for (const pass of passes) {
      const { name } = pass.association.class
      if (kind === 'associators') yield instancePart(name, () => associators(pass, source, options, told, signal))
      else if (options.classDefsOnly) yield instancePart(name, () => linkClass(pass, source, told, signal))
      else yield* linkInstances(pass, source, options, signal)
    }
  }
}

/** A part whose rows are its results. */
function instancePart(className: string, open: () => Iterable<CimInstance> | AsyncIterable<CimInstance>): Part {
  return { className, open, read: row => row as CimInstance }
}

function* linkInstances(
  pass: Pass,
  source: SourceObject,
  { keysOnly }: AssociationOptions,
  signal: AbortSignal,
): Generator<Part> {
  for (const part of linkParts(pass, source, null, signal)) {
    const read: Part['read'] = row => {
      const instance = part.read(row)
      return instance && withKeysOnly(instance)
    }
    yield keysOnly ? { ...part, read } : part
  }
}

/** The association class itself, when it has an instance that holds the object. */
async function* linkClass(
  pass: Pass,
  source: SourceObject,
  told: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<CimInstance> {
  const { scope, association } = pass
  const key = classKey(scope, association.class.name)
  if (told.has(key)) return
  for await (const _ of links(pass, source, signal)) {
    told.add(key)
    yield classObject(scope.view(association.class), scope.namespace.home)
    return
  }
}

/** The objects to which the instances of one association class lead, or with ClassDefsOnly their classes. */
async function* associators(
  pass: Pass,
  source: SourceObject,
  options: AssociationOptions,
  told: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<CimInstance> {
  const ends = new EndPoints(pass.scope, options, signal)
  try {
    for await (const end of ends.follow(references(pass, source, signal))) {
      if (!options.classDefsOnly) {
        yield options.keysOnly ? withKeysOnly(end.instance) : end.instance
        continue
      }
      const key = classKey(end.scope, end.class.name)
      if (!told.has(key)) yield classObject(end.scope.view(end.class), end.scope.namespace.home)
      told.add(key)
    }
  } finally {
    ends.end()
  }
}

/** What the instances of an association hold in the references that lead to results. */
async function* references(pass: Pass, source: SourceObject, signal: AbortSignal): AsyncGenerator<unknown, void> {
  for await (const link of links(pass, source, signal)) for (const { name } of pass.results) yield link[name]
}

function links(pass: Pass, source: SourceObject, signal: AbortSignal): AsyncGenerator<CimInstance, void> {
  const call = innerCall(signal)
  return stream(() => linkParts(pass, source, pass.association.references, call.signal), call)
}

function classKey(scope: Scope, className: string): string {
  return foldName(`${scope.namespace.name}:${className}`)
}
