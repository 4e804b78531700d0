// What the MOF compiler does with a document: WMI SDK "Compiling MOF Files", "Preprocessor Commands".
import { WmiError } from '../base/errors.js'
import { foldName } from '../base/name-map.js'
import { hostText } from '../base/texts/host.js'
import { AliasScope, type ClassDeclaration, type InstanceDeclaration, instantiate } from '../cim/declaration.js'
import type { CimInstance } from '../cim/instance.js'
import { type MofItem, type MofPlace, type MofPragma, parseMof } from '../cim/mof/index.js'
import { parseNamespacePath, parseObjectPath } from '../cim/path.js'
import { isLocalServer } from '../wmi/local-server.js'
import { relativePath } from './relative-path.js'
import type { HostNamespace, Repository } from './repository.js'

/** One MOF text to be loaded. */
export interface MofSource {
  readonly text: string | Uint8Array
  /** What errors call it, usually its file name. */
  readonly source?: string
  /** Where it goes until it says otherwise; default `root\cimv2`. */
  readonly namespace?: string
  /** Gives the text of an included file, by the name as written. */
  readonly include?: (file: string, from: string | undefined) => string | Uint8Array
}

/** A declaration that cannot be carried out. The message begins with source, line and column, which count from 1. */
export class MofLoadError extends WmiError {
  readonly line: number
  readonly column: number
  readonly source: string | undefined

  constructor(cause: WmiError, place: MofPlace, source: string | undefined) {
    const file = place.source ?? source
    const at = `${file === undefined ? '' : `${file}:`}${place.line}:${place.column}`
    super(cause.code, `${at}: ${cause.message}`, { hint: cause.hint, namespace: cause.namespace, cause })
    this.line = place.line
    this.column = place.column
    this.source = file
  }
}

/**
 * Loads a MOF text: classes, instances, aliases, and the pragmas namespace, classflags, instanceflags, deleteclass and
 * deleteinstance; other pragmas mean nothing here. A namespace must exist: an instance of `__NAMESPACE` in its parent
 * creates one.
 *
 * @throws TextError for text that cannot be read, MofLoadError for what it declares
 */
export function loadMof(repository: Repository, mof: MofSource): void {
  const { source, include } = mof
  const { items } = parseMof(mof.text, { ...(source === undefined ? {} : { source }), ...(include ? { include } : {}) })
  const loader = new Loader(repository, mof.namespace ?? 'root\\cimv2')
  for (const item of items) at(item, source, () => loader.announce(item))
  loader.restart()
  const late = items.filter(item => at(item, source, () => loader.load(item)))
  for (const item of late) at(item, source, () => loader.finish(item))
}

function at<T>(place: MofPlace, source: string | undefined, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof WmiError && !(error instanceof MofLoadError) ? new MofLoadError(error, place, source) : error
  }
}

type UpdateFlag = 'createonly' | 'updateonly'

/** Carries the state of one document: where it is, and what its aliases stand for. */
class Loader {
  readonly #repository: Repository
  readonly #start: string
  readonly #places = new Map<InstanceDeclaration, string>()
  readonly #aliases = new AliasScope(declaration => this.#make(declaration))
  #namespace: string
  #classFlag: UpdateFlag | undefined
  #instanceFlag: UpdateFlag | undefined

  constructor(repository: Repository, namespace: string) {
    this.#repository = repository
    this.#start = namespace
    this.#namespace = namespace
  }

  /** First round: aliases may be used before they are declared. */
  announce(item: MofItem): void {
    if (item.kind === 'pragma') this.#enter(item.pragma)
    if (item.kind === 'class' || item.kind === 'instance') this.#aliases.declare(item.declaration)
    if (item.kind === 'instance') this.#places.set(item.declaration, this.#namespace)
  }

  restart(): void {
    this.#namespace = this.#start
  }

  /** Second round, in order. True for an instance that needs something declared after it. */
  load(item: MofItem): boolean {
    if (item.kind === 'pragma') this.#pragma(item.pragma)
    if (item.kind === 'class') this.#class(item.declaration)
    if (item.kind === 'instance') return this.#instance(item.declaration)
    if (item.kind === 'include') {
      throw new WmiError('WBEMMOF_E_ERROR_INVALID_INCLUDE_FILE', hostText('mofInclude', { file: item.file }), {
        hint: hostText('mofIncludeHint'),
      })
    }
    return false
  }

  /** Last round: instances whose aliases name what came after them. */
  finish(item: MofItem): void {
    if (item.kind === 'instance') this.#keep(this.#aliases.instance(item.declaration))
  }

