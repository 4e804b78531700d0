import { WmiError } from '../base/errors.js'
import { compareNames, foldName, NameMap } from '../base/name-map.js'
import { nearestNames } from '../base/nearest-names.js'
import { hostText } from '../base/texts/host.js'
import { writingText } from '../base/texts/host-writing.js'
import type { CimClass } from '../cim/class.js'
import type { ClassDeclaration } from '../cim/declaration.js'
import { type CimInstance, type InstanceHome, InstanceShape } from '../cim/instance.js'
import { normalizeNamespace } from '../cim/path.js'
import { Changes, type RepositoryChange } from './changes.js'
import { ClassTable } from './class-table.js'
import { type DataStore, MemoryStore } from './data/area.js'
import { RepositoryRecords } from './data/repository-records.js'
import { InstanceStore } from './instance-store.js'
import { relativePath } from './relative-path.js'
import { builtInNamespaces, schemaClasses } from './schema.js'
import { changeClass, isSameDeclaration } from './writing/class-change.js'
import { UndoList } from './writing/undo-list.js'

/** One namespace: its classes and the instances that the repository keeps. */
export class HostNamespace {
  /** From the root on: `root\cimv2`. */
  readonly name: string
  readonly home: InstanceHome
  readonly instances = new InstanceStore()
  /** True once the namespace has been deleted; connections to it may still be there. */
  isDeleted = false
  readonly #make: () => ClassTable
  #classes: ClassTable | undefined

  /** @param classes makes the classes when they are first asked for */
  constructor(home: InstanceHome, name: string, classes: () => ClassTable) {
    this.name = name
    this.home = home
    this.#make = classes
  }

  /** @throws WmiError WBEM_E_INVALID_NAMESPACE when the namespace has been deleted */
  get classes(): ClassTable {
    if (this.isDeleted) {
      throw new WmiError('WBEM_E_INVALID_NAMESPACE', writingText('deletedNamespace', { name: this.name }), {
        hint: writingText('deletedNamespaceHint'),
        namespace: this.name,
      })
    }
    this.#classes ??= this.#make()
    return this.#classes
  }
}

/**
 * All namespaces of a host, and what is written to them. A new namespace has the system classes only. A change is seen at
 * once; {@link saved} waits until the data folder has it, and then it is told to {@link changes}. When the disk refuses it,
 * it is taken back and told to nobody.
 */
export class Repository {
  /** The machine's name as instances carry it in `__SERVER`. */
  readonly server: string
  readonly changes = new Changes()
  readonly #namespaces = new NameMap<HostNamespace>()
  readonly #records: RepositoryRecords
  readonly #undo: UndoList

  /** @param data what was kept of earlier changes, and where these go */
  constructor(server: string, data: DataStore = new MemoryStore()) {
    this.server = server
    this.#records = new RepositoryRecords(data)
    this.#undo = new UndoList(data)
    for (const name of [...builtInNamespaces, ...this.#records.namespaces()]) this.#add(name)
  }

  has(name: string): boolean {
    return this.#namespaces.has(normalizeNamespace(name))
  }

  /** @param name with either slash, from the root on; @throws WmiError WBEM_E_INVALID_NAMESPACE */
  namespace(name: string): HostNamespace {
    const namespace = this.#namespaces.get(normalizeNamespace(name))
    if (namespace) return namespace
    const known = [...this.#namespaces].map(each => each.name)
    const near = nearestNames(normalizeNamespace(name), known)
    throw new WmiError('WBEM_E_INVALID_NAMESPACE', hostText('unknownNamespace', { name }), {
      hint: hostText('unknownNamespaceHint', { names: (near.length > 0 ? near : known).join(', ') }),
      namespace: normalizeNamespace(name),
    })
  }

  /** Names below a namespace, relative to it: its children, or all with `recursive`. Alphabetical. */
  below(name: string, recursive = false): string[] {
    const prefix = `${foldName(name)}\\`
    const names: string[] = []
    for (const namespace of this.#namespaces) {
      if (!foldName(namespace.name).startsWith(prefix)) continue
      const relative = namespace.name.slice(prefix.length)
      if (recursive || !relative.includes('\\')) names.push(relative)
    }
    return names.sort(compareNames)
  }

  /** Waits until the data folder has all changes so far. @throws WmiError when the disk refuses them, which takes them back */
  saved(): Promise<void> {
    return this.#undo.saved()
  }

  /** Creates a child namespace, as a new `__NAMESPACE` instance asks for; an existing one stays. @throws WmiError WBEM_E_INVALID_PARAMETER */
  createNamespace(parent: string, child: string): HostNamespace {
    const above = this.namespace(parent)
    if (!/^[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff -]*$/.test(child)) {
      throw new WmiError('WBEM_E_INVALID_PARAMETER', hostText('namespaceForm', { name: child }), {
        hint: hostText('namespaceFormHint'),
      })
    }
    const full = `${above.name}\\${child}`
    const known = this.#namespaces.get(full)
    if (known) return known
    const namespace = this.#add(full)
    this.#records.keepNamespace(full)
    this.#done(
      () => this.#remove(namespace),
      [{ kind: 'namespace', namespace: above.name, before: null, after: namespaceInstance(above, child) }],
    )
    return namespace
  }

  /** Deletes a namespace with all in it and below it. @throws WmiError WBEM_E_INVALID_OPERATION for one that a host starts with */
  deleteNamespace(name: string): void {
    const { name: full } = this.namespace(name)
    if (builtInNamespaces.some(builtIn => foldName(builtIn) === foldName(full))) {
      throw new WmiError('WBEM_E_INVALID_OPERATION', writingText('builtInNamespace', { name: full }), {
        hint: writingText('builtInNamespaceHint'),
      })
    }
    const names = [full, ...this.below(full, true).map(below => `${full}\\${below}`)]
    // The deepest first.
    const gone = names.map(each => this.namespace(each)).sort((a, b) => b.name.length - a.name.length)
    const told: RepositoryChange[] = []
    for (const namespace of gone) {
      const at = namespace.name.lastIndexOf('\\')
      const above = this.namespace(namespace.name.slice(0, at))
      const before = namespaceInstance(above, namespace.name.slice(at + 1))
      told.push({ kind: 'namespace', namespace: above.name, before, after: null })
    }
    for (const namespace of gone) {
      // Read now what the data folder has: taking the deletion back needs it.
      void namespace.classes
      this.#remove(namespace)
      this.#records.dropNamespace(namespace.name)
    }
    this.#done(() => {
      for (const namespace of gone.toReversed()) {
        namespace.isDeleted = false
        this.#namespaces.set(namespace.name, namespace)
      }
    }, told)
  }

