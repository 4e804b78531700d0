import { WmiError } from '../base/errors.js'
import { compareNames, foldName, NameMap } from '../base/name-map.js'
import { nearestNames } from '../base/nearest-names.js'
import { hostText } from '../base/texts/host.js'
import type { InstanceHome } from '../cim/instance.js'
import { normalizeNamespace } from '../cim/path.js'
import { Changes } from './changes.js'
import { ClassTable } from './class-table.js'
import { InstanceStore } from './instance-store.js'
import { builtInNamespaces, schemaClasses } from './schema.js'

/** One namespace: its classes and the instances that the repository keeps. */
export class HostNamespace {
  /** From the root on: `root\cimv2`. */
  readonly name: string
  readonly home: InstanceHome
  readonly instances = new InstanceStore()
  #classes: ClassTable | undefined

  constructor(server: string, name: string) {
    this.name = name
    this.home = { server, namespace: name }
  }

  get classes(): ClassTable {
    this.#classes ??= new ClassTable(schemaClasses(this.name))
    return this.#classes
  }
}

/** All namespaces of a host. A new one has the system classes only. */
export class Repository {
  /** The machine's name as instances carry it in `__SERVER`. */
  readonly server: string
  readonly changes = new Changes()
  readonly #namespaces = new NameMap<HostNamespace>()

  constructor(server: string) {
    this.server = server
    for (const name of builtInNamespaces) this.#namespaces.set(name, new HostNamespace(server, name))
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

  /** Creates a child namespace, as a new `__NAMESPACE` instance asks for; an existing one stays. @throws WmiError WBEM_E_INVALID_PARAMETER */
  createNamespace(parent: string, child: string): HostNamespace {
    const { name } = this.namespace(parent)
    if (!/^[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff -]*$/.test(child)) {
      throw new WmiError('WBEM_E_INVALID_PARAMETER', hostText('namespaceForm', { name: child }), {
        hint: hostText('namespaceFormHint'),
      })
    }
    const full = `${name}\\${child}`
    const known = this.#namespaces.get(full)
    if (known) return known
    const namespace = new HostNamespace(this.server, full)
    this.#namespaces.set(full, namespace)
    return namespace
  }
}
