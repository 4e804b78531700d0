// Connection managers of one's own, made from a description of their properties and what opens a connection.
import { WmilinkError } from '../../base/errors.js'
import { ComponentElement, DefinedProperties } from '../component.js'
import type { ConnectionManager } from '../connection-manager.js'
import type {
  ComponentProperties,
  ConnectionEnvironment,
  ConnectionKind,
  ConnectionObject,
  DataNamespace,
  PropertyDefinition,
} from '../contract.js'
import { checkDefinition, checkProperties } from '../definitions.js'
import { type DtsProblem, dtsError, dtsProblem } from '../errors.js'
import { sameName } from '../names.js'
import type { PropertyValue } from '../property-values.js'
import { withoutPasswords } from './secrets.js'

/** A type of connection managers of one's own, for `registerConnectionManager`. */
export interface ConnectionDefinition {
  /** What files call it: `SMTP`, `EXAMPLE`. */
  readonly creationName: string
  /** The name that a new manager gets; default: `EXAMPLE Connection Manager`. */
  readonly title?: string
  /** Local name of the element under ObjectData that holds the properties; default: `ExampleConnectionManager` for `Example`. */
  readonly dataElement?: string
  readonly dataNamespace?: DataNamespace
  /** ConnectionString is added when it is not among them. A write-only property is a secret: it has no attribute and is never saved. */
  readonly properties?: readonly PropertyDefinition[]
  /** What is wrong with the properties, told by validation without connecting; empty when nothing is. */
  problems?(properties: ComponentProperties): readonly string[]
  /** Opens a connection: whatever tasks that use it expect. */
  acquire(properties: ComponentProperties, environment: ConnectionEnvironment): unknown
  /** Closes one. */
  release?(connection: unknown): unknown
}

const connectionString: PropertyDefinition = {
  name: 'ConnectionString',
  type: 'String',
  default: '',
  attribute: 'ConnectionString',
}

/** The kind of a definition. @throws ArgumentError when it is none */
export function definedKind(definition: ConnectionDefinition): ConnectionKind {
  const what = 'registerConnectionManager'
  checkDefinition(what, definition, {
    creationName: 'name',
    title: 'string?',
    dataElement: 'string?',
    properties: 'array?',
    problems: 'function?',
    acquire: 'function',
    release: 'function?',
  })
  const { creationName, title = `${creationName} Connection Manager`, properties: given = [] } = definition
  checkProperties(what, creationName, given)
  const has = given.some(({ name }) => sameName(name, 'ConnectionString'))
  const properties = has ? given : [connectionString, ...given]
  return {
    creationName,
    title,
    properties,
    open: manager => new DefinedConnection(manager, definition, properties),
  }
}

class DefinedConnection implements ConnectionObject {
  readonly hasUnsavedSecret = false
  readonly #manager: ConnectionManager
  readonly #definition: ConnectionDefinition
  readonly #properties: DefinedProperties
  readonly #open = new Set<unknown>()

  constructor(manager: ConnectionManager, definition: ConnectionDefinition, properties: readonly PropertyDefinition[]) {
    const { creationName, dataElement = `${creationName}ConnectionManager`, dataNamespace } = definition
    const order = properties.flatMap(({ attribute }) => (attribute ? [attribute] : []))
    const elements = properties.flatMap(({ attribute, inElement }) => (attribute && inElement ? [attribute] : []))
    const data = new ComponentElement(manager.node, dataElement, order, new Set(elements), dataNamespace)
    this.#manager = manager
    this.#definition = definition
    this.#properties = new DefinedProperties(properties, data)
  }

  initialize(): void {}

  /** Without the passwords that a connection string may hold. */
  get(name: string): PropertyValue {
    const value = this.#properties.get(name)
    return sameName(name, 'ConnectionString') ? withoutPasswords(String(value)) : value
  }

  /** Setting the text that was read changes nothing. */
  set(name: string, value: PropertyValue): void {
    if (sameName(name, 'ConnectionString') && this.get(name) === value) return
    this.#properties.set(name, value)
  }

  problems(): DtsProblem[] {
    const { name } = this.#manager
    const found = this.#definition.problems?.(this.#properties) ?? []
    return found.map(reason => dtsProblem('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name, reason }))
  }

  secretWarnings(): [] {
    return []
  }

  async acquire(environment: ConnectionEnvironment): Promise<unknown> {
    try {
      const connection = await this.#definition.acquire(this.#properties, environment)
      this.#open.add(connection)
      return connection
    } catch (error) {
      if (error instanceof WmilinkError) throw error
      const reason = error instanceof Error ? error.message : String(error)
      const { name } = this.#manager
      throw dtsError('DTS_E_CANNOTACQUIRECONNECTIONFROMCONNECTIONMANAGER', { name, reason }, { cause: error })
    }
  }

  async release(connection: unknown): Promise<void> {
    if (this.#open.delete(connection)) await this.#definition.release?.(connection)
  }

  async dispose(): Promise<void> {
    for (const connection of [...this.#open]) await this.release(connection)
  }
}