  #enter(pragma: MofPragma): void {
    if (foldName(pragma.name) !== 'namespace') return
    const { server, namespace } = parseNamespacePath(pragma.arguments[0] ?? '')
    if (server !== null && !isLocalServer(server) && !isLocalServer(server, this.#repository.server))
      throw new WmiError('WBEM_E_INVALID_NAMESPACE', hostText('mofServer', { server }))
    this.#namespace = namespace
  }

  #pragma(pragma: MofPragma): void {
    const [first = '', second = ''] = pragma.arguments
    const mustExist = foldName(second) === 'fail'
    const name = foldName(pragma.name)
    if (name === 'namespace') {
      this.#enter(pragma)
      if (!this.#repository.has(this.#namespace)) throw missingNamespace(this.#namespace)
    }
    if (name === 'classflags') this.#classFlag = updateFlag(pragma.arguments)
    if (name === 'instanceflags') this.#instanceFlag = updateFlag(pragma.arguments)
    if (name === 'deleteclass') this.#deleteClass(first, mustExist)
    if (name === 'deleteinstance') this.#deleteInstance(first, mustExist)
  }

  #here(): HostNamespace {
    return this.#repository.namespace(this.#namespace)
  }

  #class(declaration: ClassDeclaration): void {
    const here = this.#here()
    checkFlag(this.#classFlag, here.classes.has(declaration.name), declaration.name)
    this.#repository.putClass(here, declaration)
  }

  #deleteClass(name: string, mustExist: boolean): void {
    const here = this.#here()
    if (mustExist) here.classes.require(name)
    this.#repository.deleteClass(here, name)
  }

  #deleteInstance(text: string, mustExist: boolean): void {
    const here = this.#here()
    const instance = here.instances.match(parseObjectPath(text))
    if (instance) this.#repository.deleteInstance(here, instance)
    else if (mustExist) throw new WmiError('WBEM_E_NOT_FOUND', hostText('noInstance', { object: text }))
  }

  #instance(declaration: InstanceDeclaration): boolean {
    let instance: CimInstance
    try {
      instance = this.#aliases.instance(declaration)
    } catch (error) {
      if (error instanceof WmiError && usesAlias(declaration)) return true
      throw error
    }
    this.#keep(instance)
    return false
  }

  #keep(instance: CimInstance): void {
    const namespace = this.#repository.namespace(instance.__NAMESPACE ?? this.#namespace)
    if (foldName(instance.__CLASS) === '__namespace') {
      this.#repository.createNamespace(namespace.name, String(instance.Name ?? ''))
      return
    }
    const path = relativePath(instance)
    checkFlag(this.#instanceFlag, namespace.instances.get(path) !== undefined, path)
    this.#repository.putInstance(namespace, instance)
  }

  #make(declaration: InstanceDeclaration): CimInstance {
    const { classes, home } = this.#repository.namespace(this.#places.get(declaration) ?? this.#namespace)
    const cimClass = classes.require(declaration.className)
    if (cimClass.isAbstract)
      throw new WmiError('WBEM_E_ILLEGAL_OPERATION', hostText('abstractInstance', { class: cimClass.name }))
    return instantiate(declaration, cimClass, {
      home,
      classNamed: name => classes.get(name),
      alias: this.#aliases.resolve,
    })
  }
}

function missingNamespace(name: string): WmiError {
  return new WmiError('WBEM_E_INVALID_NAMESPACE', hostText('unknownNamespace', { name }), {
    hint: hostText('mofNamespaceHint', { create: 'instance of __NAMESPACE { Name = "…"; };' }),
    namespace: name,
  })
}

function usesAlias({ values }: InstanceDeclaration): boolean {
  return values.some(({ value }) =>
    value.kind === 'array' ? value.items.some(item => item.kind === 'alias') : value.kind === 'alias',
  )
}

function updateFlag(words: readonly string[]): UpdateFlag | undefined {
  for (const word of words.map(foldName)) if (word === 'createonly' || word === 'updateonly') return word
  return undefined
}

function checkFlag(flag: UpdateFlag | undefined, exists: boolean, name: string): void {
  if (flag === 'createonly' && exists) throw new WmiError('WBEM_E_ALREADY_EXISTS', hostText('mofExists', { name }))
  if (flag === 'updateonly' && !exists) throw new WmiError('WBEM_E_NOT_FOUND', hostText('mofMissing', { name }))
}
