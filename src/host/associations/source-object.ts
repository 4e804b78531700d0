import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { associationText } from '../../base/texts/host-associations.js'
import type { CimClass, CimProperty } from '../../cim/class.js'
import { formatObjectPath, type ObjectPath, parseObjectPath, samePath, tryParseObjectPath } from '../../cim/path.js'
import type { Call } from '../../wmi/call.js'
import { locate } from '../locate.js'
import type { Scope } from '../scope.js'

/** The object whose associations are asked for. */
export class SourceObject {
  readonly class: CimClass
  /** With server, namespace, its own class and keys as it spells them. */
  readonly path: ObjectPath
  readonly #text: string
  readonly #namespace: string

  private constructor(cimClass: CimClass, path: ObjectPath, namespace: string) {
    this.class = cimClass
    this.path = path
    this.#text = formatObjectPath(path)
    this.#namespace = foldName(namespace)
  }

  /** @throws WmiError WBEM_E_INVALID_CLASS, WBEM_E_INVALID_OBJECT_PATH, WBEM_E_NOT_FOUND or WBEM_E_ACCESS_DENIED */
  static async find(scope: Scope, path: ObjectPath, call: Call): Promise<SourceObject> {
    if (path.keys === null && !path.singleton) {
      scope.classes.require(path.className)
      throw new WmiError(
        'WBEM_E_INVALID_OBJECT_PATH',
        associationText('classPath', { object: formatObjectPath(path) }),
        {
          hint: associationText('classPathHint'),
        },
      )
    }
    const { instance, class: cimClass } = await locate(scope, path, call, { keysOnly: true })
    const { server, namespace } = scope.namespace.home
    // A caller who may not see all keys has none but those it asked with.
    const own = instance.__PATH
    const full = own === null ? { ...path, className: cimClass.name, server, namespace } : parseObjectPath(own)
    return new SourceObject(cimClass, full, scope.namespace.name)
  }

  /** True when a reference may hold the object: it is declared without a class, for the object's class or for one above. */
  fits({ className }: CimProperty): boolean {
    return className === undefined || this.class.isA(className)
  }

  /**
   * True when a reference's value names the object, by its own class or one above.
   * @param namespace where the reference stands, which it means when it names none
   */
  isNamedBy(reference: unknown, namespace: string): boolean {
    if (typeof reference !== 'string') return false
    if (reference === this.#text) return true
    const path = tryParseObjectPath(reference)
    if (!path || foldName(path.namespace ?? namespace) !== this.#namespace) return false
    return (
      this.class.isA(path.className) &&
      samePath({ ...path, namespace: null, className: this.path.className }, this.path)
    )
  }
}
