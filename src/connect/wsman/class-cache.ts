// Declarations of classes, read once per class and connection: DSP0227, the resource of CIM-XML ([MS-WSMV] 2.2.4).
import { WmiError } from '../../base/errors.js'
import { foldName } from '../../base/name-map.js'
import { connectWsmanText } from '../../base/texts/connect-wsman.js'
import type { CimClass } from '../../cim/class.js'
import { readClassXml } from '../../cim/xml/index.js'
import { HttpError } from '../../http/errors.js'
import { type OperationOption, schemaResource, type WsmanClient } from '../../wsman/index.js'

/** So many classes are kept; those that were read first go first. */
const mostClasses = 2000

/** Without qualifiers there would be no keys and no directions of parameters, without the hierarchy no lineage. */
export const schemaOptions: readonly OperationOption[] = [
  'IncludeQualifiers',
  'IncludeInheritedElements',
  'IncludeInheritanceHierarchy',
  'IncludeClassOrigin',
].map(name => ({ name, value: 'true', type: 'xs:boolean' }))

/** The classes of one namespace. */
export class ClassCache {
  readonly #client: WsmanClient
  readonly #namespace: string
  readonly #signal: AbortSignal
  readonly #reading = new Map<string, Promise<CimClass>>()
  readonly #known = new Map<string, CimClass>()
  readonly #refused = new Map<string, unknown>()

  /** @param signal raised when the connection ends: a declaration is read for whoever may need it, not for one call */
  constructor(client: WsmanClient, namespace: string, signal: AbortSignal) {
    this.#client = client
    this.#namespace = namespace
    this.#signal = signal
  }

  /** The class, when it has been read. */
  known(name: string): CimClass | undefined {
    return this.#known.get(foldName(name))
  }

  /** Reads the class, or waits for whoever is reading it. @throws what the server says; HttpError */
  get(name: string): Promise<CimClass> {
    const key = foldName(name)
    const known = this.#known.get(key)
    if (known) return Promise.resolve(known)
    let reading = this.#reading.get(key)
    if (!reading) {
      reading = this.#read(name, key)
      this.#reading.set(key, reading)
    }
    return reading
  }

  /** The class; undefined when the server does not tell it, which is not asked again. Never fails. */
  async find(name: string): Promise<CimClass | undefined> {
    if (this.#refused.has(foldName(name))) return undefined
    return this.get(name).catch(() => undefined)
  }

  /** Why {@link find} has nothing to say of a class. */
  refusal(name: string): unknown {
    return this.#refused.get(foldName(name))
  }

  async #read(name: string, key: string): Promise<CimClass> {
    try {
      const { body } = await this.#client.get(schemaResource(this.#namespace, name), {
        patient: true,
        signal: this.#signal,
        options: schemaOptions,
      })
      if (body?.localName !== 'CLASS')
        throw new WmiError('WBEM_E_NO_SCHEMA', connectWsmanText('noDeclaration', { class: name }))
      const cimClass = readClassXml(body)
      this.#keep(key, cimClass)
      return cimClass
    } catch (error) {
      // What the way has lost may come the next time.
      if (!(error instanceof HttpError)) this.#refuse(key, error)
      throw error
    } finally {
      this.#reading.delete(key)
    }
  }

  #keep(key: string, cimClass: CimClass): void {
    this.#refused.delete(key)
    if (this.#known.size >= mostClasses) for (const oldest of this.#known.keys()) if (this.#known.delete(oldest)) break
    this.#known.set(key, cimClass)
  }

  #refuse(key: string, error: unknown): void {
    if (this.#refused.size >= mostClasses) this.#refused.clear()
    this.#refused.set(key, error)
  }
}