  /**
   * Creates or changes a class, together with its subclasses and its instances, which get the new shape.
   * @throws WmiError by what does not fit; WBEM_E_CLASS_HAS_INSTANCES when instances would lose their paths
   */
  putClass(namespace: HostNamespace, declaration: ClassDeclaration): CimClass {
    const { classes } = namespace
    const known = classes.stored(declaration.name)
    if (known && isSameDeclaration(known.declaration(), declaration)) return classes.require(known.name)
    const change = changeClass(namespace, declaration)
    this.#records.keepClass(namespace.name, declaration)
    for (const [path, instance] of change.instances) this.#records.keepInstance(namespace.name, path, instance)
    const { before, after } = change
    this.#done(change.undo, [{ kind: 'class', namespace: namespace.name, before, after }])
    return after
  }

  /** Deletes a class, the classes below it, and their instances; nothing when there is no such class. */
  deleteClass(namespace: HostNamespace, name: string): void {
    const { classes, instances } = namespace
    const told: RepositoryChange[] = []
    const place = { namespace: namespace.name, after: null }
    const gone = [...classes.lineage(name)].map(each => classes.require(each)).reverse()
    if (gone.length === 0) return
    const lost: [path: string, instance: CimInstance][] = []
    for (const { name: each } of gone)
      for (const instance of instances.of(each)) lost.push([relativePath(instance), instance])
    for (const [path, before] of lost) {
      this.#records.dropInstance(namespace.name, path)
      told.push({ kind: 'instance', ...place, before })
    }
    const builtIn = new Set(schemaClasses(namespace.name).map(each => foldName(each.name)))
    for (const before of gone) {
      instances.deleteClass(before.name)
      this.#records.dropClass(namespace.name, before.name, builtIn.has(foldName(before.name)))
      told.push({ kind: 'class', ...place, before })
    }
    const stored = gone.flatMap(each => classes.stored(each.name) ?? [])
    classes.delete(name)
    this.#done(() => {
      classes.restore(stored)
      for (const [path, instance] of lost) instances.set(path, instance)
    }, told)
  }

  /** Keeps an instance, in place of one that has the same path. @throws WmiError WBEM_E_INVALID_OBJECT or WBEM_E_ILLEGAL_NULL */
  putInstance(namespace: HostNamespace, instance: CimInstance): void {
    const { instances } = namespace
    const path = relativePath(instance)
    const before = instances.get(path) ?? null
    this.#records.keepInstance(namespace.name, path, instance)
    instances.set(path, instance)
    this.#done(() => {
      if (before) instances.set(path, before)
      else instances.delete(path)
    }, [{ kind: 'instance', namespace: namespace.name, before, after: instance }])
  }

  /** Deletes an instance that the namespace keeps. */
  deleteInstance(namespace: HostNamespace, before: CimInstance): void {
    const path = relativePath(before)
    if (!namespace.instances.delete(path)) return
    this.#records.dropInstance(namespace.name, path)
    this.#done(
      () => namespace.instances.set(path, before),
      [{ kind: 'instance', namespace: namespace.name, before, after: null }],
    )
  }

  #done(undo: () => void, told: readonly RepositoryChange[]): void {
    this.#undo.add(undo, () => {
      for (const change of told) this.changes.tell(change)
    })
  }

  #add(name: string): HostNamespace {
    const home = { server: this.server, namespace: name }
    const namespace: HostNamespace = new HostNamespace(
      home,
      name,
      () => new ClassTable(this.#records.classes(name, schemaClasses(name))),
    )
    for (const [path, make] of this.#records.instances(home, () => namespace.classes))
      namespace.instances.set(path, make)
    this.#namespaces.set(name, namespace)
    return namespace
  }

  #remove(namespace: HostNamespace): void {
    this.#namespaces.delete(namespace.name)
    namespace.isDeleted = true
  }
}

/** A namespace as its parent sees it. */
function namespaceInstance({ classes, home }: HostNamespace, name: string): CimInstance {
  return new InstanceShape(classes.require('__NAMESPACE'), { home }).create([name])
}
